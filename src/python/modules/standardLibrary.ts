/**
 * The bundled standard library: what CPython writes in Python, compiled ahead. A module is decoded when
 * it is first imported.
 */
import type { BundledModule } from '../objects';
import { readLibraryIndex, readLibraryModule, type LibraryIndexEntry } from './libraryFormat';

export class StandardLibrary {
  private readonly index: ReadonlyMap<string, LibraryIndexEntry>;

  /** `bytes`: the file `.scripts/stdlib.mjs` makes. */
  constructor(private readonly bytes: Uint8Array) {
    this.index = readLibraryIndex(bytes);
  }

  get names(): readonly string[] {
    return [...this.index.keys()];
  }

  module(name: string): BundledModule | null {
    const entry = this.index.get(name);
    if (entry === undefined) return null;
    return { isPackage: entry.isPackage, ...readLibraryModule(this.bytes, entry) };
  }
}
