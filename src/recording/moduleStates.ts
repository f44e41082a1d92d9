/**
 * References in the state native modules keep between calls (`gc.garbage`, functions registered with `atexit`): the interpreter
 * holds them, no object does. The states are plain JavaScript data of any shape, so they are searched for objects.
 */
import type { PyObject } from '../python/memory';
import type { Interpreter } from '../python/vm';
import type { Label } from './labels';

/** States are flat: a list of records of objects is the deepest there is. */
const DEPTH_LIMIT = 3;

export class ModuleStates {
  readonly labels: Label[] = [];
  readonly targets: PyObject[] = [];
  count = 0;
  /** Sum of the sizes of all states when they were last searched; -1 before. */
  private lastSize = -1;
  /** How many states there were when these were found among them. */
  private known = -1;
  private readonly lists: (readonly unknown[])[] = [];
  private readonly maps: ReadonlyMap<unknown, unknown>[] = [];

  constructor(private readonly rt: Interpreter, readonly holder: number) {}

  /** Searches the states again if one grew or shrank. False: nothing changed. */
  read(label: (name: string) => Label): boolean {
    const size = this.totalSize();
    if (size === this.lastSize) return false;
    this.lastSize = size;
    this.count = 0;
    for (const [name, state] of this.rt.moduleStates) {
      if (typeof state === 'object' && state !== null) this.search(state, `state of module ${name}`, label, DEPTH_LIMIT);
    }
    return true;
  }

  /** States are made once; what changes afterwards are lists and maps in them. Hot path: once per step. */
  private totalSize(): number {
    const { moduleStates } = this.rt;
    if (moduleStates.size !== this.known) {
      this.known = moduleStates.size;
      this.lists.length = 0;
      this.maps.length = 0;
      for (const state of moduleStates.values()) {
        if (Array.isArray(state)) this.lists.push(state);
        else if (state instanceof Map) this.maps.push(state);
      }
    }
    let size = this.known * 1_000_000;
    for (let i = 0; i < this.lists.length; i++) size += (this.lists[i] as readonly unknown[]).length;
    for (let i = 0; i < this.maps.length; i++) size += (this.maps[i] as ReadonlyMap<unknown, unknown>).size;
    return size;
  }

  /** A record changed without growing, as far as one can tell: the next `read` searches again. */
  forget(): void {
    this.lastSize = -1;
  }

  /** How many references to an object there are in the states. */
  recorded(object: PyObject): number {
    let count = 0;
    for (let i = 0; i < this.count; i++) if (this.targets[i] === object) count++;
    return count;
  }

  /** @param path where it is, in words: `state of module gc: garbage` */
  private search(value: object, path: string, label: (name: string) => Label, depth: number): void {
    if (isPyObject(value)) {
      this.labels[this.count] = label(path);
      this.targets[this.count++] = value;
      return;
    }
    // A record that says so has its references among `nativeHolders`; a type is not the state's.
    if (depth === 0 || 'isHeldElsewhere' in value || 'nativeBase' in value) return;
    const isNamed = !(value instanceof Map) && !Array.isArray(value);
    const parts: Iterable<readonly [unknown, unknown]> = value instanceof Map ? value : Object.entries(value);
    for (const [key, part] of parts) {
      if (typeof part === 'object' && part !== null) this.search(part, isNamed ? `${path}${depth === DEPTH_LIMIT ? ':' : ','} ${String(key)}` : path, label, depth - 1);
    }
  }
}

function isPyObject(value: object): value is PyObject {
  return 'refcnt' in value && 'serial' in value;
}
