/**
 * builtins: aiter and anext; the latter's awaitable when a default is given (CPython Objects/iterobject.c
 * anext_awaitable).
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callMethod, fast, machine, matches, noArgs, oneArg, PythonError, raise, raiseStopIteration, varArgs,
  type MethodDefinition, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { held, holder, holderType, newHolder } from '../holder';
import { checkPositional } from '../keywordArguments';

/** Runs a step of what is awaited; StopAsyncIteration becomes the default as its value. */
function step(rt: Runtime, self: PyObject, body: (iterator: PyObject) => PyObject | null): PyObject | null {
  try {
    let iterator = machine(rt).awaitIterator(held(holder(self), 0));
    try {
      if ((iterator.type as PyType).iternext === null) {
        // A coroutine: its wrapper can be iterated.
        const wrapper = (iterator.type as PyType).amAwait?.(rt, iterator) as PyObject;
        decref(rt, iterator);
        iterator = wrapper;
      }
      return body(iterator);
    } finally {
      decref(rt, iterator);
    }
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.StopAsyncIteration)) throw error;
    decref(rt, error.exception);
    raiseStopIteration(rt, held(holder(self), 1));
  }
}

const proxied = (name: string) => (rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject =>
  step(rt, self, (iterator) => callMethod(rt, iterator, name, args)) as PyObject;

// refs: what __anext__ returned, default
const anextAwaitableType: TypeDefinition = holderType('anext_awaitable', {
  basicsize: 32,
  flags: { disallowInstantiation: true },
  slots: {
    amAwait: (_rt, self) => incref(self),
    iter: (_rt, self) => incref(self),
    iternext: (rt, self) => step(rt, self, (iterator) => (iterator.type as PyType).iternext?.(rt, iterator) ?? null),
  },
  methods: [
    oneArg('send', (rt, self, value) => proxied('send')(rt, self, [value])),
    varArgs('throw', (rt, self, args) => proxied('throw')(rt, self, args.value)),
    noArgs('close', (rt, self) => proxied('close')(rt, self, [])),
  ],
});

export const asyncIterationFunctions: readonly MethodDefinition[] = [
  oneArg('aiter', (rt, _self, iterable) => {
    const { amAiter, name } = iterable.type as PyType;
    if (amAiter === null) raise(rt, 'TypeError', `'${name}' object is not an async iterable`);
    const iterator = amAiter(rt, iterable);
    if ((iterator.type as PyType).amAnext === null) {
      const given = iterator.type.name;
      decref(rt, iterator);
      raise(rt, 'TypeError', `aiter() returned not an async iterator of type '${given}'`);
    }
    return iterator;
  }, 'Return an AsyncIterator for an AsyncIterable object.'),
  fast('anext', (rt, _self, args) => {
    checkPositional(rt, 'anext', args, 1, 2);
    const [iterator, fallback] = args as [PyObject, PyObject | undefined];
    const { amAnext, name } = iterator.type as PyType;
    if (amAnext === null) raise(rt, 'TypeError', `'${name}' object is not an async iterator`);
    const awaitable = amAnext(rt, iterator);
    return fallback === undefined ? awaitable : newHolder(rt, extensionType(rt, anextAwaitableType), [awaitable, incref(fallback)], null);
  }, 'Return the next item from the async iterator.\n\nIf default is given and the async iterator is exhausted,\nit is returned instead of raising StopAsyncIteration.'),
];
