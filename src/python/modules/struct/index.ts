/**
 * The `_struct` module (CPython Modules/_struct.c): the type Struct, the functions which find one in the cache, and the
 * iterator over a row of structures. Formats are read by `objects/structItems.ts`.
 */
import { clearWeakrefs, decref, incref, xdecref, type PyObject } from '../../memory';
import {
  bufferBytes, BufferFlags, encodeText, fast, fastKeywords, getBuffer, isStrLike, newInt, newLayoutInstance, newStr, newTuple, noArgs, oneArg,
  parseStructFormat, raise, releaseBuffer, unpackKeywords, unpackKeywordDict, unpackStruct,
  type Buffer, type MethodDefinition, type Payload, type PyBytes, type PyType, type Runtime, type StructLayout, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import type { ModuleDefinition } from '../moduleDefinition';
import { raiseNotReady, raiseStructError, structCache, structErrorType } from './structErrors';
import { pack, packIntoBuffer, unpack, unpackFrom } from './packing';

/** null before `__init__`. */
interface StructData { layout: StructLayout | null; format: string }
type PyStruct = Payload<StructData>;

const CACHE_MAXIMUM = 100;

function layoutOf(rt: Runtime, self: PyObject): StructLayout {
  return (self as PyStruct).value.layout ?? raiseNotReady(rt);
}

/** The text of a format, given as ASCII text or bytes. */
function formatText(rt: Runtime, object: PyObject): string {
  let bytes: Uint8Array;
  if (isStrLike(rt, object)) {
    const encoded = encodeText(rt, object, 'ascii', null) as PyBytes;
    bytes = encoded.value;
    decref(rt, encoded);
  } else if ((object.type as PyType).layout === rt.types.bytes) bytes = (object as PyBytes).value;
  else return raise(rt, 'TypeError', `Struct() argument 1 must be a str or bytes object, not ${object.type.name}`);
  return String.fromCharCode(...bytes);
}

function initialize(rt: Runtime, self: PyObject, format: PyObject): void {
  const text = formatText(rt, format);
  if (text.includes('\0')) raiseStructError(rt, 'embedded null character');
  const layout = parseStructFormat(text);
  if (typeof layout === 'string') raiseStructError(rt, layout);
  (self as PyStruct).value.layout = layout;
  (self as PyStruct).value.format = text;
}

/** cache_struct_converter (borrowed). */
function cached(rt: Runtime, format: PyObject): StructLayout {
  const cache = structCache(rt);
  const { layout } = format.type as PyType;
  const isText = layout === rt.types.str;
  const key = isText ? `s${format.value as string}` : layout === rt.types.bytes ? `b${String.fromCharCode(...(format as PyBytes).value)}` : null;
  const known = key === null ? undefined : cache.get(key);
  if (known !== undefined) return layoutOf(rt, known);
  const made: PyStruct = newLayoutInstance<StructData>(rt, extensionType(rt, structType), { layout: null, format: '' });
  try {
    initialize(rt, made, format);
  } catch (error) {
    decref(rt, made);
    throw error;
  }
  if (cache.size >= CACHE_MAXIMUM) clearCache(rt);
  cache.set(key as string, made);
  return layoutOf(rt, made);
}

function clearCache(rt: Runtime): void {
  const cache = structCache(rt);
  const structs = [...cache.values()];
  cache.clear();
  for (const struct of structs) decref(rt, struct);
}

interface IteratorData { struct: PyObject | null; buffer: Buffer | null; readonly layout: StructLayout; index: number }
type PyUnpackIterator = Payload<IteratorData>;

/** Struct.iter_unpack */
function iterate(rt: Runtime, struct: PyObject, layout: StructLayout, object: PyObject): PyObject {
  if (layout.size === 0) raiseStructError(rt, 'cannot iteratively unpack with a struct of length 0');
  const buffer = getBuffer(rt, object, BufferFlags.Simple);
  if (buffer.length % layout.size !== 0) {
    releaseBuffer(rt, buffer);
    raiseStructError(rt, `iterative unpacking requires a buffer of a multiple of ${layout.size} bytes`);
  }
  return newLayoutInstance<IteratorData>(rt, extensionType(rt, iteratorType), { struct: incref(struct), buffer, layout, index: 0 });
}

function dropIterator(rt: Runtime, self: PyObject): void {
  const data = (self as PyUnpackIterator).value;
  const { struct, buffer } = data;
  data.struct = null;
  data.buffer = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, struct);
  if (buffer !== null) releaseBuffer(rt, buffer);
}

const iteratorType: TypeDefinition = {
  name: '_struct.unpack_iterator',
  gc: true,
  basicsize: 112,
  flags: { disallowInstantiation: true },
  slots: {
    iter: (_rt, self) => incref(self),
    iternext: (rt, self) => {
      const data = (self as PyUnpackIterator).value;
      const { buffer, layout } = data;
      if (buffer === null) return null;
      if (data.index >= buffer.length) {
        dropIterator(rt, self);
        return null;
      }
      const start = data.index;
      data.index += layout.size;
      return newTuple(rt, unpackStruct(rt, layout, bufferBytes(buffer), start));
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      dropIterator(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { struct, buffer } = (self as PyUnpackIterator).value;
      if (struct !== null) visit(struct);
      if (buffer !== null && buffer.object !== null) visit(buffer.object);
    },
    clear: dropIterator,
  },
  methods: [noArgs('__length_hint__', (rt, self) => {
    const { buffer, layout, index } = (self as PyUnpackIterator).value;
    return newInt(rt, buffer === null ? 0 : (buffer.length - index) / layout.size);
  })],
};

const structMethods: readonly MethodDefinition[] = [
  oneArg('iter_unpack', (rt, self, buffer) => iterate(rt, self, layoutOf(rt, self), buffer)),
  fast('pack', (rt, self, args) => pack(rt, layoutOf(rt, self), args)),
  fast('pack_into', (rt, self, args) => {
    packIntoBuffer(rt, layoutOf(rt, self), args);
    return incref(rt.none);
  }),
  oneArg('unpack', (rt, self, buffer) => unpack(rt, layoutOf(rt, self), buffer)),
  fastKeywords('unpack_from', (rt, self, args, kwnames) => {
    const [buffer, offset] = unpackKeywords(rt, { function: 'unpack_from', names: ['buffer', 'offset'], required: 1 }, args, kwnames);
    return unpackFrom(rt, layoutOf(rt, self), buffer as PyObject, offset);
  }),
  noArgs('__sizeof__', (rt, self) => newInt(rt, 56 + 32 * (layoutOf(rt, self).items.length + 1))),
];

const structType: TypeDefinition = {
  name: '_struct.Struct',
  doc: 'Struct(fmt) --> compiled struct object',
  gc: true,
  weakrefs: true,
  basicsize: 56,
  flags: { basetype: true },
  slots: {
    new: (rt, type) => newLayoutInstance<StructData>(rt, type, { layout: null, format: '' }),
    init: (rt, self, args, kwargs) => {
      const [format] = unpackKeywordDict(rt, { function: 'Struct', names: ['format'], required: 1 }, args.value, kwargs);
      initialize(rt, self, format as PyObject);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: () => {},
  },
  methods: structMethods,
  getset: [
    {
      name: 'format',
      doc: 'struct format string',
      get: (rt, self) => {
        layoutOf(rt, self);
        return newStr(rt, (self as PyStruct).value.format);
      },
    },
    { name: 'size', doc: 'struct size in bytes', get: (rt, self) => newInt(rt, (self as PyStruct).value.layout?.size ?? -1) },
  ],
};

const clinicArguments = (rt: Runtime, name: string, args: readonly PyObject[], count: number): void => {
  if (args.length !== count) raise(rt, 'TypeError', `${name} expected ${count} argument${count === 1 ? '' : 's'}, got ${args.length}`);
};

/** A Struct from the cache, for the iterator that keeps it. */
function cachedStruct(rt: Runtime, format: PyObject): PyObject {
  const layout = cached(rt, format);
  for (const struct of structCache(rt).values()) if ((struct as PyStruct).value.layout === layout) return struct;
  return raiseNotReady(rt);
}

export const structModule: ModuleDefinition = {
  name: '_struct',
  doc: null,
  methods: [
    noArgs('_clearcache', (rt) => {
      clearCache(rt);
      return incref(rt.none);
    }),
    oneArg('calcsize', (rt, _self, format) => newInt(rt, cached(rt, format).size)),
    fast('iter_unpack', (rt, _self, args) => {
      clinicArguments(rt, 'iter_unpack', args, 2);
      const struct = cachedStruct(rt, args[0] as PyObject);
      return iterate(rt, struct, layoutOf(rt, struct), args[1] as PyObject);
    }),
    fast('pack', (rt, _self, args) => {
      if (args.length === 0) raise(rt, 'TypeError', 'missing format argument');
      return pack(rt, cached(rt, args[0] as PyObject), args.slice(1));
    }),
    fast('pack_into', (rt, _self, args) => {
      if (args.length === 0) raise(rt, 'TypeError', 'missing format argument');
      packIntoBuffer(rt, cached(rt, args[0] as PyObject), args.slice(1));
      return incref(rt.none);
    }),
    fast('unpack', (rt, _self, args) => {
      clinicArguments(rt, 'unpack', args, 2);
      return unpack(rt, cached(rt, args[0] as PyObject), args[1] as PyObject);
    }),
    fastKeywords('unpack_from', (rt, _self, args, kwnames) => {
      const [format, buffer, offset] = unpackKeywords(rt, { function: 'unpack_from', names: ['', 'buffer', 'offset'], required: 2 }, args, kwnames);
      return unpackFrom(rt, cached(rt, format as PyObject), buffer as PyObject, offset);
    }),
  ],
  constants: (rt) => ({ Struct: incref(extensionType(rt, structType).object), error: incref(structErrorType(rt)) }),
};
