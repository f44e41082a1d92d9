/**
 * Slot labels as numbers: how a holder names one of its references. The lower four bits say which kind, the rest is an
 * index or the number of a string. Only `labelText` knows what they look like.
 */
import type { StringTable } from '../base';

export const enum LabelKind {
  None = 0,
  /** Item of a sequence; payload: index. */
  Index = 1,
  /** Key of a dict entry; payload: text of the key. */
  Key = 2,
  /** Value of a dict entry; payload: text of the key. */
  Value = 3,
  /** Instance attribute or `__slots__` member; payload: name. */
  Attribute = 4,
  /** A named part of a built-in object (`__defaults__`, `__self__`); payload: name. */
  Part = 5,
  /** Local variable of a frame; payload: name. */
  Local = 6,
  /** Cell of a local or free variable in a frame; payload: name. */
  CellVariable = 7,
  /** Place on a frame's evaluation stack; payload: depth from 0. */
  Stack = 8,
  /** What a weak reference refers to. Not counted. */
  Weak = 9,
  /** Held by the interpreter or by native code; payload: what for. */
  Runtime = 10,
  /** Member of a set; payload: table position. */
  Member = 11,
  /** The class of the instance; no payload. */
  Class = 12,
  /** Constant of a code object; payload: index. */
  Constant = 13,
}

export type Label = number;

const KIND_BITS = 4;
const KIND_MASK = (1 << KIND_BITS) - 1;

export function makeLabel(kind: LabelKind, payload: number): Label {
  return (payload << KIND_BITS) | kind;
}

export function labelKind(label: Label): LabelKind {
  return label & KIND_MASK;
}

/** The index, or the number of the string. */
export function labelPayload(label: Label): number {
  return label >>> KIND_BITS;
}

/** References the collector and the refcount don't see. */
export function isWeakLabel(label: Label): boolean {
  return (label & KIND_MASK) === LabelKind.Weak;
}

/** `[2]`, `['k']`, `.next`, `x`, as a slot is headed in the picture. */
export function labelText(label: Label, strings: StringTable): string {
  const payload = labelPayload(label);
  switch (labelKind(label)) {
    case LabelKind.Index: return `[${payload}]`;
    case LabelKind.Key: return `key ${strings.get(payload)}`;
    case LabelKind.Value: return `[${strings.get(payload)}]`;
    case LabelKind.Attribute: return `.${strings.get(payload)}`;
    case LabelKind.Part: return strings.get(payload);
    case LabelKind.Local: return strings.get(payload);
    case LabelKind.CellVariable: return `cell ${strings.get(payload)}`;
    case LabelKind.Stack: return `stack[${payload}]`;
    case LabelKind.Weak: return 'referent';
    case LabelKind.Runtime: return strings.get(payload);
    case LabelKind.Member: return 'member';
    case LabelKind.Class: return 'class';
    case LabelKind.Constant: return `constant ${payload}`;
    case LabelKind.None: return '';
  }
}
