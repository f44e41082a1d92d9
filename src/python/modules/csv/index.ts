/** The `_csv` module (CPython Modules/_csv.c): readers, writers and the registry of dialects. */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  dictDelete, dictSet, fastKeywords, getIter, isCallable, lookupAttributeString, newInt, newList, newStr, noArgs, oneArg, fast, raise,
  type PyDict, type PyStr, type PyType, type Runtime,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { checkPositional } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { dialectOfArguments, dialectType, keywordsAsDict, Quoting, registeredDialect, type PyDialect } from './dialect';
import { newReader, readerType } from './reader';
import { csvState, raiseCsvError } from './state';
import { newWriter, writerType } from './writer';

/** Calls `use` with the dialect that a second argument and the keywords state; it takes the reference over. */
function withDialect(
  rt: Runtime, args: readonly PyObject[], kwnames: readonly PyStr[] | null, use: (dialect: PyDialect) => PyObject,
): PyObject {
  const positional = args.length - (kwnames === null ? 0 : kwnames.length);
  const kwargs: PyDict | null = keywordsAsDict(rt, args, kwnames);
  try {
    return use(dialectOfArguments(rt, positional > 1 ? args[1] : undefined, kwargs));
  } finally {
    xdecref(rt, kwargs);
  }
}

function positionalArguments(args: readonly PyObject[], kwnames: readonly PyStr[] | null): readonly PyObject[] {
  return kwnames === null ? args : args.slice(0, args.length - kwnames.length);
}

const constants: Readonly<Record<string, number>> = {
  QUOTE_MINIMAL: Quoting.Minimal, QUOTE_ALL: Quoting.All, QUOTE_NONNUMERIC: Quoting.NonNumeric, QUOTE_NONE: Quoting.None, QUOTE_STRINGS: Quoting.Strings,
  QUOTE_NOTNULL: Quoting.NotNull,
};

export const csvModule: ModuleDefinition = {
  name: '_csv',
  doc: 'CSV parsing and writing.\n',
  methods: [
    fastKeywords('reader', (rt, _self, args, kwnames) => {
      checkPositional(rt, 'reader', positionalArguments(args, kwnames), 1, 2);
      const input = getIter(rt, args[0] as PyObject);
      try {
        return withDialect(rt, args, kwnames, (dialect) => newReader(rt, incref(input), dialect));
      } finally {
        decref(rt, input);
      }
    }),
    fastKeywords('writer', (rt, _self, args, kwnames) => {
      checkPositional(rt, 'writer', positionalArguments(args, kwnames), 1, 2);
      const write = lookupAttributeString(rt, args[0] as PyObject, 'write');
      if (write === null || !isCallable(write)) {
        xdecref(rt, write);
        raise(rt, 'TypeError', 'argument 1 must have a "write" method');
      }
      try {
        return withDialect(rt, args, kwnames, (dialect) => newWriter(rt, incref(write), dialect));
      } finally {
        decref(rt, write);
      }
    }),
    noArgs('list_dialects', (rt) => newList(rt, csvState(rt).dialects.value.keys.filter((key) => key !== null).map((key) => incref(key as PyObject)))),
    fastKeywords('register_dialect', (rt, _self, args, kwnames) => {
      checkPositional(rt, 'register_dialect', positionalArguments(args, kwnames), 1, 2);
      const name = args[0] as PyObject;
      if ((name.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', 'dialect name must be a string');
      return withDialect(rt, args, kwnames, (dialect) => {
        dictSet(rt, csvState(rt).dialects, name, dialect);
        decref(rt, dialect);
        return incref(rt.none);
      });
    }),
    oneArg('unregister_dialect', (rt, _self, name) => {
      if (!dictDelete(rt, csvState(rt).dialects, name)) raiseCsvError(rt, 'unknown dialect');
      return incref(rt.none);
    }),
    oneArg('get_dialect', (rt, _self, name) => incref(registeredDialect(rt, name))),
    fast('field_size_limit', (rt, _self, args) => {
      checkPositional(rt, 'field_size_limit', args, 0, 1);
      const state = csvState(rt);
      const old = state.fieldLimit;
      const [limit] = args;
      if (limit !== undefined) {
        if (limit.type !== rt.types.int) raise(rt, 'TypeError', 'limit must be an integer');
        const { value } = limit;
        if ((value as number) >= 2 ** 63 || (value as number) < -(2 ** 63)) raise(rt, 'OverflowError', 'Python int too large to convert to C long');
        state.fieldLimit = Number(value);
      }
      return newInt(rt, old);
    }),
  ],
  constants: (rt) => ({
    __version__: newStr(rt, '1.0'),
    _dialects: incref(csvState(rt).dialects),
    ...Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, newInt(rt, value)])),
    Error: incref(csvState(rt).error),
    Dialect: incref(extensionType(rt, dialectType).object),
    Reader: incref(extensionType(rt, readerType).object),
    Writer: incref(extensionType(rt, writerType).object),
  }),
};
