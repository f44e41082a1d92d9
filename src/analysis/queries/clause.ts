/** A clause of a sentence about what a line did, and how several become one. */
import { typeText, type Recording } from '../../recording';
import { objectName } from '../objectNames';
import { amount, listText } from './placeTexts';

export interface Clause {
  /** The heaviest come first. */
  readonly weight: number;
  /** `adds a holder to`, or the whole of it. */
  readonly text: string;
  /** `list #3`, or nothing: clauses that differ in it alone become one. */
  readonly object: string;
  /** `refcount 1 to 2`: after a colon, or in brackets among other clauses. */
  readonly tail: string;
}

export const enum Weight {
  Flow = 110,
  Raise = 100,
  Collection = 90,
  Death = 80,
  Finalizer = 78,
  Resurrection = 76,
  Weakref = 70,
  Definition = 62,
  Birth = 60,
  Call = 56,
  Gain = 50,
  Loss = 45,
  Count = 40,
  Move = 35,
  Binding = 30,
  Growth = 25,
  Output = 20,
}

/** Names in one clause. */
export const NAME_LIMIT = 3;
const TEXT_LIMIT = 40;

/** `list #3 and Node #4`; of many only how many of which type. */
export function objectNames(recording: Recording, entities: readonly number[]): string {
  if (entities.length <= NAME_LIMIT) return listText(entities.map((entity) => objectName(recording, entity)));
  const types = new Map<string, number>();
  for (const entity of entities) types.set(typeText(recording, entity), (types.get(typeText(recording, entity)) ?? 0) + 1);
  const ofType = ([type, count]: [string, number]): string => (count === 1 ? `1 ${type}` : `${count} ${type} objects`);
  return types.size <= NAME_LIMIT ? listText([...types].map(ofType)) : amount(entities.length, 'object');
}

export function short(text: string): string {
  return text.length <= TEXT_LIMIT ? text : `${text.slice(0, TEXT_LIMIT - 1)}…`;
}

/** Clauses by weight; those that say the same of several objects as one. */
export function mergedClauses(clauses: readonly Clause[]): Clause[] {
  const merged: Clause[] = [];
  const groups = new Map<string, Clause[]>();
  for (const clause of clauses) {
    const key = clause.object === '' ? '' : `${clause.weight} ${clause.text}`;
    const group = key === '' ? undefined : groups.get(key);
    if (group !== undefined) {
      group.push(clause);
      continue;
    }
    if (key !== '') groups.set(key, [clause]);
    merged.push(clause);
  }
  return merged.map((clause) => together(groups.get(`${clause.weight} ${clause.text}`) ?? [clause])).sort((a, b) => b.weight - a.weight);
}

function together(group: readonly Clause[]): Clause {
  const [first] = group as [Clause];
  if (group.length === 1 || first.object === '') return first;
  const named = group.slice(0, NAME_LIMIT).map(({ object, tail }) => (tail === '' ? object : `${object} (${tail})`));
  if (group.length > NAME_LIMIT) named.push(amount(group.length - NAME_LIMIT, 'more object'));
  return { ...first, object: listText(named), tail: '' };
}

/** `adds a holder to list #3: refcount 1 to 2` */
export function inFull(clause: Clause): string {
  return clause.tail === '' ? phrase(clause) : `${phrase(clause)}: ${clause.tail}`;
}

/** `adds a holder to list #3 (refcount 1 to 2)` */
export function inPassing(clause: Clause): string {
  return clause.tail === '' ? phrase(clause) : `${phrase(clause)} (${clause.tail})`;
}

function phrase({ text, object }: Clause): string {
  return object === '' ? text : `${text} ${object}`;
}
