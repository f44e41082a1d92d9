/**
 * The type `_json.make_scanner` (CPython Modules/_json.c scanner_*): reads one value from a text, with the hooks of the
 * decoder it was made for.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  asIndexNumber, callObject, codePointIndex, dictGet, dictSet, getAttributeString, intFromText, isTrue, listAppend, newBool, newDict, newFloat, newInt, newList, newStr, newTuple,
  raise, raiseStopIteration, strLength, unitOffset, unpackKeywordDict,
  type PyDict, type PyList, type PyStr, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { held, holder, holderType, newHolder } from '../holder';
import { raiseDecodeError, scanString } from './texts';

/** Order of the references. */
const enum Hook { Object, ObjectPairs, ParseFloat, ParseInt, ParseConstant }
const HOOKS = ['object_hook', 'object_pairs_hook', 'parse_float', 'parse_int', 'parse_constant'] as const;

interface ScannerState { readonly strict: boolean }

/** One call of the scanner. */
class Scan {
  /** Where the value read last ends. */
  end = 0;
  private readonly text: string;
  /** Keys already seen, so that equal ones are one object. */
  private readonly memo: PyDict;

  constructor(private readonly rt: Runtime, private readonly hooks: readonly PyObject[], private readonly strict: boolean, private readonly source: PyStr) {
    this.text = source.value;
    this.memo = newDict(rt);
  }

  finish(): void {
    decref(this.rt, this.memo);
  }

  private hook(which: Hook): PyObject {
    return this.hooks[which] as PyObject;
  }

  /** raise_stop_iteration */
  private stop(at: number): never {
    const position = newInt(this.rt, codePointIndex(this.source, at));
    try {
      return raiseStopIteration(this.rt, position);
    } finally {
      decref(this.rt, position);
    }
  }

  private skipSpace(from: number): number {
    let at = from;
    for (; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break;
    }
    return at;
  }

  value(at: number): PyObject {
    const { rt, text } = this;
    if (at >= text.length) this.stop(at);
    switch (text.charAt(at)) {
      case '"': return newStr(rt, this.string(at + 1));
      case '{': return this.nested(' while decoding a JSON object from a unicode string', () => this.object(at + 1));
      case '[': return this.nested(' while decoding a JSON array from a unicode string', () => this.array(at + 1));
      case 'n': if (text.startsWith('null', at)) return this.constant(rt.none, at + 4); break;
      case 't': if (text.startsWith('true', at)) return this.constant(rt.true, at + 4); break;
      case 'f': if (text.startsWith('false', at)) return this.constant(rt.false, at + 5); break;
      case 'N': if (text.startsWith('NaN', at)) return this.parseConstant('NaN', at); break;
      case 'I': if (text.startsWith('Infinity', at)) return this.parseConstant('Infinity', at); break;
      case '-': if (text.startsWith('-Infinity', at)) return this.parseConstant('-Infinity', at); break;
      default:
    }
    return this.number(at);
  }

  private constant(object: PyObject, end: number): PyObject {
    this.end = end;
    return incref(object);
  }

  private nested(where: string, read: () => PyObject): PyObject {
    this.rt.enterRecursiveCall(where);
    try {
      return read();
    } finally {
      this.rt.leaveRecursiveCall();
    }
  }

  private string(start: number): string {
    const { text, end } = scanString(this.rt, this.source, start, this.strict);
    this.end = end;
    return text;
  }

  private callText(which: Hook, text: string): PyObject {
    const argument = newStr(this.rt, text);
    try {
      return callObject(this.rt, this.hook(which), [argument]);
    } finally {
      decref(this.rt, argument);
    }
  }

  private parseConstant(name: string, at: number): PyObject {
    this.end = at + name.length;
    return this.callText(Hook.ParseConstant, name);
  }

  /** _match_number_unicode */
  private number(at: number): PyObject {
    const match = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
    match.lastIndex = at;
    const found = match.exec(this.text);
    if (found === null) return this.stop(at);
    const [text] = found;
    this.end = at + text.length;
    const { rt } = this;
    const isFloat = found[1] !== undefined || found[2] !== undefined;
    if (isFloat) return this.hook(Hook.ParseFloat) === rt.types.float.object ? newFloat(rt, Number(text)) : this.callText(Hook.ParseFloat, text);
    if (this.hook(Hook.ParseInt) !== rt.types.int.object) return this.callText(Hook.ParseInt, text);
    if (text.length < 16) return newInt(rt, Number(text));
    const source = newStr(rt, text);
    try {
      return newInt(rt, intFromText(rt, text, 10, source));
    } finally {
      decref(rt, source);
    }
  }

  private key(at: number): PyObject {
    const { rt } = this;
    if (this.text.charAt(at) !== '"') raiseDecodeError(rt, 'Expecting property name enclosed in double quotes', this.source, at);
    const key = newStr(rt, this.string(at + 1));
    const known = dictGet(rt, this.memo, key);
    if (known === null) {
      dictSet(rt, this.memo, key, key);
      return key;
    }
    incref(known);
    decref(rt, key);
    return known;
  }

  /** _parse_object_unicode */
  private object(start: number): PyObject {
    const { rt } = this;
    const wantsPairs = this.hook(Hook.ObjectPairs) !== rt.none;
    const result = wantsPairs ? newList(rt, []) : newDict(rt);
    try {
      let at = this.skipSpace(start);
      if (this.text.charAt(at) !== '}') {
        for (;;) {
          at = this.pair(at, result, wantsPairs);
          if (this.text.charAt(at) === '}') break;
          if (this.text.charAt(at) !== ',') raiseDecodeError(rt, "Expecting ',' delimiter", this.source, at);
          at = this.skipSpace(at + 1);
        }
      }
      this.end = at + 1;
      const hook = wantsPairs ? this.hook(Hook.ObjectPairs) : this.hook(Hook.Object);
      return hook === rt.none ? incref(result) : callObject(rt, hook, [result]);
    } finally {
      decref(rt, result);
    }
  }

  /** One `key: value`; gives the place behind it. */
  private pair(start: number, result: PyObject, wantsPairs: boolean): number {
    const { rt } = this;
    const key = this.key(start);
    let value: PyObject;
    try {
      const at = this.skipSpace(this.end);
      if (this.text.charAt(at) !== ':') raiseDecodeError(rt, "Expecting ':' delimiter", this.source, at);
      value = this.value(this.skipSpace(at + 1));
    } catch (error) {
      decref(rt, key);
      throw error;
    }
    if (wantsPairs) {
      const pair = newTuple(rt, [key, value]);
      listAppend(rt, result as PyList, pair);
      decref(rt, pair);
    } else {
      dictSet(rt, result as PyDict, key, value);
      decref(rt, key);
      decref(rt, value);
    }
    return this.skipSpace(this.end);
  }

  /** _parse_array_unicode */
  private array(start: number): PyObject {
    const { rt } = this;
    const result = newList(rt, []);
    try {
      let at = this.skipSpace(start);
      if (this.text.charAt(at) !== ']') {
        for (;;) {
          const value = this.value(at);
          listAppend(rt, result, value);
          decref(rt, value);
          at = this.skipSpace(this.end);
          if (this.text.charAt(at) === ']') break;
          if (this.text.charAt(at) !== ',') raiseDecodeError(rt, "Expecting ',' delimiter", this.source, at);
          at = this.skipSpace(at + 1);
        }
      }
      this.end = at + 1;
    } catch (error) {
      decref(rt, result);
      throw error;
    }
    return result;
  }
}

function scan(rt: Runtime, self: PyObject, args: readonly (PyObject | undefined)[]): PyObject {
  const [source, position] = args as [PyObject, PyObject];
  const index = asIndexNumber(rt, position, 'OverflowError');
  if ((source.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `first argument must be a string, not ${source.type.name}`);
  if (index < 0) raise(rt, 'ValueError', 'idx cannot be negative');
  const { refs, state } = holder<ScannerState>(self).value;
  const text = source as PyStr;
  if (index >= strLength(text)) {
    const at = newInt(rt, index);
    try {
      raiseStopIteration(rt, at);
    } finally {
      decref(rt, at);
    }
  }
  const run = new Scan(rt, refs as PyObject[], state.strict, text);
  try {
    const value = run.value(unitOffset(text, index));
    return newTuple(rt, [value, newInt(rt, codePointIndex(text, run.end))]);
  } finally {
    run.finish();
  }
}

export const scannerType = holderType('_json.Scanner', {
  doc: 'JSON scanner object',
  basicsize: 72,
  slots: {
    new: (rt, type, args, kwargs) => {
      const [context] = unpackKeywordDict(rt, { function: 'make_scanner', names: ['context'], required: 1 }, args.value, kwargs) as [PyObject];
      const strict = getAttributeString(rt, context, 'strict');
      let isStrict: boolean;
      try {
        isStrict = isTrue(rt, strict);
      } finally {
        decref(rt, strict);
      }
      const refs: PyObject[] = [];
      try {
        for (const name of HOOKS) refs.push(getAttributeString(rt, context, name));
      } catch (error) {
        for (const ref of refs) decref(rt, ref);
        throw error;
      }
      return newHolder<ScannerState>(rt, type, refs, { strict: isStrict });
    },
    call: (rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null) =>
      scan(rt, self, unpackKeywordDict(rt, { function: 'scan_once', names: ['string', 'idx'], required: 2 }, args.value, kwargs)),
  },
  getset: [
    { name: 'strict', member: true, doc: 'strict', get: (rt, self) => newBool(rt, holder<ScannerState>(self).value.state.strict) },
    ...HOOKS.map((name, position) => ({ name, member: true, doc: name, get: (_rt: Runtime, self: PyObject) => incref(held(holder(self), position)) })),
  ],
});
