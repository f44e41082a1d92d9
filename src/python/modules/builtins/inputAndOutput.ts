/**
 * builtins: print, input, open. There is no file system: `open` fails as in an empty, read-only one.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  dictGetString, fast, fastKeywords, isTrue, machine, newStr, packTuple, raise, raiseOSError, getAttributeString, callMethod, callObject,
  type MethodDefinition, type PyDict, type PyStr, type PyType, type Runtime,
} from '../../objects';
import { bindArguments, checkPositional } from '../keywordArguments';
import { fileSystemPath } from '../posix';
import { flushStream, isTextStream, writeObject } from '../textStream';

/** An attribute of the `sys` module (borrowed), or null. The namespace outlives the module at exit. */
export function sysAttribute(rt: Runtime, name: string): PyObject | null {
  const namespace = rt.moduleStates.get('sys') as PyDict | undefined;
  return namespace === undefined ? null : dictGetString(namespace, name);
}

const printSignature = { name: 'print', parameters: ['sep', 'end', 'file', 'flush'], maximumPositional: 0 };

function print(rt: Runtime, _self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const count = args.length - (kwnames?.length ?? 0);
  const [sep, end, fileArgument, flush] = kwnames === null
    ? [null, null, null, null]
    : (bindArguments(rt, printSignature, args.slice(count), kwnames) as [PyObject | null, PyObject | null, PyObject | null, PyObject | null]);
  let file = fileArgument ?? null;
  if (file === null || file === rt.none) {
    file = sysAttribute(rt, 'stdout') ?? raise(rt, 'RuntimeError', 'lost sys.stdout');
    if (file === rt.none) return incref(rt.none);
  }
  const separator = separatorText(rt, 'sep', sep ?? null);
  const ending = separatorText(rt, 'end', end ?? null);
  incref(file);
  // Argument Clinic collects the positional arguments in a tuple, which is counted and holds them.
  const objects = rt.profile.starArgumentsAreArrays ? null : packTuple(rt, args.slice(0, count));
  const shown = objects === null ? args : objects.value;
  try {
    for (let index = 0; index < count; index++) {
      if (index > 0) writeObject(rt, file, separator ?? (rt.latin1[32] as PyStr));
      writeObject(rt, file, shown[index] as PyObject);
    }
    writeObject(rt, file, ending ?? (rt.latin1[10] as PyStr));
    if (flush != null && isTrue(rt, flush)) flushFile(rt, file);
  } finally {
    if (objects !== null) decref(rt, objects);
    decref(rt, file);
  }
  return incref(rt.none);
}

function separatorText(rt: Runtime, name: string, value: PyObject | null): PyStr | null {
  if (value === null || value === rt.none) return null;
  if ((value.type as PyType).layout !== rt.types.str) {
    raise(rt, 'TypeError', `${name} must be None or a string, not ${value.type.name}`);
  }
  return value as PyStr;
}

function flushFile(rt: Runtime, file: PyObject): void {
  if (isTextStream(rt, file)) flushStream(rt, file);
  else decref(rt, callMethod(rt, file, 'flush', []));
}

function input(rt: Runtime, _self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'input', args, 0, 1);
  const stdin = sysAttribute(rt, 'stdin');
  const stdout = sysAttribute(rt, 'stdout');
  if (stdin === null || stdin === rt.none) raise(rt, 'RuntimeError', 'input(): lost sys.stdin');
  if (stdout === null || stdout === rt.none) raise(rt, 'RuntimeError', 'input(): lost sys.stdout');
  if (args[0] !== undefined) writeObject(rt, stdout, args[0]);
  flushFile(rt, stdout);
  let line: string;
  if (isTextStream(rt, stdin)) {
    const read = rt.host.readLine();
    if (read === null) raise(rt, 'EOFError', 'EOF when reading a line');
    line = read;
  } else {
    const readline = getAttributeString(rt, stdin, 'readline');
    const result = callObject(rt, readline, []);
    decref(rt, readline);
    line = (result as PyStr).value;
    decref(rt, result);
    if (line === '') raise(rt, 'EOFError', 'EOF when reading a line');
    if (line.endsWith('\n')) line = line.slice(0, -1);
  }
  return newStr(rt, line);
}

const openSignature = {
  name: 'open', parameters: ['file', 'mode', 'buffering', 'encoding', 'errors', 'newline', 'closefd', 'opener'], required: 1,
};

/** A stream over a source file: of the program itself or of the library. `textArguments`: those of TextIOWrapper. */
function openSource(rt: Runtime, text: string, isBinary: boolean, textArguments: readonly PyObject[]): PyObject {
  const owned: PyObject[] = [];
  const own = <O extends PyObject>(object: O): O => {
    owned.push(object);
    return object;
  };
  const make = (type: string, ...args: PyObject[]): PyObject => callObject(rt, own(getAttributeString(rt, module, type)), args);
  const module = own(machine(rt).importModule(own(newStr(rt, '_io')), null, null, rt.none, 0));
  try {
    const buffer = own(make('BufferedReader', own(make('BytesIO', own(callMethod(rt, own(newStr(rt, text)), 'encode', []))))));
    return isBinary ? incref(buffer) : make('TextIOWrapper', buffer, ...textArguments);
  } finally {
    for (const object of owned.reverse()) decref(rt, object);
  }
}

function open(rt: Runtime, _self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const [file, mode, , encoding, errors, newline] = bindArguments(rt, openSignature, args, kwnames) as [PyObject, ...(PyObject | null)[]];
  const { layout } = file.type as PyType;
  if (layout === rt.types.int) raiseOSError(rt, 9, 'Bad file descriptor');
  if (mode != null && (mode.type as PyType).layout !== rt.types.str) {
    raise(rt, 'TypeError', `open() argument 'mode' must be str, not ${mode.type.name}`);
  }
  const modeText = mode == null ? 'r' : (mode as PyStr).value;
  if (!/^[rwaxbt+U]+$/.test(modeText)) raise(rt, 'ValueError', `invalid mode: '${modeText}'`);
  if ([...modeText].filter((letter) => 'rwax'.includes(letter)).length !== 1) {
    raise(rt, 'ValueError', 'must have exactly one of create/read/write/append mode');
  }
  const path = fileSystemPath(rt, file);
  try {
    if (/[wax]/.test(modeText)) raiseOSError(rt, 30, 'Read-only file system', path);
    const text = typeof path.value === 'string' ? machine(rt).sourceText(path.value) : null;
    if (text === null) return raiseOSError(rt, 2, 'No such file or directory', path);
    return openSource(rt, text, modeText.includes('b'), [encoding ?? rt.none, errors ?? rt.none, newline ?? rt.none]);
  } finally {
    decref(rt, path);
  }
}

export const inputAndOutputFunctions: readonly MethodDefinition[] = [
  fast('input', input),
  fastKeywords('open', open),
  fastKeywords('print', print),
];
