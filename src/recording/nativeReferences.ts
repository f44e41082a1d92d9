/**
 * References held by native code that called back into Python (`Node(1)` holds the new instance while `__init__` runs): only
 * local variables of JavaScript functions hold them, so nothing can be read. What an object's refcount has beyond the references
 * on record is theirs, but only while such a call is under way; at any other moment it would be a mistake, and stays visible as one.
 */
import type { EntityRegistry } from './entityRegistry';
import type { Label } from './labels';

export class NativeReferences {
  /** For each place, the handle in it or 0. Places stay what they are while others come and go. */
  private readonly places: number[] = [];
  /** References on record here. */
  count = 0;

  constructor(private readonly registry: EntityRegistry, private readonly holder: number, private readonly label: Label) {}

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
      for (let missing = registry.missingHolders(handle); missing > 0; missing--) this.put(this.freePlace(), handle);
    }
  }

  private freePlace(): number {
    const { places } = this;
    for (let place = 0; place < places.length; place++) if (places[place] === 0) return place;
    places.push(0);
    return places.length - 1;
  }

  private put(place: number, handle: number): void {
    this.count += handle === 0 ? -1 : 1;
    this.places[place] = handle;
    this.registry.setHoldingAt(this.holder, place, this.label, handle === 0 ? null : (this.registry.objects[handle] ?? null));
  }
}
