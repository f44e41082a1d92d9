/**
 * "Did you mean": the nearest name to one that was not found (CPython Python/suggestions.c).
 *
 * In: an exception instance. Out: the text after its message, '' mostly.
 */
import { decref, xdecref, type PyObject } from '../../memory';
import {
  callObject, catching, dictGetString, getAttributeString, iterateToArray, lookupAttributeString, matches,
  type PyDict, type PyException, type PyStr, type PyTraceback, type PyType, type Runtime,
} from '../../objects';
import { sysAttribute } from '../builtins/inputAndOutput';

const MAXIMUM_CANDIDATES = 750;
const MAXIMUM_LENGTH = 40;
const MOVE_COST = 2;
const CASE_COST = 1;

function substitutionCost(left: string, right: string): number {
  if (left === right) return 0;
  return left.toLowerCase() === right.toLowerCase() ? CASE_COST : MOVE_COST;
}

/** Levenshtein distance in MOVE_COST units; `limit + 1` as soon as it must be larger than `limit`. */
export function editDistance(left: string, right: string, limit: number): number {
  if (left === right) return 0;
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let leftEnd = left.length;
  let rightEnd = right.length;
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd--;
    rightEnd--;
  }
  let a = left.slice(start, leftEnd);
  let b = right.slice(start, rightEnd);
  if (a.length === 0 || b.length === 0) return (a.length + b.length) * MOVE_COST;
  if (a.length > MAXIMUM_LENGTH || b.length > MAXIMUM_LENGTH) return limit + 1;
  if (b.length < a.length) [a, b] = [b, a];
  if ((b.length - a.length) * MOVE_COST > limit) return limit + 1;
  const row = Array.from(a, (_, index) => (index + 1) * MOVE_COST);
  let result = 0;
  for (let bIndex = 0; bIndex < b.length; bIndex++) {
    let distance = (result = bIndex * MOVE_COST);
    let minimum = Infinity;
    for (let index = 0; index < a.length; index++) {
      const substitute = distance + substitutionCost(b[bIndex] as string, a[index] as string);
      distance = row[index] as number;
      const insertDelete = Math.min(result, distance) + MOVE_COST;
      result = Math.min(insertDelete, substitute);
      row[index] = result;
      if (result < minimum) minimum = result;
    }
    if (minimum > limit) return limit + 1;
  }
  return result;
}

/** The candidate that is near enough and nearest; the first of equals. */
export function nearestName(candidates: readonly string[], name: string): string | null {
  if (candidates.length >= MAXIMUM_CANDIDATES) return null;
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const limit = Math.min(Math.floor(((name.length + candidate.length + 3) * MOVE_COST) / 6), bestDistance - 1);
    const distance = editDistance(name, candidate, limit);
    if (distance > limit) continue;
    if (best === null || distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

const isText = (rt: Runtime, object: PyObject | null | undefined): object is PyStr => object != null && (object.type as PyType).layout === rt.types.str;

function dirNames(rt: Runtime, object: PyObject): string[] {
  return catching(rt, 'Exception', () => {
    const dir = dictGetString(rt.builtins, 'dir');
    if (dir === null) return [];
    const list = callObject(rt, dir, [object]);
    const items = iterateToArray(rt, list);
    decref(rt, list);
    const names = items.flatMap((item) => (isText(rt, item) ? [item.value] : []));
    for (const item of items) decref(rt, item);
    return names;
  }, () => []);
}

function keysOf(rt: Runtime, mapping: PyObject): string[] {
  if ((mapping.type as PyType).layout !== rt.types.dict) return [];
  return (mapping as PyDict).value.keys.flatMap((key) => (isText(rt, key) ? [key.value] : []));
}

function nameErrorSuggestion(rt: Runtime, exception: PyException, name: string): string {
  let entry = exception.value.traceback as PyTraceback | null;
  if (entry === null) return '';
  while (entry.value.next !== null) entry = entry.value.next;
  const frame = entry.value.frame;
  const locals = getAttributeString(rt, frame, 'f_locals');
  const globals = getAttributeString(rt, frame, 'f_globals');
  const builtins = getAttributeString(rt, frame, 'f_builtins');
  try {
    const self = (locals.type as PyType).layout === rt.types.dict ? dictGetString(locals as PyDict, 'self') : null;
    if (self !== null) {
      const attribute = catching(rt, 'Exception', () => lookupAttributeString(rt, self, name), () => null);
      xdecref(rt, attribute);
      if (attribute !== null) return `. Did you mean: 'self.${name}'?`;
    }
    const nearest = nearestName(keysOf(rt, locals), name) ?? nearestName(keysOf(rt, globals), name) ?? nearestName(keysOf(rt, builtins), name);
    return nearest === null ? '' : `. Did you mean: '${nearest}'?`;
  } finally {
    decref(rt, locals);
    decref(rt, globals);
    decref(rt, builtins);
  }
}

/** What CPython appends to the message of an AttributeError, NameError or ImportError. */
export function suggestionFor(rt: Runtime, exception: PyException): string {
  const { members } = exception.value;
  if (members === null) return '';
  const { name, obj } = members;
  if (matches(rt, exception, rt.exceptions.AttributeError)) {
    if (!isText(rt, name) || obj == null) return '';
    const nearest = nearestName(dirNames(rt, obj), name.value);
    return nearest === null ? '' : `. Did you mean: '${nearest}'?`;
  }
  if (matches(rt, exception, rt.exceptions.NameError)) {
    if (!isText(rt, name)) return '';
    const nearest = nameErrorSuggestion(rt, exception, name.value);
    const known = sysAttribute(rt, 'stdlib_module_names');
    if (known === null || !isStdlibName(rt, known, name.value)) return nearest;
    return nearest === '' ? `. Did you forget to import '${name.value}'?` : `${nearest} Or did you forget to import '${name.value}'?`;
  }
  if (matches(rt, exception, rt.exceptions.ImportError)) {
    const from = members.name_from;
    if (!isText(rt, from) || !isText(rt, name)) return '';
    const module = dictGetString(rt.modules, name.value);
    if (module === null) return '';
    const nearest = nearestName(dirNames(rt, module), from.value);
    return nearest === null ? '' : `. Did you mean: '${nearest}'?`;
  }
  return '';
}

function isStdlibName(rt: Runtime, known: PyObject, name: string): boolean {
  return (known.type as PyType).layout === rt.types.frozenset && iterateNames(rt, known).has(name);
}

function iterateNames(rt: Runtime, known: PyObject): Set<string> {
  const items = iterateToArray(rt, known);
  const names = new Set(items.flatMap((item) => (isText(rt, item) ? [item.value] : [])));
  for (const item of items) decref(rt, item);
  return names;
}

