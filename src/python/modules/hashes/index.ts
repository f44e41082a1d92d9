/** The modules `_md5`, `_sha1`, `_sha2`, `_sha3` and `_blake2` (CPython Modules/md5module.c and its neighbours). */
import { decref, incref, type PyObject } from '../../memory';
import {
  asInt32, asSize, bufferBytes, BufferFlags, getBuffer, indexAsIs, isTrue, newInt, newStr, raise, releaseBuffer, unpackKeywordDict,
  type PyDict, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import type { ModuleDefinition } from '../moduleDefinition';
import { Blake2, blake2b, blake2s, type Blake2Variant } from './blake2';
import { hashConstructor, hashType, newHash } from './hashObject';
import { Keccak } from './keccak';
import { Md5 } from './md5';
import { Sha1 } from './sha1';
import { Sha256, Sha512 } from './sha2';

const typesOf = (rt: Runtime, types: Readonly<Record<string, TypeDefinition>>): Record<string, PyObject> =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, incref(extensionType(rt, type).object)]));

const md5Type = hashType({ typeName: '_md5.md5', name: 'md5', digestSize: 16, blockSize: 64 });
const sha1Type = hashType({ typeName: '_sha1.sha1', name: 'sha1', digestSize: 20, blockSize: 64 });
const sha2Type = (bits: number): TypeDefinition => hashType({ typeName: `_sha2.SHA${bits}Type`, name: `sha${bits}`, digestSize: bits / 8, blockSize: bits > 256 ? 128 : 64, basicsize: 40 });
const [sha224Type, sha256Type, sha384Type, sha512Type] = [sha2Type(224), sha2Type(256), sha2Type(384), sha2Type(512)];

const md5Module: ModuleDefinition = {
  name: '_md5', doc: null, methods: [hashConstructor('md5', md5Type, () => new Md5())], constants: (rt) => typesOf(rt, { MD5Type: md5Type }),
};

const sha1Module: ModuleDefinition = {
  name: '_sha1', doc: null, methods: [hashConstructor('sha1', sha1Type, () => new Sha1())], constants: (rt) => typesOf(rt, { SHA1Type: sha1Type }),
};

const sha2Module: ModuleDefinition = {
  name: '_sha2',
  doc: null,
  methods: [
    hashConstructor('sha256', sha256Type, () => new Sha256(32)), hashConstructor('sha224', sha224Type, () => new Sha256(28)),
    hashConstructor('sha512', sha512Type, () => new Sha512(64)), hashConstructor('sha384', sha384Type, () => new Sha512(48)),
  ],
  constants: (rt) => typesOf(rt, { SHA224Type: sha224Type, SHA256Type: sha256Type, SHA384Type: sha384Type, SHA512Type: sha512Type }),
};

/** A type of `_sha3`, which is its own constructor. */
function sha3Type(name: string, digestLength: number, rate: number, suffix: number): TypeDefinition {
  const hasAnyLength = name.startsWith('shake');
  return hashType({
    typeName: `_sha3.${name}`, name, digestSize: hasAnyLength ? 0 : digestLength, blockSize: rate, hasAnyLength, gc: false,
    further: {
      flags: { immutable: true },
      slots: {
        new: (rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null) => {
          const [data, security] = unpackKeywordDict(rt, { function: name, names: ['', 'usedforsecurity'], maximumPositional: 1 }, args.value, kwargs);
          if (security !== undefined) isTrue(rt, security);
          return newHash(rt, type, new Keccak(rate, digestLength, suffix), data);
        },
      },
    },
    getset: [
      { name: '_capacity_bits', get: (rt) => newInt(rt, 1600 - 8 * rate) },
      { name: '_rate_bits', get: (rt) => newInt(rt, 8 * rate) },
      { name: '_suffix', get: (rt) => suffixBytes(rt, suffix) },
    ],
  });
}

function suffixBytes(rt: Runtime, suffix: number): PyObject {
  return incref(rt.singleBytes[suffix] as PyObject);
}

const sha3Types: Readonly<Record<string, TypeDefinition>> = {
  sha3_224: sha3Type('sha3_224', 28, 144, 0x06), sha3_256: sha3Type('sha3_256', 32, 136, 0x06), sha3_384: sha3Type('sha3_384', 48, 104, 0x06),
  sha3_512: sha3Type('sha3_512', 64, 72, 0x06), shake_128: sha3Type('shake_128', 16, 168, 0x1f), shake_256: sha3Type('shake_256', 32, 136, 0x1f),
};

const sha3Module: ModuleDefinition = {
  name: '_sha3', doc: null, methods: [], constants: (rt) => ({ ...typesOf(rt, sha3Types), implementation: newStr(rt, 'tiny_sha3') }),
};

const BLAKE2_PARAMETERS = ['', 'digest_size', 'key', 'salt', 'person', 'fanout', 'depth', 'leaf_size', 'node_offset', 'node_depth', 'inner_size', 'last_node', 'usedforsecurity'];

/** A buffer argument copied. */
function bytesArgument(rt: Runtime, object: PyObject | undefined, name: string, maximum: number): Uint8Array {
  if (object === undefined) return new Uint8Array(0);
  const buffer = getBuffer(rt, object, BufferFlags.Simple);
  try {
    if (buffer.length > maximum) raise(rt, 'ValueError', `maximum ${name} length is ${maximum} bytes`);
    return bufferBytes(buffer).slice();
  } finally {
    releaseBuffer(rt, buffer);
  }
}

/** An unsigned long argument within bounds. */
function unsignedArgument(rt: Runtime, object: PyObject | undefined, maximum: bigint, message: string): bigint {
  if (object === undefined) return 0n;
  const integer = indexAsIs(rt, object);
  const value = BigInt(integer.value);
  decref(rt, integer);
  if (value < 0n) raise(rt, 'ValueError', 'value must be positive');
  if (value >= 2n ** 64n) raise(rt, 'OverflowError', 'Python int too large to convert to C unsigned long');
  if (value > maximum) raise(rt, 'OverflowError', message);
  return value;
}

function smallArgument(rt: Runtime, object: PyObject | undefined, otherwise: number, minimum: number, maximum: number, message: string): number {
  const value = object === undefined ? otherwise : asInt32(rt, object);
  if (value < minimum || value > maximum) raise(rt, 'ValueError', message);
  return value;
}

function blake2Type(name: string, variant: Blake2Variant): TypeDefinition {
  const longest = 8 * variant.wordBytes;
  const part = 2 * variant.wordBytes;
  return hashType({
    typeName: `_blake2.${name}`, name, blockSize: 16 * variant.wordBytes, basicsize: variant.wordBytes === 8 ? 448 : 240, gc: false,
    digestSize: (self) => (self as PyObject<Blake2>).value.digestSize,
    further: {
      flags: { basetype: true, immutable: true },
      constants: (rt) => ({
        SALT_SIZE: newInt(rt, part), PERSON_SIZE: newInt(rt, part), MAX_KEY_SIZE: newInt(rt, longest), MAX_DIGEST_SIZE: newInt(rt, longest),
      }),
      slots: {
        new: (rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null) => {
          const [data, size, key, salt, person, fanout, depth, leaf, offset, nodeDepth, inner, last, security] = unpackKeywordDict(
            rt, { function: name, names: BLAKE2_PARAMETERS, maximumPositional: 1 }, args.value, kwargs,
          );
          if (security !== undefined) isTrue(rt, security);
          const digestSize = size === undefined ? longest : asSize(rt, size);
          if (digestSize <= 0 || digestSize > longest) raise(rt, 'ValueError', `digest_size must be between 1 and ${longest} bytes`);
          const digest = new Blake2(variant, {
            digestSize,
            salt: bytesArgument(rt, salt, 'salt', part),
            person: bytesArgument(rt, person, 'person', part),
            fanout: smallArgument(rt, fanout, 1, 0, 255, 'fanout must be between 0 and 255'),
            depth: smallArgument(rt, depth, 1, 1, 255, 'depth must be between 1 and 255'),
            leafSize: Number(unsignedArgument(rt, leaf, 0xffffffffn, 'leaf_size is too large')),
            nodeOffset: unsignedArgument(rt, offset, variant.wordBytes === 8 ? 2n ** 64n : 0xffffffffffffn, 'node_offset is too large'),
            nodeDepth: smallArgument(rt, nodeDepth, 0, 0, 255, 'node_depth must be between 0 and 255'),
            innerSize: smallArgument(rt, inner, 0, 0, longest, `inner_size must be between 0 and is ${longest}`),
            key: bytesArgument(rt, key, 'key', longest),
            lastNode: last !== undefined && isTrue(rt, last),
          });
          return newHash(rt, type, digest, data);
        },
      },
    },
  });
}

const blake2bType = blake2Type('blake2b', blake2b);
const blake2sType = blake2Type('blake2s', blake2s);

const blake2Module: ModuleDefinition = {
  name: '_blake2', doc: null, methods: [],
  constants: (rt) => typesOf(rt, { blake2b: blake2bType, blake2s: blake2sType }),
};

export const hashModules: readonly ModuleDefinition[] = [md5Module, sha1Module, sha2Module, sha3Module, blake2Module];
