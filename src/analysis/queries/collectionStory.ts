/**
 * One collection as a picture book: its phases, restricted to the objects that have cards, and for each stretch of phases between
 * which the heap stayed the same what holds what. In: a timeline, which collection, how many cards. Out: plain data.
 *
 * Beside candidates there are cards for older objects that hold some of them: they are the "outside" of the collector's sums.
 */
import type { Timeline } from '../../recording';
import type { HeapGraph } from '../heapGraph';
import type { HeapNode } from '../heapView';
import { HolderWords } from '../ledger';
import { shownId } from '../objectNames';
import { viewOfObjects } from '../viewBuilder';
import type { CollectionPicture, CollectionStory } from './collectionAnswer';
import { CollectionMembers } from './collectionMembers';
import { collectionSteps, graphAfter, graphBefore } from './collectionSteps';

export interface CollectionStoryLimits {
  /** Most candidates with a card. */
  readonly cards: number;
  /** Most cards of older objects beside them. */
  readonly outside: number;
  readonly slots: number;
  /** Most things done listed per phase. */
  readonly actions: number;
}

export const COLLECTION_STORY_LIMITS: CollectionStoryLimits = { cards: 100, outside: 16, slots: 8, actions: 400 };

/** `number` from 1. Null: there is no such collection. */
export function collectionStory(timeline: Timeline, number: number, limits: CollectionStoryLimits = COLLECTION_STORY_LIMITS): CollectionStory | null {
  const { recording } = timeline;
  const plain = collectionSteps(timeline, number, { limit: 0 });
  if (plain === null || plain.phases.length === 0) return plain === null ? null : { ...plain, pictures: [], pictureOf: [], outside: [] };
  const collection = number - 1;
  const before = graphBefore(timeline, collection);
  const about = new CollectionMembers(recording, collection, new HolderWords(before));
  const chosen = about.choose(limits.cards, before);
  const outside = outsideHolders(before, chosen, about, limits.outside);
  const steps = collectionSteps(timeline, number, { limit: limits.actions, chosen });
  if (steps === null) return null;
  const pictures: CollectionPicture[] = [];
  const pictureOf: number[] = [];
  let last = -1;
  for (const { change } of steps.phases) {
    if (change !== last) pictures.push(picture(graphAfter(timeline, collection, change), [...chosen, ...outside], pictures.at(-1) ?? null, limits));
    last = change;
    pictureOf.push(pictures.length - 1);
  }
  return { ...steps, pictures, pictureOf, outside: outside.map((entity) => shownId(recording, entity)) };
}

/** Objects that are not examined and hold chosen ones. */
function outsideHolders(graph: HeapGraph, chosen: ReadonlySet<number>, about: CollectionMembers, limit: number): number[] {
  const candidates = new Set(about.candidates());
  const found = new Set<number>();
  for (const entity of chosen) {
    for (const { holder } of graph.holdersOf(entity)) {
      if (found.size >= limit) return [...found];
      if (graph.isObject(holder) && !candidates.has(holder) && about.isOwn(holder)) found.add(holder);
    }
  }
  return [...found];
}

function picture(graph: HeapGraph, entities: readonly number[], before: CollectionPicture | null, { slots }: CollectionStoryLimits): CollectionPicture {
  const { roots, nodes } = viewOfObjects(graph, entities.filter((entity) => graph.isAlive(entity)), slots);
  const alive = new Set(nodes.map(({ id }) => id));
  const freed = (before?.nodes ?? []).filter(({ id }) => !alive.has(id)).map((node): HeapNode => ({ ...node, slots: [], moreCount: 0, refcount: 0, unreachable: true }));
  return { roots, nodes: [...nodes, ...freed] };
}
