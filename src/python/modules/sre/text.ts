/** What a pattern is applied to: a str or a bytes-like object, as code points, and pieces of it as objects again. */
import { incref, type PyObject } from '../../memory';
import {
  bytesView, codePointsOf, newBytes, newStr, raise, strLength, textKind, TextKind,
  type PyBytes, type PyStr, type PyType, type Runtime,
} from '../../objects';
import type { SreText } from './matcher';

export interface Subject {
  /** Borrowed. */
  readonly object: PyObject;
  readonly isBytes: boolean;
  readonly units: SreText;
}

/** Texts from this length on are kept, as tokenizers match at one place of a long text after the other. */
const WORTH_KEEPING = 64;
const CACHE_KEY = 'text of the last match';
interface LastText { readonly text: string; readonly kind: TextKind; readonly units: SreText }

export function isBytesSubject(rt: Runtime, object: PyObject): boolean {
  return (object.type as PyType).layout !== rt.types.str;
}

export function subjectOf(rt: Runtime, object: PyObject): Subject {
  const { layout } = object.type as PyType;
  if (layout === rt.types.str) return { object, isBytes: false, units: unitsOf(rt, object as PyStr) };
  if (layout === rt.types.bytes) return { object, isBytes: true, units: (object as PyBytes).value };
  const view = bytesView(rt, object);
  if (view === null) raise(rt, 'TypeError', `expected string or bytes-like object, got '${object.type.name}'`);
  return { object, isBytes: true, units: view };
}

function unitsOf(rt: Runtime, object: PyStr): SreText {
  const text = object.value;
  if (text.length < WORTH_KEEPING) return codePointsOf(object) as SreText;
  const kind = textKind(object);
  const last = rt.moduleStates.get(CACHE_KEY) as LastText | undefined;
  if (last !== undefined && last.kind === kind && last.text === text) return last.units;
  const units = codePointsOf(object) as SreText;
  rt.moduleStates.set(CACHE_KEY, { text, kind, units } satisfies LastText);
  return units;
}

/** The part of a subject between two positions (new reference); the object itself for all of it. */
export function pieceOf(rt: Runtime, object: PyObject, start: number, end: number): PyObject {
  const { layout } = object.type as PyType;
  if (layout === rt.types.str) {
    const text = object as PyStr;
    if (start === 0 && object.type === rt.types.str && end === strLength(text)) return incref(object);
    if (textKind(text) !== TextKind.Ucs4) return newStr(rt, text.value.slice(start, end));
    const units = unitsOf(rt, text);
    let piece = '';
    for (let index = start; index < end; index++) piece += String.fromCodePoint(units[index] as number);
    return newStr(rt, piece);
  }
  const bytes = layout === rt.types.bytes ? (object as PyBytes).value : (bytesView(rt, object) ?? new Uint8Array(0));
  if (start === 0 && end === bytes.length && object.type === rt.types.bytes) return incref(object);
  return newBytes(rt, bytes.slice(start, end));
}
