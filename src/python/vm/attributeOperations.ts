/**
 * LOAD_ATTR, STORE_ATTR, LOAD_SUPER_ATTR and their inline caches.
 *
 * A cache holds while the class's version tag stands. Property getters and `__getitem__` methods are
 * entered without a call through native code only once CPython 3.12 has specialised the instruction,
 * i.e. from the second execution on, because `self` counts one reference less then
 * (cpython-facts 1.6).
 */
import { decref, GcBits, incref, type PyObject } from '../memory';
import {
  callObject, describeAttribute, ensureVersionTag, genericGetAttribute, genericSetAttribute, getAttribute, getMethod, setAttribute, storeInlineValue, superLookup,
  typeLookup, type PyFunction, type PyModule, type PyStr, type PyType,
} from '../objects';
import { CONTINUE, ENTERED } from './callOperations';
import type { Frame, Slot } from './frame';
import { pushNativeCallFrame } from './frameEntry';
import { AttributeKind, backOff, InlineCache, isDue, specialized } from './inlineCache';
import type { Interpreter } from './interpreter';
import type { LoadedCode } from './loadCode';

export const METHOD_KIND = AttributeKind.Method;

/** What the cache says of `owner`, whose class version was compared already; borrowed, or null: look it up. Hot path. */
export function cachedAttribute(cache: InlineCache, owner: PyObject): PyObject | null {
  switch (cache.kind) {
    case AttributeKind.InlineValue: {
      if ((owner.gc & GcBits.DictMaterialized) !== 0) return null;
      const values = owner.attributes as Slot[] | null;
      return values === null ? null : (values[cache.index] ?? null);
    }
    case AttributeKind.Method:
    case AttributeKind.ClassAttribute:
      // An instance attribute may hide it only if its name is among the shared keys or in a dict.
      if (cache.version2 >= 0) {
        if ((owner.gc & GcBits.DictMaterialized) !== 0) return null;
        const { sharedKeys } = owner.type as PyType;
        if (sharedKeys === null || sharedKeys.names.length !== cache.version2) return null;
      } else if (cache.version2 === MAY_HAVE_DICT && owner.attributes !== null) return null;
      return cache.object;
    case AttributeKind.Slot:
      return (owner.value as Slot[] | null)?.[cache.index] ?? null;
    case AttributeKind.Module: {
      const { dict } = (owner as PyModule).value;
      return dict === cache.object && dict.value.keysVersion === cache.version2 ? (dict.value.values[cache.index] ?? null) : null;
    }
    case AttributeKind.Class:
      return (owner.value as PyType).versionTag === cache.version2 ? cache.object : null;
    default:
      return null;
  }
}

/** `version2` of a cache whose class has a dict that is made only when needed. */
const MAY_HAVE_DICT = -2;
const NEVER_SHADOWED = -1;

/**
 * LOAD_ATTR without a cached answer. Replaces the owner on the stack by the value, or by the two slots
 * of a method load (`arg & 1`). ENTERED: a property getter runs in a new frame.
 */
export function loadAttribute(rt: Interpreter, frame: Frame, arg: number): typeof ENTERED | typeof CONTINUE {
  const { code, stack } = frame;
  const top = frame.stackPointer - 1;
  const owner = stack[top] as PyObject;
  const name = code.names[arg >> 1] as PyStr;
  const forCall = (arg & 1) !== 0;
  const cache = (code.caches[frame.pc >> 1] ??= new InlineCache());
  const type = owner.type as PyType;
  if (!forCall && enterCached(rt, frame, cache, owner, type, name)) return ENTERED;
  if (isDue(cache)) {
    specializeLoad(rt, cache, owner, type, name, forCall);
    if (!forCall && enterCached(rt, frame, cache, owner, type, name)) return ENTERED;
  }
  if (forCall) {
    const { callable, unbound } = getMethod(rt, owner, name);
    if (unbound) {
      stack[top] = callable;
      stack[top + 1] = owner;
    } else {
      stack[top] = null;
      stack[top + 1] = callable;
      decref(rt, owner);
    }
    return CONTINUE;
  }
  stack[top] = getAttribute(rt, owner, name);
  decref(rt, owner);
  return CONTINUE;
}

/**
 * LOAD_ATTR_PROPERTY and LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN: self moves from the stack into the frame of
 * the getter or of `__getattribute__`. False: the cache says nothing of the kind.
 */
function enterCached(rt: Interpreter, frame: Frame, cache: InlineCache, owner: PyObject, type: PyType, name: PyStr): boolean {
  if (cache.object === null || cache.version !== type.versionTag) return false;
  if (cache.kind !== AttributeKind.Property && cache.kind !== AttributeKind.GetAttribute) return false;
  const args = cache.kind === AttributeKind.Property ? [owner] : [owner, incref(name)];
  frame.stackPointer--;
  pushNativeCallFrame(rt, incref(cache.object as PyFunction), args, null);
  return true;
}

function specializeLoad(rt: Interpreter, cache: InlineCache, owner: PyObject, type: PyType, name: PyStr, forCall: boolean): void {
  cache.kind = AttributeKind.None;
  cache.version = 0;
  if (type === rt.types.module) {
    specializeModule(cache, owner as PyModule, ensureVersionTag(rt, type), name);
    return;
  }
  if (type === rt.types.type) {
    specializeClass(rt, cache, owner.value as PyType, ensureVersionTag(rt, type), name);
    return;
  }
  if (type.getattro !== genericGetAttribute) {
    const override = typeLookup(type, '__getattribute__');
    if (forCall || override === null || override.type !== rt.types.function || !isPlainCode(override as PyFunction, 2)
      || typeLookup(type, '__getattr__') !== null) return backOff(cache);
    cache.kind = AttributeKind.GetAttribute;
    cache.object = override;
    cache.version = ensureVersionTag(rt, type);
    specialized(cache);
    return;
  }
  const description = describeAttribute(rt, type, name.value);
  switch (description.kind) {
    case 'inlineValue':
      cache.kind = AttributeKind.InlineValue;
      cache.index = description.index + 1;
      break;
    case 'slot':
      if (type.layout !== rt.types.object) return backOff(cache);
      cache.kind = AttributeKind.Slot;
      cache.index = description.index;
      break;
    case 'method':
      if (description.shadowed || !forCall) return backOff(cache);
      cache.kind = AttributeKind.Method;
      cache.object = description.descriptor;
      cache.version2 = shadowing(type);
      break;
    case 'classAttribute':
      if (description.shadowed) return backOff(cache);
      cache.kind = AttributeKind.ClassAttribute;
      cache.object = description.value;
      cache.version2 = shadowing(type);
      break;
    case 'property': {
      const getter = (description.descriptor.value as { getter?: PyObject | null }).getter ?? null;
      if (getter === null || getter.type !== rt.types.function || !isPlainCode(getter as PyFunction, 1)) return backOff(cache);
      cache.kind = AttributeKind.Property;
      cache.object = getter;
      break;
    }
    default:
      return backOff(cache);
  }
  cache.version = ensureVersionTag(rt, type);
  specialized(cache);
}

/** What `cachedAttribute` must check so that no instance attribute hides a class attribute. */
function shadowing(type: PyType): number {
  if (type.sharedKeys !== null) return type.sharedKeys.names.length;
  return type.attributeStorage === 0 ? NEVER_SHADOWED : MAY_HAVE_DICT;
}

function specializeModule(cache: InlineCache, module: PyModule, version: number, name: PyStr): void {
  const { dict } = module.value;
  const entry = dict.value.keys.findIndex((key) => key !== null && key.value === name.value);
  if (entry < 0) return backOff(cache);
  cache.kind = AttributeKind.Module;
  cache.object = dict;
  cache.version = version;
  cache.version2 = dict.value.keysVersion;
  cache.index = entry;
  specialized(cache);
}

function specializeClass(rt: Interpreter, cache: InlineCache, owner: PyType, metaVersion: number, name: PyStr): void {
  const metaAttribute = typeLookup(rt.types.type, name.value);
  const found = typeLookup(owner, name.value);
  if (metaAttribute !== null || found === null || (found.type as PyType).descrGet !== null) return backOff(cache);
  cache.kind = AttributeKind.Class;
  cache.object = found;
  cache.version = metaVersion;
  cache.version2 = ensureVersionTag(rt, owner);
  specialized(cache);
}

/** A function the eval loop may enter directly with exactly `count` positional arguments. */
export function isPlainCode(func: PyFunction, count: number): boolean {
  const code = func.value.code.value as LoadedCode;
  return code.hasSimpleParameters && code.argcount === count && (code.flags & 0x2a0) === 0;
}

/**
 * BINARY_SUBSCR of an instance whose class defines `__getitem__` in Python: from the second execution
 * on the method is entered directly, container and key moving into it. False: do it the general way.
 */
export function enterGetitem(rt: Interpreter, frame: Frame, container: PyObject): boolean {
  const cache = (frame.code.caches[frame.pc >> 1] ??= new InlineCache());
  const type = container.type as PyType;
  if (cache.object === null || cache.version !== type.versionTag) {
    if (!isDue(cache)) return false;
    const method = typeLookup(type, '__getitem__');
    if (method === null || method.type !== rt.types.function || !isPlainCode(method as PyFunction, 2)) {
      backOff(cache);
      return false;
    }
    cache.object = method;
    cache.version = ensureVersionTag(rt, type);
    specialized(cache);
  }
  const { stack, stackPointer } = frame;
  const args = [stack[stackPointer - 2] as PyObject, stack[stackPointer - 1] as PyObject];
  frame.stackPointer -= 2;
  pushNativeCallFrame(rt, incref(cache.object as PyFunction), args, null);
  return true;
}

/** STORE_ATTR by cache; false: it does not apply. `value` is borrowed. Hot path. */
export function storeCached(rt: Interpreter, cache: InlineCache, owner: PyObject, value: PyObject): boolean {
  if (cache.kind !== AttributeKind.InlineValue || (owner.gc & GcBits.DictMaterialized) !== 0 || owner.attributes === null) return false;
  value.refcnt++;
  storeInlineValue(rt, owner, cache.index, value);
  return true;
}

export function storeAttributeAndCache(rt: Interpreter, frame: Frame, owner: PyObject, nameIndex: number, value: PyObject): void {
  const name = frame.code.names[nameIndex] as PyStr;
  const type = owner.type as PyType;
  setAttribute(rt, owner, name, value);
  if (type.setattro !== genericSetAttribute || type.sharedKeys === null || typeLookup(type, name.value) !== null) return;
  const index = type.sharedKeys.indexByName.get(name.value);
  if (index === undefined) return;
  const cache = (frame.code.caches[frame.pc >> 1] ??= new InlineCache());
  cache.kind = AttributeKind.InlineValue;
  cache.index = index;
  cache.version = ensureVersionTag(rt, type);
}

/**
 * LOAD_SUPER_ATTR: `super().name`. The first execution makes a super object and binds the method, as any other attribute; once
 * CPython 3.12 has specialised the instruction neither is made. Inputs: super, class, self. Returns the new stack height.
 */
export function loadSuperAttribute(rt: Interpreter, frame: Frame, arg: number, sp: number): number {
  const { stack, code } = frame;
  const self = stack[sp - 1] as PyObject;
  const cls = stack[sp - 2] as PyObject;
  const globalSuper = stack[sp - 3] as PyObject;
  const name = code.names[arg >> 2] as PyStr;
  const forCall = (arg & 1) !== 0;
  const bottom = sp - 3;
  const cache = (code.caches[frame.pc >> 1] ??= new InlineCache());
  const isSuper = globalSuper === rt.types.super.object && (cls.type as PyType).layout === rt.types.type;
  if (cache.kind === AttributeKind.None && isDue(cache)) {
    if (isSuper) {
      cache.kind = AttributeKind.Super;
      specialized(cache);
    } else backOff(cache);
  }
  let callable: PyObject;
  if (cache.kind === AttributeKind.Super && isSuper) {
    const mayStayUnbound = forCall && (self.type as PyType).getattro === genericGetAttribute;
    const found = superLookup(rt, cls.value as PyType, self, name, mayStayUnbound);
    if (found !== null) {
      decref(rt, globalSuper);
      decref(rt, cls);
      stack[bottom] = found.unbound || !forCall ? found.value : null;
      if (found.unbound) stack[bottom + 1] = self;
      else {
        if (forCall) stack[bottom + 1] = found.value;
        decref(rt, self);
      }
      return forCall ? bottom + 2 : bottom + 1;
    }
  }
  const superObject = callObject(rt, globalSuper, (arg & 2) !== 0 ? [cls, self] : []);
  try {
    frame.stackPointer = bottom;
    decref(rt, globalSuper);
    decref(rt, cls);
    decref(rt, self);
    callable = getAttribute(rt, superObject, name);
  } finally {
    decref(rt, superObject);
  }
  if (forCall) stack[bottom] = null;
  stack[forCall ? bottom + 1 : bottom] = callable;
  return forCall ? bottom + 2 : bottom + 1;
}
