/**
 * The instruction set of CPython 3.12: one row per instruction, pseudo-instructions of the compiler included.
 *
 * In: nothing. Out: `Opcode` (inlined wherever it is used), and for each number its name, argument kind,
 * stack effect and inline cache count. After CPython Lib/opcode.py and Python/bytecodes.c; the test compares the
 * rows with what CPython's `opcode` module and `_opcode.stack_effect` say.
 * Deliberately absent: specialised and instrumented instructions, which only exist while a code object runs.
 */
import { assertDefined } from '../../base';

export const enum Opcode {
  CACHE = 0,
  POP_TOP = 1,
  PUSH_NULL = 2,
  INTERPRETER_EXIT = 3,
  END_FOR = 4,
  END_SEND = 5,
  NOP = 9,
  UNARY_NEGATIVE = 11,
  UNARY_NOT = 12,
  UNARY_INVERT = 15,
  RESERVED = 17,
  BINARY_SUBSCR = 25,
  BINARY_SLICE = 26,
  STORE_SLICE = 27,
  GET_LEN = 30,
  MATCH_MAPPING = 31,
  MATCH_SEQUENCE = 32,
  MATCH_KEYS = 33,
  PUSH_EXC_INFO = 35,
  CHECK_EXC_MATCH = 36,
  CHECK_EG_MATCH = 37,
  WITH_EXCEPT_START = 49,
  GET_AITER = 50,
  GET_ANEXT = 51,
  BEFORE_ASYNC_WITH = 52,
  BEFORE_WITH = 53,
  END_ASYNC_FOR = 54,
  CLEANUP_THROW = 55,
  STORE_SUBSCR = 60,
  DELETE_SUBSCR = 61,
  GET_ITER = 68,
  GET_YIELD_FROM_ITER = 69,
  LOAD_BUILD_CLASS = 71,
  LOAD_ASSERTION_ERROR = 74,
  RETURN_GENERATOR = 75,
  RETURN_VALUE = 83,
  SETUP_ANNOTATIONS = 85,
  LOAD_LOCALS = 87,
  POP_EXCEPT = 89,
  STORE_NAME = 90,
  DELETE_NAME = 91,
  UNPACK_SEQUENCE = 92,
  FOR_ITER = 93,
  UNPACK_EX = 94,
  STORE_ATTR = 95,
  DELETE_ATTR = 96,
  STORE_GLOBAL = 97,
  DELETE_GLOBAL = 98,
  SWAP = 99,
  LOAD_CONST = 100,
  LOAD_NAME = 101,
  BUILD_TUPLE = 102,
  BUILD_LIST = 103,
  BUILD_SET = 104,
  BUILD_MAP = 105,
  LOAD_ATTR = 106,
  COMPARE_OP = 107,
  IMPORT_NAME = 108,
  IMPORT_FROM = 109,
  JUMP_FORWARD = 110,
  POP_JUMP_IF_FALSE = 114,
  POP_JUMP_IF_TRUE = 115,
  LOAD_GLOBAL = 116,
  IS_OP = 117,
  CONTAINS_OP = 118,
  RERAISE = 119,
  COPY = 120,
  RETURN_CONST = 121,
  BINARY_OP = 122,
  SEND = 123,
  LOAD_FAST = 124,
  STORE_FAST = 125,
  DELETE_FAST = 126,
  LOAD_FAST_CHECK = 127,
  POP_JUMP_IF_NOT_NONE = 128,
  POP_JUMP_IF_NONE = 129,
  RAISE_VARARGS = 130,
  GET_AWAITABLE = 131,
  MAKE_FUNCTION = 132,
  BUILD_SLICE = 133,
  JUMP_BACKWARD_NO_INTERRUPT = 134,
  MAKE_CELL = 135,
  LOAD_CLOSURE = 136,
  LOAD_DEREF = 137,
  STORE_DEREF = 138,
  DELETE_DEREF = 139,
  JUMP_BACKWARD = 140,
  LOAD_SUPER_ATTR = 141,
  CALL_FUNCTION_EX = 142,
  LOAD_FAST_AND_CLEAR = 143,
  EXTENDED_ARG = 144,
  LIST_APPEND = 145,
  SET_ADD = 146,
  MAP_ADD = 147,
  COPY_FREE_VARS = 149,
  YIELD_VALUE = 150,
  RESUME = 151,
  MATCH_CLASS = 152,
  FORMAT_VALUE = 155,
  BUILD_CONST_KEY_MAP = 156,
  BUILD_STRING = 157,
  LIST_EXTEND = 162,
  SET_UPDATE = 163,
  DICT_MERGE = 164,
  DICT_UPDATE = 165,
  CALL = 171,
  KW_NAMES = 172,
  CALL_INTRINSIC_1 = 173,
  CALL_INTRINSIC_2 = 174,
  LOAD_FROM_DICT_OR_GLOBALS = 175,
  LOAD_FROM_DICT_OR_DEREF = 176,
  SETUP_FINALLY = 256,
  SETUP_CLEANUP = 257,
  SETUP_WITH = 258,
  POP_BLOCK = 259,
  JUMP = 260,
  JUMP_NO_INTERRUPT = 261,
  LOAD_METHOD = 262,
  LOAD_SUPER_METHOD = 263,
  LOAD_ZERO_SUPER_METHOD = 264,
  LOAD_ZERO_SUPER_ATTR = 265,
  STORE_FAST_MAYBE_NULL = 266,
}

/** Numbers from here on are instructions which only the compiler sees; the assembler never writes them. */
export const MIN_PSEUDO_OPCODE = 256;

/**
 * What the argument means: an index into `consts`, `names` (for some shifted left, with flags in the low bits) or the
 * local/cell/free slots; a jump distance in code units; a comparison; the label of an exception handler; a plain number.
 */
export type ArgumentKind = 'none' | 'const' | 'name' | 'local' | 'free' | 'jump' | 'compare' | 'handler' | 'number';

export interface OpcodeInfo {
  readonly opcode: Opcode;
  readonly name: string;
  readonly argument: ArgumentKind;
  /** How the stack's height changes; `jump` tells whether the jump is taken (or the handler entered). */
  readonly stackEffect: number | ((oparg: number, jump: boolean) => number);
  /** Number of CACHE units which follow the instruction. */
  readonly caches: number;
}

function row(
  opcode: Opcode, name: string, argument: ArgumentKind, stackEffect: OpcodeInfo['stackEffect'], caches = 0,
): OpcodeInfo {
  return { opcode, name, argument, stackEffect, caches };
}

function bitCount(value: number): number {
  let count = 0;
  for (let left = value; left !== 0; left &= left - 1) count++;
  return count;
}

/** For each instruction, in the order of the numbers. */
export const opcodeTable: readonly OpcodeInfo[] = [
  row(Opcode.CACHE, 'CACHE', 'none', 0),
  row(Opcode.POP_TOP, 'POP_TOP', 'none', -1),
  row(Opcode.PUSH_NULL, 'PUSH_NULL', 'none', 1),
  row(Opcode.INTERPRETER_EXIT, 'INTERPRETER_EXIT', 'none', -1),
  row(Opcode.END_FOR, 'END_FOR', 'none', -2),
  row(Opcode.END_SEND, 'END_SEND', 'none', -1),
  row(Opcode.NOP, 'NOP', 'none', 0),
  row(Opcode.UNARY_NEGATIVE, 'UNARY_NEGATIVE', 'none', 0),
  row(Opcode.UNARY_NOT, 'UNARY_NOT', 'none', 0),
  row(Opcode.UNARY_INVERT, 'UNARY_INVERT', 'none', 0),
  row(Opcode.RESERVED, 'RESERVED', 'none', 0),
  row(Opcode.BINARY_SUBSCR, 'BINARY_SUBSCR', 'none', -1, 1),
  row(Opcode.BINARY_SLICE, 'BINARY_SLICE', 'none', -2),
  row(Opcode.STORE_SLICE, 'STORE_SLICE', 'none', -4),
  row(Opcode.GET_LEN, 'GET_LEN', 'none', 1),
  row(Opcode.MATCH_MAPPING, 'MATCH_MAPPING', 'none', 1),
  row(Opcode.MATCH_SEQUENCE, 'MATCH_SEQUENCE', 'none', 1),
  row(Opcode.MATCH_KEYS, 'MATCH_KEYS', 'none', 1),
  row(Opcode.PUSH_EXC_INFO, 'PUSH_EXC_INFO', 'none', 1),
  row(Opcode.CHECK_EXC_MATCH, 'CHECK_EXC_MATCH', 'none', 0),
  row(Opcode.CHECK_EG_MATCH, 'CHECK_EG_MATCH', 'none', 0),
  row(Opcode.WITH_EXCEPT_START, 'WITH_EXCEPT_START', 'none', 1),
  row(Opcode.GET_AITER, 'GET_AITER', 'none', 0),
  row(Opcode.GET_ANEXT, 'GET_ANEXT', 'none', 1),
  row(Opcode.BEFORE_ASYNC_WITH, 'BEFORE_ASYNC_WITH', 'none', 1),
  row(Opcode.BEFORE_WITH, 'BEFORE_WITH', 'none', 1),
  row(Opcode.END_ASYNC_FOR, 'END_ASYNC_FOR', 'none', -2),
  row(Opcode.CLEANUP_THROW, 'CLEANUP_THROW', 'none', -1),
  row(Opcode.STORE_SUBSCR, 'STORE_SUBSCR', 'none', -3, 1),
  row(Opcode.DELETE_SUBSCR, 'DELETE_SUBSCR', 'none', -2),
  row(Opcode.GET_ITER, 'GET_ITER', 'none', 0),
  row(Opcode.GET_YIELD_FROM_ITER, 'GET_YIELD_FROM_ITER', 'none', 0),
  row(Opcode.LOAD_BUILD_CLASS, 'LOAD_BUILD_CLASS', 'none', 1),
  row(Opcode.LOAD_ASSERTION_ERROR, 'LOAD_ASSERTION_ERROR', 'none', 1),
  row(Opcode.RETURN_GENERATOR, 'RETURN_GENERATOR', 'none', 0),
  row(Opcode.RETURN_VALUE, 'RETURN_VALUE', 'none', -1),
  row(Opcode.SETUP_ANNOTATIONS, 'SETUP_ANNOTATIONS', 'none', 0),
  row(Opcode.LOAD_LOCALS, 'LOAD_LOCALS', 'none', 1),
  row(Opcode.POP_EXCEPT, 'POP_EXCEPT', 'none', -1),
  row(Opcode.STORE_NAME, 'STORE_NAME', 'name', -1),
  row(Opcode.DELETE_NAME, 'DELETE_NAME', 'name', 0),
  row(Opcode.UNPACK_SEQUENCE, 'UNPACK_SEQUENCE', 'number', (oparg) => oparg - 1, 1),
  row(Opcode.FOR_ITER, 'FOR_ITER', 'jump', 1, 1),
  row(Opcode.UNPACK_EX, 'UNPACK_EX', 'number', (oparg) => (oparg & 0xff) + (oparg >> 8)),
  row(Opcode.STORE_ATTR, 'STORE_ATTR', 'name', -2, 4),
  row(Opcode.DELETE_ATTR, 'DELETE_ATTR', 'name', -1),
  row(Opcode.STORE_GLOBAL, 'STORE_GLOBAL', 'name', -1),
  row(Opcode.DELETE_GLOBAL, 'DELETE_GLOBAL', 'name', 0),
  row(Opcode.SWAP, 'SWAP', 'number', 0),
  row(Opcode.LOAD_CONST, 'LOAD_CONST', 'const', 1),
  row(Opcode.LOAD_NAME, 'LOAD_NAME', 'name', 1),
  row(Opcode.BUILD_TUPLE, 'BUILD_TUPLE', 'number', (oparg) => 1 - oparg),
  row(Opcode.BUILD_LIST, 'BUILD_LIST', 'number', (oparg) => 1 - oparg),
  row(Opcode.BUILD_SET, 'BUILD_SET', 'number', (oparg) => 1 - oparg),
  row(Opcode.BUILD_MAP, 'BUILD_MAP', 'number', (oparg) => 1 - 2 * oparg),
  row(Opcode.LOAD_ATTR, 'LOAD_ATTR', 'name', (oparg) => oparg & 1, 9),
  row(Opcode.COMPARE_OP, 'COMPARE_OP', 'compare', -1, 1),
  row(Opcode.IMPORT_NAME, 'IMPORT_NAME', 'name', -1),
  row(Opcode.IMPORT_FROM, 'IMPORT_FROM', 'name', 1),
  row(Opcode.JUMP_FORWARD, 'JUMP_FORWARD', 'jump', 0),
  row(Opcode.POP_JUMP_IF_FALSE, 'POP_JUMP_IF_FALSE', 'jump', -1),
  row(Opcode.POP_JUMP_IF_TRUE, 'POP_JUMP_IF_TRUE', 'jump', -1),
  row(Opcode.LOAD_GLOBAL, 'LOAD_GLOBAL', 'name', (oparg) => 1 + (oparg & 1), 4),
  row(Opcode.IS_OP, 'IS_OP', 'number', -1),
  row(Opcode.CONTAINS_OP, 'CONTAINS_OP', 'number', -1),
  row(Opcode.RERAISE, 'RERAISE', 'number', -1),
  row(Opcode.COPY, 'COPY', 'number', 1),
  row(Opcode.RETURN_CONST, 'RETURN_CONST', 'const', 0),
  row(Opcode.BINARY_OP, 'BINARY_OP', 'number', -1, 1),
  row(Opcode.SEND, 'SEND', 'jump', 0, 1),
  row(Opcode.LOAD_FAST, 'LOAD_FAST', 'local', 1),
  row(Opcode.STORE_FAST, 'STORE_FAST', 'local', -1),
  row(Opcode.DELETE_FAST, 'DELETE_FAST', 'local', 0),
  row(Opcode.LOAD_FAST_CHECK, 'LOAD_FAST_CHECK', 'local', 1),
  row(Opcode.POP_JUMP_IF_NOT_NONE, 'POP_JUMP_IF_NOT_NONE', 'jump', -1),
  row(Opcode.POP_JUMP_IF_NONE, 'POP_JUMP_IF_NONE', 'jump', -1),
  row(Opcode.RAISE_VARARGS, 'RAISE_VARARGS', 'number', (oparg) => 0 - oparg),
  row(Opcode.GET_AWAITABLE, 'GET_AWAITABLE', 'number', 0),
  row(Opcode.MAKE_FUNCTION, 'MAKE_FUNCTION', 'number', (oparg) => 0 - bitCount(oparg & 0xf)),
  row(Opcode.BUILD_SLICE, 'BUILD_SLICE', 'number', (oparg) => (oparg === 3 ? -2 : -1)),
  row(Opcode.JUMP_BACKWARD_NO_INTERRUPT, 'JUMP_BACKWARD_NO_INTERRUPT', 'jump', 0),
  row(Opcode.MAKE_CELL, 'MAKE_CELL', 'free', 0),
  row(Opcode.LOAD_CLOSURE, 'LOAD_CLOSURE', 'free', 1),
  row(Opcode.LOAD_DEREF, 'LOAD_DEREF', 'free', 1),
  row(Opcode.STORE_DEREF, 'STORE_DEREF', 'free', -1),
  row(Opcode.DELETE_DEREF, 'DELETE_DEREF', 'free', 0),
  row(Opcode.JUMP_BACKWARD, 'JUMP_BACKWARD', 'jump', 0),
  row(Opcode.LOAD_SUPER_ATTR, 'LOAD_SUPER_ATTR', 'name', (oparg) => (oparg & 1) - 2, 1),
  row(Opcode.CALL_FUNCTION_EX, 'CALL_FUNCTION_EX', 'number', (oparg) => -2 - (oparg & 1)),
  row(Opcode.LOAD_FAST_AND_CLEAR, 'LOAD_FAST_AND_CLEAR', 'local', 1),
  row(Opcode.EXTENDED_ARG, 'EXTENDED_ARG', 'number', 0),
  row(Opcode.LIST_APPEND, 'LIST_APPEND', 'number', -1),
  row(Opcode.SET_ADD, 'SET_ADD', 'number', -1),
  row(Opcode.MAP_ADD, 'MAP_ADD', 'number', -2),
  row(Opcode.COPY_FREE_VARS, 'COPY_FREE_VARS', 'number', 0),
  row(Opcode.YIELD_VALUE, 'YIELD_VALUE', 'number', 0),
  row(Opcode.RESUME, 'RESUME', 'number', 0),
  row(Opcode.MATCH_CLASS, 'MATCH_CLASS', 'number', -2),
  row(Opcode.FORMAT_VALUE, 'FORMAT_VALUE', 'number', (oparg) => ((oparg & 4) === 4 ? -1 : 0)),
  row(Opcode.BUILD_CONST_KEY_MAP, 'BUILD_CONST_KEY_MAP', 'number', (oparg) => 0 - oparg),
  row(Opcode.BUILD_STRING, 'BUILD_STRING', 'number', (oparg) => 1 - oparg),
  row(Opcode.LIST_EXTEND, 'LIST_EXTEND', 'number', -1),
  row(Opcode.SET_UPDATE, 'SET_UPDATE', 'number', -1),
  row(Opcode.DICT_MERGE, 'DICT_MERGE', 'number', -1),
  row(Opcode.DICT_UPDATE, 'DICT_UPDATE', 'number', -1),
  row(Opcode.CALL, 'CALL', 'number', (oparg) => -1 - oparg, 3),
  row(Opcode.KW_NAMES, 'KW_NAMES', 'const', 0),
  row(Opcode.CALL_INTRINSIC_1, 'CALL_INTRINSIC_1', 'number', 0),
  row(Opcode.CALL_INTRINSIC_2, 'CALL_INTRINSIC_2', 'number', -1),
  row(Opcode.LOAD_FROM_DICT_OR_GLOBALS, 'LOAD_FROM_DICT_OR_GLOBALS', 'name', 0),
  row(Opcode.LOAD_FROM_DICT_OR_DEREF, 'LOAD_FROM_DICT_OR_DEREF', 'free', 0),
  row(Opcode.SETUP_FINALLY, 'SETUP_FINALLY', 'handler', (_oparg, jump) => (jump ? 1 : 0)),
  row(Opcode.SETUP_CLEANUP, 'SETUP_CLEANUP', 'handler', (_oparg, jump) => (jump ? 2 : 0)),
  row(Opcode.SETUP_WITH, 'SETUP_WITH', 'handler', (_oparg, jump) => (jump ? 1 : 0)),
  row(Opcode.POP_BLOCK, 'POP_BLOCK', 'none', 0),
  row(Opcode.JUMP, 'JUMP', 'jump', 0),
  row(Opcode.JUMP_NO_INTERRUPT, 'JUMP_NO_INTERRUPT', 'jump', 0),
  row(Opcode.LOAD_METHOD, 'LOAD_METHOD', 'name', 1),
  row(Opcode.LOAD_SUPER_METHOD, 'LOAD_SUPER_METHOD', 'name', -1),
  row(Opcode.LOAD_ZERO_SUPER_METHOD, 'LOAD_ZERO_SUPER_METHOD', 'name', -1),
  row(Opcode.LOAD_ZERO_SUPER_ATTR, 'LOAD_ZERO_SUPER_ATTR', 'name', -1),
  row(Opcode.STORE_FAST_MAYBE_NULL, 'STORE_FAST_MAYBE_NULL', 'local', -1),
];

/** For each instruction number, its row. */
const infoByOpcode: readonly (OpcodeInfo | undefined)[] = ((): (OpcodeInfo | undefined)[] => {
  const rows: (OpcodeInfo | undefined)[] = [];
  for (const info of opcodeTable) rows[info.opcode] = info;
  return rows;
})();

export function opcodeInfo(opcode: number): OpcodeInfo {
  const info = infoByOpcode[opcode];
  assertDefined(info, `no instruction ${opcode}`);
  return info;
}

/** CPython's name; as in `dis`, a number in angle brackets where there is no instruction. */
export function opcodeName(opcode: number): string {
  return infoByOpcode[opcode]?.name ?? `<${opcode}>`;
}

export function cacheCount(opcode: number): number {
  return infoByOpcode[opcode]?.caches ?? 0;
}

export function hasArgument(opcode: number): boolean {
  const kind = infoByOpcode[opcode]?.argument ?? 'none';
  return kind !== 'none' && kind !== 'handler';
}

/** CPython compile.c stack_effect (with the jump either taken or not). */
export function stackEffect(opcode: number, oparg: number, jump: boolean): number {
  const effect = opcodeInfo(opcode).stackEffect;
  return typeof effect === 'number' ? effect : effect(oparg, jump);
}
