/** Attempts to get out of a scenario: to files, processes, the network, the environment, JavaScript. Each gets the error of an empty machine. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../src/session';
import { loadToolchain, runSource } from './toolchainForTests';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
});

/** What the expression gives, or its error, as one line. */
function attempt(expression: string, before = ''): string {
  const { stdout, stderr } = runSource(toolchain, `${before}\ntry:\n    print('got', repr(${expression}))\nexcept BaseException as error:\n    print(type(error).__name__, error)\n`);
  expect(stderr).toBe('');
  return stdout.trim();
}

/** For each attempt: what it wants, the expression, what goes before, what comes out. */
const attempts: readonly (readonly [what: string, expression: string, before: string, outcome: string])[] = [
  ['a file', "open('/etc/passwd')", '', "FileNotFoundError [Errno 2] No such file or directory: '/etc/passwd'"],
  ['a new file', "open('x.txt', 'w')", '', "OSError [Errno 30] Read-only file system: 'x.txt'"],
  ['a descriptor', 'open(0)', '', 'OSError [Errno 9] Bad file descriptor'],
  ['a raw file', "io.FileIO('/etc/passwd')", 'import io', "FileNotFoundError [Errno 2] No such file or directory: '/etc/passwd'"],
  ['a path', "pathlib.Path('/etc/passwd').read_text()", 'import pathlib', "FileNotFoundError [Errno 2] No such file or directory: '/etc/passwd'"],
  ['a temporary file', 'tempfile.mkstemp()', 'import tempfile', "FileNotFoundError [Errno 2] No usable temporary directory found in ['/tmp', '/var/tmp', '/usr/tmp', '/']"],
  ['lines of a file', "linecache.getlines('/etc/passwd')", 'import linecache', 'got []'],
  ["a loader's source", "os.__loader__.get_source('../../../etc/passwd')", 'import os', 'ImportError loader for os cannot handle ../../../etc/passwd'],
  ['a folder', "os.listdir('/')", 'import os', 'got []'],
  ['to remove a file', "os.remove('/etc/passwd')", 'import os', "OSError [Errno 30] Read-only file system: '/etc/passwd'"],
  ['the environment', 'dict(os.environ)', 'import os', 'got {}'],
  ['a shell', "os.system('ls')", 'import os', "AttributeError module 'os' has no attribute 'system'"],
  ['a process', "os.fork()", 'import os', "AttributeError module 'os' has no attribute 'fork'"],
  ['to kill', 'os.kill(1, 9)', 'import os', "AttributeError module 'os' has no attribute 'kill'"],
  ['a process by pickle', "pickle.loads(b\"cos\\nsystem\\n(S'ls'\\ntR.\")", 'import pickle', "AttributeError Can't get attribute 'system' on <module 'os' from '/usr/lib/python3.12/os.py'>"],
  ['C functions', "__import__('ctypes')", '', "ModuleNotFoundError No module named 'ctypes'"],
  ['another interpreter', "__import__('multiprocessing')", '', "ModuleNotFoundError No module named 'multiprocessing'"],
  ['a connection', "socket.socket().connect(('127.0.0.1', 80))", 'import socket', 'ConnectionRefusedError [Errno 111] Connection refused'],
  ['a host by name', "socket.create_connection(('example.com', 80))", 'import socket', 'gaierror [Errno -2] Name or service not known'],
  ['a page', "urlopen('http://example.com')", 'from urllib.request import urlopen', 'URLError <urlopen error [Errno -2] Name or service not known>'],
  ['the prototype of an object', '{}.__proto__', '', "AttributeError 'dict' object has no attribute '__proto__'"],
  ['a constructor', '[].constructor', '', "AttributeError 'list' object has no attribute 'constructor'"],
  ["a constructor's name", 'constructor', '', "NameError name 'constructor' is not defined"],
  ['a constructor by format', "'{0.constructor}'.format([])", '', "AttributeError 'list' object has no attribute 'constructor'"],
  ['a constructor as module', "__import__('constructor')", '', "ModuleNotFoundError No module named 'constructor'"],
  ['a constructor as encoding', "'a'.encode('constructor')", '', 'LookupError unknown encoding: constructor'],
  ['a constructor as error handler', "'\\xe4'.encode('ascii', 'constructor')", '', "LookupError unknown error handler name 'constructor'"],
  ['a constructor as key', "sys.modules['constructor']", 'import sys', "KeyError 'constructor'"],
  ['to change every object', '(A().__dict__, hasattr(B(), "polluted"), {}.get("polluted"))', 'class A: pass\nclass B: pass\nA.__proto__ = {"polluted": 1}\nglobals()["__proto__"] = {"polluted": 1}', 'got ({}, False, None)'],
  ['to change every object by keywords', '(lambda **names: names)(**{"__proto__": {"polluted": 1}, "constructor": 2})', '', "got {'__proto__': {'polluted': 1}, 'constructor': 2}"],
  ['JavaScript', "eval('process.exit()')", '', "NameError name 'process' is not defined"],
  ["JavaScript's globals", "eval('globalThis')", '', "NameError name 'globalThis' is not defined"],
  ['instructions there are not', 'exec((lambda: 1).__code__.replace(co_code=bytes([255, 255] * 10)))', '', 'SystemError unknown opcode 255'],
  ['a code object from bytes', "marshal.loads(b'xxxx')", 'import marshal', 'EOFError marshal data too short'],
  ['input', 'input()', '', 'EOFError EOF when reading a line'],
  ['a type of the host', "[c.__name__ for c in object.__subclasses__() if 'js' in c.__name__.lower()]", '', 'got []'],
];

describe('a scenario stays inside', () => {
  it.each(attempts)('%s', (_what, expression, before, outcome) => {
    expect(attempt(expression, before)).toBe(outcome);
  });

  it('time and randomness are the same in each run', () => {
    const source = 'import time, os, random, uuid\nprint(time.time(), os.urandom(8), random.random(), uuid.uuid4(), time.perf_counter())\ntime.sleep(3600)\nprint(time.time())\n';
    expect(runSource(toolchain, source)).toEqual(runSource(toolchain, source));
  });

  it('nothing of one run is left in the next', () => {
    runSource(toolchain, 'import sys, builtins, gc\nbuiltins.left = sys.left = 1\nsys.modules["left"] = sys\ngc.disable()\n');
    expect(runSource(toolchain, 'import sys, builtins, gc\nprint(hasattr(builtins, "left"), hasattr(sys, "left"), "left" in sys.modules, gc.isenabled())\n').stdout).toBe('False False False True\n');
  });
});
