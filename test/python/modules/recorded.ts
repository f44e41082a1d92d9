/** The tables `record.mjs` took from a real CPython 3.12. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Recorded {
  /** For each expression, where its operator begins and ends; null: not that kind of expression. */
  readonly anchors: Readonly<Record<string, [number, number] | null>>;
  readonly distances: readonly [left: string, right: string, distance: number][];
  /** Numbers as texts, and their exact sum. */
  readonly sums: readonly [values: string[], total: string][];
  readonly roots: readonly [n: string, root: string][];
}

export const recorded = JSON.parse(readFileSync(path.join(import.meta.dirname, 'recorded.json'), 'utf8')) as Recorded;
