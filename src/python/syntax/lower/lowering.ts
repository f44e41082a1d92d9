/**
 * What every part of the lowering works on. In: the columns of the concrete tree and the text. Out:
 * the means to read them, to build nodes, and to say "this is not what Python's grammar promises".
 *
 * Two ways to say so. `doubt()` keeps going: the shape can be lowered, but tree-sitter-python may have
 * accepted what Python does not, or grouped it differently. `giveUp()` abandons the statement. Either
 * way the strict grammar decides afterwards, so the lowering never words a message, and may doubt
 * freely: a doubt costs time, never correctness.
 */
import type { CharacterByName } from '../escapes';
import type { ConcreteTree } from '../concreteTree';
import { Kind } from '../concreteKinds';
import type { SourceText } from '../sourceText';
import type { LiteralWarning } from '../stringLiterals';
import { TreeBuilder } from '../treeBuilder';

/** Thrown by `giveUp`, caught where statements are lowered. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp';
}

/** Unary operators inside each other beyond which CPython's parser gives up (MAXSTACK). */
const maximumUnaryDepth = 5900;

export class Lowering {
  readonly text: string;
  readonly kind: Uint8Array;
  readonly field: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly next: Int32Array;
  readonly build: TreeBuilder;
  readonly lookUp: CharacterByName;
  readonly warnings: LiteralWarning[] = [];
  /** For each line, whether a statement or clause was seen to begin it. */
  private readonly begun: Uint8Array;
  private readonly firstOnLine: readonly number[];
  private readonly lines: Int32Array;
  /** Whether anything was not as Python's grammar promises. */
  doubtful: boolean;
  /** Unary operators around the current expression. */
  private unaryDepth = 0;
  /** How many blocks the current one is in. */
  blockDepth = 0;
  /** The blanks every line of the current block starts with. */
  indent = '';
  /** End of the last statement lowered, as an offset: where a compound statement around it ends. */
  lastEnd = 0;

  constructor(source: SourceText, tree: ConcreteTree, lookUp: CharacterByName) {
    this.text = source.text;
    this.kind = tree.kind;
    this.field = tree.field;
    this.start = tree.start;
    this.end = tree.end;
    this.next = tree.next;
    this.build = new TreeBuilder(source);
    this.lines = source.lines;
    this.begun = new Uint8Array(source.lines[source.text.length] + 1);
    this.firstOnLine = tree.firstOnLine;
    this.lookUp = lookUp;
    // CPython has limits. A last line cannot be joined to anything.
    this.doubtful = tree.hasError || tree.deepest > 200 || /\\\n?$/.test(source.text) || skippedCharacter.test(source.text);
  }

  doubt(): void {
    this.doubtful = true;
  }

  giveUp(): never {
    this.doubtful = true;
    throw new GaveUp();
  }

  /** The child with that field, or -1. */
  child(node: number, field: number): number {
    const { next } = this;
    const limit = next[node];
    for (let child = node + 1; child < limit; child = next[child]) if (this.field[child] === field) return child;
    return -1;
  }

  /** The child with that field; gives up without it. */
  required(node: number, field: number): number {
    const child = this.child(node, field);
    return child >= 0 ? child : this.giveUp();
  }

  /** The first child of that kind, or -1. */
  childOfKind(node: number, kind: Kind): number {
    const { next } = this;
    const limit = next[node];
    for (let child = node + 1; child < limit; child = next[child]) if (this.kind[child] === kind) return child;
    return -1;
  }

  /** The child at that position; gives up if there are fewer. */
  childAt(node: number, position: number): number {
    const limit = this.next[node];
    let child = node + 1;
    for (let left = position; left > 0 && child < limit; left--) child = this.next[child];
    return child < limit ? child : this.giveUp();
  }

  /** The blanks before the node if it is the first on its line, else null. */
  indentation(node: number): string | null {
    const start = this.start[node];
    let at = start;
    while (at > 0) {
      const unit = this.text.charCodeAt(at - 1);
      if (unit === 10) break;
      if (unit !== 32 && unit !== 9) return null;
      at--;
    }
    return this.text.slice(at, start);
  }

  /** tree-sitter-python lets lines of one block stand at different depths; Python does not. */
  checkIndentation(node: number, expected: string): void {
    const own = this.indentation(node);
    if (own === null) return;
    this.begun[this.lines[this.start[node]]] = 1;
    if (own !== expected) this.doubt();
  }

  /**
   * tree-sitter takes a line end for a blank where no statement could end: `class` and its name may
   * stand on two lines. So every line outside brackets must begin with something that begins lines.
   */
  checkLines(): void {
    for (const line of this.firstOnLine) if (this.begun[line] === 0) this.doubt();
  }

  /** Whether there is nothing, or only tokens that stand for themselves, below the node. */
  isLeaf(node: number): boolean {
    return this.next[node] === node + 1;
  }

  source(node: number): string {
    return this.text.slice(this.start[node], this.end[node]);
  }

  /** An identifier as Python compares it. */
  identifier(node: number): string {
    if (this.kind[node] !== Kind.identifier && this.kind[node] !== Kind.underscore) this.giveUp();
    const name = this.source(node);
    // tree-sitter-python still allows these as names.
    if (name === 'async' || name === 'await') this.giveUp();
    return identifierName(name);
  }

  /** Runs `lower` inside one more unary operator. */
  inUnary<T>(lower: () => T): T {
    if (++this.unaryDepth > maximumUnaryDepth) throw new RangeError('operators nested too deeply');
    const result = lower();
    this.unaryDepth--;
    return result;
  }
}

/** What tree-sitter-python takes for blanks and Python does not, unless they stand in literals and comments. */
// eslint-disable-next-line no-control-regex -- VT and the separators of ASCII
const skippedCharacter = /[\x0b\x1c-\x1f\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]/;

// eslint-disable-next-line no-control-regex -- the range of ASCII
const beyondAscii = /[^\x00-\x7f]/;

export function identifierName(text: string): string {
  return beyondAscii.test(text) ? text.normalize('NFKC') : text;
}
