/**
 * Which generation each tracked object is in. New members come at the end of generation 0, survivors of a collection at the
 * end of the next generation; so only the ends of the lists have to be looked at.
 *
 * Invariant after each scan: every member of generation 0 has an entity with generation 0 on record.
 */
import type { Heap, PyObject } from '../python/memory';
import { IMMORTAL_THRESHOLD, type EntityRegistry } from './entityRegistry';

/** Field values of generation 0, of generation 2 and of the permanent generation. */
const YOUNG = 1;
const OLD = 3;
const PERMANENT = 4;

export class GenerationBook {
  /** Handles of what the running collection may move, taken when it starts. */
  private candidates: number[] = [];
  /** Objects whose place in generation 0 may have changed, so that the next scan must look past them. */
  private moved: Set<PyObject> | null = null;

  constructor(private readonly heap: Heap, private readonly registry: EntityRegistry) {}

  /** All generations, for the beginning. */
  scanAll(): void {
    this.heap.generations.forEach(({ list }, generation) => this.setAll(list, generation + 1));
    this.setAll(this.heap.permanent, PERMANENT);
  }

  private setAll(list: PyObject, value: number): void {
    for (let object = list.gcNext as PyObject; object !== list; object = object.gcNext as PyObject) {
      this.registry.setGeneration(object, value);
    }
  }

  /** gc.freeze() is about to move everything tracked to the permanent generation. */
  freezing(): void {
    for (const { list } of this.heap.generations) this.setAll(list, PERMANENT);
    this.moved = null;
  }

  /** gc.unfreeze() is about to move it to the end of generation 2. */
  unfreezing(): void {
    this.setAll(this.heap.permanent, OLD);
  }

  /** What was appended to generation 0 since the last scan. */
  scanYoung(): void {
    const { list } = this.heap.generations[0];
    for (let object = list.gcPrev as PyObject; object !== list; object = object.gcPrev as PyObject) {
      if (object.serial !== 0 && this.registry.generationOf(object) === YOUNG && (this.moved === null || !this.moved.has(object))) break;
      this.registry.setGeneration(object, YOUNG);
    }
    this.moved = null;
  }

  /** An object was met through a reference; if it is tracked it came to generation 0 and was scanned already. */
  found(object: PyObject): void {
    if (object.gcNext !== null && this.registry.generationOf(object) === 0) this.registry.setGeneration(object, YOUNG);
  }

  /** The object leaves its place in the list (finalizers are called on untracked or moved objects). */
  forget(object: PyObject): void {
    if (object.serial === 0) return;
    this.moved ??= new Set();
    this.moved.add(object);
  }

  collectionStarted(generation: number): void {
    this.scanYoung();
    this.candidates = [];
    this.registry.holdBack = true;
    for (const { list } of this.heap.generations.slice(0, generation + 1)) {
      for (let object = list.gcNext as PyObject; object !== list; object = object.gcNext as PyObject) this.candidates.push(object.serial);
    }
  }

  /** Where the candidates of a collection of `generation` are now. */
  collectionFinished(generation: number): void {
    const oldField = Math.min(generation + 1, 2) + 1;
    this.registry.holdBack = false;
    for (const handle of this.candidates) {
      const object = this.registry.objects[handle];
      if (object === null || object === undefined) continue;
      const field = this.registry.generationOf(object);
      if (field === 0 || field > generation + 1) continue;
      const isPermanent = object.refcnt >= IMMORTAL_THRESHOLD;
      this.registry.setGeneration(object, object.gcNext === null ? 0 : isPermanent ? PERMANENT : oldField);
    }
    this.candidates = [];
    this.scanYoung();
  }
}
