/**
 * A code object as plain data: what CPython 3.12 keeps in `PyCodeObject`, field for field.
 * The compiler makes it; the disassembler reads it; `vm/loadCode.ts` turns it into a Python object
 * and decodes the instructions. No behaviour here.
 */
/** `co_flags` bits (Include/cpython/code.h). */
export const enum CodeFlags {
  Optimized = 0x1,
  NewLocals = 0x2,
  VarArgs = 0x4,
  VarKeywords = 0x8,
  Nested = 0x10,
  Generator = 0x20,
  Coroutine = 0x80,
  IterableCoroutine = 0x100,
  AsyncGenerator = 0x200,
}

/** `co_localspluskinds` bits (Include/internal/pycore_code.h). */
export const enum LocalKind {
  Hidden = 0x10,
  Local = 0x20,
  Cell = 0x40,
  Free = 0x80,
}

/**
 * An entry of `co_consts` as plain data. Structurally what `syntax` calls a ConstantValue, plus code.
 * Strings are JavaScript strings in which a lone surrogate stands for itself.
 */
export type CodeConstant =
  | { type: 'none' }
  | { type: 'ellipsis' }
  | { type: 'bool'; value: boolean }
  | { type: 'int'; value: bigint }
  | { type: 'float'; value: number }
  | { type: 'complex'; real: number; imag: number }
  | { type: 'str'; value: string }
  | { type: 'bytes'; value: Uint8Array }
  | { type: 'tuple'; items: CodeConstant[] }
  | { type: 'frozenset'; items: CodeConstant[] }
  | { type: 'code'; code: CodeObject };

export interface CodeObject {
  readonly argcount: number;
  readonly posonlyargcount: number;
  readonly kwonlyargcount: number;
  readonly stacksize: number;
  /** `CodeFlags`. */
  readonly flags: number;
  /** Code units of two bytes (opcode, argument), inline caches as zeroed CACHE units, as in `co_code`. */
  readonly code: Uint8Array;
  readonly consts: readonly CodeConstant[];
  readonly names: readonly string[];
  /** For each local, cell and free variable, in slot order: its name. */
  readonly localsplusnames: readonly string[];
  /** For each slot: its `LocalKind` bits. */
  readonly localspluskinds: Uint8Array;
  readonly filename: string;
  readonly name: string;
  readonly qualname: string;
  readonly firstlineno: number;
  /** Position table in CPython 3.11+'s encoding (`co_linetable`). */
  readonly linetable: Uint8Array;
  /** Exception table in CPython 3.11+'s encoding (`co_exceptiontable`). */
  readonly exceptiontable: Uint8Array;
}
