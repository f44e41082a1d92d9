/**
 * What can be asked of any object: its texts, hash, truth and comparisons, whether it is an instance of
 * something (object.c, and the object half of abstract.c).
 */
import { decref, incref, type PyObject } from '../memory';
import { callObject } from './abstractCall';
import { lookupAttributeString } from './abstractAttribute';
import type { PyInt, PyStr, PyTuple, PyTypeObject } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { CompareOp, type Hash, type PyType } from './type';
import { isSubtype, lookupSpecial } from './typeLookup';

const OPERATOR_TEXT: Readonly<Record<CompareOp, string>> = {
  [CompareOp.Lt]: '<', [CompareOp.Le]: '<=', [CompareOp.Eq]: '==', [CompareOp.Ne]: '!=', [CompareOp.Gt]: '>', [CompareOp.Ge]: '>=',
};

const SWAPPED: Readonly<Record<CompareOp, CompareOp>> = {
  [CompareOp.Lt]: CompareOp.Gt, [CompareOp.Le]: CompareOp.Ge, [CompareOp.Eq]: CompareOp.Eq,
  [CompareOp.Ne]: CompareOp.Ne, [CompareOp.Gt]: CompareOp.Lt, [CompareOp.Ge]: CompareOp.Le,
};

// ---- texts -------------------------------------------------------------------------------------

/** PyObject_Repr */
export function repr(rt: Runtime, object: PyObject): PyStr {
  rt.checkSignals();
  const type = object.type as PyType;
  if (type.repr === null) return newStr(rt, `<${type.name} object at ${addressText(rt, object)}>`);
  rt.enterRecursiveCall(' while getting the repr of an object');
  let text: PyObject;
  try {
    text = type.repr(rt, object);
  } finally {
    rt.leaveRecursiveCall();
  }
  return checkedText(rt, text, '__repr__');
}

/** PyObject_Str */
export function str(rt: Runtime, object: PyObject): PyStr {
  rt.checkSignals();
  const type = object.type as PyType;
  if (type === rt.types.str) return incref(object) as PyStr;
  if (type.str === null) return repr(rt, object);
  rt.enterRecursiveCall(' while getting the str of an object');
  let text: PyObject;
  try {
    text = type.str(rt, object);
  } finally {
    rt.leaveRecursiveCall();
  }
  return checkedText(rt, text, '__str__');
}

function checkedText(rt: Runtime, text: PyObject, method: string): PyStr {
  if ((text.type as PyType).layout === rt.types.str) return text as PyStr;
  const { name } = text.type as PyType;
  decref(rt, text);
  raise(rt, 'TypeError', `${method} returned non-string (type ${name})`);
}

/** PyObject_ASCII */
export function ascii(rt: Runtime, object: PyObject): PyStr {
  const text = repr(rt, object);
  // eslint-disable-next-line no-control-regex -- the ASCII range is what this is about
  if (/^[\x00-\x7f]*$/.test(text.value)) return text;
  const escaped = [...text.value].map((character) => {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) return character;
    if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
  }).join('');
  decref(rt, text);
  return newStr(rt, escaped);
}

/** What `%p` prints. */
export function addressText(rt: Runtime, object: PyObject): string {
  return `0x${rt.identityOf(object).toString(16)}`;
}

/** PyObject_Format; `spec` null for none. */
export function format(rt: Runtime, object: PyObject, spec: PyStr | null): PyStr {
  if (spec === null || spec.value === '') {
    if (object.type === rt.types.str) return incref(object) as PyStr;
    if (object.type === rt.types.int) return str(rt, object);
  }
  const method = lookupSpecial(rt, object, '__format__');
  if (method === null) raise(rt, 'TypeError', `Type ${(object.type as PyType).name} doesn't define __format__`);
  let text: PyObject;
  try {
    text = callObject(rt, method, [spec ?? rt.emptyStr]);
  } finally {
    decref(rt, method);
  }
  if ((text.type as PyType).layout === rt.types.str) return text as PyStr;
  const { name } = text.type as PyType;
  decref(rt, text);
  raise(rt, 'TypeError', `__format__ must return a str, not ${name}`);
}

// ---- hash, comparison, truth -------------------------------------------------------------------

/** PyObject_Hash */
export function hash(rt: Runtime, object: PyObject): Hash {
  const type = object.type as PyType;
  if (type.hash === null) return hashNotImplemented(rt, object);
  return type.hash(rt, object);
}

/** PyObject_HashNotImplemented: the `hash` slot of types with `__hash__ = None`. */
export function hashNotImplemented(rt: Runtime, object: PyObject): Hash {
  raise(rt, 'TypeError', `unhashable type: '${(object.type as PyType).name}'`);
}

/** PyObject_RichCompare */
export function richCompare(rt: Runtime, left: PyObject, right: PyObject, op: CompareOp): PyObject {
  rt.enterRecursiveCall(' in comparison');
  try {
    return compareUnguarded(rt, left, right, op);
  } finally {
    rt.leaveRecursiveCall();
  }
}

function compareUnguarded(rt: Runtime, left: PyObject, right: PyObject, op: CompareOp): PyObject {
  const leftType = left.type as PyType;
  const rightType = right.type as PyType;
  let reflectedTried = false;
  if (leftType !== rightType && rightType.richcompare !== null && isSubtype(rightType, leftType)) {
    reflectedTried = true;
    const result = rightType.richcompare(rt, right, left, SWAPPED[op]);
    if (result !== rt.notImplemented) return result;
    decref(rt, result);
  }
  if (leftType.richcompare !== null) {
    const result = leftType.richcompare(rt, left, right, op);
    if (result !== rt.notImplemented) return result;
    decref(rt, result);
  }
  if (!reflectedTried && rightType.richcompare !== null) {
    const result = rightType.richcompare(rt, right, left, SWAPPED[op]);
    if (result !== rt.notImplemented) return result;
    decref(rt, result);
  }
  if (op === CompareOp.Eq) return incref(left === right ? rt.true : rt.false);
  if (op === CompareOp.Ne) return incref(left === right ? rt.false : rt.true);
  raise(rt, 'TypeError', `'${OPERATOR_TEXT[op]}' not supported between instances of '${leftType.name}' and '${rightType.name}'`);
}

/** PyObject_RichCompareBool: identical objects are equal without asking. */
export function richCompareBool(rt: Runtime, left: PyObject, right: PyObject, op: CompareOp): boolean {
  if (left === right) {
    if (op === CompareOp.Eq) return true;
    if (op === CompareOp.Ne) return false;
  }
  const result = richCompare(rt, left, right, op);
  if (result === rt.true || result === rt.false) {
    result.refcnt--;
    return result === rt.true;
  }
  try {
    return isTrue(rt, result);
  } finally {
    decref(rt, result);
  }
}

/** PyObject_IsTrue */
export function isTrue(rt: Runtime, object: PyObject): boolean {
  if (object === rt.true) return true;
  if (object === rt.false || object === rt.none) return false;
  const type = object.type as PyType;
  if (type.nbBool !== null) return type.nbBool(rt, object);
  if (type.mpLength !== null) return type.mpLength(rt, object) > 0;
  if (type.sqLength !== null) return type.sqLength(rt, object) > 0;
  return true;
}

// ---- isinstance, issubclass ----------------------------------------------------------------------

function asClass(rt: Runtime, object: PyObject): PyType | null {
  return (object.type as PyType).layout === rt.types.type ? (object as PyTypeObject).value : null;
}

/** PyObject_IsInstance */
export function isInstance(rt: Runtime, object: PyObject, classInfo: PyObject): boolean {
  if ((object.type as PyType).object === classInfo) return true;
  if (classInfo.type === rt.types.type) return isRealInstance(rt, object, classInfo);
  if (classInfo.type === rt.types.union) {
    const { args } = classInfo.value as { args: PyTuple };
    return args.value.some((member) => isInstance(rt, object, member));
  }
  if ((classInfo.type as PyType).layout === rt.types.tuple) {
    rt.enterRecursiveCall(' in __instancecheck__');
    try {
      return (classInfo as PyTuple).value.some((member) => isInstance(rt, object, member));
    } finally {
      rt.leaveRecursiveCall();
    }
  }
  const checker = lookupSpecial(rt, classInfo, '__instancecheck__');
  if (checker === null) return isRealInstance(rt, object, classInfo);
  return askChecker(rt, checker, object, ' in __instancecheck__');
}

/** `checker` is taken over. */
function askChecker(rt: Runtime, checker: PyObject, argument: PyObject, where: string): boolean {
  let answer: PyObject;
  try {
    rt.enterRecursiveCall(where);
    try {
      answer = callObject(rt, checker, [argument]);
    } finally {
      rt.leaveRecursiveCall();
    }
  } finally {
    decref(rt, checker);
  }
  try {
    return isTrue(rt, answer);
  } finally {
    decref(rt, answer);
  }
}

/** _PyObject_RealIsInstance: by the class, then by what `__class__` says. */
export function isRealInstance(rt: Runtime, object: PyObject, classInfo: PyObject): boolean {
  const type = asClass(rt, classInfo);
  if (type !== null) {
    if (isSubtype(object.type as PyType, type)) return true;
    const claimed = lookupAttributeString(rt, object, '__class__');
    if (claimed === null) return false;
    const claimedType = asClass(rt, claimed);
    decref(rt, claimed);
    return claimedType !== null && claimedType !== object.type && isSubtype(claimedType, type);
  }
  requireBases(rt, classInfo, 'isinstance() arg 2 must be a type, a tuple of types, or a union');
  const claimed = lookupAttributeString(rt, object, '__class__');
  if (claimed === null) return false;
  try {
    return isAbstractSubclass(rt, claimed, classInfo);
  } finally {
    decref(rt, claimed);
  }
}

/** PyObject_IsSubclass */
export function isSubclass(rt: Runtime, derived: PyObject, classInfo: PyObject): boolean {
  if (classInfo.type === rt.types.type) return derived === classInfo || isRealSubclass(rt, derived, classInfo);
  if (classInfo.type === rt.types.union) {
    const { args } = classInfo.value as { args: PyTuple };
    return args.value.some((member) => isSubclass(rt, derived, member));
  }
  if ((classInfo.type as PyType).layout === rt.types.tuple) {
    rt.enterRecursiveCall(' in __subclasscheck__');
    try {
      return (classInfo as PyTuple).value.some((member) => isSubclass(rt, derived, member));
    } finally {
      rt.leaveRecursiveCall();
    }
  }
  const checker = lookupSpecial(rt, classInfo, '__subclasscheck__');
  if (checker === null) return isRealSubclass(rt, derived, classInfo);
  return askChecker(rt, checker, derived, ' in __subclasscheck__');
}

/** _PyObject_RealIsSubclass */
export function isRealSubclass(rt: Runtime, derived: PyObject, classInfo: PyObject): boolean {
  const derivedType = asClass(rt, derived);
  const type = asClass(rt, classInfo);
  if (derivedType !== null && type !== null) return isSubtype(derivedType, type);
  requireBases(rt, derived, 'issubclass() arg 1 must be a class');
  requireBases(rt, classInfo, 'issubclass() arg 2 must be a class, a tuple of classes, or a union');
  return isAbstractSubclass(rt, derived, classInfo);
}

/** abstract_get_bases: the `__bases__` tuple (new reference), or null. */
function abstractBases(rt: Runtime, object: PyObject): PyTuple | null {
  const bases = lookupAttributeString(rt, object, '__bases__');
  if (bases === null || (bases.type as PyType).layout === rt.types.tuple) return bases as PyTuple | null;
  decref(rt, bases);
  return null;
}

function requireBases(rt: Runtime, object: PyObject, message: string): void {
  const bases = abstractBases(rt, object);
  if (bases === null) raise(rt, 'TypeError', message);
  decref(rt, bases);
}

function isAbstractSubclass(rt: Runtime, derived: PyObject, classInfo: PyObject): boolean {
  if (derived === classInfo) return true;
  const bases = abstractBases(rt, derived);
  if (bases === null) return false;
  try {
    rt.enterRecursiveCall(' in __issubclass__');
    try {
      return bases.value.some((base) => isAbstractSubclass(rt, base, classInfo));
    } finally {
      rt.leaveRecursiveCall();
    }
  } finally {
    decref(rt, bases);
  }
}

/** PyLong_Check */
export function isInt(rt: Runtime, object: PyObject): object is PyInt {
  const { layout } = object.type as PyType;
  return layout === rt.types.int || layout === rt.types.bool;
}
