import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeLines, decodeExceptionTable, Opcode, type CodeObject } from '../../../src/python/bytecode';
import type { LoadedCode } from '../../../src/python/vm/loadCode';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { interpreterFor } from './interpreterForTests';

const folder = path.join(import.meta.dirname, '../../conformance/language');
const names = readdirSync(folder).filter((name) => name.endsWith('.py'));

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

/** The code object of a program and all nested ones, each as data and loaded. */
function pairs(source: string): [CodeObject, LoadedCode][] {
  const { code } = toolchain.compile(source, 'program.py');
  const result: [CodeObject, LoadedCode][] = [];
  const visit = (data: CodeObject, loaded: LoadedCode): void => {
    result.push([data, loaded]);
    data.consts.forEach((constant, index) => {
      if (constant.type === 'code') visit(constant.code, loaded.consts[index]?.value as LoadedCode);
    });
  };
  visit(code as CodeObject, interpreterFor(toolchain).loadCode(code as CodeObject).value as LoadedCode);
  return result;
}

const JUMPS = new Set<number>([
  Opcode.JUMP_FORWARD, Opcode.JUMP_BACKWARD, Opcode.JUMP_BACKWARD_NO_INTERRUPT, Opcode.POP_JUMP_IF_FALSE, Opcode.POP_JUMP_IF_TRUE,
  Opcode.POP_JUMP_IF_NONE, Opcode.POP_JUMP_IF_NOT_NONE, Opcode.FOR_ITER, Opcode.SEND,
]);

describe.each(names)('%s', (name) => {
  it('is decoded to instructions that lie where the code has them', () => {
    for (const [data, loaded] of pairs(readFileSync(path.join(folder, name), 'utf8'))) {
      const count = loaded.instructions.length / 2;
      expect(loaded.unitOffsets.length).toBe(count);
      const starts = new Set<number>();
      for (let index = 0; index < count; index++) {
        const unit = loaded.unitOffsets[index] as number;
        starts.add(index * 2);
        const opcode = data.code[unit * 2] as number;
        const decoded = loaded.instructions[index * 2] as number;
        if (opcode !== Opcode.LOAD_FAST) expect(decoded).toBe(opcode);
        if (!JUMPS.has(opcode)) expect((loaded.instructions[index * 2 + 1] as number) & 0xff).toBe(data.code[unit * 2 + 1]);
        expect(loaded.lastiAt(index * 2)).toBe(unit * 2);
      }
      starts.add(count * 2);
      for (let index = 0; index < count; index++) {
        if (JUMPS.has(data.code[(loaded.unitOffsets[index] as number) * 2] as number)) expect(starts.has(loaded.instructions[index * 2 + 1] as number)).toBe(true);
      }
    }
  });

  it('has the handlers and lines of its tables', () => {
    for (const [data, loaded] of pairs(readFileSync(path.join(folder, name), 'utf8'))) {
      const table = decodeExceptionTable(data.exceptiontable);
      expect(loaded.handlers.map(({ depth, pushLasti }) => [depth, pushLasti])).toEqual(table.map(({ depth, lasti }) => [depth, lasti]));
      const lines = new Map<number, number | null>();
      for (const { start, end, line } of codeLines(data)) for (let offset = start; offset < end; offset += 2) lines.set(offset, line);
      for (let pc = 0; pc < loaded.instructions.length; pc += 2) expect(loaded.lineAt(pc)).toBe(lines.get(loaded.lastiAt(pc)) ?? -1);
    }
  });
});

it('gives equal constants of one compilation one object, and distinguishes types and signs', () => {
  const [, loaded] = pairs('x = (1, 1.0, True, 0.0, -0.0, "long text with blanks", b"")\ndef f(): return 1000, "long text with blanks", 1e9\ndef g(): return 1000, "long text with blanks", 1e9\n')[0] as [CodeObject, LoadedCode];
  const functions = loaded.consts.filter((constant) => constant.type.name === 'code').map((constant) => (constant.value as LoadedCode).consts);
  expect(functions.length).toBe(2);
  expect(functions[0]?.at(-1)).toBe(functions[1]?.at(-1));
  const mixed = loaded.consts.find((constant) => constant.type.name === 'tuple')?.value as { value: unknown; type: { name: string } }[];
  expect(mixed.map(({ type, value }) => `${type.name} ${Object.is(value, -0) ? '-0' : String(value)}`).slice(0, 5)).toEqual(['int 1', 'float 1', 'bool 1', 'float 0', 'float -0']);
});
