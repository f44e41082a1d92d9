/**
 * What the reader of the source should see on a line, under the mouse, and in the list of problems: plain data in the
 * editor's words, without vscode. Lines and columns count from 0, columns in UTF-16 units.
 */

/** One name on an executed line, with its refcount after the line ran. */
export interface AnnotationPart {
  readonly name: string;
  /** `2`, `1–3`, `freed`, `immortal`. */
  readonly value: string;
}

/** The text above (or behind) an executed line. */
export interface LineAnnotation {
  readonly line: number;
  /** `refcount a 2 · b 2`, `list #3 freed here`, `refcount x 1–3 · 10 hits`; never empty, at most about a hundred characters. */
  readonly text: string;
  /** The same for where there is little room. */
  readonly brief: string;
  /** All there is to say, a sentence each. */
  readonly details: readonly string[];
  readonly parts: readonly AnnotationPart[];
  /** How often the line ran. */
  readonly hits: number;
  /** The last moment before the line ran for the last time, and the one after it. */
  readonly lastStep: number;
  readonly lastAfter: number;
}

/** What the margin says of a line that has code. */
export interface LineMark {
  readonly line: number;
  /** It ran; a branch of it was never taken; it did not run. */
  readonly coverage: 'ran' | 'partly' | 'notRun';
  /** An exception was raised here, or came up to here. */
  readonly raised: boolean;
  /** The collector freed objects here. */
  readonly collected: boolean;
  /** What there is to say, a sentence each. */
  readonly details: readonly string[];
}

export interface SourceRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What is known about the name, attribute or subscript under the mouse. */
export interface HoverAnswer {
  readonly range: SourceRange;
  /** As it stands in the source: `a`, `a.next`, `d['k']`. */
  readonly name: string;
  /** The number shown for the object. */
  readonly object: number;
  readonly type: string;
  /** A short `repr`. */
  readonly value: string;
  /** What it is called in ledgers: `list #3`. */
  readonly objectName: string;
  readonly refcount: number;
  readonly immortal: boolean;
  /** Why its refcount isn't kept, in a sentence; '' for what is mortal. */
  readonly immortalReason: string;
  /** 0, 1 or 2, 3 for the permanent generation (`gc.freeze`), or null when the collector doesn't track the object. */
  readonly generation: 0 | 1 | 2 | 3 | null;
  readonly size: number;
  /** Who holds each count, one entry each, so as many as `refcount` unless immortal: `global a`, `list[2] of list #12`. */
  readonly ledger: readonly string[];
  /** Why it is alive, in one line: a shortest path from a root, and another one; '' where that goes without saying. */
  readonly aliveBy: string;
  /** Nothing reaches it: it waits for the collector. */
  readonly unreachable: boolean;
  readonly bornLine: number | null;
  readonly bornStep: number | null;
  /** The moment the answer is about. */
  readonly step: number;
  /** Its refcount over time, as a picture; '' when it never changed. */
  readonly chart: string;
  /** The same in words. */
  readonly chartText: string;
}

/** A line of the traceback, or another place that belongs to a problem. */
export interface RelatedPlace {
  readonly range: SourceRange;
  readonly message: string;
}

/** A syntax error, an uncaught exception, a limit that was reached. */
export interface Problem {
  readonly range: SourceRange;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  /** `SyntaxError`, `ZeroDivisionError`, `stopped`, ... */
  readonly code: string;
  readonly message: string;
  readonly related: readonly RelatedPlace[];
  /** Names of the types it speaks of, where it speaks of some. */
  readonly about?: readonly string[];
}
