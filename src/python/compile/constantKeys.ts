/**
 * When two constants are "the same" for the compiler, which is stricter than Python's `==`: types count (1, 1.0 and True
 * differ), so does the sign of a zero; two code objects are the same if everything that can be compared is.
 *
 * In: a constant. Out: a text which is equal for equal constants only. After CPython codeobject.c _PyCode_ConstantKey and
 * code_richcompare. Also Python's own `==`, needed where a set display becomes a frozenset.
 */
import type { CodeConstant, CodeObject } from '../bytecode';

export function constantKey(constant: CodeConstant): string {
  switch (constant.type) {
    case 'none': return 'N';
    case 'ellipsis': return 'E';
    case 'bool': return constant.value ? 'T' : 'F';
    case 'int': return `i${constant.value}`;
    case 'float': return `f${doubleKey(constant.value)}`;
    case 'complex': return `c${doubleKey(constant.real)},${doubleKey(constant.imag)}`;
    case 'str': return `s${constant.value.length}:${constant.value}`;
    case 'bytes': return `b${constant.value.length}:${latin1(constant.value)}`;
    case 'tuple': return `(${constant.items.map(constantKey).join(',')})`;
    case 'frozenset': return `{${constant.items.map(constantKey).sort().join(',')}}`;
    case 'code': return codeKey(constant.code);
  }
}

function doubleKey(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

function codeKey(code: CodeObject): string {
  const numbers = [code.argcount, code.posonlyargcount, code.kwonlyargcount, code.flags, code.firstlineno];
  const names = JSON.stringify([code.name, code.names, code.localsplusnames]);
  const tables = [code.code, code.linetable, code.exceptiontable].map((bytes) => `${bytes.length}:${latin1(bytes)}`);
  return `code[${numbers.join()};${names};${tables.join(';')};${code.consts.map(constantKey).join(',')}]`;
}

/** Equal for constants which `==` calls equal (and which therefore hash alike). A NaN equals nothing; taken as itself here. */
export function equalityKey(constant: CodeConstant): string {
  switch (constant.type) {
    case 'bool': return constant.value ? 'n1' : 'n0';
    case 'int': return `n${constant.value}`;
    case 'float': return numberKey(constant.value);
    case 'complex':
      return constant.imag === 0 ? numberKey(constant.real) : `c${constant.real + 0},${constant.imag}`;
    case 'tuple': return `(${constant.items.map(equalityKey).join(',')})`;
    case 'frozenset': return `{${constant.items.map(equalityKey).sort().join(',')}}`;
    default: return constantKey(constant);
  }
}

function numberKey(value: number): string {
  return Number.isInteger(value) ? `n${BigInt(value)}` : `f${value}`;
}

/** The distinct items, first ones kept, as a set keeps them. */
export function distinctItems<T extends CodeConstant>(items: readonly T[]): T[] {
  const itemByKey = new Map<string, T>();
  for (const item of items) {
    const key = equalityKey(item);
    if (!itemByKey.has(key)) itemByKey.set(key, item);
  }
  return [...itemByKey.values()];
}
