/**
 * What native code is at work between two Python frames, in words: which call, operator or other instruction of the calling frame has not
 * come to its end yet (`native code of sorted()`, `native code of an operator`).
 *
 * In: the frame that native code called. Out: words for the ledger. It reads the caller's instruction and evaluation stack; where these
 * say nothing, so do the words.
 */
import type { Opcode } from '../python/bytecode';
import type { PyObject } from '../python/memory';
import type { BuiltinFunctionData, CodeData, DescriptorData, FunctionData, MethodData, PyType, Runtime } from '../python/objects';
import type { Frame } from '../python/vm';

// Only types come across from the runtime: the numbers are checked against them.
const CALL: Opcode.CALL = 171;
const CALL_FUNCTION_EX: Opcode.CALL_FUNCTION_EX = 142;
/** `Fused.MonitoredCall` and `Fused.MonitoredCallEx`: the same instructions while hooks watch. */
const MONITORED_CALL = 185;
const MONITORED_CALL_EX = 186;
/** Flags of the eval loop above it are cut off. */
const OPCODE_MASK = (1 << 10) - 1;

const wordsByOpcode: ReadonlyMap<number, string> = new Map<Opcode, string>([
  [122 satisfies Opcode.BINARY_OP, 'an operator'],
  [11 satisfies Opcode.UNARY_NEGATIVE, 'an operator'],
  [15 satisfies Opcode.UNARY_INVERT, 'an operator'],
  [12 satisfies Opcode.UNARY_NOT, 'a truth test'],
  [114 satisfies Opcode.POP_JUMP_IF_FALSE, 'a truth test'],
  [115 satisfies Opcode.POP_JUMP_IF_TRUE, 'a truth test'],
  [107 satisfies Opcode.COMPARE_OP, 'a comparison'],
  [118 satisfies Opcode.CONTAINS_OP, 'a membership test'],
  [25 satisfies Opcode.BINARY_SUBSCR, 'a subscription'],
  [26 satisfies Opcode.BINARY_SLICE, 'a slice'],
  [27 satisfies Opcode.STORE_SLICE, 'a slice assignment'],
  [60 satisfies Opcode.STORE_SUBSCR, 'a subscript assignment'],
  [61 satisfies Opcode.DELETE_SUBSCR, 'a subscript deletion'],
  [106 satisfies Opcode.LOAD_ATTR, 'an attribute look-up'],
  [141 satisfies Opcode.LOAD_SUPER_ATTR, 'an attribute look-up'],
  [95 satisfies Opcode.STORE_ATTR, 'an attribute assignment'],
  [96 satisfies Opcode.DELETE_ATTR, 'an attribute deletion'],
  [68 satisfies Opcode.GET_ITER, 'the start of an iteration'],
  [50 satisfies Opcode.GET_AITER, 'the start of an iteration'],
  [93 satisfies Opcode.FOR_ITER, 'an iteration'],
  [51 satisfies Opcode.GET_ANEXT, 'an iteration'],
  [92 satisfies Opcode.UNPACK_SEQUENCE, 'an unpacking'],
  [162 satisfies Opcode.LIST_EXTEND, 'an unpacking'],
  [163 satisfies Opcode.SET_UPDATE, 'an unpacking'],
  [164 satisfies Opcode.DICT_MERGE, 'an unpacking'],
  [165 satisfies Opcode.DICT_UPDATE, 'an unpacking'],
  [104 satisfies Opcode.BUILD_SET, 'a set display'],
  [105 satisfies Opcode.BUILD_MAP, 'a dict display'],
  [146 satisfies Opcode.SET_ADD, 'a set display'],
  [147 satisfies Opcode.MAP_ADD, 'a dict display'],
  [155 satisfies Opcode.FORMAT_VALUE, 'an f-string'],
  [108 satisfies Opcode.IMPORT_NAME, 'an import'],
  [109 satisfies Opcode.IMPORT_FROM, 'an import'],
  [123 satisfies Opcode.SEND, 'an await or yield from'],
  [131 satisfies Opcode.GET_AWAITABLE, 'an await'],
  [53 satisfies Opcode.BEFORE_WITH, 'a with statement'],
  [49 satisfies Opcode.WITH_EXCEPT_START, 'a with statement'],
  [36 satisfies Opcode.CHECK_EXC_MATCH, 'an except clause'],
  [173 satisfies Opcode.CALL_INTRINSIC_1, 'an instruction'],
  ...([
    1 satisfies Opcode.POP_TOP, 90 satisfies Opcode.STORE_NAME, 91 satisfies Opcode.DELETE_NAME, 97 satisfies Opcode.STORE_GLOBAL,
    98 satisfies Opcode.DELETE_GLOBAL, 125 satisfies Opcode.STORE_FAST, 126 satisfies Opcode.DELETE_FAST, 138 satisfies Opcode.STORE_DEREF,
    139 satisfies Opcode.DELETE_DEREF, 83 satisfies Opcode.RETURN_VALUE, 4 satisfies Opcode.END_FOR,
  ] as const).map((opcode) => [opcode, 'the destruction of an object'] as const),
  ...([151 satisfies Opcode.RESUME, 140 satisfies Opcode.JUMP_BACKWARD] as const).map((opcode) => [opcode, 'a collection'] as const),
]);

/** Who holds `object`, which only variables of native code do. `called` is the innermost frame native code has called, null when there is none. */
export function nativeHolderWords(rt: Runtime, called: Frame | null, object: PyObject): string {
  const caller = called?.previous ?? null;
  const role = object.type.isWeakref ? ': weak reference'
    : object.type === rt.types.tuple ? ': arguments'
      : object.type === rt.types.method ? ': bound method' : '';
  if (caller === null) return called === null ? 'native code' : `native code of the interpreter${role}`;
  return `native code of ${activity(rt, caller)}${role}`;
}

function activity(rt: Runtime, caller: Frame): string {
  const { instructions } = caller.code;
  const opcode = (instructions[caller.pc] ?? 0) & OPCODE_MASK;
  const argument = instructions[caller.pc + 1] ?? 0;
  const { stack, stackPointer } = caller;
  if (opcode === CALL || opcode === MONITORED_CALL) {
    const self = stack[stackPointer - argument - 1] ?? null;
    return called(rt, stack[stackPointer - argument - 2] ?? self);
  }
  if (opcode === CALL_FUNCTION_EX || opcode === MONITORED_CALL_EX) return called(rt, stack[stackPointer - 2 - (argument & 1)] ?? null);
  return wordsByOpcode.get(opcode) ?? 'an instruction';
}

function called(rt: Runtime, callable: PyObject | null): string {
  if (callable === null) return 'a call';
  const { types } = rt;
  const { type } = callable;
  if (type === types.builtinFunction) return `${(callable.value as BuiltinFunctionData).definition.name}()`;
  if (type === types.methodDescriptor) return `${(callable.value as DescriptorData).owner.name}.${(callable.value as DescriptorData).name.value}()`;
  if ((type as PyType).layout === types.type) return `${(callable.value as PyType).name}()`;
  if (type === types.function) return `${((callable.value as FunctionData).code.value as CodeData).qualname.value}()`;
  if (type === types.method) return called(rt, (callable.value as MethodData).function);
  return `the call of a ${type.name}`;
}
