/**
 * builtins: running code (compile, eval, exec, globals, locals, __import__, breakpoint).
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  anyBytesView, asIndexNumber, callObject, dictGetString, fast, fastKeywords, internStr, machine, noArgs, raise, raiseUnicodeEncodeError, dictSetString,
  type MethodDefinition, type PyCode, type PyDict, type PyStr, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { bindArguments, checkPositional } from '../keywordArguments';
import { compileFunction } from './compilation';
import { sysAttribute } from './inputAndOutput';
import { decodedSource } from './sourceBytes';

/** Source text of a str or bytes-like argument, as the compiler takes it (_Py_SourceAsString). */
export function sourceOf(rt: Runtime, source: PyObject, functionName: string, what: string, filename = '<string>'): string {
  const isText = (source.type as PyType).layout === rt.types.str;
  const bytes = isText ? null : anyBytesView(rt, source);
  if (!isText && bytes === null) raise(rt, 'TypeError', `${functionName}() arg 1 must be a ${what}`);
  const hasNull = bytes === null ? (source as PyStr).value.includes('\0') : bytes.includes(0);
  if (hasNull) raise(rt, 'SyntaxError', 'source code string cannot contain null bytes');
  if (bytes !== null) return decodedSource(rt, bytes, filename);
  const text = (source as PyStr).value;
  const surrogate = LONE_SURROGATE.exec(text);
  if (surrogate !== null) {
    const at = [...text.slice(0, surrogate.index)].length;
    raiseUnicodeEncodeError(rt, 'utf-8', source as PyStr, at, at + 1, 'surrogates not allowed');
  }
  return text;
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const isDict = (rt: Runtime, object: PyObject): object is PyDict => (object.type as PyType).layout === rt.types.dict;

function isMapping(rt: Runtime, object: PyObject): boolean {
  return (object.type as PyType).mpSubscript !== null && (isDict(rt, object) || (object.type as PyType).layout !== rt.types.str);
}

/** Runs code or source in the namespaces given; both default to those of the caller. */
function run(
  rt: Runtime, kind: 'eval' | 'exec', source: PyObject, globalsArgument: PyObject, localsArgument: PyObject, closure: PyObject | null,
): PyObject {
  if (localsArgument !== rt.none && !isMapping(rt, localsArgument)) {
    raise(rt, 'TypeError', kind === 'eval' ? 'locals must be a mapping' : `locals must be a mapping or None, not ${localsArgument.type.name}`);
  }
  if (globalsArgument !== rt.none && !isDict(rt, globalsArgument)) {
    raise(rt, 'TypeError', kind === 'exec'
      ? `exec() globals must be a dict, not ${globalsArgument.type.name}`
      : isMapping(rt, globalsArgument) ? 'globals must be a real dict; try eval(expr, {}, mapping)' : 'globals must be a dict');
  }
  let globals: PyDict;
  let locals: PyObject;
  if (globalsArgument === rt.none) {
    globals = incref(rt.currentGlobals() ?? rt.builtins);
    locals = localsArgument === rt.none ? machine(rt).currentLocals() : incref(localsArgument);
  } else {
    globals = incref(globalsArgument as PyDict);
    locals = incref(localsArgument === rt.none ? globals : localsArgument);
  }
  try {
    if (dictGetString(globals, '__builtins__') === null) {
      const name = internStr(rt, '__builtins__');
      dictSetString(rt, globals, name, machine(rt).currentBuiltins());
      decref(rt, name);
    }
    if (source.type === rt.types.code) return runCode(rt, kind, source as PyCode, globals, locals, closure);
    if (closure !== null) raise(rt, 'TypeError', 'closure can only be used when source is a code object');
    const text = sourceOf(rt, source, kind, 'string, bytes or code object');
    const code = machine(rt).compileSource({
      source: kind === 'eval' ? withoutIndentation(text) : text, filename: '<string>', mode: kind, flags: machine(rt).compilerFlags, optimize: 0, featureVersion: -1,
    });
    try {
      return machine(rt).executeCode(code, globals, locals, null);
    } finally {
      decref(rt, code);
    }
  } finally {
    decref(rt, globals);
    decref(rt, locals);
  }
}

/** `eval` takes a text that begins with blanks. */
function withoutIndentation(source: string): string {
  return source.replace(/^[ \t]+/, '');
}

function runCode(rt: Runtime, kind: 'eval' | 'exec', code: PyCode, globals: PyDict, locals: PyObject, closure: PyObject | null): PyObject {
  const { source } = code.value;
  const freeCount = source.localspluskinds.reduce((count, bits) => count + ((bits & 0x80) === 0 ? 0 : 1), 0);
  if (freeCount > 0 && kind === 'eval') raise(rt, 'TypeError', 'code object passed to eval() may not contain free variables');
  if (freeCount === 0) {
    if (closure !== null) raise(rt, 'TypeError', 'cannot use a closure with this code object');
    return machine(rt).executeCode(code, globals, locals, null);
  }
  const cells = closure !== null && closure.type === rt.types.tuple ? (closure as PyTuple).value : null;
  if (cells === null || cells.length !== freeCount || cells.some((cell) => cell.type !== rt.types.cell)) {
    raise(rt, 'TypeError', `code object requires a closure of exactly length ${freeCount}`);
  }
  return machine(rt).executeCode(code, globals, locals, closure as PyTuple);
}

const execSignature = { name: 'exec', parameters: ['source', 'globals', 'locals', 'closure'], required: 1, positionalOnly: 3, maximumPositional: 3 };
const importSignature = { name: '__import__', parameters: ['name', 'globals', 'locals', 'fromlist', 'level'], required: 1 };

function importFunction(rt: Runtime, _self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const [name, globals, locals, fromlist, level] = bindArguments(rt, importSignature, args, kwnames) as
    [PyObject, PyObject | null, PyObject | null, PyObject | null, PyObject | null];
  if ((name.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', 'module name must be a string');
  return machine(rt).importModule(
    name as PyStr,
    globals !== null && isDict(rt, globals) ? globals : null,
    locals,
    fromlist ?? rt.emptyTuple,
    level === null ? 0 : asIndexNumber(rt, level, 'OverflowError'),
  );
}

export const executionFunctions: readonly MethodDefinition[] = [
  fastKeywords('__import__', importFunction),
  fastKeywords('breakpoint', (rt, _self, args, kwnames) => {
    const hook = sysAttribute(rt, 'breakpointhook');
    return hook === null ? raise(rt, 'RuntimeError', 'lost sys.breakpointhook') : callObject(rt, hook, args, kwnames);
  }),
  compileFunction,
  fast('eval', (rt, _self, args) => {
    checkPositional(rt, 'eval', args, 1, 3);
    return run(rt, 'eval', args[0] as PyObject, args[1] ?? rt.none, args[2] ?? rt.none, null);
  }),
  fastKeywords('exec', (rt, _self, args, kwnames) => {
    const [source, globals, locals, closure] = bindArguments(rt, execSignature, args, kwnames) as
      [PyObject, PyObject | null, PyObject | null, PyObject | null];
    const result = run(rt, 'exec', source, globals ?? rt.none, locals ?? rt.none, closure === rt.none ? null : closure);
    decref(rt, result);
    return incref(rt.none);
  }),
  noArgs('globals', (rt) => incref(rt.currentGlobals() ?? rt.none)),
  noArgs('locals', (rt) => machine(rt).currentLocals()),
];
