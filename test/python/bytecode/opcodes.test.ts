/** The instruction table against CPython's `opcode` module. */
import { describe, expect, it } from 'vitest';
import {
  Opcode, cacheCount, hasArgument, opcodeInfo, opcodeName, opcodeTable, stackEffect, type ArgumentKind,
} from '../../../src/python/bytecode';
import { recordedInstructions as recorded } from './recordedTables';

/** What CPython calls each kind in its `has...` lists; a kind not listed is a plain number. */
const kindByName: Record<string, ArgumentKind> = {
  const: 'const', name: 'name', jrel: 'jump', local: 'local', free: 'free', compare: 'compare', exc: 'handler',
};

describe('opcodeTable', () => {
  it('has CPython\'s instructions, numbers, caches and argument kinds', () => {
    const ours = opcodeTable.map(({ opcode, name, argument, caches }) => ({ opcode, name, argument, caches }));
    expect(ours).toEqual(recorded.rows.map(({ opcode, name, kinds, hasArgument: takesArgument, caches }) => ({
      opcode, name, argument: kindByName[kinds[0] ?? ''] ?? (takesArgument ? 'number' : 'none'), caches,
    })));
  });

  it.each(recorded.rows)('$name changes the stack as CPython says', ({ opcode, effects, jumpEffects }) => {
    expect(effects.map((_, oparg) => stackEffect(opcode, oparg, false))).toEqual(effects);
    expect(jumpEffects.map((_, oparg) => stackEffect(opcode, oparg, true))).toEqual(jumpEffects);
  });

  it('looks instructions up by number', () => {
    expect(opcodeInfo(Opcode.LOAD_FAST).name).toBe('LOAD_FAST');
    expect(opcodeName(Opcode.CALL)).toBe('CALL');
    expect(opcodeName(255)).toBe('<255>');
    expect(() => opcodeInfo(255)).toThrow('no instruction 255');
    expect([cacheCount(Opcode.LOAD_ATTR), cacheCount(Opcode.NOP), cacheCount(255)]).toEqual([9, 0, 0]);
    expect([Opcode.LOAD_CONST, Opcode.POP_TOP, Opcode.SETUP_WITH].map(hasArgument)).toEqual([true, false, false]);
  });
});
