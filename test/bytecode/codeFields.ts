/**
 * Canonical texts of our code objects, field group by field group, and their digests: the same as `cpython.py` makes of
 * CPython's.
 */
import { createHash } from 'node:crypto';
import type { CodeConstant, CodeObject } from '../../src/python/bytecode';

/** In the order in which their digests stand in `digests.json`. */
export const groups = ['code', 'consts', 'names', 'variables', 'shape', 'linetable', 'exceptiontable'] as const;
export type Group = (typeof groups)[number];

/** Characters of one group's digest. */
export const DIGEST_LENGTH = 4;

function textOf(text: string): string {
  let hex = '';
  for (let i = 0; i < text.length; i++) hex += text.charCodeAt(i).toString(16).padStart(4, '0');
  return hex;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
}

export function constantText(constant: CodeConstant): string {
  switch (constant.type) {
    case 'none': return 'N';
    case 'ellipsis': return 'E';
    case 'bool': return constant.value ? 'T' : 'F';
    case 'int': return `i${constant.value.toString(16)}`;
    case 'float': return `f${doubleText(constant.value)}`;
    case 'complex': return `c${doubleText(constant.real)},${doubleText(constant.imag)}`;
    case 'str': return `s${textOf(constant.value)}`;
    case 'bytes': return `b${hexOf(constant.value)}`;
    case 'tuple': return `(${constant.items.map(constantText).join(',')})`;
    case 'frozenset': return `{${constant.items.map(constantText).sort().join(',')}}`;
    case 'code': return `C${textOf(constant.code.qualname)}`;
  }
}

export function codeFields(code: CodeObject): Record<Group, string> {
  return {
    code: hexOf(code.code),
    consts: code.consts.map(constantText).join(';'),
    names: code.names.map(textOf).join(';'),
    variables: `${code.localsplusnames.map(textOf).join(';')}|${hexOf(code.localspluskinds)}`,
    shape: [
      code.argcount, code.posonlyargcount, code.kwonlyargcount, code.stacksize, code.flags, code.firstlineno,
      textOf(code.name), textOf(code.qualname),
    ].join(';'),
    linetable: hexOf(code.linetable),
    exceptiontable: hexOf(code.exceptiontable),
  };
}

export function codeDigest(code: CodeObject): string {
  const fields = codeFields(code);
  return groups.map((group) => createHash('sha256').update(fields[group]).digest('base64url').slice(0, DIGEST_LENGTH)).join('');
}

/** The code object and all inside it, in the order of `cpython.py`. */
export function* allCode(code: CodeObject): Generator<CodeObject> {
  yield code;
  for (const constant of code.consts) if (constant.type === 'code') yield* allCode(constant.code);
}
