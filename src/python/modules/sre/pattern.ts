/** re.Pattern (CPython Modules/_sre/sre.c pattern_*). */
import { clearWeakrefs, decref, incref, xdecref, type PyObject } from '../../memory';
import {
  asIndexNumber, asSize, callObject, classMethod, CompareOp, fastKeywords, getAttributeString, hash, indexValue, isDictLike, newBool, newCallableIterator, newDict, newGenericAlias, newInt, newLayoutInstance, newList, newMappingProxy, newStr, newTuple, noArgs,
  oneArg, raise, reprText, richCompareBool,
  type MethodDefinition, type Payload, type PyDict, type PyInt, type PyList, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { holder, iteratorType, newHolder } from '../holder';
import { bindArguments } from '../keywordArguments';
import { groupText, newMatch } from './match';
import { Matcher } from './matcher';
import { substitute } from './substitution';
import { pieceOf, subjectOf, type Subject } from './text';

export interface PatternData {
  readonly codes: Uint32Array;
  readonly flags: number;
  readonly groups: number;
  /** Owned: the pattern's source (or None), names to numbers, numbers to names; the last two only where groups have names. */
  readonly pattern: PyObject;
  readonly groupIndex: PyDict | null;
  readonly indexGroup: PyObject | null;
  readonly isBytes: boolean | null;
}
export type PyPattern = Payload<PatternData>;

const data = (self: PyObject): PatternData => (self as PyPattern).value;

export function newPattern(rt: Runtime, args: readonly PyObject[]): PyPattern {
  const [pattern, flags, code, groups, groupIndex, indexGroup] = args as [PyObject, PyInt, PyList, PyInt, PyObject, PyObject];
  if (!isDictLike(rt, groupIndex)) raise(rt, 'TypeError', `compile() argument 5 must be dict, not ${groupIndex.type.name}`);
  const layout = (pattern.type as PyType).layout;
  const hasNames = groupIndex.value.used > 0;
  if (pattern !== rt.none && layout !== rt.types.str) subjectOf(rt, pattern);
  for (const word of code.value) {
    const value = indexValue(rt, word);
    if (value < 0 || value > 0xffff_ffff_ffff_ffffn) raise(rt, 'OverflowError', 'Python int too large to convert to C unsigned long');
    if (value > 0xffffffff) raise(rt, 'OverflowError', 'regular expression code size limit exceeded');
  }
  return newLayoutInstance<PatternData>(rt, extensionType(rt, patternType), {
    codes: Uint32Array.from(code.value, (word) => Number((word as PyInt).value)),
    flags: Number(flags.value), groups: Number(groups.value), pattern: incref(pattern), groupIndex: hasNames ? incref(groupIndex) : null, indexGroup: hasNames ? incref(indexGroup) : null,
    isBytes: pattern === rt.none ? null : layout !== rt.types.str,
  });
}

function groupNames(rt: Runtime, self: PyObject): PyObject {
  const { groupIndex } = data(self);
  return groupIndex === null ? newDict(rt) : newMappingProxy(rt, groupIndex);
}

/** The subject, refused when it is text for a bytes pattern or the other way round. */
function checkedSubject(rt: Runtime, self: PyObject, string: PyObject): Subject {
  const subject = subjectOf(rt, string);
  const { isBytes } = data(self);
  if (isBytes === true && !subject.isBytes) raise(rt, 'TypeError', 'cannot use a bytes pattern on a string-like object');
  if (isBytes === false && subject.isBytes) raise(rt, 'TypeError', 'cannot use a string pattern on a bytes-like object');
  return subject;
}

function newMatcher(rt: Runtime, self: PyObject, subject: Subject, position: number | null, end: number | null): Matcher {
  const { length } = subject.units;
  const clip = (value: number | null, otherwise: number): number => (value === null ? otherwise : Math.max(0, Math.min(length, value)));
  const last = clip(end, length);
  const first = Math.min(clip(position, 0), last);
  return new Matcher(data(self).codes, subject.units, (steps) => rt.spend(steps), 0, first, last);
}

/** A position as C takes it before it looks at the subject. */
function sizeOrNull(rt: Runtime, object: PyObject | null): number | null {
  return object === null ? null : asSize(rt, object);
}

const positional = { parameters: ['string', 'pos', 'endpos'], required: 1 };

function matching(name: string, run: (matcher: Matcher) => boolean): MethodDefinition {
  return fastKeywords(name, (rt, self, args, kwnames) => {
    const [string, position, end] = bindArguments(rt, { name, ...positional }, args, kwnames) as [PyObject, PyObject | null, PyObject | null];
    const [first, last] = [sizeOrNull(rt, position), sizeOrNull(rt, end)];
    const matcher = newMatcher(rt, self, checkedSubject(rt, self, string), first, last);
    return run(matcher) ? newMatch(rt, self as PyPattern, string, matcher) : incref(rt.none);
  });
}

/** Goes on behind the match; an empty one must not be found again. */
function advance(matcher: Matcher): void {
  matcher.mustAdvance = matcher.pointer === matcher.start;
  matcher.start = matcher.pointer;
}

function findAll(rt: Runtime, self: PyObject, subject: Subject, matcher: Matcher): PyObject {
  const { groups } = data(self);
  const found: PyObject[] = [];
  while (matcher.search()) {
    if (groups === 0) found.push(pieceOf(rt, subject.object, matcher.start, matcher.pointer));
    else {
      const match = newMatch(rt, self as PyPattern, subject.object, matcher);
      const empty = subject.isBytes ? rt.emptyBytes : rt.emptyStr;
      const texts = Array.from({ length: groups }, (_, index) => groupText(rt, match, index + 1, empty));
      found.push(groups === 1 ? (texts[0] as PyObject) : newTuple(rt, texts));
      decref(rt, match);
    }
    advance(matcher);
  }
  return newList(rt, found);
}

function split(rt: Runtime, self: PyObject, string: PyObject, limit: number): PyObject {
  const subject = checkedSubject(rt, self, string);
  const matcher = new Matcher(data(self).codes, subject.units, (steps) => rt.spend(steps), 0, 0, subject.units.length);
  const parts: PyObject[] = [];
  let last = 0;
  for (let count = 0; (limit === 0 || count < limit) && matcher.search(); count++) {
    parts.push(pieceOf(rt, subject.object, last, matcher.start));
    const match = newMatch(rt, self as PyPattern, string, matcher);
    for (let group = 1; group <= data(self).groups; group++) parts.push(groupText(rt, match, group, rt.none));
    decref(rt, match);
    last = matcher.pointer;
    advance(matcher);
  }
  parts.push(pieceOf(rt, subject.object, last, subject.units.length));
  return newList(rt, parts);
}

/** Flags by name, for the repr; `re.U` is left out for str patterns, which have it anyway. */
const FLAG_NAMES: readonly [number, string][] = [
  [2, 're.IGNORECASE'], [4, 're.LOCALE'], [8, 're.MULTILINE'], [16, 're.DOTALL'], [32, 're.UNICODE'], [64, 're.VERBOSE'], [128, 're.DEBUG'], [256, 're.ASCII'],
];
const UNICODE_FLAG = 32;
const REPR_LIMIT = 200;

function describe(rt: Runtime, self: PyObject): PyObject {
  const { pattern, isBytes } = data(self);
  let { flags } = data(self);
  if (isBytes === false && (flags & (4 | UNICODE_FLAG | 256)) === UNICODE_FLAG) flags &= ~UNICODE_FLAG;
  const names = FLAG_NAMES.filter(([bit]) => (flags & bit) !== 0).map(([, name]) => name);
  const rest = FLAG_NAMES.reduce((left, [bit]) => left & ~bit, flags);
  if (rest !== 0) names.push(`0x${rest.toString(16)}`);
  return newStr(rt, `re.compile(${reprText(rt, pattern).slice(0, REPR_LIMIT)}${names.length > 0 ? `, ${names.join('|')}` : ''})`);
}

const subParameters = { parameters: ['repl', 'string', 'count'], required: 2 };
const substitution = (name: string, withCount: boolean): MethodDefinition => fastKeywords(name, (rt, self, args, kwnames) => {
  const [replacement, string, count] = bindArguments(rt, { name, ...subParameters }, args, kwnames) as [PyObject, PyObject, PyObject | null];
  checkedSubject(rt, self, string);
  return substitute(rt, self as PyPattern, replacement, string, count == null ? 0 : asIndexNumber(rt, count, 'OverflowError'), withCount);
});

// refs: pattern, string; state: the matcher, shared by all matches of one scan
const scannerType: TypeDefinition = iteratorType('_sre.SRE_Scanner', {
  clears: true,
  basicsize: 240,
  flags: { disallowInstantiation: true },
  slots: {
    iter: (_rt, self) => incref(self),
    iternext: (rt, self) => scan(rt, self, (matcher) => matcher.search()),
  },
  methods: [
    noArgs('match', (rt, self) => scan(rt, self, (matcher) => matcher.matchHere()) ?? incref(rt.none)),
    noArgs('search', (rt, self) => scan(rt, self, (matcher) => matcher.search()) ?? incref(rt.none)),
  ],
  getset: [{ name: 'pattern', get: (_rt, self) => incref(holder(self).value.refs[0] as PyObject) }],
});

interface ScanState { readonly matcher: Matcher; done: boolean }

function scan(rt: Runtime, self: PyObject, run: (matcher: Matcher) => boolean): PyObject | null {
  const { refs, state } = holder<ScanState>(self).value;
  if (state.done) return null;
  if (!run(state.matcher)) {
    state.done = true;
    return null;
  }
  const match = newMatch(rt, refs[0] as PyPattern, refs[1] as PyObject, state.matcher);
  advance(state.matcher);
  return match;
}

/** While a scanner lives, a bytearray may not change its size: a view of it sees to that (new reference). */
function heldBuffer(rt: Runtime, string: PyObject): PyObject | null {
  const { layout } = string.type as PyType;
  return layout === rt.types.str || layout === rt.types.bytes ? null : callObject(rt, rt.types.memoryview.object, [string]);
}

const scanning = (name: string, wrap: (rt: Runtime, scanner: PyObject) => PyObject): MethodDefinition => fastKeywords(name, (rt, self, args, kwnames) => {
  const [string, position, end] = bindArguments(rt, { name, ...positional }, args, kwnames) as [PyObject, PyObject | null, PyObject | null];
  const matcher = newMatcher(rt, self, checkedSubject(rt, self, string), sizeOrNull(rt, position ?? null), sizeOrNull(rt, end ?? null));
  const state: ScanState = { matcher, done: false };
  return wrap(rt, newHolder(rt, extensionType(rt, scannerType), [incref(self), incref(string), heldBuffer(rt, string)], state));
});

export const patternType: TypeDefinition = {
  name: 're.Pattern',
  doc: 'Compiled regular expression object.',
  gc: true,
  weakrefs: true,
  basicsize: 96,
  itemsize: 4,
  flags: { disallowInstantiation: true },
  sizeof: (_rt, self) => 96 + 4 * data(self).codes.length,
  slots: {
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      const { pattern, groupIndex, indexGroup } = data(self);
      decref(rt, pattern);
      xdecref(rt, groupIndex);
      xdecref(rt, indexGroup);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { pattern, groupIndex, indexGroup } = data(self);
      if (groupIndex !== null) visit(groupIndex);
      if (indexGroup !== null) visit(indexGroup);
      visit(pattern);
    },
    repr: describe,
    hash: (rt, self) => hash(rt, data(self).pattern),
    richcompare: (rt, self, other, op) => {
      if ((op !== CompareOp.Eq && op !== CompareOp.Ne) || other.type !== self.type) return incref(rt.notImplemented);
      const [left, right] = [data(self), data(other)];
      const equal = self === other || (left.flags === right.flags && left.isBytes === right.isBytes && left.codes.length === right.codes.length
        && left.codes.every((word, index) => word === right.codes[index]) && richCompareBool(rt, left.pattern, right.pattern, CompareOp.Eq));
      return newBool(rt, equal === (op === CompareOp.Eq));
    },
  },
  methods: [
    matching('match', (matcher) => matcher.matchHere()),
    matching('fullmatch', (matcher) => {
      matcher.matchAll = true;
      return matcher.matchHere();
    }),
    matching('search', (matcher) => matcher.search()),
    substitution('sub', false),
    substitution('subn', true),
    fastKeywords('findall', (rt, self, args, kwnames) => {
      const [string, position, end] = bindArguments(rt, { name: 'findall', ...positional }, args, kwnames) as [PyObject, PyObject | null, PyObject | null];
      const subject = checkedSubject(rt, self, string);
      return findAll(rt, self, subject, newMatcher(rt, self, subject, sizeOrNull(rt, position ?? null), sizeOrNull(rt, end ?? null)));
    }),
    fastKeywords('split', (rt, self, args, kwnames) => {
      const [string, limit] = bindArguments(rt, { name: 'split', parameters: ['string', 'maxsplit'], required: 1 }, args, kwnames) as [PyObject, PyObject | null];
      return split(rt, self, string, limit == null ? 0 : asIndexNumber(rt, limit, 'OverflowError'));
    }),
    scanning('finditer', (rt, scanner) => newFindIterator(rt, scanner)),
    scanning('scanner', (_rt, scanner) => scanner),
    noArgs('__copy__', (_rt, self) => incref(self)),
    oneArg('__deepcopy__', (_rt, self) => incref(self)),
    classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585')),
  ],
  getset: [
    { name: 'pattern', get: (_rt, self) => incref(data(self).pattern) },
    { name: 'flags', get: (rt, self) => newInt(rt, data(self).flags) },
    { name: 'groups', get: (rt, self) => newInt(rt, data(self).groups) },
    { name: 'groupindex', get: (rt, self) => groupNames(rt, self) },
  ],
};

/** `iter(scanner.search, None)`; takes the scanner over. */
function newFindIterator(rt: Runtime, scanner: PyObject): PyObject {
  let search: PyObject;
  try {
    search = getAttributeString(rt, scanner, 'search');
  } finally {
    decref(rt, scanner);
  }
  try {
    return newCallableIterator(rt, search, rt.none);
  } finally {
    decref(rt, search);
  }
}
