/**
 * What the eval loop adds to CPython's instruction numbers: a mark for instructions at which a line
 * event may be due. Marked instructions exist only in code loaded while somebody watches.
 */

/** Set on the opcode of an instruction that may start a line (CPython: INSTRUMENTED_LINE). */
export const LINE_FLAG = 1 << 10;
export const OPCODE_MASK = LINE_FLAG - 1;
