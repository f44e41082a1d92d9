/**
 * Digests as Python objects: what the modules `_md5`, `_sha1`, `_sha2`, `_sha3` and `_blake2` share. In: a name and what
 * makes a digest. Out: type definitions and constructors.
 */
import { incref, type PyObject } from '../../memory';
import {
  asSize, bufferBytes, BufferFlags, getBuffer, isTrue, newBytes, newInt, newLayoutInstance, newStr, noArgs, oneArg, raise, releaseBuffer, unpackKeywords,
  type GetSetDefinition, type MethodDefinition, type Payload, type PyStr, type PyType, type Runtime, type TypeDefinition, fastKeywords,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import type { Digest } from './blocks';

export type PyHash = Payload<Digest>;

/** GET_BUFFER_VIEW_OR_ERROUT */
export function hashData(rt: Runtime, digest: Digest, data: PyObject): void {
  if ((data.type as PyType).layout === rt.types.str) raise(rt, 'TypeError', 'Strings must be encoded before hashing');
  if ((data.type as PyType).getBuffer === null) raise(rt, 'TypeError', 'object supporting the buffer API required');
  const buffer = getBuffer(rt, data, BufferFlags.Simple);
  try {
    if (buffer.shape.length > 1) raise(rt, 'BufferError', 'Buffer must be single dimension');
    digest.update(bufferBytes(buffer));
  } finally {
    releaseBuffer(rt, buffer);
  }
}

const digestOf = (self: PyObject): Digest => (self as PyHash).value;

const hexText = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHAKE has digests of any length. */
const anyLength: readonly MethodDefinition[] = [
  oneArg('digest', (rt, self, length) => newBytes(rt, digestOf(self).digest(digestSize(rt, length)))),
  oneArg('hexdigest', (rt, self, length) => newStr(rt, hexText(digestOf(self).digest(digestSize(rt, length))))),
];

function digestSize(rt: Runtime, object: PyObject): number {
  const size = asSize(rt, object);
  if (size < 0) raise(rt, 'ValueError', 'value must be positive');
  if (size >= 2 ** 29) raise(rt, 'ValueError', 'length is too large');
  return size;
}

const ownLength: readonly MethodDefinition[] = [
  noArgs('digest', (rt, self) => newBytes(rt, digestOf(self).digest())),
  noArgs('hexdigest', (rt, self) => newStr(rt, hexText(digestOf(self).digest()))),
];

export interface HashTypeOptions {
  /** tp_name, with the module. */
  readonly typeName: string;
  /** What the attribute `name` says. */
  readonly name: string;
  readonly digestSize: number | ((self: PyObject) => number);
  readonly blockSize: number;
  readonly hasAnyLength?: boolean;
  readonly further?: Partial<TypeDefinition>;
  readonly getset?: readonly GetSetDefinition[];
  readonly basicsize?: number;
  readonly gc?: boolean;
}

export function hashType({ typeName, name, digestSize: size, blockSize, hasAnyLength = false, further = {}, getset = [], basicsize = 32, gc = true }: HashTypeOptions): TypeDefinition {
  return {
    gc,
    basicsize,
    flags: { disallowInstantiation: true, immutable: true },
    ...further,
    name: typeName,
    slots: {
      dealloc: (rt, self) => {
        if ((self.type as PyType).isGC) {
          rt.heap.untrack(self);
          rt.heap.freeContainer(self);
        } else rt.heap.free(self);
      },
      ...(gc ? { traverse: () => {} } : {}),
      ...further.slots,
    },
    methods: [
      noArgs('copy', (rt, self) => newLayoutInstance(rt, self.type as PyType, digestOf(self).copy())),
      ...(hasAnyLength ? anyLength : ownLength),
      oneArg('update', (rt, self, data) => {
        hashData(rt, digestOf(self), data);
        return incref(rt.none);
      }),
    ],
    getset: [
      { name: 'block_size', get: (rt) => newInt(rt, blockSize) },
      { name: 'name', get: (rt) => newStr(rt, name) },
      { name: 'digest_size', get: (rt, self) => newInt(rt, typeof size === 'number' ? size : size(self)) },
      ...getset,
    ],
  };
}

/** A new object which has read the first piece, if there is one. */
export function newHash(rt: Runtime, type: PyType, digest: Digest, data: PyObject | undefined): PyObject {
  if (data !== undefined) hashData(rt, digest, data);
  return newLayoutInstance(rt, type, digest);
}

/** `md5(string=b'', *, usedforsecurity=True)` */
export function hashConstructor(name: string, definition: TypeDefinition, make: () => Digest): MethodDefinition {
  return fastKeywords(name, (rt, _self, args: readonly PyObject[], kwnames: readonly PyStr[] | null) => {
    const [data, security] = unpackKeywords(rt, { function: name, names: ['string', 'usedforsecurity'], maximumPositional: 1 }, args, kwnames);
    if (security !== undefined) isTrue(rt, security);
    return newHash(rt, extensionType(rt, definition), make(), data);
  });
}
