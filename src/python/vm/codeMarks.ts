/**
 * Marks the instructions of a code object at which a hook may want to know something (CPython: instrumentation.c
 * _Py_Instrument): beginnings of lines, RESUME, returns, yields, calls. Code is marked when its frame begins while hooks are
 * set, or at once when it is running as the first hook is set. Marks stay; without hooks they cost a look.
 */
import { Opcode } from '../bytecode';
import { EVENT_FLAG, Fused, LINE_FLAG, OPCODE_MASK } from './instruction';
import { lineStarts } from './lineStarts';
import type { LoadedCode } from './loadCode';

/** In place. `everything`: each instruction is an event (f_trace_opcodes). */
export function markCode(code: LoadedCode, everything: boolean): void {
  const { instructions } = code;
  const isMarked = instructions.some((opcode, place) => place % 2 === 0 && (opcode & LINE_FLAG) !== 0);
  for (let pc = 0; pc < instructions.length; pc += 2) {
    const marked = instructions[pc] as number;
    instructions[pc] = (marked & ~OPCODE_MASK) | separated(marked & OPCODE_MASK);
  }
  if (!isMarked) {
    for (const pc of lineStarts(code)) instructions[pc] = (instructions[pc] as number) | LINE_FLAG;
  }
  for (let pc = 0; pc < instructions.length; pc += 2) {
    const opcode = (instructions[pc] as number) & OPCODE_MASK;
    if (everything || isEvent(opcode)) instructions[pc] = (instructions[pc] as number) | EVENT_FLAG;
    if (opcode === Opcode.CALL || opcode === Opcode.CALL_FUNCTION_EX) {
      instructions[pc] = ((instructions[pc] as number) & ~OPCODE_MASK) | (opcode === Opcode.CALL ? Fused.MonitoredCall : Fused.MonitoredCallEx);
    }
  }
}

/** A fused instruction hides the ones behind it. */
function separated(opcode: number): number {
  return opcode >= Fused.FastFastBinary && opcode <= Fused.FastAttribute ? Opcode.LOAD_FAST : opcode;
}

function isEvent(opcode: number): boolean {
  return opcode === Opcode.RESUME || opcode === Opcode.RETURN_VALUE || opcode === Opcode.RETURN_CONST || opcode === Opcode.YIELD_VALUE
    || opcode === Opcode.END_SEND;
}
