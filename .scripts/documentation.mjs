// Records the documentation texts and signatures of what CPython writes in C (functions, types, methods, attributes, modules)
// into documentation-3.12.json, from a real CPython. dist/stdlib.bin carries them; the runtime reads them when a program asks.
//
//   HEAPGLASS_PYTHON=/path/to/python3.12 node .scripts/documentation.mjs
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** Native modules this runtime has or may come to have. */
const modules = `_abc _ast _asyncio _bisect _codecs _collections _contextvars _csv _datetime _decimal _functools _heapq _imp _io _json _locale
  _lsprof _operator _pickle _queue _random _signal _sre _stat _statistics _string _struct _symtable _thread _tokenize _tracemalloc _typing
  _warnings _weakref _md5 _sha1 _sha2 _sha3 _blake2 _opcode array atexit binascii builtins cmath errno faulthandler gc itertools marshal math
  posix select sys time unicodedata zlib`.split(/\s+/);

const recorder = `
import importlib, json, sys, types
owners = {}
seen = set()

def put(owner, name, value):
    text = getattr(value, '__doc__', None)
    signature = getattr(value, '__text_signature__', None)
    if name == '__new__' and signature == '($type, *args, **kwargs)' or not isinstance(text, str) and signature is None:
        return
    owners.setdefault(owner, {})[name] = [signature, text if isinstance(text, str) else None]

def record(type_):
    if type_ in seen:
        return
    seen.add(type_)
    is_python = type_.__flags__ & 1 << 9 and any(name in ('__dict__', '__weakref__', '__slots__') or isinstance(value, types.FunctionType) for name, value in type_.__dict__.items())
    if is_python:
        return
    owner = type_.__qualname__ if type_.__module__ == 'builtins' else type_.__module__ + '.' + type_.__qualname__
    put(owner, '', type_)
    for name, value in type_.__dict__.items():
        if isinstance(value, (staticmethod, classmethod)):
            value = value.__func__
        if type(value).__name__ in ('method_descriptor', 'classmethod_descriptor', 'builtin_function_or_method', 'getset_descriptor', 'member_descriptor'):
            put(owner, name, value)

def record_subclasses(type_):
    for subclass in type.__subclasses__(type_):
        record(subclass)
        record_subclasses(subclass)

modules = sys.argv[1:]
for name in modules:
    module = importlib.import_module(name)
    owners.setdefault(name, {})[''] = [None, module.__doc__]
    for value in vars(module).values():
        if isinstance(value, types.BuiltinFunctionType) and value.__self__ is module:
            put(name, value.__name__, value)
        elif isinstance(value, type):
            record(value)
record_subclasses(object)
print('{')
print(',\\n'.join(json.dumps(owner) + ':' + json.dumps(owners[owner], separators=(',', ':')) for owner in sorted(owners)))
print('}')
`;

const python = process.env.HEAPGLASS_PYTHON;
if (python === undefined || python === '') {
  console.error('Set HEAPGLASS_PYTHON to a CPython interpreter.');
  process.exit(2);
}
const { status, stdout, stderr } = spawnSync(python, ['-I', '-c', recorder, ...modules], { encoding: 'utf8', maxBuffer: 2 ** 26 });
if (status !== 0) throw new Error(stderr);
writeFileSync(path.join(import.meta.dirname, 'documentation-3.12.json'), stdout);
