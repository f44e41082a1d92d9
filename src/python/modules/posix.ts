/**
 * The `posix` module under `os`, minimal: an empty file system nobody can write to, no environment, no
 * other process. What `os` does not find here it leaves out.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  asIndexNumber, callObject, lookupSpecial, fast, fastKeywords, machine, newBool, newBytes, newDict, newInt, newList, newStr, noArgs, oneArg, raise, raiseOSError,
  type MethodDefinition, type PyInt, type PyStr, type PyType, type Runtime,
} from '../objects';
import { directoryEntryType } from './directoryEntry';
import { extensionType } from './extensionTypes';
import type { ModuleDefinition } from './moduleDefinition';
import { newStructSequence, structSequence, structSequenceType } from './structSequence';
import { processEnvironment } from './timeZone';

const messageByNumber: Readonly<Record<number, string>> = {
  1: 'Operation not permitted', 2: 'No such file or directory', 9: 'Bad file descriptor', 13: 'Permission denied', 17: 'File exists',
  20: 'Not a directory', 21: 'Is a directory', 22: 'Invalid argument', 29: 'Illegal seek', 30: 'Read-only file system', 32: 'Broken pipe',
};

/** The C library CPython would be linked with. */
const systemTexts: Readonly<Record<string, string>> = { CS_GNU_LIBC_VERSION: 'glibc 2.36', CS_PATH: '/bin:/usr/bin' };

/** What `sysconf` knows. */
const systemLimits: Readonly<Record<string, number>> = {
  SC_IOV_MAX: 1024, SC_OPEN_MAX: 1024, SC_PAGESIZE: 4096, SC_PAGE_SIZE: 4096, SC_NPROCESSORS_CONF: 1, SC_NPROCESSORS_ONLN: 1, SC_CLK_TCK: 100, SC_ARG_MAX: 2_097_152,
};

/** An operation on a path that is not there. */
const missing = (name: string): MethodDefinition => fastKeywords(name, (rt, _self, args) =>
  raiseOSError(rt, 2, 'No such file or directory', pathOf(rt, args[0])));
/** An operation that would change the file system. */
const refused = (name: string): MethodDefinition => fastKeywords(name, (rt, _self, args) =>
  raiseOSError(rt, 30, 'Read-only file system', pathOf(rt, args[0])));

function pathOf(rt: Runtime, path: PyObject | undefined): PyObject {
  if (path === undefined) raise(rt, 'TypeError', "function missing required argument 'path' (pos 1)");
  return path;
}

function isText(rt: Runtime, object: PyObject): object is PyStr {
  return (object.type as PyType).layout === rt.types.str;
}

/** PyOS_FSPath: owned str or bytes. */
export function fileSystemPath(rt: Runtime, path: PyObject): PyObject {
  const isPath = (object: PyObject): boolean => isText(rt, object) || (object.type as PyType).layout === rt.types.bytes;
  if (isPath(path)) return incref(path);
  const method = lookupSpecial(rt, path, '__fspath__');
  if (method === null) raise(rt, 'TypeError', `expected str, bytes or os.PathLike object, not ${path.type.name}`);
  let result: PyObject;
  try {
    result = callObject(rt, method, []);
  } finally {
    decref(rt, method);
  }
  if (isPath(result)) return result;
  const { name } = result.type;
  decref(rt, result);
  return raise(rt, 'TypeError', `expected ${path.type.name}.__fspath__() to return str or bytes, not ${name}`);
}

/** Bytes that look random, from the host's seed and how often they were asked for. */
function pseudoRandom(rt: Runtime, count: number): Uint8Array {
  if (count < 0) raise(rt, 'ValueError', 'negative argument not allowed');
  let word = ((rt.moduleStates.get('posix') as number | undefined) ?? rt.host.hashSeed + 0x9e3779b9) >>> 0;
  const bytes = Uint8Array.from({ length: count }, () => {
    word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
    return word >>> 24;
  });
  rt.moduleStates.set('posix', word);
  return bytes;
}

/** What a wait status says (sys/wait.h). */
const waitStatus: Readonly<Record<string, (status: number) => boolean | number>> = {
  WIFEXITED: (status) => (status & 0x7f) === 0, WEXITSTATUS: (status) => (status >> 8) & 0xff, WIFSIGNALED: (status) => ((status & 0x7f) + 1) << 24 >> 25 > 0,
  WTERMSIG: (status) => status & 0x7f, WIFSTOPPED: (status) => (status & 0xff) === 0x7f, WSTOPSIG: (status) => (status >> 8) & 0xff,
  WIFCONTINUED: (status) => status === 0xffff, WCOREDUMP: (status) => (status & 0x80) !== 0,
};

/** What `os.stat` gives; the ten fields of the tuple. */
const statResultType = structSequence('os.stat_result', 'stat_result: Result from stat, fstat, or lstat.',
  ['st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size', 'st_atime', 'st_mtime', 'st_ctime'], true);
const terminalSizeType = structSequence('os.terminal_size', 'A tuple of (columns, lines) for holding terminal window size', ['columns', 'lines'], true);

/** Regular file, readable by all. */
const FILE_MODE = 0o100644;

/** Of all files only the program's own and the library's sources are there. */
function statOf(rt: Runtime, _self: PyObject, args: readonly PyObject[]): PyObject {
  const path = pathOf(rt, args[0]);
  const text = isText(rt, path) ? machine(rt).sourceText(path.value) : null;
  if (text === null) return raiseOSError(rt, 2, 'No such file or directory', path);
  const size = [...text].reduce((bytes, character) => bytes + utf8Size(character.codePointAt(0) as number), 0);
  return newStructSequence(rt, statResultType, [FILE_MODE, 0, 0, 1, 0, 0, size, 0, 0, 0].map((value) => newInt(rt, value)));
}

const utf8Size = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);

/** A name or value of the environment, which `os` gives as bytes. */
function environmentText(object: PyObject | undefined): string {
  const value: unknown = object?.value;
  return value instanceof Uint8Array ? String.fromCharCode(...value) : String(value);
}

export const posixModule: ModuleDefinition = {
  name: 'posix',
  doc: 'This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).',
  methods: [
    ...['stat', 'lstat'].map((name) => fastKeywords(name, statOf)),
    ...['readlink', 'scandir', 'chdir', 'chmod', 'utime', 'statvfs'].map(missing),
    ...['mkdir', 'rmdir', 'remove', 'unlink', 'rename', 'replace', 'link', 'symlink', 'truncate', 'open'].map(refused),
    fast('listdir', (rt, _self, args) => {
      const path = args[0];
      if (path === undefined || (isText(rt, path) && (path.value === '.' || path.value === '/'))) return newList(rt, []);
      return raiseOSError(rt, 2, 'No such file or directory', path);
    }),
    fastKeywords('fspath', (rt, _self, args) => fileSystemPath(rt, pathOf(rt, args[0]))),
    fast('putenv', (rt, _self, args) => {
      processEnvironment(rt).set(environmentText(args[0]), environmentText(args[1]));
      return incref(rt.none);
    }),
    oneArg('unsetenv', (rt, _self, name) => {
      processEnvironment(rt).delete(environmentText(name));
      return incref(rt.none);
    }),
    fastKeywords('access', (rt) => newBool(rt, false)),
    noArgs('getcwd', (rt) => newStr(rt, '/')),
    noArgs('getcwdb', (rt) => newBytes(rt, Uint8Array.of(47))),
    noArgs('getpid', (rt) => newInt(rt, 1)),
    noArgs('cpu_count', (rt) => newInt(rt, 1)),
    fast('strerror', (rt, _self, args) => {
      const number = asIndexNumber(rt, args[0] as PyObject, 'OverflowError');
      return newStr(rt, messageByNumber[number] ?? `Unknown error ${number}`);
    }),
    // There is no entropy here: the same bytes at each run.
    fast('urandom', (rt, _self, args) => newBytes(rt, pseudoRandom(rt, asIndexNumber(rt, args[0] as PyObject, 'OverflowError')))),
    // No process is anybody's child.
    ...['wait', 'waitpid', 'wait3', 'wait4'].map((name) => fast(name, (rt) => raiseOSError(rt, 10, 'No child processes'))),
    fastKeywords('waitstatus_to_exitcode', (rt, _self, args) => {
      const status = asIndexNumber(rt, args[0] as PyObject, 'OverflowError');
      return newInt(rt, (status & 0x7f) === 0 ? (status >> 8) & 0xff : -(status & 0x7f));
    }),
    ...Object.entries(waitStatus).map(([name, read]) => fastKeywords(name, (rt, _self, args) => {
      const result = read(asIndexNumber(rt, args[0] as PyObject, 'OverflowError'));
      return typeof result === 'boolean' ? newBool(rt, result) : newInt(rt, result);
    })),
    fast('isatty', (rt) => newBool(rt, false)),
    oneArg('confstr', (rt, _self, name) => {
      const value = typeof name.value === 'string' && Object.hasOwn(systemTexts, name.value) ? systemTexts[name.value] : undefined;
      return newStr(rt, value ?? raise(rt, 'ValueError', 'unrecognized configuration name'));
    }),
    oneArg('sysconf', (rt, _self, name) => {
      const value = typeof name.value === 'string' ? (Object.hasOwn(systemLimits, name.value) ? systemLimits[name.value] : undefined) : Object.values(systemLimits)[0];
      return newInt(rt, value ?? raise(rt, 'ValueError', 'unrecognized configuration name'));
    }),
  ],
  constants: (rt) => {
    const flags: Record<string, PyInt> = {};
    for (const [name, value] of Object.entries({ F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024, O_NONBLOCK: 2048, O_NOFOLLOW: 131072, O_CLOEXEC: 524288 })) {
      flags[name] = newInt(rt, value);
    }
    Object.assign(flags, { WNOHANG: newInt(rt, 1), WUNTRACED: newInt(rt, 2), WCONTINUED: newInt(rt, 8) });
    const types = { stat_result: incref(structSequenceType(rt, statResultType).object), terminal_size: incref(structSequenceType(rt, terminalSizeType).object), DirEntry: incref(extensionType(rt, directoryEntryType).object) };
    return { ...types, environ: newDict(rt), _have_functions: newList(rt, []), error: incref(rt.exceptions.OSError.object), ...flags };
  },
};
