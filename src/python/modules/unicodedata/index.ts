/**
 * The `unicodedata` module (CPython Modules/unicodedata.c): functions for Unicode 15.0.0, and the object `ucd_3_2_0` with the
 * same as methods. The data comes from the library bundle; a program without it has no names and no properties.
 */
import { incref, type PyObject } from '../../memory';
import {
  badArgument, checkPositional, fast, isStrLike, newBool, newFloat, newInt, newLayoutInstance, newStr, oneArg, raise, strLength,
  type MethodDefinition, type PyStr, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import type { ModuleDefinition } from '../moduleDefinition';
import { unicodeData, type UnicodeData } from './data';
import { isNormalForm, normalizeText } from './normalization';

export { UnicodeData, unicodeData } from './data';

/** Whether `self` is `ucd_3_2_0`. */
function isOld(rt: Runtime, self: PyObject): boolean {
  return self.type === extensionType(rt, ucdType);
}

function characterCode(rt: Runtime, name: string, argument: string, object: PyObject | undefined): number {
  if (object === undefined) raise(rt, 'TypeError', `${name} expected at least 1 argument, got 0`);
  if (!isStrLike(rt, object) || strLength(object) !== 1) badArgument(rt, name, argument, 'a unicode character', object);
  return object.value.codePointAt(0) as number;
}

/** A property every character has. */
function property(name: string, read: (rt: Runtime, data: UnicodeData, code: number, old: boolean) => PyObject, doc: string): MethodDefinition {
  return oneArg(name, (rt, self, argument) => {
    const code = characterCode(rt, name, 'argument', argument);
    return read(rt, unicodeData(rt), code, isOld(rt, self));
  }, doc);
}

/** A property with a default; without one its absence is a ValueError. */
function optional(name: string, message: string, read: (rt: Runtime, data: UnicodeData, code: number, old: boolean) => PyObject | null, doc: string): MethodDefinition {
  return fast(name, (rt, self, args) => {
    checkPositional(rt, name, args.length, 1, 2);
    const code = characterCode(rt, name, 'argument 1', args[0]);
    const value = read(rt, unicodeData(rt), code, isOld(rt, self));
    if (value !== null) return value;
    if (args[1] === undefined) raise(rt, 'ValueError', message);
    return incref(args[1]);
  }, doc);
}

function textArgument(rt: Runtime, name: string, position: number, object: PyObject): PyStr {
  if (!isStrLike(rt, object)) badArgument(rt, name, `argument ${position}`, 'str', object);
  return object;
}

function normalForm(rt: Runtime, self: PyObject, name: string, args: readonly PyObject[]): { text: PyStr; normal: string } {
  checkPositional(rt, name, args.length, 2, 2);
  const form = textArgument(rt, name, 1, args[0] as PyObject).value;
  const text = textArgument(rt, name, 2, args[1] as PyObject);
  if (text.value !== '' && !isNormalForm(form)) raise(rt, 'ValueError', 'invalid normalization form');
  const normal = isNormalForm(form) ? normalizeText(unicodeData(rt).database, text.value, form, isOld(rt, self)) : '';
  return { text, normal };
}

function lookup(rt: Runtime, self: PyObject, argument: PyObject): PyObject {
  if (!isStrLike(rt, argument)) raise(rt, 'TypeError', `a bytes-like object is required, not '${argument.type.name}'`);
  const { names, database } = unicodeData(rt);
  const old = isOld(rt, self);
  // In 3.2 there were neither aliases nor named sequences.
  const character = names.character(argument.value, !old) ?? (old ? undefined : names.sequence(argument.value));
  if (character === undefined || (old && !database.isAssigned(character.codePointAt(0) as number, true))) raise(rt, 'KeyError', `undefined character name '${argument.value}'`);
  return newStr(rt, character);
}

const functions: readonly MethodDefinition[] = [
  optional('decimal', 'not a decimal', (rt, { database }, code, old) => {
    const number = database.number(code, old);
    return number?.isDecimal === true ? newInt(rt, number.value) : null;
  }, 'Converts a Unicode character into its equivalent decimal value.'),
  optional('digit', 'not a digit', (rt, { database }, code) => {
    const number = database.number(code, false);
    return number?.isDigit === true ? newInt(rt, number.value) : null;
  }, 'Converts a Unicode character into its equivalent digit value.'),
  optional('numeric', 'not a numeric character', (rt, { database }, code, old) => {
    const number = database.number(code, old);
    return number === null ? null : newFloat(rt, number.value);
  }, 'Converts a Unicode character into its equivalent numeric value.'),
  property('category', (rt, { database }, code, old) => newStr(rt, database.record(code, old).category),
    'Returns the general category assigned to the character chr as string.'),
  property('bidirectional', (rt, { database }, code, old) => newStr(rt, database.record(code, old).bidirectional),
    'Returns the bidirectional class assigned to the character chr as string.'),
  property('combining', (rt, { database }, code, old) => newInt(rt, database.record(code, old).combining),
    'Returns the canonical combining class assigned to the character chr as integer.'),
  property('mirrored', (rt, { database }, code, old) => newInt(rt, database.record(code, old).mirrored),
    'Returns the mirrored property assigned to the character chr as integer.'),
  property('east_asian_width', (rt, { database }, code, old) => newStr(rt, database.record(code, old).width),
    'Returns the east asian width assigned to the character chr as string.'),
  property('decomposition', (rt, { database }, code, old) => newStr(rt, old && !database.isAssigned(code, true) ? '' : database.decomposition(code)),
    'Returns the character decomposition mapping assigned to the character chr as string.'),
  optional('name', 'no such name', (rt, { names, database }, code, old) => {
    const name = old && !database.isAssigned(code, true) ? null : names.name(code);
    return name === null ? null : newStr(rt, name);
  }, 'Returns the name assigned to the character chr as a string.'),
  oneArg('lookup', lookup, 'Look up character by name.'),
  fast('is_normalized', (rt, self, args) => {
    const { text, normal } = normalForm(rt, self, 'is_normalized', args);
    return newBool(rt, text.value === normal);
  }, "Return whether the Unicode string unistr is in the normal form 'form'."),
  fast('normalize', (rt, self, args) => {
    const { text, normal } = normalForm(rt, self, 'normalize', args);
    return text.value === normal ? incref(text) : newStr(rt, normal);
  }, "Return the normal form 'form' for the Unicode string unistr."),
];

const ucdType: TypeDefinition = {
  name: 'unicodedata.UCD',
  gc: true,
  basicsize: 40,
  flags: { disallowInstantiation: true },
  slots: {
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      rt.heap.freeContainer(self);
    },
    traverse: () => {},
  },
  methods: functions,
  getset: [{ name: 'unidata_version', get: (rt) => newStr(rt, '3.2.0'), member: true }],
};

export const unicodedataModule: ModuleDefinition = {
  name: 'unicodedata',
  doc: `This module provides access to the Unicode Character Database which
defines character properties for all Unicode characters. The data in
this database is based on the UnicodeData.txt file version
15.0.0 which is publicly available from the Unicode Consortium
at ftp://ftp.unicode.org/.

The module uses the same names and symbols as defined by the
UnicodeData File Format 15.0.0.`,
  methods: functions,
  constants: (rt) => ({
    unidata_version: newStr(rt, '15.0.0'),
    UCD: incref(extensionType(rt, ucdType).object),
    ucd_3_2_0: newLayoutInstance(rt, extensionType(rt, ucdType), null),
  }),
};
