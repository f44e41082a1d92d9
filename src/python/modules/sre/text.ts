/** What a pattern is applied to: a str or a bytes-like object, as code points, and pieces of it as objects again. */
import { incref, type PyObject } from '../../memory';
import { newBytes, newStr, raise, type PyBytes, type PyStr, type PyType, type Runtime } from '../../objects';
import type { SreText } from './matcher';

export interface Subject {
  /** Borrowed. */
  readonly object: PyObject;
  readonly isBytes: boolean;
  readonly units: SreText;
}

export function subjectOf(rt: Runtime, object: PyObject): Subject {
  const { layout } = object.type as PyType;
  if (layout === rt.types.str) return { object, isBytes: false, units: unitsOf((object as PyStr).value) };
  if (layout === rt.types.bytes) return { object, isBytes: true, units: (object as PyBytes).value };
  if (layout === rt.types.bytearray) {
    const { bytes, length } = (object as PyObject<{ bytes: Uint8Array; length: number }>).value;
    return { object, isBytes: true, units: bytes.subarray(0, length) };
  }
  return raise(rt, 'TypeError', `expected string or bytes-like object, got '${object.type.name}'`);
}

function unitsOf(text: string): SreText {
  const units = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff && index + 1 < text.length) {
      const next = text.charCodeAt(index + 1);
      if (next >= 0xdc00 && next <= 0xdfff) return Uint32Array.from(text, (character) => character.codePointAt(0) as number);
    }
    units[index] = unit;
  }
  return units;
}

/** The part between two positions (new reference); the object itself for all of it. */
export function slice(rt: Runtime, subject: Subject, start: number, end: number): PyObject {
  const { object, units, isBytes } = subject;
  if (start === 0 && end === units.length && (object.type === rt.types.str || object.type === rt.types.bytes)) return incref(object);
  if (isBytes) return newBytes(rt, (units as Uint8Array).slice(start, end));
  if (units instanceof Uint32Array) {
    let text = '';
    for (let index = start; index < end; index++) text += String.fromCodePoint(units[index] as number);
    return newStr(rt, text);
  }
  return newStr(rt, (object as PyStr).value.slice(start, end));
}
