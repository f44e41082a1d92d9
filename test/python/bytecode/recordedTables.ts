/** What `record.mjs` recorded of CPython 3.12. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

function recorded(name: string): unknown {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, 'recorded', `${name}.json`), 'utf8'));
}

export interface RecordedInstructions {
  rows: {
    name: string; opcode: number; kinds: string[]; hasArgument: boolean; caches: number;
    /** For each argument from 0 on, the change of the stack's height. */
    effects: number[];
    jumpEffects: number[];
  }[];
  binary: string[];
  comparisons: string[];
  intrinsics1: string[];
  intrinsics2: string[];
  functionFlags: string[];
}

export interface RecordedTables {
  linetable: string;
  firstlineno: number;
  positions: (number | null)[][];
  lines: (number | null)[][];
  linestarts: number[][];
  exceptiontable: string;
  handlers: (number | boolean)[][];
}

export const recordedInstructions = recorded('instructions') as RecordedInstructions;
export const recordedTables = recorded('tables') as RecordedTables[];
/** Pairs of literal and repr. */
export const recordedReprs = recorded('reprs') as [string, string][];
