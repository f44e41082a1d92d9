/** Replacement texts of re.sub and Match.expand (CPython _sre.template, pattern_subx, match_expand_impl). */
import { decref, incref, type PyObject } from '../../memory';
import {
  asIndexNumber, bytesView, callMethod, callObject, internStr, isCallable, isListLike, machine, newBytes, newInt, newLayoutInstance, newStr, newTuple, raise,
  type Payload, type PyStr, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { groupText, newMatch, type PyMatch } from './match';
import { Matcher } from './matcher';
import type { PyPattern } from './pattern';
import { isBytesSubject, pieceOf, subjectOf, type Subject } from './text';

/** A parsed replacement: literal texts (owned) and group numbers in turn. */
interface TemplateData { readonly parts: readonly (PyObject | number)[] }
type Template = Payload<TemplateData>;

const templateType: TypeDefinition = {
  name: '_sre.SRE_Template',
  gc: true,
  basicsize: 40,
  flags: { disallowInstantiation: true },
  slots: {
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      for (const part of (self as Template).value.parts) if (typeof part !== 'number') decref(rt, part);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      for (const part of (self as Template).value.parts) if (typeof part !== 'number') visit(part);
    },
  },
};

/** _sre.template(pattern, list): a replacement from the parser's list of literals and group numbers. */
export function makeTemplate(rt: Runtime, list: PyObject): PyObject {
  if (!isListLike(rt, list)) raise(rt, 'TypeError', 'invalid template');
  // Literals and group numbers in turn (_sre_template_impl).
  const numbers = list.value.map((item, index) => {
    if (index % 2 === 0) return -1;
    if ((item.type as PyType).layout !== rt.types.int) raise(rt, 'TypeError', `an integer is required (got type ${item.type.name})`);
    const group = asIndexNumber(rt, item, 'OverflowError');
    return group < 0 ? raise(rt, 'TypeError', 'invalid template') : group;
  });
  if (list.value.length % 2 === 0) raise(rt, 'TypeError', 'invalid template');
  const parts = list.value.map((item, index): PyObject | number => (index % 2 === 1 ? (numbers[index] as number) : incref(item)));
  return newLayoutInstance<TemplateData>(rt, extensionType(rt, templateType), { parts });
}

/** Parsed by `re._compile_template`, which caches (new reference). */
function compileTemplate(rt: Runtime, pattern: PyObject, text: PyObject): PyObject {
  const name = internStr(rt, 're');
  const module = machine(rt).importModule(name, null, null, rt.none, 0);
  decref(rt, name);
  try {
    return callMethod(rt, module, '_compile_template', [pattern, text]);
  } finally {
    decref(rt, module);
  }
}

/** Collects pieces of text and joins them. */
class Pieces {
  private text = '';
  private readonly bytes: number[] = [];

  constructor(private readonly rt: Runtime, private readonly isBytes: boolean) {}

  /** Takes the piece over. */
  add(piece: PyObject): void {
    if (piece !== this.rt.none) {
      const { layout } = piece.type as PyType;
      const view = this.isBytes ? bytesView(this.rt, piece) : null;
      if (this.isBytes ? view === null : layout !== this.rt.types.str) {
        const wanted = this.isBytes ? 'a bytes-like object' : 'str instance';
        const message = `sequence item 0: expected ${wanted}, ${piece.type.name} found`;
        decref(this.rt, piece);
        raise(this.rt, 'TypeError', message);
      }
      if (this.isBytes) for (const byte of view ?? []) this.bytes.push(byte);
      else this.text += (piece as PyStr).value;
    }
    decref(this.rt, piece);
  }

  result(): PyObject {
    return this.isBytes ? newBytes(this.rt, Uint8Array.from(this.bytes)) : newStr(this.rt, this.text);
  }
}

function addTemplate(rt: Runtime, pieces: Pieces, template: PyObject, match: PyMatch): void {
  if (template.type !== extensionType(rt, templateType)) {
    pieces.add(incref(template));
    return;
  }
  for (const part of (template as Template).value.parts) {
    pieces.add(typeof part === 'number' ? groupText(rt, match, part, rt.none) : incref(part));
  }
}

export function expandTemplate(rt: Runtime, match: PyMatch, text: PyObject): PyObject {
  const template = compileTemplate(rt, match.value.pattern, text);
  const pieces = new Pieces(rt, isBytesSubject(rt, match.value.string));
  try {
    addTemplate(rt, pieces, template, match);
  } finally {
    decref(rt, template);
  }
  return pieces.result();
}

const hasBackslash = (subject: Subject): boolean => subject.units.includes(92);

/** Pattern.sub and subn. */
export function substitute(rt: Runtime, pattern: PyPattern, replacement: PyObject, string: PyObject, count: number, withCount: boolean): PyObject {
  let filter: PyObject;
  const callable = isCallable(replacement);
  if (callable) filter = incref(replacement);
  else filter = hasBackslash(subjectOf(rt, replacement)) ? compileTemplate(rt, pattern, replacement) : incref(replacement);
  const subject = subjectOf(rt, string);
  const pieces = new Pieces(rt, subject.isBytes);
  let replaced = 0;
  let from = 0;
  try {
    const matcher = new Matcher(pattern.value.codes, subject.units, (steps) => rt.spend(steps), 0, 0, subject.units.length);
    while (count === 0 || replaced < count) {
      if (!matcher.search()) break;
      if (from < matcher.start) pieces.add(pieceOf(rt, subject.object, from, matcher.start));
      const match = newMatch(rt, pattern, string, matcher);
      try {
        if (callable) pieces.add(callObject(rt, filter, [match]));
        else addTemplate(rt, pieces, filter, match);
      } finally {
        decref(rt, match);
      }
      from = matcher.pointer;
      replaced++;
      matcher.mustAdvance = matcher.pointer === matcher.start;
      matcher.start = matcher.pointer;
    }
    if (from < subject.units.length) pieces.add(pieceOf(rt, subject.object, from, subject.units.length));
  } finally {
    decref(rt, filter);
  }
  const result = replaced === 0 && (string.type === rt.types.str || string.type === rt.types.bytes) ? incref(string) : pieces.result();
  return withCount ? newTuple(rt, [result, newInt(rt, replaced)]) : result;
}
