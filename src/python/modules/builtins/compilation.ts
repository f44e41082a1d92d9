/**
 * builtins: `compile`, of texts to code or to syntax trees, and of syntax trees to code (CPython Python/bltinmodule.c
 * builtin_compile).
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  asIndexNumber, callMethod, fastKeywords, isTrue, lookupAttributeString, machine, raise,
  type CompileMode, type CompileRequest, type MethodDefinition, type PyBytes, type PyStr, type PyType, type Runtime,
} from '../../objects';
import { isNodeObject, nodeObject, treeOf } from '../ast';
import { bindArguments } from '../keywordArguments';
import { sourceOf } from './execution';

const enum Flag {
  DontImplyDedent = 0x200, OnlyAst = 0x400, TypeComments = 0x1000, AllowTopLevelAwait = 0x2000, AllowIncompleteInput = 0x4000,
  /** CO_FUTURE_ flags, and CO_NESTED, which once was one. */
  Future = 0x1fe0000, Obsolete = 0x10,
}
const KNOWN_FLAGS = Flag.DontImplyDedent | Flag.OnlyAst | Flag.TypeComments | Flag.AllowTopLevelAwait | Flag.AllowIncompleteInput | Flag.Future | Flag.Obsolete;

const signature = {
  name: 'compile',
  parameters: ['source', 'filename', 'mode', 'flags', 'dont_inherit', 'optimize', '_feature_version'],
  required: 3,
  maximumPositional: 6,
};
const MODES: readonly string[] = ['exec', 'eval', 'single', 'func_type'];

/** A file name as text (PyUnicode_FSDecoder). */
export function filenameText(rt: Runtime, filename: PyObject): string {
  if ((filename.type as PyType).layout === rt.types.str) return (filename as PyStr).value;
  if ((filename.type as PyType).layout === rt.types.bytes) return decodeUtf8((filename as PyBytes).value);
  const method = lookupAttributeString(rt, (filename.type as PyType).object, '__fspath__');
  if (method === null) return raise(rt, 'TypeError', `expected str, bytes or os.PathLike object, not ${filename.type.name}`);
  decref(rt, method);
  const path = callMethod(rt, filename, '__fspath__', []);
  try {
    if ((path.type as PyType).layout !== rt.types.str && (path.type as PyType).layout !== rt.types.bytes) {
      raise(rt, 'TypeError', `expected ${filename.type.name}.__fspath__() to return str or bytes, not ${path.type.name}`);
    }
    return filenameText(rt, path);
  } finally {
    decref(rt, path);
  }
}

/** As with `surrogateescape`: bytes that are no UTF-8 become lone surrogates. */
function decodeUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] as number;
    const size = lead < 0x80 ? 1 : lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;
    let code = size === 1 ? lead : lead & (0xff >> (size + 1));
    let isValid = size > 0 && at + size <= bytes.length;
    for (let more = 1; isValid && more < size; more++) {
      const next = bytes[at + more] as number;
      if ((next & 0xc0) !== 0x80) isValid = false;
      code = (code << 6) | (next & 0x3f);
    }
    text += isValid ? String.fromCodePoint(code) : String.fromCharCode(0xdc00 + lead);
    at += isValid ? size : 1;
  }
  return text;
}

function modeOf(rt: Runtime, mode: PyObject, flags: number): CompileMode {
  const text = (mode as PyStr).value;
  if (!MODES.includes(text)) raise(rt, 'ValueError', `compile() mode must be 'exec', 'eval'${(flags & Flag.OnlyAst) === 0 ? " or 'single'" : ", 'single' or 'func_type'"}`);
  if (text === 'func_type' && (flags & Flag.OnlyAst) === 0) raise(rt, 'ValueError', "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  return text as CompileMode;
}

function compile(rt: Runtime, _self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const [source, filenameObject, modeObject, flagsObject, dontInherit, optimizeObject, versionObject] = bindArguments(rt, signature, args, kwnames) as
    [PyObject, PyObject, PyObject, PyObject | null, PyObject | null, PyObject | null, PyObject | null];
  const number = (object: PyObject | null, otherwise: number): number => (object === null ? otherwise : asIndexNumber(rt, object, 'OverflowError'));
  const filename = filenameText(rt, filenameObject);
  if ((modeObject.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `compile() argument 'mode' must be str, not ${modeObject.type.name}`);
  let flags = number(flagsObject, 0);
  const inherits = dontInherit === null || !isTrue(rt, dontInherit);
  const optimize = number(optimizeObject, -1);
  const version = number(versionObject, -1);
  const featureVersion = version >= 0 && (flags & Flag.OnlyAst) !== 0 ? version : -1;
  if ((flags & ~KNOWN_FLAGS) !== 0) raise(rt, 'ValueError', 'compile(): unrecognised flags');
  if (optimize < -1 || optimize > 2) raise(rt, 'ValueError', 'compile(): invalid optimize value');
  if (inherits) flags |= machine(rt).compilerFlags;
  const mode = modeOf(rt, modeObject, flags);
  const request = { filename, mode, flags, optimize: Math.max(0, optimize) as CompileRequest['optimize'], featureVersion };
  if (isNodeObject(rt, source)) {
    if ((flags & Flag.OnlyAst) !== 0) return incref(source);
    if (mode === 'func_type') raise(rt, 'ValueError', "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    return machine(rt).compileSource({ ...request, source: treeOf(rt, source, mode) });
  }
  const text = sourceOf(rt, source, 'compile', 'string, bytes or AST object', filename);
  if ((flags & Flag.OnlyAst) === 0) return machine(rt).compileSource({ ...request, source: text });
  return nodeObject(rt, machine(rt).parseSource({ ...request, source: text }), 'mod');
}

export const compileFunction: MethodDefinition = fastKeywords('compile', compile);
