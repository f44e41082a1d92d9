/** The `_opcode` module (CPython Modules/_opcode.c): stack effects, for `dis`. There are no specialisation statistics. */
import { incref, type PyObject } from '../memory';
import { asInt32, fastKeywords, newInt, noArgs, raise, unpackKeywords } from '../objects';
import { effectOnStack, takesArgument } from '../vm';
import type { ModuleDefinition } from './moduleDefinition';

export const opcodeModule: ModuleDefinition = {
  name: '_opcode',
  doc: 'Opcode support module.',
  methods: [
    fastKeywords('stack_effect', (rt, _self, args, kwnames) => {
      const [opcodeObject, argument, jumpObject] = unpackKeywords(rt, { function: 'stack_effect', names: ['', '', 'jump'], maximumPositional: 2, required: 1 }, args, kwnames);
      const opcode = asInt32(rt, opcodeObject as PyObject);
      const oparg = argument === undefined || argument === rt.none ? null : argument;
      if (takesArgument(opcode)) {
        if (oparg === null) raise(rt, 'ValueError', 'stack_effect: opcode requires oparg but oparg was not specified');
      } else if (oparg !== null) raise(rt, 'ValueError', 'stack_effect: opcode does not permit oparg but oparg was specified');
      if (jumpObject !== undefined && jumpObject !== rt.none && jumpObject !== rt.true && jumpObject !== rt.false) {
        raise(rt, 'ValueError', 'stack_effect: jump must be False, True or None');
      }
      const jump = jumpObject === undefined || jumpObject === rt.none ? null : jumpObject === rt.true;
      const effect = effectOnStack(opcode, oparg === null ? 0 : asInt32(rt, oparg), jump);
      return effect === null ? raise(rt, 'ValueError', 'invalid opcode or oparg') : newInt(rt, effect);
    }),
    noArgs('get_specialization_stats', (rt) => incref(rt.none)),
  ],
};
