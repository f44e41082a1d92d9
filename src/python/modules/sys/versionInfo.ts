/**
 * What sys says about the interpreter and the machine: the numbers of CPython on 64-bit Linux, the version from the profile.
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

export const MAXIMUM_SIZE = 9223372036854775807n;

const numbers = (rt: Runtime, values: readonly (number | bigint)[]): PyObject[] => values.map((value) => newInt(rt, value));

export function versionText({ profile }: Runtime): string {
  return `${profile.version.join('.')} ${profile.build}`;
}

/** PY_VERSION_HEX of a final release. */
export function hexVersion({ profile }: Runtime): number {
  const [major, minor, micro] = profile.version;
  return major * 0x1000000 + minor * 0x10000 + micro * 0x100 + 0xf0;
}

export function newVersionInfo(rt: Runtime): PyTuple {
  return newStructSequence(rt, versionInfoType, [...numbers(rt, rt.profile.version), newStr(rt, 'final'), newInt(rt, 0)]);
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

/** Every name of the standard library's top level (sys.stdlib_module_names). */
export const standardModuleNames: readonly string[] = `
  __future__ _abc _aix_support _ast _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw
  _collections _collections_abc _compat_pickle _compression _contextvars _crypt _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree
  _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _io _json _locale _lsprof _lzma _markupbase _md5 _msi
  _multibytecodec _multiprocessing _opcode _operator _osx_support _overlapped _pickle _posixshmem _posixsubprocess _py_abc _pydatetime _pydecimal _pyio
  _pylong _queue _random _scproxy _sha1 _sha2 _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct
  _symtable _thread _threading_local _tkinter _tokenize _tracemalloc _typing _uuid _warnings _weakref _weakrefset _winapi _zoneinfo abc aifc antigravity
  argparse array ast asyncio atexit audioop base64 bdb binascii bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop
  collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal
  difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt
  getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr importlib inspect io ipaddress itertools json keyword
  lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt
  ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix
  posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy
  sched secrets select selectors shelve shlex shutil signal site smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl
  stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this
  threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu
  uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
`.trim().split(/\s+/);
