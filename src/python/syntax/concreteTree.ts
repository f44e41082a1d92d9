/**
 * tree-sitter's tree as columns of numbers. In: a tree-sitter tree. Out: for each node, in the order
 * of a walk from the root, its kind, field, offsets and where its subtree ends; comments, line
 * continuations and nodes invented or given up by error recovery are left out. Crossing into wasm is
 * what a walk costs, so it is done once, with a cursor, and the lowering then reads arrays.
 * The children of `node` are `node + 1` and from there `next[child]` until `next[node]`.
 */
import type { Tree } from 'web-tree-sitter';
import { errorNodeId, Kind } from './concreteKinds';
import type { GrammarTables } from './concreteKinds';
import type { SourceText } from './sourceText';

export interface ConcreteTree {
  readonly kind: Uint8Array;
  readonly field: Uint8Array;
  /** For each node, the UTF-16 offsets of its text. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** For each node, the index just after its subtree. */
  readonly next: Int32Array;
  /** The lines on which a token stands first, outside brackets and not joined to the line before. */
  readonly firstOnLine: readonly number[];
  /** How many brackets were open at most. */
  readonly deepest: number;
  /** Whether tree-sitter had to repair something. */
  readonly hasError: boolean;
}

/** Nodes whose inside nobody reads. */
function isOpaque(kind: Kind): boolean {
  return kind === Kind.string_content || kind === Kind.string_start || kind === Kind.escape_sequence || kind === Kind.wildcard_import;
}

/** Whether every line end between two tokens has a backslash before it. */
function isJoined(text: string, from: number, to: number): boolean {
  const gap = text.slice(from, to);
  return !gap.includes('#') && !/(?:^|[^\\])\n/.test(gap);
}

export function readConcreteTree(tree: Tree, tables: GrammarTables, source: SourceText): ConcreteTree {
  const root = tree.rootNode;
  const hasError = root.hasError;
  const capacity = root.descendantCount + 1;
  const kind = new Uint8Array(capacity);
  const field = new Uint8Array(capacity);
  const start = new Int32Array(capacity);
  const end = new Int32Array(capacity);
  const next = new Int32Array(capacity);
  /** The nodes from the root to the current one. */
  const path: number[] = [];
  const { kinds, fields } = tables;
  const { lines, text } = source;
  const firstOnLine: number[] = [];
  const cursor = tree.walk();
  let count = 0;
  let depth = 0;
  let deepest = 0;
  let lastEnd = 0;
  // Hot path: one iteration for each node; every cursor property is a call into wasm.
  for (;;) {
    const id = cursor.nodeTypeId;
    const ownKind: Kind = id === errorNodeId ? Kind.error : kinds[id];
    let keep = ownKind !== Kind.comment && ownKind !== Kind.line_continuation;
    if (hasError && keep && (ownKind === Kind.error || cursor.nodeIsMissing)) keep = path.length === 0;
    if (keep) {
      const index = count++;
      kind[index] = ownKind;
      field[index] = fields[cursor.currentFieldId];
      start[index] = cursor.startIndex;
      end[index] = cursor.endIndex;
      if (!isOpaque(ownKind) && cursor.gotoFirstChild()) {
        path.push(index);
        continue;
      }
      next[index] = count;
      const from = start[index];
      if (depth === 0 && lines[lastEnd] !== lines[from] && !isJoined(text, lastEnd, from)) firstOnLine.push(lines[from]);
      lastEnd = end[index];
      if (ownKind === Kind.openBracket) {
        if (++depth > deepest) deepest = depth;
      }
      if (ownKind === Kind.closeBracket) depth--;
    }
    while (!cursor.gotoNextSibling()) {
      const parent = path.pop();
      if (parent === undefined) {
        cursor.delete();
        return { kind, field, start, end, next, firstOnLine, deepest, hasError };
      }
      next[parent] = count;
      cursor.gotoParent();
    }
  }
}
