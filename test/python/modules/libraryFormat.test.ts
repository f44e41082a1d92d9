/** What is written is read again: constants of every kind, long numbers, text with lone surrogates. */
import { describe, expect, it } from 'vitest';
import type { CodeConstant, CodeObject } from '../../../src/python/bytecode';
import { readLibraryIndex, readLibraryModule, writeLibrary, type LibraryIndexEntry } from '../../../src/python/modules/libraryFormat';
import { StandardLibrary } from '../../../src/python/modules/standardLibrary';

function code(name: string, consts: CodeConstant[]): CodeObject {
  return {
    argcount: 1, posonlyargcount: 0, kwonlyargcount: 2, stacksize: 300, flags: 0x43, code: Uint8Array.of(151, 0, 121, 0), consts, names: ['a', 'print', 'a'],
    localsplusnames: ['self', 'é', '\ud800'], localspluskinds: Uint8Array.of(0x20, 0x40, 0x80), filename: '/lib/x.py', name, qualname: `C.${name}`, firstlineno: 70000,
    linetable: Uint8Array.from({ length: 300 }, (_, index) => index & 255), exceptiontable: new Uint8Array(0),
  };
}

const constants: CodeConstant[] = [
  { type: 'none' }, { type: 'ellipsis' }, { type: 'bool', value: true }, { type: 'bool', value: false }, { type: 'int', value: 0n }, { type: 'int', value: -(2n ** 200n) },
  { type: 'float', value: -0 }, { type: 'float', value: Number.MIN_VALUE }, { type: 'complex', real: 1.5, imag: -2 }, { type: 'str', value: '' }, { type: 'str', value: 'x\udfff€😀' },
  { type: 'bytes', value: Uint8Array.of(0, 255) }, { type: 'tuple', items: [{ type: 'tuple', items: [] }, { type: 'str', value: 'print' }] },
  { type: 'frozenset', items: [{ type: 'int', value: 7n }] },
];

describe('library bundle', () => {
  const inner = code('inner', constants);
  const bytes = writeLibrary([
    { name: 'package', isPackage: true, code: code('outer', [{ type: 'code', code: inner }]) },
    { name: 'package.module', isPackage: false, code: inner },
  ]);

  it('lists its modules', () => {
    expect([...readLibraryIndex(bytes)].map(([name, { isPackage }]) => [name, isPackage])).toEqual([['package', true], ['package.module', false]]);
  });

  it('gives the code objects back', () => {
    const index = readLibraryIndex(bytes);
    expect(readLibraryModule(bytes, index.get('package.module') as LibraryIndexEntry)).toEqual(inner);
    expect(readLibraryModule(bytes, index.get('package') as LibraryIndexEntry).consts[0]).toEqual({ type: 'code', code: inner });
  });

  it('is found by name', () => {
    const library = new StandardLibrary(bytes);
    expect(library.names).toEqual(['package', 'package.module']);
    expect(library.find('package')?.isPackage).toBe(true);
    expect(library.find('nothing')).toBeNull();
  });

  it('refuses a file of another kind', () => {
    expect(() => new StandardLibrary(Uint8Array.of(1, 2, 3))).toThrow();
  });
});
