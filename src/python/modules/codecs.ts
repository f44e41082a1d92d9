/**
 * The `_codecs` module: encoding and decoding by name through the core's codecs, which are all there are;
 * and the registry `codecs` fills.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  callMethod, callObject, dictGet, dictSet, fastKeywords, iterateToArray, newDict, newInt, newStr, newTuple, oneArg, raise, noArgs,
  type MethodDefinition, type PyDict, type PyStr, type PyType, type Runtime,
} from '../objects';
import { bindArguments } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';

interface CodecState { readonly errors: PyDict; readonly searchers: PyObject[] }

function stateOf(rt: Runtime): CodecState {
  let state = rt.moduleStates.get('_codecs') as CodecState | undefined;
  if (state === undefined) rt.moduleStates.set('_codecs', (state = { errors: newDict(rt), searchers: [] }));
  return state;
}

const ERROR_HANDLERS = ['strict', 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'namereplace', 'surrogateescape', 'surrogatepass'];

/** A handler of the core by name: only to be passed around, the core does the work itself. */
const builtinHandler = (name: string): MethodDefinition => oneArg(`${name}_errors`, (rt, _self, error) =>
  raise(rt, 'TypeError', `don't know how to handle ${error.type.name} in error callback`));
const handlerFunctions = ERROR_HANDLERS.map(builtinHandler);

const coding = (name: 'encode' | 'decode', parameters: readonly string[]): MethodDefinition => fastKeywords(name, (rt, _self, args, kwnames) => {
  const [object, encoding, errors] = bindArguments(rt, { name, parameters, required: 1 }, args, kwnames) as [PyObject, PyObject | null, PyObject | null];
  const rest = [encoding ?? newStr(rt, 'utf-8'), ...(errors == null ? [] : [errors])];
  return callMethod(rt, object, name, rest);
});

/** `xxx_encode(text, errors) -> (bytes, length)` and its like. */
function single(prefix: string, encoding: string): MethodDefinition[] {
  return (['encode', 'decode'] as const).map((direction) => fastKeywords(`${prefix}_${direction}`, (rt, _self, args) => {
    const [object, errors] = args as [PyObject, PyObject | undefined];
    if (object === undefined) raise(rt, 'TypeError', `${prefix}_${direction} expected at least 1 argument, got 0`);
    const name = newStr(rt, encoding);
    const options = errors === undefined || errors === rt.none ? [name] : [name, errors];
    let source = object;
    if (direction === 'decode' && (object.type as PyType).layout !== rt.types.bytes) source = callObject(rt, rt.types.bytes.object, [object]);
    else incref(source);
    try {
      const result = callMethod(rt, source, direction, options);
      const size = direction === 'encode' ? [...(object as PyStr).value].length : (source.value as Uint8Array).length;
      return newTuple(rt, [result, newInt(rt, size)]);
    } finally {
      decref(rt, source);
      decref(rt, name);
    }
  }));
}

export const codecsModule: ModuleDefinition = {
  name: '_codecs',
  doc: null,
  methods: [
    coding('encode', ['obj', 'encoding', 'errors']),
    coding('decode', ['obj', 'encoding', 'errors']),
    oneArg('register', (rt, _self, searcher) => {
      stateOf(rt).searchers.push(incref(searcher));
      return incref(rt.none);
    }),
    oneArg('unregister', (rt) => incref(rt.none)),
    oneArg('lookup', (rt, _self, encoding) => {
      for (const searcher of stateOf(rt).searchers) {
        const found = callObject(rt, searcher, [encoding]);
        if (found !== rt.none) return found;
        decref(rt, found);
      }
      return raise(rt, 'LookupError', `unknown encoding: ${(encoding as PyStr).value}`);
    }),
    fastKeywords('register_error', (rt, _self, args) => {
      dictSet(rt, stateOf(rt).errors, args[0] as PyObject, args[1] as PyObject);
      return incref(rt.none);
    }),
    oneArg('lookup_error', (rt, self, name) => {
      const known = dictGet(rt, stateOf(rt).errors, name);
      if (known !== null) return incref(known);
      const index = ERROR_HANDLERS.indexOf((name as PyStr).value);
      if (index < 0) raise(rt, 'LookupError', `unknown error handler name '${(name as PyStr).value}'`);
      return callMethod(rt, self, '__getattribute__', [newStr(rt, `${ERROR_HANDLERS[index]}_errors`)]);
    }),
    oneArg('charmap_build', (rt, _self, table) => {
      const result = newDict(rt);
      iterateToArray(rt, table).forEach((character, index) => {
        const position = newInt(rt, index);
        dictSet(rt, result, character, position);
        decref(rt, position);
        decref(rt, character);
      });
      return result;
    }),
    ...single('utf_8', 'utf-8'), ...single('ascii', 'ascii'), ...single('latin_1', 'latin-1'), ...single('utf_16', 'utf-16'), ...single('utf_16_le', 'utf-16-le'),
    ...single('utf_16_be', 'utf-16-be'), ...single('utf_32', 'utf-32'), ...single('unicode_escape', 'unicode_escape'), ...single('raw_unicode_escape', 'raw_unicode_escape'),
    ...handlerFunctions,
    noArgs('_forget_codec', (rt) => incref(rt.none)),
  ],
};
