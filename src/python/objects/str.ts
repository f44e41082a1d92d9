/**
 * str as a type. The values are made in `strValue.ts`, the operators are in `strOperations.ts`, the methods
 * by subject in the files `strMethods.ts` names; this file puts them together and is the entry for others.
 */
import { decref, GcBits, incref, type PyObject } from '../memory';
import { callThroughTuple, str as strOf } from './abstract';
import { decodeObject } from './encoding';
import type { PyDict, PyStr, PyTuple } from './layouts';
import { checkPositional, optionalText, unpackKeywordDict } from './nativeArguments';
import { percentFormat } from './percentFormat';
import { allocatePlain, freePlain } from './plainObject';
import type { Runtime } from './runtime';
import { strMethods } from './strMethods';
import { concatSlot, strItem, strRepeat, strRichCompare, subscriptSlot } from './strOperations';
import { strContains } from './strSearch';
import { exactStr, forgetInterned, isStrLike, newStr, strHash, strLength, strSize, textKind, TextKind } from './strValue';
import { splitRepr, strRepr } from './strRepr';
import { newStrIterator } from './textIterators';
import type { PyType, TypeDefinition } from './type';

export {
  codePointIndex, exactStr, internConstant, internStr, internStrObject, isInterned, isStrLike, newStr, strHash, strLength, strSize, textKind, TextKind, unitOffset,
} from './strValue';
export { compareStrs, compareText, strConcat, strItem, strRepeat, strRichCompare, strSlice, strSubscriptInt } from './strOperations';
export { joinStrs } from './strSplit';
export { replaceInStr, strContains } from './strSearch';
export { escapeNonAscii, hexEscape, strRepr } from './strRepr';

const PARAMETERS = { function: 'str', names: ['object', 'encoding', 'errors'] } as const;

function strNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const [object, encoding, errors] = unpackKeywordDict(rt, PARAMETERS, args.value, kwargs);
  const encodingText = optionalText(rt, 'str', 'encoding', encoding);
  const errorsText = optionalText(rt, 'str', 'errors', errors);
  const result = object === undefined ? incref(rt.emptyStr)
    : encodingText === null && errorsText === null ? strOf(rt, object) : decodeObject(rt, object, encodingText, errorsText);
  if (type === rt.types.str) return result;
  const instance = allocatePlain(rt, type, result.value);
  decref(rt, result);
  return instance;
}

/** unicode_vectorcall */
function constructFast(rt: Runtime, type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  if (kwnames !== null && kwnames.length > 0) return callThroughTuple(rt, type.object, args, kwnames);
  checkPositional(rt, 'str', args.length, 0, 3);
  const [object, encoding, errors] = args;
  if (object === undefined) return incref(rt.emptyStr);
  const [encodingText, errorsText] = [optionalText(rt, 'str', 'encoding', encoding), optionalText(rt, 'str', 'errors', errors)];
  return encodingText === null && errorsText === null ? strOf(rt, object) : decodeObject(rt, object, encodingText, errorsText);
}

export const strType: TypeDefinition = {
  name: 'str',
  doc: `str(object='') -> str
str(bytes_or_buffer[, encoding[, errors]]) -> str

Create a new string object from the given object. If encoding or
errors is specified, then the object must expose a data buffer
that will be decoded using the given encoding and error handler.
Otherwise, returns the result of object.__str__() (if defined)
or repr(object).
encoding defaults to sys.getdefaultencoding().
errors defaults to 'strict'.`,
  flags: { basetype: true },
  basicsize: 64,
  sizeof: (_rt, self) => strSize(self as PyStr),
  laterConstruct: constructFast,
  slots: {
    new: strNew,
    repr: (rt, self) => newStr(rt, textKind(self as PyStr) === TextKind.Split ? splitRepr((self as PyStr).value) : strRepr((self as PyStr).value)),
    str: (rt, self) => exactStr(rt, self as PyStr),
    hash: (rt, self) => strHash(rt, self as PyStr),
    richcompare: (rt, self, other, op) =>
      isStrLike(rt, other) ? strRichCompare(rt, self as PyStr, other, op) : incref(rt.notImplemented),
    iter: newStrIterator,
    nbRemainder: (rt, left, right) => isStrLike(rt, left) ? percentFormat(rt, left, right) : incref(rt.notImplemented),
    sqLength: (_rt, self) => strLength(self as PyStr),
    sqConcat: concatSlot,
    sqRepeat: strRepeat,
    sqItem: strItem,
    sqContains: strContains,
    mpLength: (_rt, self) => strLength(self as PyStr),
    mpSubscript: subscriptSlot,
    dealloc: (rt, self) => {
      if ((self.gc & GcBits.Interned) !== 0) forgetInterned(rt, self as PyStr);
      freePlain(rt, self);
    },
  },
  methods: strMethods(),
};
