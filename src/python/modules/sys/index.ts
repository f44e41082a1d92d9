/**
 * The `sys` module: what a program may ask of the interpreter it runs in.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  asIndexNumber, asInt32, asSize, callObject, DIGITS_CHECK_THRESHOLD, fast, fastKeywords, floatFromArgument, indexValue, intMaxStrDigits, setIntMaxStrDigits, internStr, internStrObject, lookupSpecial, machine, matches, newBool, newDict, newFloat, newFrozenset, newInt,
  newList, newStr, newTuple, noArgs, oneArg, preHeaderBytes, PythonError, raise, varArgs, raiseObject, newException, newSimpleNamespace,
  type MethodDefinition, type PyException, type PyStr, type PyType, type Runtime, varArgsKeywords, dictGetString,
} from '../../objects';
import { bindArguments, checkPositional } from '../keywordArguments';
import { setOwned, type ModuleDefinition } from '../moduleDefinition';
import { newTextStream } from '../textStream';
import type { Interpreter } from '../../vm';
import { newMonitoring } from './monitoring';
import { traceHookFunctions } from './traceHooks';
import { asyncFunctions } from './asyncHooks';
import { breakpointHook } from './breakpoint';
import { threadFrameFunctions } from './threadFrames';
import { hookFunctions } from './hooks';
import {
  hexVersion, MAXIMUM_SIZE, newFlags, newFloatInfo, newHashInfo, newIntInfo, newThreadInfo, newVersionInfo, standardModuleNames, versionText,
} from './versionInfo';

function allocatedBlocks(rt: Runtime): number {
  rt.blocks.activate();
  return rt.profile.blocksAtStart + rt.blocks.blockCount;
}

/** _PySys_GetSizeOf */
function sizeOf(rt: Runtime, object: PyObject): PyObject {
  const method = lookupSpecial(rt, object, '__sizeof__');
  if (method === null) raise(rt, 'TypeError', `Type ${object.type.name} doesn't define __sizeof__`);
  let result: PyObject;
  try {
    result = callObject(rt, method, []);
  } finally {
    decref(rt, method);
  }
  if ((result.type as PyType).layout !== rt.types.int) {
    decref(rt, result);
    raise(rt, 'TypeError', 'an integer is required');
  }
  try {
    const size = asSize(rt, result);
    if (size < 0) raise(rt, 'ValueError', '__sizeof__() should return >= 0');
    return newInt(rt, BigInt(indexValue(rt, result)) + BigInt(preHeaderBytes(object)));
  } finally {
    decref(rt, result);
  }
}

const sizeSignature = { name: 'getsizeof', parameters: ['object', 'default'], required: 1 };

function currentException(rt: Runtime): PyException | null {
  return machine(rt).handledException() as PyException | null;
}

function exceptionInfo(rt: Runtime): PyObject {
  const exception = currentException(rt);
  if (exception === null) return newTuple(rt, [incref(rt.none), incref(rt.none), incref(rt.none)]);
  return newTuple(rt, [incref((exception.type as PyType).object), incref(exception), incref(exception.value.traceback ?? rt.none)]);
}

function frameAt(rt: Runtime, args: readonly PyObject[]): PyObject {
  checkPositional(rt, '_getframe', args, 0, 1);
  const depth = args[0] === undefined ? 0 : asIndexNumber(rt, args[0], 'OverflowError');
  return machine(rt).frameObject(Math.max(0, depth)) ?? raise(rt, 'ValueError', 'call stack is not deep enough');
}

/** Makes no frame object, unlike `_getframe`. */
function frameModuleName(rt: Runtime, depth: number): PyObject {
  let { frame } = machine(rt) as unknown as Interpreter;
  for (let left = depth; left > 0 && frame !== null; left--) frame = frame.previous;
  return incref(frame?.function.value.module ?? rt.none);
}

const introspection: readonly MethodDefinition[] = [
  oneArg('getrefcount', (rt, _self, object) => newInt(rt, machine(rt).refcountOf(object)),
    'Return the reference count of object.\n\nThe count returned is generally one higher than you might expect,\n'
    + 'because it includes the (temporary) reference as an argument to\ngetrefcount().'),
  varArgsKeywords('getsizeof', (rt, _self, args, kwargs) => {
    const names: PyStr[] = kwargs === null ? [] : (kwargs.value.keys.filter((key) => key !== null) as PyStr[]);
    const values = names.map((name) => dictGetString(kwargs as NonNullable<typeof kwargs>, name.value) as PyObject);
    const [object, fallback] = bindArguments(rt, sizeSignature, [...args.value, ...values], names) as [PyObject, PyObject | null];
    if (fallback === null) return sizeOf(rt, object);
    return sizeWithDefault(rt, object, fallback);
  }, 'getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes.'),
  fast('_getframe', (rt, _self, args) => frameAt(rt, args)),
  fastKeywords('_getframemodulename', (rt, _self, args, kwnames) => {
    const [depth] = bindArguments(rt, { name: '_getframemodulename', parameters: ['depth'], required: 0 }, args, kwnames);
    return frameModuleName(rt, depth === null || depth === undefined ? 0 : asInt32(rt, depth));
  }),
  noArgs('exc_info', exceptionInfo),
  noArgs('exception', (rt) => incref(currentException(rt) ?? rt.none)),
  noArgs('getallocatedblocks', (rt) => newInt(rt, allocatedBlocks(rt)), 'Return the number of memory blocks currently allocated.'),
  noArgs('_clear_type_cache', (rt) => incref(rt.none)),
  fast('getunicodeinternedsize', (rt) => newInt(rt, rt.interned.size)),
];

function sizeWithDefault(rt: Runtime, object: PyObject, fallback: PyObject): PyObject {
  try {
    return sizeOf(rt, object);
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.TypeError)) throw error;
    decref(rt, error.exception);
    return incref(fallback);
  }
}

const settings: readonly MethodDefinition[] = [
  oneArg('intern', (rt, _self, text) => {
    if (text.type !== rt.types.str) {
      raise(rt, 'TypeError', (text.type as PyType).layout === rt.types.str
        ? `can't intern ${text.type.name}`
        : `intern() argument must be str, not ${text.type.name}`);
    }
    return internStrObject(rt, text as PyStr);
  }),
  noArgs('getrecursionlimit', (rt) => newInt(rt, machine(rt).recursionLimit)),
  oneArg('setrecursionlimit', (rt, _self, limit) => {
    const value = asIndexNumber(rt, limit, 'OverflowError');
    if (value < 1) raise(rt, 'ValueError', 'recursion limit must be greater or equal than 1');
    const depth = machine(rt).recursionDepth;
    if (depth >= value) {
      raise(rt, 'RecursionError', `cannot set the recursion limit to ${value} at the recursion depth ${depth}: the limit is too low`);
    }
    machine(rt).recursionLimit = value;
    return incref(rt.none);
  }),
  fast('exit', (rt, _self, args) => {
    checkPositional(rt, 'exit', args, 0, 1);
    const exit = newException(rt, 'SystemExit', args[0] === undefined ? [] : [incref(args[0])]);
    try {
      return raiseObject(rt, exit);
    } finally {
      decref(rt, exit);
    }
  }, 'Exit the interpreter by raising SystemExit(status).'),
  noArgs('getdefaultencoding', (rt) => newStr(rt, 'utf-8')),
  noArgs('getfilesystemencoding', (rt) => newStr(rt, 'utf-8')),
  noArgs('getfilesystemencodeerrors', (rt) => newStr(rt, 'surrogateescape')),
  noArgs('getswitchinterval', (rt) => newFloat(rt, (rt.moduleStates.get('switchinterval') as number | undefined) ?? 0.005)),
  oneArg('setswitchinterval', (rt, _self, interval) => {
    const seconds = floatFromArgument(rt, interval);
    if (!(seconds > 0)) raise(rt, 'ValueError', 'switch interval must be strictly positive');
    // In microseconds, as CPython keeps it.
    rt.moduleStates.set('switchinterval', Math.trunc(seconds * 1e6) / 1e6);
    return incref(rt.none);
  }),
  noArgs('get_int_max_str_digits', (rt) => newInt(rt, intMaxStrDigits(rt))),
  fastKeywords('set_int_max_str_digits', (rt, _self, args, kwnames) => {
    const [argument] = bindArguments(rt, { name: 'set_int_max_str_digits', parameters: ['maxdigits'], required: 1 }, args, kwnames);
    const digits = asInt32(rt, argument as PyObject);
    if (digits !== 0 && digits < DIGITS_CHECK_THRESHOLD) raise(rt, 'ValueError', `maxdigits must be 0 or larger than ${DIGITS_CHECK_THRESHOLD}`);
    setIntMaxStrDigits(rt, digits);
    return incref(rt.none);
  }),
  noArgs('is_finalizing', (rt) => newBool(rt, rt.moduleStates.get('finalizing') === true)),
  ...traceHookFunctions,
  varArgs('audit', (rt) => incref(rt.none)),
  ...asyncFunctions,
  ...threadFrameFunctions,
];

function implementation(rt: Runtime): PyObject {
  const dict = newDict(rt);
  setOwned(rt, dict, 'name', internStr(rt, 'cpython'));
  setOwned(rt, dict, 'cache_tag', newStr(rt, `cpython-${rt.profile.version[0]}${rt.profile.version[1]}`));
  setOwned(rt, dict, 'version', newVersionInfo(rt));
  setOwned(rt, dict, 'hexversion', newInt(rt, hexVersion(rt)));
  setOwned(rt, dict, '_multiarch', newStr(rt, 'x86_64-linux-gnu'));
  return newSimpleNamespace(rt, dict);
}

const texts = (rt: Runtime, values: readonly string[]): PyObject[] => values.map((value) => newStr(rt, value));

function constants(rt: Runtime): Record<string, PyObject> {
  const names = texts(rt, standardModuleNames);
  const stdlibModuleNames = newFrozenset(rt, names);
  for (const name of names) decref(rt, name);
  const stdin = newTextStream(rt, 'stdin');
  const stdout = newTextStream(rt, 'stdout');
  const stderr = newTextStream(rt, 'stderr');
  return {
    version: newStr(rt, versionText(rt)),
    hexversion: newInt(rt, hexVersion(rt)),
    version_info: newVersionInfo(rt),
    api_version: newInt(rt, 1013),
    copyright: newStr(rt, `Copyright (c) 2001-${rt.profile.copyrightYear} Python Software Foundation.\nAll Rights Reserved.`),
    platform: newStr(rt, 'linux'),
    maxsize: newInt(rt, MAXIMUM_SIZE),
    maxunicode: newInt(rt, 0x10ffff),
    byteorder: newStr(rt, 'little'),
    flags: newFlags(rt),
    float_info: newFloatInfo(rt),
    float_repr_style: newStr(rt, 'short'),
    hash_info: newHashInfo(rt),
    int_info: newIntInfo(rt),
    thread_info: newThreadInfo(rt),
    monitoring: newMonitoring(rt),
    implementation: implementation(rt),
    stdlib_module_names: stdlibModuleNames,
    builtin_module_names: newTuple(rt, texts(rt, [...machine(rt).nativeModuleNames].sort())),
    argv: newList(rt, texts(rt, rt.host.argv)),
    orig_argv: newList(rt, texts(rt, ['python3', ...rt.host.argv])),
    path: newList(rt, texts(rt, ['/usr/lib/python3.12'])),
    meta_path: newList(rt, []),
    path_hooks: newList(rt, []),
    path_importer_cache: newDict(rt),
    modules: incref(rt.modules),
    warnoptions: newList(rt, []),
    _xoptions: newDict(rt),
    prefix: newStr(rt, '/usr'),
    base_prefix: newStr(rt, '/usr'),
    exec_prefix: newStr(rt, '/usr'),
    base_exec_prefix: newStr(rt, '/usr'),
    platlibdir: newStr(rt, 'lib'),
    executable: newStr(rt, '/usr/bin/python3'),
    abiflags: newStr(rt, ''),
    dont_write_bytecode: newBool(rt, true),
    pycache_prefix: incref(rt.none),
    _git: newTuple(rt, texts(rt, ['CPython', '', ''])),
    _framework: newStr(rt, ''),
    stdin,
    __stdin__: incref(stdin),
    stdout,
    __stdout__: incref(stdout),
    stderr,
    __stderr__: incref(stderr),
  };
}

const hookAliases = ['breakpointhook', 'displayhook', 'excepthook', 'unraisablehook'];

export const sysModule: ModuleDefinition = {
  name: 'sys',
  doc: 'This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.\n',
  methods: [breakpointHook, ...hookFunctions, ...introspection, ...settings],
  constants: (rt, module) => {
    const values = constants(rt);
    for (const name of hookAliases) values[`__${name}__`] = incref(dictGetString(module.value.dict, name) as PyObject);
    return values;
  },
};

