/**
 * The type `_json.make_encoder` (CPython Modules/_json.c encoder_*): writes any object as JSON, in one piece and without
 * indentation, with the functions of the encoder it was made for.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callMethod, callObject, dictDelete, dictFind, dictSet, floatRepr, intToText, isTrue, newBool, newInt, newStr, newTuple, quoted, raise,
  sequenceFast, unpackKeywordDict, asIndexNumber,
  type PyDict, type PyFloat, type PyInt, type PyList, type PyStr, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { held, holder, holderType, newHolder } from '../holder';
import { quoteAscii, quoteText } from './texts';

const enum Part { Markers, Default, Encoder, Indent, KeySeparator, ItemSeparator }
const PARTS = ['markers', 'default', 'encoder', 'indent', 'key_separator', 'item_separator'] as const;
const FLAGS = ['sort_keys', 'skipkeys', 'allow_nan'] as const;

interface EncoderState {
  readonly sortKeys: boolean;
  readonly skipKeys: boolean;
  readonly allowNaN: boolean;
  /** What the encoder function would do, when it is one of ours. */
  readonly quote: ((text: string) => string) | null;
}

const WHERE = ' while encoding a JSON object';

/** One call of the encoder. */
class Encoding {
  text = '';

  constructor(private readonly rt: Runtime, private readonly parts: readonly PyObject[], private readonly state: EncoderState) {}

  private part(which: Part): PyObject {
    return this.parts[which] as PyObject;
  }

  write(object: PyObject): void {
    const { rt } = this;
    const { layout } = object.type as PyType;
    const { types } = rt;
    if (object === rt.none) this.text += 'null';
    else if (object === rt.true) this.text += 'true';
    else if (object === rt.false) this.text += 'false';
    else if (layout === types.str) this.text += this.string(object);
    else if (layout === types.int) this.text += intToText(rt, (object as PyInt).value);
    else if (layout === types.float) this.text += this.float(object as PyFloat);
    else if (layout === types.list || layout === types.tuple) this.nested(() => this.writeList(object as PyList | PyTuple));
    else if (layout === types.dict) this.nested(() => this.writeDict(object as PyDict));
    else this.writeOther(object);
  }

  private nested(write: () => void): void {
    this.rt.enterRecursiveCall(WHERE);
    try {
      write();
    } finally {
      this.rt.leaveRecursiveCall();
    }
  }

  private string(object: PyObject): string {
    const { quote } = this.state;
    if (quote !== null) return quote((object as PyStr).value);
    const { rt } = this;
    const encoded = callObject(rt, this.part(Part.Encoder), [object]);
    try {
      if ((encoded.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `encoder() must return a string, not ${encoded.type.name}`);
      return (encoded as PyStr).value;
    } finally {
      decref(rt, encoded);
    }
  }

  private float(object: PyFloat): string {
    const { value } = object;
    if (Number.isFinite(value)) return floatRepr(value);
    if (!this.state.allowNaN) raise(this.rt, 'ValueError', `Out of range float values are not JSON compliant: ${quoted(this.rt, object)}`);
    return value > 0 ? 'Infinity' : value < 0 ? '-Infinity' : 'NaN';
  }

  /** Enters an object that must not hold itself; null when nobody looks for circles. */
  private enter(object: PyObject): PyObject | null {
    const { rt } = this;
    const markers = this.part(Part.Markers);
    if (markers === rt.none) return null;
    const ident = newInt(rt, rt.addressOf(object));
    try {
      if (dictFind(rt, markers as PyDict, ident) >= 0) raise(rt, 'ValueError', 'Circular reference detected');
      dictSet(rt, markers as PyDict, ident, object);
    } catch (error) {
      decref(rt, ident);
      throw error;
    }
    return ident;
  }

  /** As in C, an error leaves the mark in place. */
  private within(object: PyObject, write: () => void): void {
    const { rt } = this;
    const ident = this.enter(object);
    try {
      write();
      if (ident !== null && !dictDelete(rt, this.part(Part.Markers) as PyDict, ident)) raise(rt, 'KeyError');
    } finally {
      if (ident !== null) decref(rt, ident);
    }
  }

  private writeOther(object: PyObject): void {
    const { rt } = this;
    this.within(object, () => {
      const replacement = callObject(rt, this.part(Part.Default), [object]);
      try {
        this.nested(() => this.write(replacement));
      } finally {
        decref(rt, replacement);
      }
    });
  }

  private writeList(sequence: PyList | PyTuple): void {
    const { rt } = this;
    const items = sequenceFast(rt, sequence, '_iterencode_list needs a sequence');
    try {
      if (items.value.length === 0) {
        this.text += '[]';
        return;
      }
      const separator = (this.part(Part.ItemSeparator) as PyStr).value;
      this.within(sequence, () => {
        this.text += '[';
        for (let index = 0; index < items.value.length; index++) {
          if (index > 0) this.text += separator;
          const item = incref(items.value[index] as PyObject);
          try {
            this.write(item);
          } finally {
            decref(rt, item);
          }
        }
        this.text += ']';
      });
    } finally {
      decref(rt, items);
    }
  }

  private writeDict(dict: PyDict): void {
    const { rt } = this;
    if (dict.value.used === 0) {
      this.text += '{}';
      return;
    }
    this.within(dict, () => {
      this.text += '{';
      if (this.state.sortKeys || dict.type !== rt.types.dict) this.writeItems(dict);
      else this.writeEntries(dict);
      this.text += '}';
    });
  }

  /** The entries of a dict as they are (PyDict_Next). */
  private writeEntries({ value: data }: PyDict): void {
    let first = true;
    for (let entry = 0; entry < data.keys.length; entry++) {
      const key = data.keys[entry] ?? null;
      if (key === null) continue;
      const value = data.values[entry] as PyObject;
      incref(key);
      incref(value);
      try {
        if (this.writePair(first, key, value)) first = false;
      } finally {
        decref(this.rt, key);
        decref(this.rt, value);
      }
    }
  }

  /** What `items()` gives, sorted if that is wanted. */
  private writeItems(dict: PyDict): void {
    const { rt } = this;
    const view = callMethod(rt, dict, 'items', []);
    let items: PyObject;
    try {
      items = sequenceFast(rt, view, `${dict.type.name}.items() returned a non-iterable (type ${view.type.name})`);
    } finally {
      decref(rt, view);
    }
    try {
      if (this.state.sortKeys) decref(rt, callMethod(rt, items, 'sort', []));
      let first = true;
      for (const item of (items as PyList).value.slice()) {
        if ((item.type as PyType).layout !== rt.types.tuple || (item as PyTuple).value.length !== 2) raise(rt, 'ValueError', 'items must return 2-tuples');
        const [key, value] = (item as PyTuple).value as [PyObject, PyObject];
        if (this.writePair(first, key, value)) first = false;
      }
    } finally {
      decref(rt, items);
    }
  }

  /** false: the key was left out. */
  private writePair(first: boolean, key: PyObject, value: PyObject): boolean {
    const { rt } = this;
    const { layout } = key.type as PyType;
    let keyText: string;
    if (layout === rt.types.str) keyText = this.string(key);
    else {
      let plain: string;
      if (layout === rt.types.float) plain = this.float(key as PyFloat);
      else if (key === rt.true) plain = 'true';
      else if (key === rt.false) plain = 'false';
      else if (key === rt.none) plain = 'null';
      else if (layout === rt.types.int) plain = intToText(rt, (key as PyInt).value);
      else if (this.state.skipKeys) return false;
      else return raise(rt, 'TypeError', `keys must be str, int, float, bool or None, not ${key.type.name}`);
      const object = newStr(rt, plain);
      try {
        keyText = this.string(object);
      } finally {
        decref(rt, object);
      }
    }
    if (!first) this.text += (this.part(Part.ItemSeparator) as PyStr).value;
    this.text += keyText + (this.part(Part.KeySeparator) as PyStr).value;
    this.write(value);
    return true;
  }
}

/** The functions that need not be called: those of this module, by name. */
const QUOTES: Readonly<Record<string, (text: string) => string>> = { encode_basestring_ascii: quoteAscii, encode_basestring: quoteText };

function quoteOf(rt: Runtime, encoder: PyObject): EncoderState['quote'] {
  if (encoder.type !== rt.types.builtinFunction) return null;
  const { definition, module } = encoder.value as { definition: { name: string }; module: PyObject | null };
  return module !== null && module.value === '_json' ? QUOTES[definition.name] ?? null : null;
}

export const encoderType = holderType('_json.Encoder', {
  doc: '_iterencode(obj, _current_indent_level) -> iterable',
  basicsize: 88,
  slots: {
    new: (rt, type, args, kwargs) => {
      const given = unpackKeywordDict(rt, { function: 'make_encoder', names: [...PARTS, ...FLAGS], required: 9 }, args.value, kwargs) as PyObject[];
      const [markers] = given as [PyObject];
      for (const which of [Part.KeySeparator, Part.ItemSeparator]) {
        const separator = given[which] as PyObject;
        if ((separator.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `make_encoder() argument ${which + 1} must be str, not ${separator === rt.none ? 'None' : separator.type.name}`);
      }
      const [sortKeys, skipKeys, allowNaN] = given.slice(PARTS.length).map((flag) => isTrue(rt, flag)) as [boolean, boolean, boolean];
      if (markers !== rt.none && (markers.type as PyType).layout !== rt.types.dict) {
        raise(rt, 'TypeError', `make_encoder() argument 1 must be dict or None, not ${markers.type.name}`);
      }
      const refs = given.slice(0, PARTS.length).map((object) => incref(object));
      return newHolder<EncoderState>(rt, type, refs, { sortKeys, skipKeys, allowNaN, quote: quoteOf(rt, given[Part.Encoder] as PyObject) });
    },
    call: (rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null) => {
      const [object, level] = unpackKeywordDict(rt, { function: '_iterencode', names: ['obj', '_current_indent_level'], required: 2 }, args.value, kwargs) as [PyObject, PyObject];
      asIndexNumber(rt, level, 'OverflowError');
      const { refs, state } = holder<EncoderState>(self).value;
      const encoding = new Encoding(rt, refs as PyObject[], state);
      encoding.write(object);
      return newTuple(rt, [newStr(rt, encoding.text)]);
    },
  },
  getset: [
    ...PARTS.map((name, position) => ({ name, member: true, doc: name, get: (_rt: Runtime, self: PyObject) => incref(held(holder(self), position)) })),
    { name: 'sort_keys', member: true, doc: 'sort_keys', get: (rt, self) => newBool(rt, holder<EncoderState>(self).value.state.sortKeys) },
    { name: 'skipkeys', member: true, doc: 'skipkeys', get: (rt, self) => newBool(rt, holder<EncoderState>(self).value.state.skipKeys) },
  ],
});
