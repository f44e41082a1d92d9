/**
 * Decides at a marked instruction whether a line event is due (CPython 3.12: instrumentation.c
 * _Py_call_instrumentation_line and legacy_tracing.c sys_trace_jump_func) and tells the observer.
 */
import { Opcode } from '../bytecode';
import type { Frame } from './frame';
import { OPCODE_MASK } from './instruction';
import type { ExecutionObserver } from './observer';

/**
 * `previousPc` is the instruction that ran before in this frame; `pc` the marked one, about to run.
 * The frame's `pc` and `stackPointer` are up to date.
 */
export function traceLine(observer: Pick<ExecutionObserver, 'line' | 'instructions'>, frame: Frame, previousPc: number, pc: number): void {
  const { code } = frame;
  if (previousPc >= 0 && observer.instructions !== undefined) observer.instructions += code.straightRuns?.[previousPc >> 1] ?? 0;
  const line = code.lineAt(pc);
  const opcode = (code.instructions[pc] as number) & OPCODE_MASK;
  if (opcode === Opcode.JUMP_BACKWARD && code.lineAt(code.instructions[pc + 1] as number) === line) {
    frame.tracedLine = line;
    observer.line(frame, line);
    return;
  }
  if (previousPc >= 0 && code.lineAt(previousPc) === line) {
    const previousOpcode = (code.instructions[previousPc] as number) & OPCODE_MASK;
    if (previousOpcode !== Opcode.RESUME) return;
  }
  frame.tracedLine = line;
  observer.line(frame, line);
}
