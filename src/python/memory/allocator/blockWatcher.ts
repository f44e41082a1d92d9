/**
 * The heap observer while addresses are kept: changes of what objects hold are told to the block model, and everything to the observer
 * there was before (a recording).
 */
import type { PyObject } from '../header';
import type { CollectionObserver, CollectionReason, CollectionSummary, HeapObserver } from '../observer';

export class BlockWatcher implements HeapObserver {
  constructor(private readonly blocks: { changed(holder: PyObject): void }, private readonly inner: HeapObserver | null) {}

  mutated(holder: PyObject, place?: number): void {
    this.blocks.changed(holder);
    this.inner?.mutated(holder, place);
  }

  dying(object: PyObject): void {
    this.inner?.dying(object);
  }

  died(object: PyObject): void {
    this.inner?.died(object);
  }

  finalizing(object: PyObject): void {
    this.inner?.finalizing(object);
  }

  weakrefCleared(reference: PyObject, referent: PyObject): void {
    this.inner?.weakrefCleared(reference, referent);
  }

  collectionStarted(generation: number, reason: CollectionReason): CollectionObserver | null {
    return this.inner?.collectionStarted(generation, reason) ?? null;
  }

  collectionFinished(summary: CollectionSummary): void {
    this.inner?.collectionFinished(summary);
  }

  freezing(): void {
    this.inner?.freezing();
  }

  unfreezing(): void {
    this.inner?.unfreezing();
  }
}
