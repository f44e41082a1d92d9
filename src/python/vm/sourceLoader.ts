/**
 * `__main__.__loader__`: gives the program's text to `linecache`, and so to the module `traceback`
 * (CPython: importlib's SourceFileLoader, of which only `name`, `path` and `get_source` are here).
 */
import { incref, PyObject } from '../memory';
import { addressText, createType, newStr, oneArg, raise, type PyStr, type Runtime, type TypeDefinition } from '../objects';

interface LoaderData { readonly filename: string }

const filenameOf = (self: PyObject): string => (self as PyObject<LoaderData>).value.filename;

const sourceLoaderType: TypeDefinition = {
  name: '_frozen_importlib_external.SourceFileLoader',
  basicsize: 16,
  flags: { disallowInstantiation: true },
  slots: {
    repr: (rt, self) => newStr(rt, `<_frozen_importlib_external.SourceFileLoader object at ${addressText(rt, self)}>`),
    dealloc: (rt, self) => rt.heap.free(self),
  },
  methods: [
    oneArg('get_source', (rt, self, name) => {
      if ((name as PyStr).value !== '__main__') raise(rt, 'ImportError', `loader for __main__ cannot handle ${String(name.value)}`);
      const text = rt.host.sourceText(filenameOf(self));
      return text === null ? incref(rt.none) : newStr(rt, text);
    }),
  ],
  getset: [
    { name: 'name', get: (rt) => newStr(rt, '__main__') },
    { name: 'path', get: (rt, self) => newStr(rt, filenameOf(self)) },
  ],
};

/** The loader of the program in `filename` (owned). */
export function newSourceLoader(rt: Runtime, filename: string): PyObject {
  let type = rt.extensionTypes.get(sourceLoaderType);
  if (type === undefined) {
    type = createType(rt, sourceLoaderType);
    rt.extensionTypes.set(sourceLoaderType, type);
  }
  return new PyObject(type, { filename });
}
