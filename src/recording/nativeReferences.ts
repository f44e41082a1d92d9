/**
 * References held by native code that called back into Python (`Node(1)` holds the new instance while `__init__` runs): only
 * local variables of JavaScript functions hold them, so nothing can be read. What an object's refcount has beyond the references
 * on record is theirs, but only while such a call is under way; at any other moment it would be a mistake, and stays visible as one.
 */
import type { PyObject } from '../python/memory';
import type { EntityRegistry } from './entityRegistry';
import type { Label } from './labels';

export class NativeReferences {
  /** For each place, the handle in it or 0. Places stay what they are while others come and go. */
  private readonly places: number[] = [];
  /** For each place, its label, and for each label, its places: a place keeps its label, or every change of it would take a new slot. */
  private readonly labels: Label[] = [];
  private readonly placesByLabel = new Map<Label, number[]>();
  /** References on record here. */
  count = 0;

  /** @param labelOf the label of a new reference: which native code holds it */
  constructor(private readonly registry: EntityRegistry, private readonly holder: number, private readonly labelOf: (object: PyObject) => Label) {}

  /** How many references to a handle are recorded here. */
  recorded(handle: number): number {
    if (this.count === 0) return 0;
    let count = 0;
    for (let place = 0; place < this.places.length; place++) if (this.places[place] === handle) count++;
    return count;
  }

  /** Brings the references up to date; `touched` of the registry names those that may have changed. */
  settle(isNativeActive: boolean): void {
    const { registry, places } = this;
    if (this.count > 0) {
      for (let place = places.length - 1; place >= 0; place--) {
        const handle = places[place] as number;
        if (handle === 0) continue;
        if (!isNativeActive || registry.isExcess(handle)) this.put(place, 0);
      }
    }
    if (!isNativeActive) return;
    for (let i = 0; i < registry.touchedCount; i++) {
      const handle = registry.touched[i] as number;
      for (let missing = registry.missingHolders(handle); missing > 0; missing--) this.put(this.freePlace(handle), handle);
    }
  }

  private freePlace(handle: number): number {
    const label = this.labelOf(this.registry.objects[handle] as PyObject);
    const { places } = this;
    let same = this.placesByLabel.get(label);
    if (same === undefined) {
      same = [];
      this.placesByLabel.set(label, same);
    }
    for (let i = 0; i < same.length; i++) if (places[same[i] as number] === 0) return same[i] as number;
    const place = places.length;
    places.push(0);
    this.labels.push(label);
    same.push(place);
    return place;
  }

  private put(place: number, handle: number): void {
    this.count += handle === 0 ? -1 : 1;
    this.places[place] = handle;
    this.registry.setHoldingAt(this.holder, place, this.labels[place] as Label, handle === 0 ? null : (this.registry.objects[handle] ?? null));
  }
}
