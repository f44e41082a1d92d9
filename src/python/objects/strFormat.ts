/**
 * str.format and str.format_map (CPython's string_format.h), and the two parsers the `string` module takes
 * from `_string`. In: a format, arguments. Out: a new str.
 */
import { decref, incref, type PyObject } from '../memory';
import { ascii, format as formatObject, getAttribute, getItem, getIter, isSequence, repr, sequenceItem, str } from './abstract';
import { newBool } from './boolValue';
import { dictGet } from './dict';
import { formatPieces, splitFieldName, type FormatPiece } from './formatFields';
import { newInt } from './intValue';
import type { PyDict, PyStr, PyTuple } from './layouts';
import { newList } from './list';
import { oneArg, varArgsKeywords, type MethodDefinition } from './methods';
import { checkTextLength } from './objectSize';
import { raise, raiseKeyError } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { newTuple } from './tuple';

const MAXIMUM_NESTING = 2;

interface FormatArguments {
  /** null for format_map. */
  readonly positional: readonly PyObject[] | null;
  readonly keywords: PyObject | null;
  numbering: 'unknown' | 'automatic' | 'manual';
  nextIndex: number;
}

/** A new reference. What a field gives is the result itself when nothing else is written (_PyUnicodeWriter's readonly buffer). */
function buildStr(rt: Runtime, format: PyStr, args: FormatArguments): PyStr {
  const result = buildText(rt, format.value, args, MAXIMUM_NESTING);
  if (typeof result !== 'string') return result;
  return result === format.value ? incref(format) : newStr(rt, result);
}

/** Text, or the only thing that was written (owned). */
function buildText(rt: Runtime, format: string, args: FormatArguments, depth: number): string | PyStr {
  if (depth <= 0) raise(rt, 'ValueError', 'Max string recursion exceeded');
  const parts: string[] = [];
  let total = 0;
  let only: PyStr | null = null;
  const push = (text: string): void => {
    parts.push(text);
    total += text.length;
  };
  const keepText = (): void => {
    if (only === null) return;
    push(only.value);
    decref(rt, only);
    only = null;
  };
  try {
    for (const { literal, field } of formatPieces(rt, format)) {
      keepText();
      push(literal);
      if (field === null) continue;
      const text = renderField(rt, field, args, depth);
      if (total === 0) only = text;
      else {
        push(text.value);
        decref(rt, text);
      }
      checkTextLength(rt, total);
    }
  } catch (error) {
    keepText();
    throw error;
  }
  return only ?? parts.join('');
}

/** Text of a nested format. */
function buildSpec(rt: Runtime, spec: string, args: FormatArguments, depth: number): PyStr {
  const result = buildText(rt, spec, args, depth);
  return typeof result === 'string' ? newStr(rt, result) : result;
}

/** What a field shows (new reference). */
function renderField(rt: Runtime, field: NonNullable<FormatPiece['field']>, args: FormatArguments, depth: number): PyStr {
  let object = fieldObject(rt, field.name, args);
  try {
    if (field.conversion !== '') {
      const converted = convert(rt, object, field.conversion);
      decref(rt, object);
      object = converted;
    }
    const spec = field.nested ? buildSpec(rt, field.spec, args, depth - 1) : newStr(rt, field.spec);
    try {
      return formatObject(rt, object, spec);
    } finally {
      decref(rt, spec);
    }
  } finally {
    decref(rt, object);
  }
}

function convert(rt: Runtime, object: PyObject, conversion: string): PyStr {
  switch (conversion) {
    case 'r': return repr(rt, object);
    case 's': return str(rt, object);
    case 'a': return ascii(rt, object);
    default: {
      const code = conversion.codePointAt(0) ?? 0;
      raise(rt, 'ValueError', `Unknown conversion specifier ${code > 32 && code < 127 ? conversion : `\\x${code.toString(16)}`}`);
    }
  }
}

/** The object a field name stands for; a new reference. */
function fieldObject(rt: Runtime, name: string, args: FormatArguments): PyObject {
  const { first, rest } = splitFieldName(rt, name);
  let object = typeof first === 'string' && first !== ''
    ? keywordObject(rt, first, args) : positionalObject(rt, numberOf(rt, first, args), args);
  for (const access of rest()) {
    let next: PyObject;
    try {
      next = access.kind === 'attribute' ? attributeOf(rt, object, access.name) : itemOf(rt, object, access.name);
    } finally {
      decref(rt, object);
    }
    object = next;
  }
  return object;
}

function numberOf(rt: Runtime, first: string | number, args: FormatArguments): number {
  if (args.positional === null) {
    raise(rt, 'ValueError', 'Format string contains positional fields');
  }
  const automatic = first === '';
  if (args.numbering === 'unknown') args.numbering = automatic ? 'automatic' : 'manual';
  else if ((args.numbering === 'automatic') !== automatic) {
    raise(rt, 'ValueError', automatic
      ? 'cannot switch from manual field specification to automatic field numbering'
      : 'cannot switch from automatic field numbering to manual field specification');
  }
  return automatic ? args.nextIndex++ : first as number;
}

function positionalObject(rt: Runtime, index: number, { positional }: FormatArguments): PyObject {
  const object = positional?.[index];
  if (object === undefined) raise(rt, 'IndexError', `Replacement index ${index} out of range for positional args tuple`);
  return incref(object);
}

function keywordObject(rt: Runtime, name: string, { keywords }: FormatArguments): PyObject {
  const key = newStr(rt, name);
  try {
    if (keywords === null) return raiseKeyError(rt, key);
    if (keywords.type !== rt.types.dict) return getItem(rt, keywords, key);
    const value = dictGet(rt, keywords as PyDict, key);
    return value === null ? raiseKeyError(rt, key) : incref(value);
  } finally {
    decref(rt, key);
  }
}

function attributeOf(rt: Runtime, object: PyObject, name: string): PyObject {
  const key = newStr(rt, name);
  try {
    return getAttribute(rt, object, key);
  } finally {
    decref(rt, key);
  }
}

function itemOf(rt: Runtime, object: PyObject, name: string | number): PyObject {
  if (typeof name === 'number' && isSequence(rt, object)) return sequenceItem(rt, object, name);
  const key = typeof name === 'number' ? newInt(rt, name) : newStr(rt, name);
  try {
    return getItem(rt, object, key);
  } finally {
    decref(rt, key);
  }
}

/** One field and nothing else. */
const SINGLE_FIELD = /^\{([^{}[\]!:]*)\}$/;

function formatMethod(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const single = SINGLE_FIELD.exec((self as PyStr).value);
  if (single !== null) {
    // The text of the object itself, not a copy.
    const object = fieldObject(rt, single[1] as string, { positional: args.value, keywords: kwargs, numbering: 'unknown', nextIndex: 0 });
    try {
      const text = formatObject(rt, object, rt.emptyStr);
      if (object.type !== rt.types.int) return text;
      const shown = newStr(rt, text.value);
      decref(rt, text);
      return shown;
    } finally {
      decref(rt, object);
    }
  }
  return buildStr(rt, self as PyStr, { positional: args.value, keywords: kwargs, numbering: 'unknown', nextIndex: 0 });
}

function formatMapMethod(rt: Runtime, self: PyObject, mapping: PyObject): PyObject {
  return buildStr(rt, self as PyStr, { positional: null, keywords: mapping, numbering: 'unknown', nextIndex: 0 });
}

/** _string.formatter_parser: an iterator over (literal, field name, spec, conversion). */
export function formatterParser(rt: Runtime, format: PyStr): PyObject {
  const rows: PyObject[] = [];
  for (const { literal, field } of formatPieces(rt, format.value)) {
    rows.push(newTuple(rt, [
      newStr(rt, literal),
      field === null ? incref(rt.none) : newStr(rt, field.name),
      field === null ? incref(rt.none) : newStr(rt, field.spec),
      field === null || field.conversion === '' ? incref(rt.none) : newStr(rt, field.conversion),
    ]));
  }
  return iteratorOver(rt, rows);
}

/** _string.formatter_field_name_split: (first, iterator over (is attribute, name)). */
export function formatterFieldNameSplit(rt: Runtime, name: PyStr): PyObject {
  const { first, rest } = splitFieldName(rt, name.value);
  const rows: PyObject[] = [];
  for (const access of rest()) {
    rows.push(newTuple(rt, [
      newBool(rt, access.kind === 'attribute'), typeof access.name === 'number' ? newInt(rt, access.name) : newStr(rt, access.name),
    ]));
  }
  return newTuple(rt, [typeof first === 'number' ? newInt(rt, first) : newStr(rt, first), iteratorOver(rt, rows)]);
}

/** Takes over the items. */
function iteratorOver(rt: Runtime, items: PyObject[]): PyObject {
  const list = newList(rt, items);
  const iterator = getIter(rt, list);
  decref(rt, list);
  return iterator;
}

export function strFormatMethods(): readonly MethodDefinition[] {
  return [
    varArgsKeywords('format', formatMethod),
    oneArg('format_map', formatMapMethod),
  ];
}

