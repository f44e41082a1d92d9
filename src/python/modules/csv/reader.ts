/** Reading CSV (CPython Modules/_csv.c Reader_*): lines of an iterator become lists of fields. */
import { clearWeakrefs, decref, incref, xdecref, type PyObject } from '../../memory';
import {
  callObject, iterNext, listAppend, newInt, newLayoutInstance, newList, newStr, type Payload, type PyList, type PyStr, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { Quoting, type DialectData, type PyDialect } from './dialect';
import { csvState, raiseCsvError } from './state';

const enum State { StartRecord, StartField, EscapedChar, InField, InQuotedField, EscapeInQuotedField, QuoteInQuotedField, EatLineEnd, AfterEscapedLineEnd }

interface ReaderData {
  input: PyObject | null;
  dialect: PyDialect | null;
  fields: PyList | null;
  field: string;
  fieldLength: number;
  state: State;
  isNumeric: boolean;
  lineNumber: number;
}
type PyReader = Payload<ReaderData>;

/** After the last character of a line. */
const END = '';

const dataOf = (self: PyObject): ReaderData => (self as PyReader).value;
const isLineEnd = (c: string): boolean => c === '\n' || c === '\r';

/** Takes over the iterator and the dialect. */
export function newReader(rt: Runtime, input: PyObject, dialect: PyDialect): PyObject {
  return newLayoutInstance<ReaderData>(rt, extensionType(rt, readerType), {
    input, dialect, fields: null, field: '', fieldLength: 0, state: State.StartRecord, isNumeric: false, lineNumber: 0,
  });
}

function saveField(rt: Runtime, data: ReaderData): void {
  let field: PyObject = newStr(rt, data.field);
  data.field = '';
  data.fieldLength = 0;
  if (data.isNumeric) {
    data.isNumeric = false;
    const text = field;
    try {
      field = callObject(rt, rt.types.float.object, [text]);
    } finally {
      decref(rt, text);
    }
  }
  listAppend(rt, data.fields as PyList, field);
  decref(rt, field);
}

function addCharacter(rt: Runtime, data: ReaderData, c: string): void {
  const { fieldLimit } = csvState(rt);
  if (data.fieldLength >= fieldLimit) raiseCsvError(rt, `field larger than field limit (${fieldLimit})`);
  data.field += c;
  data.fieldLength++;
}

/** parse_process_char */
function processCharacter(rt: Runtime, data: ReaderData, dialect: DialectData, c: string): void {
  const endField = (): void => {
    saveField(rt, data);
    data.state = c === END ? State.StartRecord : State.EatLineEnd;
  };
  const isEscape = c !== END && c === dialect.escapechar;
  const isQuote = c !== END && c === dialect.quotechar && dialect.quoting !== Quoting.None;
  switch (data.state) {
    case State.StartRecord:
      if (c === END) return;
      if (isLineEnd(c)) {
        data.state = State.EatLineEnd;
        return;
      }
      data.state = State.StartField;
      startField(rt, data, dialect, c, isEscape, isQuote, endField);
      return;
    case State.StartField:
      startField(rt, data, dialect, c, isEscape, isQuote, endField);
      return;
    case State.EscapedChar:
      if (isLineEnd(c)) {
        addCharacter(rt, data, c);
        data.state = State.AfterEscapedLineEnd;
        return;
      }
      addCharacter(rt, data, c === END ? '\n' : c);
      data.state = State.InField;
      return;
    case State.AfterEscapedLineEnd:
      if (c !== END) inField(rt, data, dialect, c, isEscape, endField);
      return;
    case State.InField:
      inField(rt, data, dialect, c, isEscape, endField);
      return;
    case State.InQuotedField:
      if (c === END) return;
      if (isEscape) data.state = State.EscapeInQuotedField;
      else if (isQuote) data.state = dialect.doublequote ? State.QuoteInQuotedField : State.InField;
      else addCharacter(rt, data, c);
      return;
    case State.EscapeInQuotedField:
      addCharacter(rt, data, c === END ? '\n' : c);
      data.state = State.InQuotedField;
      return;
    case State.QuoteInQuotedField:
      if (isQuote) {
        addCharacter(rt, data, c);
        data.state = State.InQuotedField;
      } else if (c === dialect.delimiter) {
        saveField(rt, data);
        data.state = State.StartField;
      } else if (c === END || isLineEnd(c)) endField();
      else if (dialect.strict) raiseCsvError(rt, `'${dialect.delimiter}' expected after '${dialect.quotechar}'`);
      else {
        addCharacter(rt, data, c);
        data.state = State.InField;
      }
      return;
    case State.EatLineEnd:
      if (c === END) data.state = State.StartRecord;
      else if (!isLineEnd(c)) raiseCsvError(rt, 'new-line character seen in unquoted field - do you need to open the file in universal-newline mode?');
      return;
    default:
  }
}

function startField(rt: Runtime, data: ReaderData, dialect: DialectData, c: string, isEscape: boolean, isQuote: boolean, endField: () => void): void {
  if (c === END || isLineEnd(c)) endField();
  else if (isQuote) data.state = State.InQuotedField;
  else if (isEscape) data.state = State.EscapedChar;
  else if (c === ' ' && dialect.skipinitialspace) return;
  else if (c === dialect.delimiter) saveField(rt, data);
  else {
    if (dialect.quoting === Quoting.NonNumeric) data.isNumeric = true;
    addCharacter(rt, data, c);
    data.state = State.InField;
  }
}

function inField(rt: Runtime, data: ReaderData, dialect: DialectData, c: string, isEscape: boolean, endField: () => void): void {
  if (c === END || isLineEnd(c)) endField();
  else if (isEscape) data.state = State.EscapedChar;
  else if (c === dialect.delimiter) {
    saveField(rt, data);
    data.state = State.StartField;
  } else addCharacter(rt, data, c);
}

/** Reader_iternext */
function nextRecord(rt: Runtime, self: PyObject): PyObject | null {
  const data = dataOf(self);
  const dialect = (data.dialect as PyDialect).value;
  const old = data.fields;
  data.fields = newList(rt, []);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, old);
  data.field = '';
  data.fieldLength = 0;
  data.state = State.StartRecord;
  data.isNumeric = false;
  do {
    const line = iterNext(rt, data.input as PyObject);
    if (line === null) {
      if (data.fieldLength === 0 && (data.state as State) !== State.InQuotedField) return null;
      if (dialect.strict) raiseCsvError(rt, 'unexpected end of data');
      saveField(rt, data);
      break;
    }
    try {
      if ((line.type as PyType).layout !== rt.types.str) {
        raiseCsvError(rt, `iterator should return strings, not ${line.type.name} (the file should be opened in text mode)`);
      }
      if (data.fields === null) raiseCsvError(rt, 'iterator has already advanced the reader');
      data.lineNumber++;
      for (const c of (line as PyStr).value) processCharacter(rt, data, dialect, c);
    } finally {
      decref(rt, line);
    }
    processCharacter(rt, data, dialect, END);
  } while (data.state !== State.StartRecord);
  const { fields } = data;
  data.fields = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  return fields;
}

function drop(rt: Runtime, self: PyObject): void {
  const data = dataOf(self);
  const { dialect, input, fields } = data;
  data.dialect = null;
  data.input = null;
  data.fields = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, dialect);
  xdecref(rt, input);
  xdecref(rt, fields);
}

export const readerType: TypeDefinition = {
  visitsType: 'last',
  name: '_csv.reader',
  doc: 'CSV reader\n\nReader objects are responsible for reading and parsing tabular data\nin CSV format.\n',
  gc: true,
  basicsize: 88,
  flags: { disallowInstantiation: true, immutable: true },
  slots: {
    iter: (_rt, self) => incref(self),
    iternext: nextRecord,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      drop(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { dialect, input, fields } = dataOf(self);
      for (const object of [dialect, input, fields]) if (object !== null) visit(object);
    },
    clear: drop,
  },
  getset: [
    { name: 'dialect', member: true, get: (rt, self) => incref(dataOf(self).dialect ?? rt.none) },
    { name: 'line_num', member: true, get: (rt, self) => newInt(rt, dataOf(self).lineNumber) },
  ],
};

