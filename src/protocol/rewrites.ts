/**
 * Changes of a text that would let memory go, and what is left of a run, so that the changed text's run can be compared with it. Made in
 * `session`. Lines and columns count from 0, columns in UTF-16 units.
 */
import type { SourceRange } from '../annotations';
import type { RunStatus } from './runtime';

export interface Rewrite {
  readonly kind: 'weakReference' | 'boundedCache' | 'weakCache' | 'closeMethod';
  /** `Make Node.parent a weak reference` */
  readonly title: string;
  /** What it does and what one has to know about it. */
  readonly sentence: string;
  /** What it is about. */
  readonly range: SourceRange;
  /** In the order of the text, none overlapping. */
  readonly edits: readonly { readonly range: SourceRange; readonly text: string }[];
  /** The text with the edits made. */
  readonly changedSource: string;
}

/** Changes at some lines of a text, both included, and those of some classes. */
export interface RewriteRequest {
  readonly source: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly types?: readonly string[];
}

export interface Outcome {
  readonly status: RunStatus;
  readonly exitCode: number;
  /** What it wrote to standard output. */
  readonly output: string;
  /** Of what ended it; '' if it ended by itself. */
  readonly message: string;
  /** Objects of the program alive when it ended, and their bytes. */
  readonly objects: number;
  readonly bytes: number;
  /** Unreachable cycles then. */
  readonly cycles: number;
  /** Objects no root reached then. */
  readonly unreachable: number;
  readonly collections: number;
}
