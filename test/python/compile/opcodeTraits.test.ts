/** Traits of instructions. */
import { describe, expect, it } from 'vitest';
import { opcodeTable } from '../../../src/python/bytecode';
import {
  hasConstant, hasTarget, isBlockPush, isScopeExit, isTerminator, isUnconditionalJump,
} from '../../../src/python/compile/opcodeTraits';

function having(trait: (opcode: number) => boolean): string[] {
  return opcodeTable.filter(({ opcode }) => trait(opcode)).map(({ name }) => name).sort();
}

describe('traits', () => {
  it('are those of pycore_opcode_utils.h', () => {
    expect(having(isBlockPush)).toEqual(['SETUP_CLEANUP', 'SETUP_FINALLY', 'SETUP_WITH']);
    expect(having(isScopeExit)).toEqual(['RAISE_VARARGS', 'RERAISE', 'RETURN_CONST', 'RETURN_VALUE']);
    expect(having(isUnconditionalJump)).toEqual([
      'JUMP', 'JUMP_BACKWARD', 'JUMP_BACKWARD_NO_INTERRUPT', 'JUMP_FORWARD', 'JUMP_NO_INTERRUPT',
    ]);
    expect(having(hasConstant)).toEqual(['KW_NAMES', 'LOAD_CONST', 'RETURN_CONST']);
    const conditional = ['FOR_ITER', 'POP_JUMP_IF_FALSE', 'POP_JUMP_IF_NONE', 'POP_JUMP_IF_NOT_NONE', 'POP_JUMP_IF_TRUE', 'SEND'];
    expect(having(hasTarget)).toEqual([...having(isBlockPush), ...having(isUnconditionalJump), ...conditional].sort());
    expect(having(isTerminator)).toEqual([...having(isScopeExit), ...having(isUnconditionalJump), ...conditional].sort());
  });
});
