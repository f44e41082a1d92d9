/**
 * Where line events may fire: CPython 3.12's instrumentation.c initialize_lines. An instruction is
 * marked when its line differs from that of the instruction before it, or when it is the target of a
 * jump or an exception handler. Whether the event fires is decided when the instruction runs
 * (`tracing.ts`): not when the instruction executed before it was of the same line.
 */
import { Opcode } from '../bytecode';
import type { Frame } from './frame';
import { OPCODE_MASK } from './instruction';
import type { LoadedCode } from './loadCode';

/** Indices in `code.instructions` to mark. Must be called before any instruction is specialised. */
export function lineStarts(code: LoadedCode): Set<number> {
  const { instructions, handlers } = code;
  const starts = new Set<number>();
  let currentLine = -1;
  // What comes before the first RESUME (making cells, a generator) belongs to no line (co_firsttraceable).
  let first = 0;
  while (first < instructions.length && instructions[first] !== Opcode.RESUME) first += 2;
  for (let pc = first; pc < instructions.length; pc += 2) {
    if (neverStartsLine(instructions[pc] as number)) continue;
    const line = code.lineAt(pc);
    if (line !== currentLine && line >= 0) starts.add(pc);
    currentLine = line;
  }
  const markTarget = (target: number): void => {
    if (target < instructions.length && code.lineAt(target) >= 0 && !neverStartsLine(instructions[target] as number)) starts.add(target);
  };
  for (let pc = 0; pc < instructions.length; pc += 2) {
    const argument = instructions[pc + 1] as number;
    switch (instructions[pc]) {
      case Opcode.JUMP_FORWARD:
      case Opcode.JUMP_BACKWARD:
      case Opcode.JUMP_BACKWARD_NO_INTERRUPT:
      case Opcode.POP_JUMP_IF_FALSE:
      case Opcode.POP_JUMP_IF_TRUE:
      case Opcode.POP_JUMP_IF_NONE:
      case Opcode.POP_JUMP_IF_NOT_NONE:
        markTarget(argument);
        break;
      case Opcode.FOR_ITER:
      case Opcode.SEND:
        markTarget(argument + 2); // END_FOR and END_SEND are skipped
        break;
      default:
    }
    // A loop within one line reports the line again at each round (sys_trace_jump_func).
    if (instructions[pc] === Opcode.JUMP_BACKWARD && code.lineAt(pc) >= 0 && code.lineAt(pc) === code.lineAt(argument)) starts.add(pc);
  }
  for (const handler of handlers) markTarget(handler.target);
  return starts;
}

function neverStartsLine(opcode: number): boolean {
  return opcode === Opcode.END_FOR || opcode === Opcode.END_SEND || opcode === Opcode.END_ASYNC_FOR || opcode === Opcode.RESUME;
}

/** Whether a call has not come to its first line yet: it is still making cells (_PyFrame_IsIncomplete). */
export function isIncomplete(frame: Frame): boolean {
  if (frame.generator !== null) return false;
  const { instructions } = frame.code;
  for (let pc = 0; pc <= frame.pc; pc += 2) if (((instructions[pc] as number) & OPCODE_MASK) === Opcode.RESUME) return false;
  return true;
}
