/** Words the answers share: objects, numbers with their nouns, lists of names. */
import { valueText } from '../../recording';
import type { HeapGraph } from '../heapGraph';
import { objectName, shownId, typeName } from '../objectNames';
import type { ObjectReference } from './timeAnswers';

export function objectReference({ recording }: HeapGraph, entity: number): ObjectReference {
  return { id: shownId(recording, entity), type: typeName(recording, entity), name: objectName(recording, entity), text: valueText(recording, entity) };
}

/** `1,234,567` */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 object`, `2,000 objects` */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(names: readonly string[]): string {
  const last = names[names.length - 1] ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
