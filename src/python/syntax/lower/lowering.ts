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
import { TreeBuilder } from '../treeBuilder';

/** Thrown by `giveUp`, caught where statements are lowered. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp';
}

/** A doubtful escape sequence in a literal that is otherwise fine; offset of the backslash. */
export interface EscapeWarning { message: string; offset: number }

export class Lowering {
  readonly text: string;
  readonly kind: Uint8Array;
  readonly field: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly next: Int32Array;
  readonly build: TreeBuilder;
  readonly lookUp: CharacterByName;
  readonly warnings: EscapeWarning[] = [];
  /** Whether anything was not as Python's grammar promises. */
  doubtful: boolean;
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
    this.lookUp = lookUp;
    this.doubtful = tree.hasError;
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
    return identifierName(this.source(node));
  }
}

// eslint-disable-next-line no-control-regex -- the range of ASCII
const beyondAscii = /[^\x00-\x7f]/;

export function identifierName(text: string): string {
  return beyondAscii.test(text) ? text.normalize('NFKC') : text;
}
