/** Writing CSV (CPython Modules/_csv.c join_*, csv_writerow): a row becomes a line. */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  callObject, getIter, iterNext, matches, newLayoutInstance, newStr, oneArg, PythonError, str, type Payload, type PyStr, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { Quoting, type DialectData, type PyDialect } from './dialect';
import { raiseCsvError } from './state';

interface WriterData { write: PyObject | null; dialect: PyDialect | null }
type PyWriter = Payload<WriterData>;
const dataOf = (self: PyObject): WriterData => (self as PyWriter).value;

/** Takes over both. */
export function newWriter(rt: Runtime, write: PyObject, dialect: PyDialect): PyObject {
  return newLayoutInstance<WriterData>(rt, extensionType(rt, writerType), { write, dialect });
}

/** join_append_data: a field, quoted or escaped where it must be. */
function fieldText(rt: Runtime, dialect: DialectData, text: string, mustQuote: boolean): string {
  const { delimiter, quotechar, escapechar, doublequote, lineterminator, quoting } = dialect;
  let isQuoted = mustQuote;
  let result = '';
  for (const c of text) {
    if (c === delimiter || c === escapechar || c === quotechar || lineterminator.includes(c)) {
      let escapes = quoting === Quoting.None;
      if (!escapes) {
        if (c === quotechar) {
          if (doublequote) result += quotechar;
          else escapes = true;
        } else if (c === escapechar) escapes = true;
        if (!escapes) isQuoted = true;
      }
      if (escapes) {
        if (escapechar === '') raiseCsvError(rt, 'need to escape, but no escapechar set');
        result += escapechar;
      }
    }
    result += c;
  }
  return isQuoted ? quotechar + result + quotechar : result;
}

/** Whether a field is quoted whatever it holds. */
function quotesAlways(rt: Runtime, { quoting }: DialectData, field: PyObject): boolean {
  const type = field.type as PyType;
  switch (quoting) {
    case Quoting.NonNumeric: return type.nbIndex === null && type.nbInt === null && type.nbFloat === null && type.layout !== rt.types.complex;
    case Quoting.All: return true;
    case Quoting.Strings: return type.layout === rt.types.str;
    case Quoting.NotNull: return field !== rt.none;
    default: return false;
  }
}

function plainText(rt: Runtime, field: PyObject): string {
  if (field === rt.none) return '';
  if ((field.type as PyType).layout === rt.types.str) return (field as PyStr).value;
  const text = str(rt, field);
  const { value } = text;
  decref(rt, text);
  return value;
}

function iteratorOf(rt: Runtime, row: PyObject): PyObject {
  try {
    return getIter(rt, row);
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.TypeError)) throw error;
    decref(rt, error.exception);
    return raiseCsvError(rt, `iterable expected, not ${row.type.name}`);
  }
}

function writeRow(rt: Runtime, self: PyObject, row: PyObject): PyObject {
  const data = dataOf(self);
  const dialect = (data.dialect as PyDialect).value;
  const iterator = iteratorOf(rt, row);
  const texts: string[] = [];
  let lastIsNone = false;
  try {
    for (let field = iterNext(rt, iterator); field !== null; field = iterNext(rt, iterator)) {
      try {
        lastIsNone = field === rt.none;
        texts.push(fieldText(rt, dialect, plainText(rt, field), quotesAlways(rt, dialect, field)));
      } finally {
        decref(rt, field);
      }
    }
  } finally {
    decref(rt, iterator);
  }
  if (texts.length === 1 && texts[0] === '') {
    const { quoting } = dialect;
    if (quoting === Quoting.None || (lastIsNone && (quoting === Quoting.Strings || quoting === Quoting.NotNull))) {
      raiseCsvError(rt, 'single empty field record must be quoted');
    }
    texts[0] = dialect.quotechar + dialect.quotechar;
  }
  const line = newStr(rt, texts.join(dialect.delimiter) + dialect.lineterminator);
  try {
    return callObject(rt, data.write as PyObject, [line]);
  } finally {
    decref(rt, line);
  }
}

function drop(rt: Runtime, self: PyObject): void {
  const data = dataOf(self);
  const { write, dialect } = data;
  data.write = null;
  data.dialect = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, dialect);
  xdecref(rt, write);
}

export const writerType: TypeDefinition = {
  visitsType: 'last',
  name: '_csv.writer',
  doc: 'CSV writer\n\nWriter objects are responsible for generating tabular data\nin CSV format from sequence input.\n',
  gc: true,
  basicsize: 72,
  flags: { disallowInstantiation: true, immutable: true },
  slots: {
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      drop(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { write, dialect } = dataOf(self);
      if (dialect !== null) visit(dialect);
      if (write !== null) visit(write);
    },
    clear: drop,
  },
  methods: [
    oneArg('writerow', writeRow),
    oneArg('writerows', (rt, self, rows) => {
      const iterator = getIter(rt, rows);
      try {
        for (let row = iterNext(rt, iterator); row !== null; row = iterNext(rt, iterator)) {
          try {
            decref(rt, writeRow(rt, self, row));
          } finally {
            decref(rt, row);
          }
        }
      } finally {
        decref(rt, iterator);
      }
      return incref(rt.none);
    }),
  ],
  getset: [{ name: 'dialect', member: true, get: (rt, self) => incref(dataOf(self).dialect ?? rt.none) }],
};
