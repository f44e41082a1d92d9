/**
 * Arguments of functions that read a tuple and a dict by a format (CPython Python/getargs.c vgetargskeywords and vgetargs1):
 * conversions happen in the order of the parameters, before what is wrong with keywords is told.
 *
 * In: the format of C ('iii|iiiiO$i'; T: O! with the next of `types`), names. Out: one value per parameter.
 */
import { decref, type PyObject } from '../../memory';
import {
  describeType, dictGetString, encodeText, indexValue, isStrLike, isSubtype, raise, strLength,
  type PyDict, type PyStr, type PyTuple, type PyType, type Runtime,
} from '../../objects';

export interface Format {
  /** As error texts name it; null where C's format names none. */
  readonly function: string | null;
  readonly names: readonly string[];
  readonly format: string;
}

/** i: number; O, U, T: a borrowed object; s, C: text. Undefined where not given. */
export type ArgumentValue = number | string | PyObject | undefined;

const LARGEST_INT = 2_147_483_647;
const plural = (count: number): string => (count === 1 ? '' : 's');

/** The 'i' of a format: an int of C. */
export function asCInt(rt: Runtime, object: PyObject): number {
  const value = indexValue(rt, object);
  if (typeof value === 'bigint' && value !== BigInt.asIntN(64, value)) {
    raise(rt, 'OverflowError', 'Python int too large to convert to C long');
  }
  if (value > LARGEST_INT) raise(rt, 'OverflowError', 'signed integer is greater than maximum');
  if (value < -LARGEST_INT - 1) raise(rt, 'OverflowError', 'signed integer is less than minimum');
  return Number(value);
}

/** Raises UnicodeEncodeError for a text with surrogates, which has no UTF-8. */
export function checkUtf8(rt: Runtime, text: PyStr): void {
  if (/[\ud800-\udfff]/.test(text.value)) decref(rt, encodeText(rt, text, 'utf-8', null));
}

function wrongType(rt: Runtime, where: string | null, position: number, expected: string, actual: PyObject): never {
  raise(rt, 'TypeError', `${where === null ? '' : `${where}() `}argument ${position} must be ${expected}, not ${describeType(rt, actual)}`);
}

function convert(rt: Runtime, kind: string, object: PyObject, where: string | null, position: number, type: PyType | undefined): ArgumentValue {
  switch (kind) {
    case 'i': return asCInt(rt, object);
    case 'U':
      if (!isStrLike(rt, object)) wrongType(rt, where, position, 'str', object);
      return object;
    case 'T':
      if (type !== undefined && !isSubtype(object.type as PyType, type)) wrongType(rt, where, position, type.name, object);
      return object;
    case 's':
      if (!isStrLike(rt, object)) wrongType(rt, where, position, 'str', object);
      checkUtf8(rt, object);
      if (object.value.includes('\0')) raise(rt, 'ValueError', 'embedded null character');
      return object.value;
    case 'C':
      if (!isStrLike(rt, object) || strLength(object) !== 1) wrongType(rt, where, position, 'a unicode character', object);
      return object.value;
    default: return object;
  }
}

/** PyArg_ParseTupleAndKeywords */
export function parseKeywords(rt: Runtime, format: Format, args: PyTuple, kwargs: PyDict | null, types: readonly PyType[] = []): ArgumentValue[] {
  const { function: where, names } = format;
  const title = where === null ? 'function' : `${where}()`;
  const positional = args.value;
  let keywordsLeft = kwargs === null ? 0 : kwargs.value.used;
  const total = positional.length + keywordsLeft;
  if (total > names.length) {
    const kind = positional.length === 0 ? 'keyword ' : '';
    raise(rt, 'TypeError', `${title} takes at most ${names.length} ${kind}argument${plural(names.length)} (${total} given)`);
  }
  const kinds = format.format.replace(/[|$]/g, '');
  const required = format.format.includes('|') ? format.format.indexOf('|') : names.length;
  const limit = format.format.includes('$') ? format.format.replace('|', '').indexOf('$') : names.length;
  const values: ArgumentValue[] = new Array<ArgumentValue>(names.length).fill(undefined);
  let typesUsed = 0;
  for (let index = 0; index < names.length; index++) {
    if (index === limit && limit < positional.length) {
      raise(rt, 'TypeError', limit === 0 ? `${title} takes no positional arguments`
        : `${title} takes ${required < names.length ? 'at most' : 'exactly'} ${limit} positional argument${plural(limit)} (${positional.length} given)`);
    }
    const kind = kinds[index] as string;
    const type = kind === 'T' ? types[typesUsed++] : undefined;
    let given: PyObject | null = null;
    if (index < positional.length) given = positional[index] as PyObject;
    else if (kwargs !== null && keywordsLeft > 0) {
      given = dictGetString(kwargs, names[index] as string);
      if (given !== null) keywordsLeft--;
    }
    if (given !== null) values[index] = convert(rt, kind, given, where, index + 1, type);
    else if (index < required) raise(rt, 'TypeError', `${title} missing required argument '${names[index]}' (pos ${index + 1})`);
    else if (keywordsLeft === 0) return values;
  }
  if (kwargs !== null && keywordsLeft > 0) refuseKeywords(rt, format, positional.length, kwargs);
  return values;
}

function refuseKeywords(rt: Runtime, { function: where, names }: Format, positionalCount: number, kwargs: PyDict): void {
  const title = where === null ? 'function' : `${where}()`;
  for (let index = 0; index < positionalCount; index++) {
    if (dictGetString(kwargs, names[index] as string) !== null) {
      raise(rt, 'TypeError', `argument for ${title} given by name ('${names[index]}') and position (${index + 1})`);
    }
  }
  for (const key of kwargs.value.keys) {
    if (key === null) continue;
    if (!isStrLike(rt, key)) raise(rt, 'TypeError', 'keywords must be strings');
    if (!names.includes(key.value)) {
      raise(rt, 'TypeError', `'${key.value}' is an invalid keyword argument for ${where === null ? 'this function' : `${where}()`}`);
    }
  }
}

/** PyArg_ParseTuple: all required, by position. */
export function parsePositional(rt: Runtime, where: string, kinds: string, args: PyTuple): ArgumentValue[] {
  const count = args.value.length;
  if (count !== kinds.length) {
    raise(rt, 'TypeError', `${where}() takes exactly ${kinds.length} argument${plural(kinds.length)} (${count} given)`);
  }
  return args.value.map((object, index) => convert(rt, kinds[index] as string, object, where, index + 1, undefined));
}
