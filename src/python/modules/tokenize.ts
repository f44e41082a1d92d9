/** The `_tokenize` module, so that `tokenize` (under linecache, inspect, traceback) loads. It does not tokenize here. */
import { incref } from '../memory';
import { raise, type TypeDefinition } from '../objects';
import { extensionType } from './extensionTypes';
import type { ModuleDefinition } from './moduleDefinition';

const tokenizerType: TypeDefinition = {
  name: '_tokenize.TokenizerIter',
  basicsize: 32,
  flags: { basetype: true },
  slots: { new: (rt) => raise(rt, 'NotImplementedError', 'tokenize is not available here') },
};

export const tokenizeModule: ModuleDefinition = {
  name: '_tokenize',
  doc: null,
  methods: [],
  constants: (rt) => ({ TokenizerIter: incref(extensionType(rt, tokenizerType).object) }),
};
