/**
 * Where in the source an instruction comes from, for tracebacks (PyCode_Addr2Location).
 *
 * In: a code object and the byte offset of an instruction. Out: the range, columns in UTF-8 bytes.
 */
import { codePositions, type CodePosition } from '../bytecode';
import type { PyCode } from '../objects';

export type { CodePosition } from '../bytecode';

export function positionAt(code: PyCode, offset: number): CodePosition | null {
  return codePositions(code.value.source)[offset >> 1] ?? null;
}
