/**
 * What sys says about the interpreter and the machine: the numbers of CPython 3.12.1 on 64-bit Linux.
 */
import { incref, type PyObject } from '../../memory';
import { newBool, newFloat, newInt, newStr, type PyTuple, type Runtime } from '../../objects';
import { newStructSequence, structSequence } from '../structSequence';

const versionInfoType = structSequence('sys.version_info', 'sys.version_info\n\nVersion information as a named tuple.',
  ['major', 'minor', 'micro', 'releaselevel', 'serial']);
const flagsType = structSequence('sys.flags', 'sys.flags\n\nFlags provided through command line arguments or environment vars.', [
  'debug', 'inspect', 'interactive', 'optimize', 'dont_write_bytecode', 'no_user_site', 'no_site', 'ignore_environment', 'verbose',
  'bytes_warning', 'quiet', 'hash_randomization', 'isolated', 'dev_mode', 'utf8_mode', 'warn_default_encoding', 'safe_path', 'int_max_str_digits',
]);
const floatInfoType = structSequence('sys.float_info', 'sys.float_info\n\nA named tuple holding information about the float type.', [
  'max', 'max_exp', 'max_10_exp', 'min', 'min_exp', 'min_10_exp', 'dig', 'mant_dig', 'epsilon', 'radix', 'rounds',
]);
const hashInfoType = structSequence('sys.hash_info', 'hash_info\n\nA named tuple providing parameters used for computing hashes.', [
  'width', 'modulus', 'inf', 'nan', 'imag', 'algorithm', 'hash_bits', 'seed_bits', 'cutoff',
]);
const intInfoType = structSequence('sys.int_info', "sys.int_info\n\nA named tuple that holds information about Python's internal integer representation.", [
  'bits_per_digit', 'sizeof_digit', 'default_max_str_digits', 'str_digits_check_threshold',
]);
const threadInfoType = structSequence('sys.thread_info', 'sys.thread_info\n\nA named tuple holding information about the thread implementation.',
  ['name', 'lock', 'version']);

export const VERSION = '3.12.1 (main, Dec  8 2023, 00:00:00) [GCC 12.2.0]';
export const HEX_VERSION = 0x030c01f0;
export const MAXIMUM_SIZE = 9223372036854775807n;

const numbers = (rt: Runtime, values: readonly (number | bigint)[]): PyObject[] => values.map((value) => newInt(rt, value));

export function newVersionInfo(rt: Runtime): PyTuple {
  return newStructSequence(rt, versionInfoType, [...numbers(rt, [3, 12, 1]), newStr(rt, 'final'), newInt(rt, 0)]);
}

export function newFlags(rt: Runtime): PyTuple {
  const hashRandomization = 0;
  return newStructSequence(rt, flagsType, [
    ...numbers(rt, [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, hashRandomization, 0]), newBool(rt, false), ...numbers(rt, [0, 0]), newBool(rt, false), newInt(rt, 4300),
  ]);
}

export function newFloatInfo(rt: Runtime): PyTuple {
  return newStructSequence(rt, floatInfoType, [
    newFloat(rt, Number.MAX_VALUE), ...numbers(rt, [1024, 308]), newFloat(rt, 2.2250738585072014e-308), ...numbers(rt, [-1021, -307, 15, 53]),
    newFloat(rt, Number.EPSILON), ...numbers(rt, [2, 1]),
  ]);
}

export function newHashInfo(rt: Runtime): PyTuple {
  return newStructSequence(rt, hashInfoType, [
    ...numbers(rt, [64, 2n ** 61n - 1n, 314159, 0, 1000003]), newStr(rt, 'siphash13'), ...numbers(rt, [64, 128, 0]),
  ]);
}

export function newIntInfo(rt: Runtime): PyTuple {
  return newStructSequence(rt, intInfoType, numbers(rt, [30, 4, 4300, 640]));
}

export function newThreadInfo(rt: Runtime): PyTuple {
  return newStructSequence(rt, threadInfoType, [newStr(rt, 'pthread'), newStr(rt, 'semaphore'), incref(rt.none)]);
}

/** Every module name of the standard library's top level that people forget to import. */
export const standardModuleNames: readonly string[] = [
  '__future__', '_abc', '_collections_abc', '_weakrefset', 'abc', 'argparse', 'array', 'ast', 'asyncio', 'atexit', 'base64', 'bisect', 'builtins',
  'calendar', 'cmath', 'codecs', 'collections', 'contextlib', 'contextvars', 'copy', 'copyreg', 'csv', 'ctypes', 'dataclasses', 'datetime', 'decimal',
  'difflib', 'dis', 'doctest', 'email', 'enum', 'errno', 'fractions', 'functools', 'gc', 'getpass', 'glob', 'gzip', 'hashlib', 'heapq', 'html', 'http',
  'importlib', 'inspect', 'io', 'ipaddress', 'itertools', 'json', 'keyword', 'linecache', 'locale', 'logging', 'math', 'multiprocessing', 'numbers',
  'operator', 'os', 'pathlib', 'pickle', 'platform', 'pprint', 'profile', 'queue', 'random', 're', 'reprlib', 'sched', 'secrets', 'select', 'shelve',
  'shlex', 'shutil', 'signal', 'socket', 'sqlite3', 'ssl', 'stat', 'statistics', 'string', 'struct', 'subprocess', 'sys', 'tempfile', 'textwrap',
  'threading', 'time', 'timeit', 'token', 'tokenize', 'tomllib', 'trace', 'traceback', 'tracemalloc', 'types', 'typing', 'unicodedata', 'unittest',
  'urllib', 'uuid', 'warnings', 'wave', 'weakref', 'xml', 'zipfile', 'zlib', 'zoneinfo',
];
