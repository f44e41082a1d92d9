/**
 * builtins: running code (compile, eval, exec, globals, locals, __import__, breakpoint).
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  asIndexNumber, dictGetString, fast, fastKeywords, internStr, isTrue, machine, noArgs, raise, dictSetString,
  type CompileMode, type MethodDefinition, type PyBytes, type PyCode, type PyDict, type PyStr, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { bindArguments, checkPositional } from '../keywordArguments';

/** Source text of a str or bytes argument. */
function sourceText(rt: Runtime, source: PyObject, functionName: string, what: string): string {
  const { layout } = source.type as PyType;
  let text: string;
  if (layout === rt.types.str) text = (source as PyStr).value;
  else if (layout === rt.types.bytes) text = utf8Text((source as PyBytes).value);
  else return raise(rt, 'TypeError', `${functionName}() arg 1 must be a ${what}`);
  if (text.includes('\0')) raise(rt, 'SyntaxError', 'source code string cannot contain null bytes');
  return text;
}

/** Bytes as UTF-8 text; wrong bytes become U+FFFD, as source text of that kind is refused by the parser. */
function utf8Text(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] as number;
    const size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
    if (size === 0 || at + size > bytes.length) {
      text += '\ufffd';
      at++;
      continue;
    }
    let code = size === 1 ? lead : lead & (0xff >> (size + 1));
    for (let more = 1; more < size; more++) code = (code << 6) | ((bytes[at + more] as number) & 0x3f);
    text += String.fromCodePoint(Math.min(code, 0x10ffff));
    at += size;
  }
  return text;
}

const isDict = (rt: Runtime, object: PyObject): object is PyDict => (object.type as PyType).layout === rt.types.dict;

function isMapping(rt: Runtime, object: PyObject): boolean {
  return (object.type as PyType).mpSubscript !== null && (isDict(rt, object) || (object.type as PyType).layout !== rt.types.str);
}

/** Runs code or source in the namespaces given; both default to those of the caller. */
function run(
  rt: Runtime, kind: 'eval' | 'exec', source: PyObject, globalsArgument: PyObject, localsArgument: PyObject, closure: PyTuple | null,
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
      dictSetString(rt, globals, name, rt.builtins);
      decref(rt, name);
    }
    if (source.type === rt.types.code) return runCode(rt, kind, source as PyCode, globals, locals, closure);
    const text = sourceText(rt, source, kind, 'string, bytes or code object');
    const stripped = kind === 'eval' ? text.replace(/^[ \t]+/, '') : text;
    const code = machine(rt).compileSource(stripped, '<string>', kind, 0, false, -1);
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

function runCode(rt: Runtime, kind: 'eval' | 'exec', code: PyCode, globals: PyDict, locals: PyObject, closure: PyTuple | null): PyObject {
  const { source } = code.value;
  const freeCount = source.localspluskinds.reduce((count, bits) => count + ((bits & 0x80) === 0 ? 0 : 1), 0);
  if (freeCount > 0 && kind === 'eval') raise(rt, 'TypeError', 'code object passed to eval() may not contain free variables');
  if (freeCount > 0 && closure === null) {
    raise(rt, 'TypeError', `code object requires a closure of exactly length ${freeCount}`);
  }
  if (freeCount === 0 && closure !== null) raise(rt, 'TypeError', 'cannot use a closure with this code object');
  return machine(rt).executeCode(code, globals, locals, closure);
}

const execSignature = { name: 'exec', parameters: ['source', 'globals', 'locals', 'closure'], required: 1, positionalOnly: 3, maximumPositional: 3 };
const compileSignature = {
  name: 'compile',
  parameters: ['source', 'filename', 'mode', 'flags', 'dont_inherit', 'optimize', '_feature_version'],
  required: 3,
  maximumPositional: 6,
};
const importSignature = { name: '__import__', parameters: ['name', 'globals', 'locals', 'fromlist', 'level'], required: 1 };

function compile(rt: Runtime, _self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const [source, filename, mode, flags, dontInherit, optimize] = bindArguments(rt, compileSignature, args, kwnames) as
    [PyObject, PyObject, PyObject, PyObject | null, PyObject | null, PyObject | null];
  const isText = (object: PyObject): boolean => (object.type as PyType).layout === rt.types.str;
  if (!isText(filename) && (filename.type as PyType).layout !== rt.types.bytes) {
    raise(rt, 'TypeError', `expected str, bytes or os.PathLike object, not ${filename.type.name}`);
  }
  if (!isText(mode)) raise(rt, 'TypeError', `compile() argument 'mode' must be str, not ${mode.type.name}`);
  const modeText = (mode as PyStr).value;
  if (modeText !== 'exec' && modeText !== 'eval' && modeText !== 'single' && modeText !== 'func_type') {
    raise(rt, 'ValueError', "compile() mode must be 'exec', 'eval' or 'single'");
  }
  const text = sourceText(rt, source, 'compile', 'string, bytes or AST object');
  const filenameText = isText(filename) ? (filename as PyStr).value : utf8Text((filename as PyBytes).value);
  return machine(rt).compileSource(
    modeText === 'eval' ? text.replace(/^[ \t]+/, '') : text,
    filenameText,
    modeText as CompileMode,
    flags === null ? 0 : asIndexNumber(rt, flags, 'OverflowError'),
    dontInherit !== null && isTrue(rt, dontInherit),
    optimize === null ? -1 : asIndexNumber(rt, optimize, 'OverflowError'),
  );
}

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
  fastKeywords('breakpoint', (rt) => raise(rt, 'RuntimeError', 'lost sys.breakpointhook')),
  fastKeywords('compile', compile),
  fast('eval', (rt, _self, args) => {
    checkPositional(rt, 'eval', args, 1, 3);
    return run(rt, 'eval', args[0] as PyObject, args[1] ?? rt.none, args[2] ?? rt.none, null);
  }),
  fastKeywords('exec', (rt, _self, args, kwnames) => {
    const [source, globals, locals, closure] = bindArguments(rt, execSignature, args, kwnames) as
      [PyObject, PyObject | null, PyObject | null, PyObject | null];
    const result = run(rt, 'exec', source, globals ?? rt.none, locals ?? rt.none, closure === null || closure === rt.none ? null : (closure as PyTuple));
    decref(rt, result);
    return incref(rt.none);
  }),
  noArgs('globals', (rt) => incref(rt.currentGlobals() ?? rt.none)),
  noArgs('locals', (rt) => machine(rt).currentLocals()),
];
