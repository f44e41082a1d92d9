/**
 * A change of a source text that would let memory go, as text edits and words; and what all such changes need: the tree, places in the
 * editor's units, the edited text. Nothing here judges whether a change is good: whoever offers it runs the changed text and
 * compares (outcome.ts).
 */
import type { SourceRange } from '../../annotations';
import type { ClassDef, Module, Position } from '../../python/syntax';
import { childNodes } from '../../python/syntax';
import { SourceColumns } from '../sourceColumns';

export type RewriteKind = 'weakReference' | 'boundedCache' | 'weakCache' | 'closeMethod';

export interface SourceEdit {
  readonly range: SourceRange;
  readonly text: string;
}

export interface Rewrite {
  readonly kind: RewriteKind;
  /** `Make self.parent a weak reference` */
  readonly title: string;
  /** What it does and what one has to know about it. */
  readonly sentence: string;
  /** What it is about. */
  readonly range: SourceRange;
  /** In the order of the text, none overlapping. */
  readonly edits: readonly SourceEdit[];
  /** The text with the edits made. */
  readonly changedSource: string;
}

/** Which changes are wanted. */
export interface RewriteWish {
  /** Lines from 0, both included. */
  readonly startLine: number;
  readonly endLine: number;
  /** Those of these classes, wherever they stand, too. */
  readonly types?: readonly string[];
}

/** A node of the syntax tree that has a kind and a place. */
export type Placed = Position & { readonly kind: string };

export class RewriteText {
  readonly columns: SourceColumns;
  readonly newline: string;
  private readonly lines: readonly string[];

  constructor(readonly source: string, readonly module: Module) {
    this.columns = new SourceColumns(source);
    this.newline = /\r\n/.test(source) ? '\r\n' : '\n';
    this.lines = source.split(/\r\n|\r|\n/);
  }

  range({ lineno, colOffset, endLineno, endColOffset }: Position): SourceRange {
    return this.columns.range(lineno, colOffset, endLineno, endColOffset);
  }

  text(node: Position): string {
    const { startLine, startColumn, endLine, endColumn } = this.range(node);
    if (startLine === endLine) return this.line(startLine).slice(startColumn, endColumn);
    const between = this.lines.slice(startLine + 1, endLine);
    return [this.line(startLine).slice(startColumn), ...between, this.line(endLine).slice(0, endColumn)].join(this.newline);
  }

  /** A line's text, from 0. */
  line(line: number): string {
    return this.lines[line] ?? '';
  }

  replace(node: Position, text: string): SourceEdit {
    return { range: this.range(node), text };
  }

  before(node: Position, text: string): SourceEdit {
    const { startLine, startColumn } = this.range(node);
    return { range: { startLine, startColumn, endLine: startLine, endColumn: startColumn }, text };
  }

  after(node: Position, text: string): SourceEdit {
    const { endLine, endColumn } = this.range(node);
    return { range: { startLine: endLine, startColumn: endColumn, endLine, endColumn }, text };
  }

  /** Whole lines before a line (from 0); behind the text where it ends without a line end. */
  linesBefore(line: number, texts: readonly string[]): SourceEdit {
    const last = this.lines.length - 1;
    if (line <= last) return { range: at(line, 0), text: texts.map((text) => text + this.newline).join('') };
    return { range: at(last, this.line(last).length), text: texts.map((text) => this.newline + text).join('') };
  }

  /** White space a line (from 0) begins with. */
  indent(line: number): string {
    return /^[ \t\f]*/.exec(this.line(line))?.[0] ?? '';
  }

  /** The text with edits made, whatever their order. */
  edited(edits: readonly SourceEdit[]): string {
    const starts: number[] = [];
    let at = 0;
    for (const match of this.source.matchAll(/\r\n|\r|\n|$/g)) {
      starts.push(at);
      at = match.index + match[0].length;
    }
    const offset = (line: number, column: number): number => (starts[line] ?? this.source.length) + column;
    let text = '';
    let done = 0;
    for (const { range, text: inserted } of inOrder(edits)) {
      text += this.source.slice(done, offset(range.startLine, range.startColumn)) + inserted;
      done = offset(range.endLine, range.endColumn);
    }
    return text + this.source.slice(done);
  }

  rewrite(parts: Omit<Rewrite, 'changedSource' | 'range'> & { readonly about: Position }): Rewrite {
    const { about, ...words } = parts;
    return { ...words, edits: inOrder(words.edits), range: this.range(about), changedSource: this.edited(words.edits) };
  }
}

/** Whether a node stands on a wanted line. */
export function isOn(node: Position, { startLine, endLine }: RewriteWish): boolean {
  return node.lineno - 1 <= endLine && node.endLineno - 1 >= startLine;
}

/** A node and all below it, outer ones first. */
export function* walk(root: object): Generator<object> {
  const waiting: object[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    waiting.push(...childNodes(node).reverse());
  }
}

/** Those of a kind below a node, itself included. */
export function* nodesOf<Node extends { kind: string }>(root: object, kind: Node['kind']): Generator<Node> {
  for (const node of walk(root)) if ('kind' in node && node.kind === kind) yield node as Node;
}

export function classesOf(module: Module): ClassDef[] {
  return [...nodesOf<ClassDef>(module, 'ClassDef')];
}

function at(line: number, column: number): SourceRange {
  return { startLine: line, startColumn: column, endLine: line, endColumn: column };
}

/** Edits at one place stay in the order they were given. */
function inOrder(edits: readonly SourceEdit[]): SourceEdit[] {
  return [...edits].sort((a, b) => a.range.startLine - b.range.startLine || a.range.startColumn - b.range.startColumn);
}
