/** The `_pickle` module (CPython Modules/_pickle.c): pickles of all protocols, written and read. */
import { incref, type PyObject } from '../../memory';
import { fastKeywords, type Runtime } from '../../objects';
import { extensionType } from '../extensionTypes';
import { bindArguments } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { pickleBufferType } from './pickleBuffer';
import { picklerType, pickleOnce } from './picklerType';
import { ensureState } from './state';
import { unpickleOnce, unpicklerType } from './unpicklerType';

const LOAD_OPTIONS = ['fix_imports', 'encoding', 'errors', 'buffers'];

function constants(rt: Runtime): Record<string, PyObject> {
  const { pickleError, picklingError, unpicklingError } = ensureState(rt);
  return {
    PickleBuffer: incref(extensionType(rt, pickleBufferType).object),
    Pickler: incref(extensionType(rt, picklerType).object),
    Unpickler: incref(extensionType(rt, unpicklerType).object),
    PickleError: incref(pickleError), PicklingError: incref(picklingError), UnpicklingError: incref(unpicklingError),
  };
}

export const pickleModule: ModuleDefinition = {
  name: '_pickle',
  doc: 'Optimized C implementation for the Python pickle module.',
  methods: [
    fastKeywords('dump', (rt, _self, args, kwnames) => {
      const [object, file, protocol = null, fixImports = null, bufferCallback = null] = bindArguments(
        rt, { name: 'dump', parameters: ['obj', 'file', 'protocol', 'fix_imports', 'buffer_callback'], required: 2, maximumPositional: 3 }, args, kwnames,
      );
      return pickleOnce(rt, object as PyObject, file as PyObject, protocol, fixImports, bufferCallback);
    }),
    fastKeywords('dumps', (rt, _self, args, kwnames) => {
      const [object, protocol = null, fixImports = null, bufferCallback = null] = bindArguments(
        rt, { name: 'dumps', parameters: ['obj', 'protocol', 'fix_imports', 'buffer_callback'], required: 1, maximumPositional: 2 }, args, kwnames,
      );
      return pickleOnce(rt, object as PyObject, null, protocol, fixImports, bufferCallback);
    }),
    fastKeywords('load', (rt, _self, args, kwnames) => {
      const [file, fixImports = null, encoding = null, errors = null, buffers = null] = bindArguments(
        rt, { name: 'load', parameters: ['file', ...LOAD_OPTIONS], required: 1, maximumPositional: 1 }, args, kwnames,
      );
      return unpickleOnce(rt, file as PyObject, true, { fixImports, encoding, errors, buffers });
    }),
    fastKeywords('loads', (rt, _self, args, kwnames) => {
      const [source, fixImports = null, encoding = null, errors = null, buffers = null] = bindArguments(
        rt, { name: 'loads', parameters: ['data', ...LOAD_OPTIONS], required: 1, positionalOnly: 1, maximumPositional: 1 }, args, kwnames,
      );
      return unpickleOnce(rt, source as PyObject, false, { fixImports, encoding, errors, buffers });
    }),
  ],
  constants,
};
