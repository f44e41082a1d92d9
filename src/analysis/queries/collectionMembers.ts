/**
 * Whom a collection is about: which of its candidates are listed, which are garbage, and which are worth a card where there is room
 * for few. In: a recording, a collection, what names holders. Out: entities.
 *
 * Cost of choosing: the collection's rows, and what the program's names lead to.
 */
import { CollectionEvent, typeText, type Recording } from '../../recording';
import type { HeapGraph } from '../heapGraph';
import type { HolderWords } from '../ledger';
import { isClassObject } from '../objectNames';
import { isPlumbing } from '../stepChanges';

/** Beside what the picture leaves out: parts of built-in types, which come to be when they are first used. */
const PLUMBING = new Set(['module', 'wrapper_descriptor', 'method_descriptor', 'classmethod_descriptor']);
const NOTABLE: ReadonlySet<CollectionEvent> = new Set([
  CollectionEvent.CallbackCalled, CollectionEvent.Finalized, CollectionEvent.Resurrected, CollectionEvent.Saved, CollectionEvent.SurvivedClear,
]);
/** Shares of the cards: what is notable among the garbage may take so much, garbage may take so much while there is something else, garbage and what was moved back so much. */
const NOTABLE_SHARE = 0.4;
const GARBAGE_SHARE = 0.6;
const MOVED_SHARE = 0.75;
/** Of what names lead to so many of the nearest. */
const NAMED = 12;

export class CollectionMembers {
  /** What the first look set aside and did not move back. */
  readonly garbage = new Set<number>();
  /** What was set aside and moved back. */
  readonly movedBack = new Set<number>();
  /** What has a story of its own: finalized, brought back, a weak reference with a callback, not to be killed. */
  readonly notable = new Set<number>();
  private readonly listed = new Map<number, boolean>();

  /** @param collection from 0; `listsAll`: also what the program would not call its own */
  constructor(private readonly recording: Recording, private readonly collection: number, private readonly words: HolderWords, private readonly listsAll = false) {
    const { collectionDetails: details } = recording;
    const [first, end] = details.phasesOf(collection);
    const row = Array.from({ length: end - first }, (_unused, index) => first + index).find((candidate) => details.phase(candidate).phase === 'move_unreachable');
    if (row === undefined) return;
    for (let event = details.eventsOf(row)[1]; event < details.eventsOf(end - 1)[1]; event++) {
      const { kind, entity } = details.event(event);
      if (NOTABLE.has(kind)) this.notable.add(entity);
    }
    const [from, to] = details.eventsOf(row);
    for (let event = from; event < to; event++) {
      const { kind, entity } = details.event(event);
      if (kind === CollectionEvent.SetAside) this.garbage.add(entity);
      else if (kind === CollectionEvent.MovedBack) {
        this.garbage.delete(entity);
        this.movedBack.add(entity);
      }
    }
  }

  /** Garbage always is; of the others the program's own. */
  isListed(entity: number): boolean {
    let listed = this.listed.get(entity);
    if (listed === undefined) {
      listed = this.listsAll || this.garbage.has(entity) || this.isOwn(entity);
      this.listed.set(entity, listed);
    }
    return listed;
  }

  /** Made by the program itself, and what it would call an object of its own. */
  isOwn(entity: number): boolean {
    const { recording } = this;
    const { entities } = recording;
    const type = typeText(recording, entity);
    if (entities.isBackground(entity) || entities.isFromLibrary(entity) || isPlumbing(recording, entity) || PLUMBING.has(type)) return false;
    if (!recording.namespaces.has(entity)) return true;
    return entity !== recording.mainNamespace && typeText(recording, this.words.ownerOf(entity)) !== 'module';
  }

  /** The candidates on record, in the collector's order. */
  candidates(): number[] {
    const { collectionDetails: details } = this.recording;
    const [first, end] = details.phasesOf(this.collection);
    const found: number[] = [];
    if (first === end) return found;
    const [from, to] = details.membersOf(first);
    for (let member = from; member < to; member++) found.push(details.memberEntity(member));
    return found;
  }

  /**
   * At most `limit` of the listed candidates: first garbage with a story of its own, then the program's other garbage, then what was
   * moved back, then what stayed, nearest to the names first; else in the collector's order. Of what stayed only what the program can follow from its names:
   * parts of classes and of the interpreter say little.
   */
  choose(limit: number, graph: HeapGraph): ReadonlySet<number> {
    const chosen = new Set<number>();
    const followed = this.followed(graph);
    const meant = [...followed];
    const listed = this.candidates().filter((entity) => this.garbage.has(entity) || (followed.has(entity) && this.isListed(entity)));
    if (listed.length <= limit) return new Set(listed);
    const add = (isMeant: (entity: number) => boolean, share: number): void => {
      for (const entity of listed) {
        if (chosen.size >= limit * share) return;
        if (isMeant(entity)) chosen.add(entity);
      }
    };
    add((entity) => this.notable.has(entity), NOTABLE_SHARE);
    add((entity) => this.garbage.has(entity) && this.isOwn(entity), GARBAGE_SHARE);
    // What the names themselves stand for: the rest hangs on it.
    const isListed = new Set(listed);
    for (const entity of meant.slice(0, NAMED)) if (isListed.has(entity)) chosen.add(entity);
    add((entity) => this.movedBack.has(entity), MOVED_SHARE);
    for (const entity of meant) if (chosen.size < limit && isListed.has(entity)) chosen.add(entity);
    add(() => true, 1);
    return chosen;
  }

  /** What the program's own names and running calls lead to, through objects of its own but not through classes. */
  private followed(graph: HeapGraph): ReadonlySet<number> {
    const { recording } = this;
    const found = new Set<number>();
    const queue = [recording.mainNamespace, ...graph.frames()].filter((entity) => entity !== 0);
    for (let next = 0; next < queue.length; next++) {
      const holder = queue[next] as number;
      if (found.has(holder) && isClassObject(graph, holder)) continue;
      graph.visitTargets(holder, (target) => {
        if (found.has(target) || target === recording.mainNamespace || !graph.isObject(target) || !this.isOwn(target)) return;
        found.add(target);
        queue.push(target);
      });
    }
    return found;
  }
}
