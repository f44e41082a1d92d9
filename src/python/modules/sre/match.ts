/** re.Match (CPython Modules/_sre/sre.c match_*). */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  asIndexNumber, classMethod, dictGet, dictSet, fast, fastKeywords, newDict, newGenericAlias, newInt, newLayoutInstance, newStr, newTuple, noArgs, oneArg,
  raise, reprText, type Payload, type PyDict, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { bindArguments, checkPositional } from '../keywordArguments';
import type { Matcher } from './matcher';
import type { PyPattern } from './pattern';
import { expandTemplate } from './substitution';
import { pieceOf } from './text';

export interface MatchData {
  /** Owned. */
  readonly pattern: PyPattern;
  readonly string: PyObject;
  readonly groupCount: number;
  /** For each group (0: the whole match) its start and end, -1 where it did not take part. */
  readonly marks: readonly number[];
  readonly lastIndex: number;
  readonly position: number;
  readonly endPosition: number;
}
export type PyMatch = Payload<MatchData>;

export function newMatch(rt: Runtime, pattern: PyPattern, string: PyObject, matcher: Matcher): PyMatch {
  const marks = [matcher.start, matcher.pointer];
  for (let group = 0; group < pattern.value.groups; group++) {
    const start = matcher.marks[group * 2];
    const end = matcher.marks[group * 2 + 1];
    const took = group * 2 + 1 <= matcher.lastMark && start !== undefined && end !== undefined && start >= 0 && end >= 0;
    marks.push(took ? start : -1, took ? end : -1);
  }
  return newLayoutInstance<MatchData>(rt, extensionType(rt, matchType), {
    pattern: incref(pattern), string: incref(string), groupCount: pattern.value.groups + 1, marks, lastIndex: matcher.lastIndex,
    position: matcher.beginning, endPosition: matcher.end,
  });
}

const data = (self: PyObject): MatchData => (self as PyMatch).value;

/** The group a number or name stands for, or -1. */
function groupIndex(rt: Runtime, self: PyObject, key: PyObject): number {
  const { pattern, groupCount } = data(self);
  let index = -1;
  if ((key.type as PyType).nbIndex !== null) index = asIndexNumber(rt, key, null);
  else {
    const named = pattern.value.groupIndex === null ? null : dictGet(rt, pattern.value.groupIndex, key);
    if (named !== null) index = asIndexNumber(rt, named, null);
  }
  return index < 0 || index >= groupCount ? raise(rt, 'IndexError', 'no such group') : index;
}

/** The text of a group (new reference), or `otherwise` when it did not take part. */
export function groupText(rt: Runtime, self: PyObject, index: number, otherwise: PyObject): PyObject {
  const { marks, string } = data(self);
  const start = marks[index * 2] as number;
  return start < 0 ? incref(otherwise) : pieceOf(rt, string, start, marks[index * 2 + 1] as number);
}

function position(rt: Runtime, self: PyObject, name: string, args: readonly PyObject[], offset: number): PyObject {
  checkPositional(rt, name, args, 0, 1);
  const index = args[0] === undefined ? 0 : groupIndex(rt, self, args[0]);
  return newInt(rt, data(self).marks[index * 2 + offset] as number);
}

function spanOf(rt: Runtime, self: PyObject, index: number): PyObject {
  const { marks } = data(self);
  return newTuple(rt, [newInt(rt, marks[index * 2] as number), newInt(rt, marks[index * 2 + 1] as number)]);
}

export const matchType: TypeDefinition = {
  name: 're.Match',
  doc: 'The result of re.match() and re.search().\nMatch objects always have a boolean value of True.',
  gc: true,
  basicsize: 88,
  itemsize: 8,
  flags: { disallowInstantiation: true },
  sizeof: (_rt, self) => 88 + 16 * data(self).groupCount,
  slots: {
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      xdecref(rt, data(self).string);
      decref(rt, data(self).pattern);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      visit(data(self).string);
      visit(data(self).pattern);
    },
    repr: (rt, self) => {
      const whole = groupText(rt, self, 0, rt.none);
      const text = `<re.Match object; span=(${data(self).marks[0]}, ${data(self).marks[1]}), match=${reprText(rt, whole)}>`;
      decref(rt, whole);
      return newStr(rt, text);
    },
    mpSubscript: (rt, self, key) => groupText(rt, self, groupIndex(rt, self, key), rt.none),
  },
  methods: [
    fast('group', (rt, self, args) => {
      if (args.length === 0) return groupText(rt, self, 0, rt.none);
      if (args.length === 1) return groupText(rt, self, groupIndex(rt, self, args[0] as PyObject), rt.none);
      return newTuple(rt, args.map((key) => groupText(rt, self, groupIndex(rt, self, key), rt.none)));
    }),
    fast('start', (rt, self, args) => position(rt, self, 'start', args, 0)),
    fast('end', (rt, self, args) => position(rt, self, 'end', args, 1)),
    fast('span', (rt, self, args) => {
      checkPositional(rt, 'span', args, 0, 1);
      return spanOf(rt, self, args[0] === undefined ? 0 : groupIndex(rt, self, args[0]));
    }),
    fastKeywords('groups', (rt, self, args, kwnames) => {
      const otherwise = bindArguments(rt, { name: 'groups', parameters: ['default'] }, args, kwnames)[0] ?? rt.none;
      return newTuple(rt, Array.from({ length: data(self).groupCount - 1 }, (_, index) => groupText(rt, self, index + 1, otherwise)));
    }),
    fastKeywords('groupdict', (rt, self, args, kwnames) => {
      const otherwise = bindArguments(rt, { name: 'groupdict', parameters: ['default'] }, args, kwnames)[0] ?? rt.none;
      const result: PyDict = newDict(rt);
      const names = data(self).pattern.value.groupIndex;
      names?.value.keys.forEach((key, entry) => {
        if (key === null) return;
        const value = groupText(rt, self, asIndexNumber(rt, names.value.values[entry] as PyObject, null), otherwise);
        dictSet(rt, result, key, value);
        decref(rt, value);
      });
      return result;
    }),
    oneArg('expand', (rt, self, template) => expandTemplate(rt, self as PyMatch, template)),
    noArgs('__copy__', (_rt, self) => incref(self)),
    oneArg('__deepcopy__', (_rt, self) => incref(self)),
    classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585')),
  ],
  getset: [
    { name: 'string', get: (_rt, self) => incref(data(self).string) },
    { name: 're', get: (_rt, self) => incref(data(self).pattern) },
    { name: 'pos', get: (rt, self) => newInt(rt, data(self).position) },
    { name: 'endpos', get: (rt, self) => newInt(rt, data(self).endPosition) },
    { name: 'lastindex', get: (rt, self) => (data(self).lastIndex < 0 ? incref(rt.none) : newInt(rt, data(self).lastIndex)) },
    {
      name: 'lastgroup',
      get: (rt, self) => {
        const { lastIndex, pattern } = data(self);
        const names = pattern.value.groupIndex;
        const entry = names === null ? -1 : names.value.values.findIndex((value) => value !== null && asIndexNumber(rt, value, null) === lastIndex);
        return incref(lastIndex < 0 || names === null || entry < 0 ? rt.none : (names.value.keys[entry] as PyObject));
      },
    },
    { name: 'regs', get: (rt, self) => newTuple(rt, Array.from({ length: data(self).groupCount }, (_, index) => spanOf(rt, self, index))) },
  ],
};
