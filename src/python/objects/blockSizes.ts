/**
 * Which memory blocks the objects of each type take (the allocation functions of CPython 3.12's Objects/*.c): the sizes CPython asks its
 * allocator for, which tracemalloc shows and which decide the address. In: an object. Out: bytes.
 *
 * Built-in types with blocks beside their own say so themselves (`TypeDefinition.furtherBytes`); the values of instances are here.
 */
import { GcBits, KeptBlock, type BlockSizes, type PyObject, type TypeHeader } from '../memory';
import { embeddedValuesBytes, valuesBytes } from './dictData';
import { intSize } from './intMethods';
import type { PyBytes, PyDict, PyInt, PyStr, PyTuple } from './layouts';
import type { Runtime } from './runtime';
import { strSize } from './strValue';
import { isManaged } from './structOffsets';
import { AttributeStorage, type PyType } from './type';

/** sizeof(PyGC_Head), and of the pre-header a managed `__dict__` or `__weakref__` needs. */
const GC_HEAD_BYTES = 16;
const PRE_HEADER_BYTES = 16;
/** sizeof(PyLongObject), which a number of one digit gets. */
const SMALL_INT_BYTES = 32;
/** The keys block kept by dicts: 8 slots for str keys. */
const KEPT_KEYS_BYTES = 120;
const FLOATS_KEPT = 100;
/** PyLong_BASE */
const ONE_DIGIT = 2 ** 30;
const NONE: readonly number[] = [];

/** Bytes in front of an object (_PyType_PreHeaderSize). */
export function preHeaderBytes(object: PyObject): number {
  const type = object.type as PyType;
  return (type.isGC ? GC_HEAD_BYTES : 0) + (isManaged(type) ? PRE_HEADER_BYTES : 0);
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

function embedsValues(rt: Runtime, type: PyType): boolean {
  return rt.profile.valuesAreEmbedded && type.attributeStorage === AttributeStorage.Inline && type.sharedKeys !== null;
}

class ObjectBlocks implements BlockSizes {
  constructor(private readonly rt: Runtime) {
    const { int, range, rangeIterator } = rt.profile.freeLists;
    this.poolMaximum = int === 0 ? [FLOATS_KEPT] : [FLOATS_KEPT, int, range, rangeIterator];
  }

  headerBytes(object: PyObject): number {
    return preHeaderBytes(object);
  }

  ownBytes(object: PyObject): number {
    return preHeaderBytes(object) + this.bodyBytes(object);
  }

  private bodyBytes(object: PyObject): number {
    const { types } = this.rt;
    const type = object.type as PyType;
    const { layout } = type;
    const { flags } = type;
    switch (layout) {
      case types.object: return type.basicsize + (embedsValues(this.rt, type) ? embeddedValuesBytes(type.sharedKeys) : 0);
      case types.int: {
        const bytes = intSize(object as PyInt);
        return flags.heap ? roundUp(bytes) : Math.max(bytes, SMALL_INT_BYTES);
      }
      case types.str: return flags.heap ? type.basicsize : strSize(object as PyStr);
      case types.tuple: return type.basicsize + 8 * (object as PyTuple).value.length;
      case types.bytes: {
        const bytes = type.basicsize + (object as PyBytes).value.length;
        return flags.heap ? roundUp(bytes) : bytes;
      }
      default:
        if (type.definition?.ownBytes !== undefined) return type.definition.ownBytes(object);
        if (layout.definition?.furtherBytes !== undefined || layout === types.type) return type.basicsize;
        return type.sizeof === null ? type.basicsize : type.sizeof(this.rt, object);
    }
  }

  furtherBytes(object: PyObject, present: readonly number[]): readonly number[] {
    const type = object.type as PyType;
    if (this.rt.profile.valuesAreEmbedded && type === this.rt.types.dict && (object as PyDict).value.shared !== null) {
      if (object.attributes !== null) return NONE; // its values are its owner's
      return present.length > 0 ? present : [embeddedValuesBytes((object as PyDict).value.shared)];
    }
    if (type.attributeStorage === AttributeStorage.Inline) {
      if (this.rt.profile.valuesAreEmbedded) return NONE;
      if ((object.gc & GcBits.DictMaterialized) !== 0 || object.attributes === null) return NONE;
      if (present.length > 0) return present;
      const keys = type.sharedKeys;
      return keys === null ? NONE : [valuesBytes(keys.names.length + keys.usable)];
    }
    return type.layout.definition?.furtherBytes?.(object, present) ?? NONE;
  }

  keeps(object: PyObject, bytes: number): KeptBlock {
    return bytes === KEPT_KEYS_BYTES && (object.type as PyType).layout === this.rt.types.dict && (object as PyDict).value.shared === null
      ? KeptBlock.DictKeys : KeptBlock.None;
  }

  heirOf(object: PyObject): PyObject | null {
    if (this.rt.profile.valuesAreEmbedded || (object.type as PyType).attributeStorage !== AttributeStorage.Inline || (object.gc & GcBits.DictMaterialized) === 0) return null;
    const dict = object.attributes as PyDict | null;
    return dict === null || dict.value.shared === null ? null : dict;
  }

  typeOf(object: PyObject): TypeHeader | null {
    return (object.type as PyType).layout === this.rt.types.type ? (object.value as PyType) : null;
  }

  eachType(visit: (type: TypeHeader) => void): void {
    const seen = new Set<PyType>();
    const walk = (type: PyType): void => {
      if (seen.has(type)) return;
      seen.add(type);
      visit(type);
      for (const subclass of type.subclasses.keys()) walk(subclass);
    };
    for (const registry of [Object.values(this.rt.types), Object.values(this.rt.exceptions), this.rt.extensionTypes.values()]) {
      for (const type of registry as Iterable<PyType>) walk(type);
    }
  }

  readonly poolMaximum: readonly number[];

  poolOf(object: PyObject): number {
    const { types } = this.rt;
    const { type } = object;
    if (type === types.float) return 0;
    if (this.poolMaximum.length === 1) return -1;
    if (type === types.int) return typeof object.value === 'number' && Math.abs(object.value) < ONE_DIGIT ? 1 : -1;
    return type === types.range ? 2 : type === types.rangeIterator ? 3 : -1;
  }
}

export function blockSizes(rt: Runtime): BlockSizes {
  return new ObjectBlocks(rt);
}
