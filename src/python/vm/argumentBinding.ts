/**
 * Arguments to parameters (CPython: ceval.c initialize_locals), with CPython's TypeErrors.
 *
 * In: owned positional arguments followed by the values of `kwnames`. Out: the local slots, owned.
 * On an error every argument is given back before the TypeError is thrown.
 */
import { CodeFlags } from '../bytecode';
import { decref, incref, type PyObject, xdecref } from '../memory';
import { dictGetString, dictSet, newDict, newList, newStr, newTupleOf, raise, type PyDict, type PyFunction, type PyStr } from '../objects';
import type { Slot } from './frame';
import type { Interpreter } from './interpreter';
import type { LoadedCode } from './loadCode';

export function bindArguments(
  rt: Interpreter, func: PyFunction, code: LoadedCode, args: PyObject[], kwnames: readonly PyStr[] | null,
): Slot[] {
  const { source } = code;
  const locals = new Array<Slot>(code.nlocalsplus).fill(null);
  const keywordCount = kwnames === null ? 0 : kwnames.length;
  const positionalCount = args.length - keywordCount;
  const parameterCount = source.argcount + source.kwonlyargcount;
  /** For each argument, whether it still belongs to `args`. */
  let taken = 0;
  try {
    let kwdict: PyDict | null = null;
    if ((code.flags & CodeFlags.VarKeywords) !== 0) {
      kwdict = newDict(rt);
      locals[parameterCount + ((code.flags & CodeFlags.VarArgs) !== 0 ? 1 : 0)] = kwdict;
    }
    const direct = Math.min(positionalCount, source.argcount);
    for (; taken < direct; taken++) locals[taken] = args[taken] as PyObject;
    if ((code.flags & CodeFlags.VarArgs) !== 0) {
      locals[parameterCount] = positionalCount === direct ? incref(rt.emptyTuple) : newTupleOf(rt, args.slice(direct, positionalCount));
      taken = positionalCount;
    } else {
      for (; taken < positionalCount; taken++) decref(rt, args[taken] as PyObject);
    }
    for (let i = 0; i < keywordCount; i++) {
      bindKeyword(rt, func, code, locals, kwdict, kwnames as readonly PyStr[], i, args[positionalCount + i] as PyObject, positionalCount);
      taken++;
    }
    if (positionalCount > source.argcount && (code.flags & CodeFlags.VarArgs) === 0) {
      raiseTooManyPositional(rt, func, code, positionalCount, locals);
    }
    if (positionalCount < source.argcount) applyDefaults(rt, func, code, locals, positionalCount);
    if (source.kwonlyargcount > 0) applyKeywordDefaults(rt, func, code, locals);
    return locals;
  } catch (error) {
    for (; taken < args.length; taken++) decref(rt, args[taken] as PyObject);
    for (const value of locals) xdecref(rt, value);
    throw error;
  }
}

function functionName(func: PyFunction): string {
  return (func.value.qualname as PyStr).value;
}

/** Binds one keyword; takes over `value` when it returns. */
function bindKeyword(
  rt: Interpreter, func: PyFunction, code: LoadedCode, locals: Slot[], kwdict: PyDict | null,
  kwnames: readonly PyStr[], index: number, value: PyObject, positionalCount: number,
): void {
  const { source, localsplusnames } = code;
  const keyword = kwnames[index] as PyStr;
  const parameterCount = source.argcount + source.kwonlyargcount;
  if (typeof keyword.value !== 'string') raise(rt, 'TypeError', `${functionName(func)}() keywords must be strings`);
  for (let slot = source.posonlyargcount; slot < parameterCount; slot++) {
    const name = localsplusnames[slot] as PyStr;
    if (name !== keyword && name.value !== keyword.value) continue;
    if (locals[slot] !== null) raise(rt, 'TypeError', `${functionName(func)}() got multiple values for argument '${keyword.value}'`);
    locals[slot] = value;
    return;
  }
  if (kwdict !== null) {
    dictSet(rt, kwdict, keyword, value);
    decref(rt, value);
    return;
  }
  raisePositionalOnlyAsKeyword(rt, func, code, kwnames, positionalCount);
  raise(rt, 'TypeError', `${functionName(func)}() got an unexpected keyword argument '${keyword.value}'`);
}

function raisePositionalOnlyAsKeyword(
  rt: Interpreter, func: PyFunction, code: LoadedCode, kwnames: readonly PyStr[], _positionalCount: number,
): void {
  const { source, localsplusnames } = code;
  const conflicts: string[] = [];
  for (let slot = 0; slot < source.posonlyargcount; slot++) {
    const name = (localsplusnames[slot] as PyStr).value;
    if (kwnames.some((keyword) => keyword.value === name)) conflicts.push(name);
  }
  if (conflicts.length > 0) {
    raise(rt, 'TypeError', `${functionName(func)}() got some positional-only arguments passed as keyword arguments: '${conflicts.join(', ')}'`);
  }
}

function applyDefaults(rt: Interpreter, func: PyFunction, code: LoadedCode, locals: Slot[], positionalCount: number): void {
  const { argcount } = code.source;
  const defaults = func.value.defaults === null ? [] : func.value.defaults.value;
  const required = argcount - defaults.length;
  const missing: string[] = [];
  for (let slot = positionalCount; slot < required; slot++) {
    if (locals[slot] === null) missing.push((code.localsplusnames[slot] as PyStr).value);
  }
  if (missing.length > 0) raiseMissing(rt, func, 'positional', missing);
  for (let i = Math.max(0, positionalCount - required); i < defaults.length; i++) {
    if (locals[required + i] === null) locals[required + i] = incref(defaults[i] as PyObject);
  }
}

function applyKeywordDefaults(rt: Interpreter, func: PyFunction, code: LoadedCode, locals: Slot[]): void {
  const { argcount, kwonlyargcount } = code.source;
  const missing: string[] = [];
  for (let slot = argcount; slot < argcount + kwonlyargcount; slot++) {
    if (locals[slot] !== null) continue;
    const name = (code.localsplusnames[slot] as PyStr).value;
    const value = func.value.kwdefaults === null ? null : dictGetString(func.value.kwdefaults, name);
    if (value === null) missing.push(name);
    else locals[slot] = incref(value);
  }
  if (missing.length > 0) raiseMissing(rt, func, 'keyword-only', missing);
}

/** `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'` (format_missing). */
function raiseMissing(rt: Interpreter, func: PyFunction, kind: string, missing: readonly string[]): never {
  const names = newList(rt, missing.map((name) => newStr(rt, `'${name}'`)));
  const quoted = names.value.map((name) => name.value as string);
  const last = quoted[quoted.length - 1] as string;
  const list = quoted.length === 1 ? last
    : quoted.length === 2 ? `${quoted[0]} and ${last}`
      : `${quoted.slice(0, -1).join(', ')}, and ${last}`;
  decref(rt, names);
  raise(rt, 'TypeError', `${functionName(func)}() missing ${missing.length} required ${kind} argument${missing.length === 1 ? '' : 's'}: ${list}`);
}

function raiseTooManyPositional(rt: Interpreter, func: PyFunction, code: LoadedCode, given: number, locals: readonly Slot[]): never {
  const { argcount, kwonlyargcount } = code.source;
  const defaultCount = func.value.defaults === null ? 0 : func.value.defaults.value.length;
  let keywordOnlyGiven = 0;
  for (let slot = argcount; slot < argcount + kwonlyargcount; slot++) if (locals[slot] !== null) keywordOnlyGiven++;
  const plural = defaultCount > 0 ? true : argcount !== 1;
  const takes = defaultCount > 0 ? `from ${argcount - defaultCount} to ${argcount}` : `${argcount}`;
  const keywordText = keywordOnlyGiven === 0 ? ''
    : ` positional argument${given !== 1 ? 's' : ''} (and ${keywordOnlyGiven} keyword-only argument${keywordOnlyGiven !== 1 ? 's' : ''})`;
  raise(
    rt, 'TypeError',
    `${functionName(func)}() takes ${takes} positional argument${plural ? 's' : ''} but ${given}${keywordText} ${given === 1 && keywordOnlyGiven === 0 ? 'was' : 'were'} given`,
  );
}
