/**
 * What the eval loop adds to CPython's instruction numbers: a mark for instructions at which a line
 * event may be due. Marked instructions exist only in code loaded while somebody watches.
 */

/** Set on the opcode of an instruction that may start a line (CPython: INSTRUMENTED_LINE). */
export const LINE_FLAG = 1 << 10;

/** Set on the opcode of an instruction a hook may want to know of; see `monitor.ts`. Not below LINE_FLAG, so that one comparison finds both. */
export const EVENT_FLAG = 1 << 11;

/**
 * Instructions that stand for a LOAD_FAST and what follows it, put in place of the LOAD_FAST when code
 * is loaded (`fusion.ts`). The instructions that follow stay where they are: a fused one that meets
 * operands it is not made for does what LOAD_FAST does, and the rest runs as it stands. Numbers are free
 * in CPython 3.12's table.
 */
export const enum Fused {
  /** LOAD_FAST a; LOAD_FAST b; BINARY_OP */
  FastFastBinary = 180,
  /** LOAD_FAST a; LOAD_CONST c; BINARY_OP */
  FastConstBinary = 181,
  /** LOAD_FAST a; LOAD_FAST b; COMPARE_OP; POP_JUMP_IF_FALSE or POP_JUMP_IF_TRUE */
  FastFastCompare = 182,
  /** LOAD_FAST a; LOAD_CONST c; COMPARE_OP; POP_JUMP_IF_FALSE or POP_JUMP_IF_TRUE */
  FastConstCompare = 183,
  /** LOAD_FAST a; LOAD_ATTR (not for a call) */
  FastAttribute = 184,
  /** CALL in code that hooks watch */
  MonitoredCall = 185,
  /** CALL_FUNCTION_EX in code that hooks watch */
  MonitoredCallEx = 186,
}

export const OPCODE_MASK = LINE_FLAG - 1;
