/** The `itertools` module. */
import { incref, type PyObject } from '../../memory';
import { fast, type Runtime, type TypeDefinition } from '../../objects';
import { extensionType } from '../extensionTypes';
import { checkPositional } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { chainType, countType, cycleType, repeatType } from './chaining';
import { combinationsType, combinationsWithReplacementType, permutationsType, productType } from './combinatoric';
import { accumulateType, batchedType, groupbyType, grouperType, pairwiseType, zipLongestType } from './grouping';
import { sizeArgument } from './pickling';
import { compressType, dropwhileType, filterfalseType, isliceType, starmapType, takewhileType } from './selecting';
import { tee, teeBlockType, teeType } from './tee';

const types: readonly TypeDefinition[] = [
  accumulateType, batchedType, chainType, combinationsType, combinationsWithReplacementType, compressType, countType, cycleType, dropwhileType,
  filterfalseType, groupbyType, grouperType, isliceType, pairwiseType, permutationsType, productType, repeatType, starmapType, takewhileType,
  teeBlockType, teeType, zipLongestType,
];

export const itertoolsModule: ModuleDefinition = {
  name: 'itertools',
  doc: 'Functional tools for creating and using iterators.',
  methods: [
    fast('tee', (rt, _self, args) => {
      checkPositional(rt, 'tee', args, 1, 2);
      return tee(rt, args[0] as PyObject, args[1] === undefined ? 2 : sizeArgument(rt, args[1]));
    }),
  ],
  constants: (rt: Runtime) => Object.fromEntries(types.map((type): [string, PyObject] =>
    [type.name.slice(type.name.indexOf('.') + 1), incref(extensionType(rt, type).object)])),
};
