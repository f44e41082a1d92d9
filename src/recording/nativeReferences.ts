/**
 * References held by native code that called back into Python (`Node(1)` holds the new instance while `__init__` runs): only
 * local variables of JavaScript functions hold them, so nothing can be read. What an object's refcount has beyond the references
 * on record is theirs, but only while such a call is under way; at any other moment it would be a mistake, and stays visible as one.
 */
import type { PyObject } from '../python/memory';
import type { EntityRegistry } from './entityRegistry';
import type { Label } from './labels';

export class NativeReferences {
  /** For each entity, how many references are recorded here. */
  private held = new Map<number, number>();
  private readonly labels: Label[] = [];
  private readonly targets: PyObject[] = [];

  constructor(private readonly registry: EntityRegistry, private readonly entity: number, private readonly label: Label) {}

  /** How many references to an entity are recorded here. */
  recorded(entity: number): number {
    return this.held.get(entity) ?? 0;
  }

  /** Brings the references up to date; `touched` of the registry names those that may have changed. */
  settle(isNativeActive: boolean): void {
    const { registry, held } = this;
    if (!isNativeActive && held.size === 0) return;
    let changed = false;
    const consider = (entity: number): void => {
      const recorded = held.get(entity) ?? 0;
      const isAlive = registry.objects[entity] !== null;
      const wanted = isNativeActive && isAlive ? Math.max(0, registry.missingHolders(entity) + recorded) : 0;
      if (wanted === recorded) return;
      changed = true;
      if (wanted === 0) held.delete(entity);
      else held.set(entity, wanted);
    };
    for (const entity of [...held.keys()]) consider(entity);
    if (isNativeActive) for (const entity of registry.touched) consider(entity);
    if (changed) this.write();
  }

  private write(): void {
    let count = 0;
    for (const [entity, references] of this.held) {
      const object = this.registry.objects[entity];
      if (object === null || object === undefined) continue;
      for (let i = 0; i < references; i++) {
        this.labels[count] = this.label;
        this.targets[count++] = object;
      }
    }
    this.registry.setHoldings(this.entity, this.labels, this.targets, count);
  }
}
