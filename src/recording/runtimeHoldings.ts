/**
 * References of the runtime itself: exceptions being handled, what native code names (`rt.nativeHolders`), and what is in flight:
 * a value being returned or an exception on its way, which only the eval loop's variables hold.
 *
 * What is in flight arrived, or was dropped, when more references to it are on record than its count says.
 */
import type { PyObject } from '../python/memory';
import type { ExceptionStackItem, Interpreter } from '../python/vm';
import { IMMORTAL_THRESHOLD, type EntityRegistry } from './entityRegistry';
import type { Label } from './labels';

const RETURNED = 'value being returned';

export class RuntimeHoldings {
  // Three holders of one entity, so that each keeps its positions when others come and go.
  private readonly handledHolder: number;
  private readonly flightHolder: number;
  private readonly nativeHolder: number;
  private handledCount = 0;
  private flightCount = 0;
  private nativeCount = 0;
  /** How many of `flightObjects` and `flightLabels` are meant. */
  private flying = 0;
  private readonly flightObjects: PyObject[] = [];
  private readonly flightLabels: Label[] = [];
  private readonly arrived: boolean[] = [];
  /** The value being returned, which most things in flight are: a slot of its own, so that it costs next to nothing. */
  private returning: PyObject | null = null;
  private readonly returnSlot: number;
  /** The handle in that slot. */
  private returnHandle = 0;
  /** The label of the last thing passed on, which is nearly always that of the next. */
  private lastName = '';
  private lastLabel: Label = 0;
  private readonly labels: Label[] = [];
  private readonly targets: PyObject[] = [];

  constructor(
    private readonly rt: Interpreter,
    private readonly registry: EntityRegistry,
    entity: number,
    private readonly labelOf: (name: string) => Label,
  ) {
    this.handledHolder = registry.newHolder(entity);
    this.flightHolder = registry.newHolder(entity);
    this.nativeHolder = registry.newHolder(entity);
    this.returnSlot = registry.newSlot(entity, labelOf(RETURNED));
  }

  /** A value a frame returns. */
  passReturned(object: PyObject): void {
    if (this.returning !== null) this.passOn(object, RETURNED);
    else if (object.refcnt < IMMORTAL_THRESHOLD) this.returning = object;
  }

  passOn(object: PyObject, label: string): void {
    if (object.refcnt >= IMMORTAL_THRESHOLD) return;
    this.flightObjects[this.flying] = object;
    if (label !== this.lastName) {
      this.lastName = label;
      this.lastLabel = this.labelOf(label);
    }
    this.flightLabels[this.flying++] = this.lastLabel;
  }

  isInFlight(object: PyObject): boolean {
    return this.inFlightCount(object) > 0;
  }

  inFlightCount(object: PyObject): number {
    let count = this.returning === object ? 1 : 0;
    for (let i = 0; i < this.flying; i++) if (this.flightObjects[i] === object) count++;
    return count;
  }

  /** There is nothing, and was nothing. Hot path: nearly always so. */
  get isIdle(): boolean {
    const { rt } = this;
    const item = rt.exceptionItem;
    return item.value === null && item.previous === null && this.returning === null && (this.returnHandle | this.flying | this.flightCount | this.handledCount | this.nativeCount) === 0 && rt.nativeHolders.length === 0;
  }

  read(): void {
    const { rt, registry } = this;
    this.readReturned();
    let item: ExceptionStackItem | null = rt.exceptionItem;
    while (item !== null && item.value === null) item = item.previous;
    if (item !== null || this.handledCount > 0) {
      let count = 0;
      for (item = rt.exceptionItem; item !== null; item = item.previous) {
        if (item.value === null) continue;
        this.labels[count] = this.labelOf('exception being handled');
        this.targets[count++] = item.value;
      }
      registry.setHoldings(this.handledHolder, this.labels, this.targets, count);
      this.handledCount = count;
    }
    const { flightObjects } = this;
    if (this.flying > 0 || this.flightCount > 0) {
      registry.setHoldings(this.flightHolder, this.flightLabels, flightObjects, this.flying);
      this.flightCount = this.flying;
    }
    const { nativeHolders } = rt;
    if (nativeHolders.length > 0 || this.nativeCount > 0) {
      for (let i = 0; i < nativeHolders.length; i++) {
        const { object, name } = nativeHolders[i] as (typeof nativeHolders)[number];
        this.labels[i] = this.labelOf(name);
        this.targets[i] = object;
      }
      registry.setHoldings(this.nativeHolder, this.labels, this.targets, nativeHolders.length);
      this.nativeCount = nativeHolders.length;
    }
  }

  private readReturned(): void {
    const { registry, returning, returnHandle } = this;
    const handle = returning === null ? 0 : registry.handleOf(returning);
    if (handle === returnHandle) return;
    registry.setTarget(this.returnSlot, returnHandle, handle);
    this.returnHandle = handle;
  }

  get isFlying(): boolean {
    return this.flying > 0 || this.returning !== null;
  }

  /** Takes off what is no longer in flight; false: all still is. */
  hasArrived(): boolean {
    const { flightObjects, flightLabels, registry, arrived, returning } = this;
    let hasReturned = false;
    if (returning !== null && this.returnHandle !== 0 && (returning.serial === 0 || registry.missingHolders(returning.serial) < 0)) {
      this.returning = null;
      this.readReturned();
      hasReturned = true;
    }
    const length = this.flying;
    let kept = 0;
    for (let i = 0; i < length; i++) {
      const object = flightObjects[i] as PyObject;
      let missing = object.serial === 0 ? -1 : registry.missingHolders(object.serial);
      // Of several for one object those before this one have been taken off already.
      if (missing < 0 && object.serial !== 0) for (let k = 0; k < i; k++) if (flightObjects[k] === object) missing++;
      arrived[i] = missing < 0;
      if (missing >= 0) kept++;
    }
    if (kept === length) return hasReturned;
    kept = 0;
    for (let i = 0; i < length; i++) {
      if (arrived[i] === true) continue;
      flightObjects[kept] = flightObjects[i] as PyObject;
      flightLabels[kept++] = flightLabels[i] as Label;
    }
    this.flying = kept;
    return true;
  }
}
