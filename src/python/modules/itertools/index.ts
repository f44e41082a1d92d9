/** The `itertools` module. */
import { incref, type PyObject } from '../../memory';
import { asIndexNumber, fast, type Runtime, type TypeDefinition } from '../../objects';
import { extensionType } from '../extensionTypes';
import { checkPositional } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import {
  batchedType, chainType, compressType, countType, cycleType, dropwhileType, filterfalseType, isliceType, pairwiseType, repeatType,
  starmapType, takewhileType, zipLongestType,
} from './basic';
import {
  accumulateType, combinationsType, combinationsWithReplacementType, groupbyType, grouperType, permutationsType, productType, tee, teeType,
} from './combinatoric';

const types: readonly TypeDefinition[] = [
  accumulateType, batchedType, chainType, combinationsType, combinationsWithReplacementType, compressType, countType, cycleType, dropwhileType,
  filterfalseType, groupbyType, grouperType, isliceType, pairwiseType, permutationsType, productType, repeatType, starmapType, takewhileType,
  teeType, zipLongestType,
];

export const itertoolsModule: ModuleDefinition = {
  name: 'itertools',
  doc: 'Functional tools for creating and using iterators.',
  methods: [
    fast('tee', (rt, _self, args) => {
      checkPositional(rt, 'tee', args, 1, 2);
      return tee(rt, args[0] as PyObject, args[1] === undefined ? 2 : asIndexNumber(rt, args[1], 'OverflowError'));
    }),
  ],
  constants: (rt: Runtime) => Object.fromEntries(types.map((type): [string, PyObject] =>
    [type.name.slice(type.name.indexOf('.') + 1), incref(extensionType(rt, type).object)])),
};
