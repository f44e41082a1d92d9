/**
 * The bundled standard library: what CPython writes in Python, compiled ahead. A module is decoded when
 * it is first imported; what is seldom imported is there as source and compiled then.
 */
import type { CodeObject } from '../bytecode';
import type { Library, LibraryModule } from '../vm';
import { DOCUMENTATION_ENTRY, SOURCES_ENTRY, UNICODE_ENTRY, readLibraryIndex, readLibraryModule, type LibraryIndexEntry } from './libraryFormat';
import { LibrarySources } from './librarySources';

export class StandardLibrary implements Library {
  private readonly index: ReadonlyMap<string, LibraryIndexEntry>;
  /** Modules compiled since. */
  private readonly compiled = new Map<string, CodeObject>();
  /** Made when a source is first asked for. */
  private sources: LibrarySources | null = null;

  /** `bytes`: the file `.scripts/stdlib.mjs` makes; `compile` for the modules of which it holds the source only. */
  constructor(private readonly bytes: Uint8Array, private readonly compile: (source: string, filename: string) => CodeObject | null = () => null) {
    this.index = readLibraryIndex(bytes);
  }

  get names(): readonly string[] {
    return [...this.index.keys()].filter((name) => !name.startsWith('('));
  }

  documentation(): string {
    const entry = this.index.get(DOCUMENTATION_ENTRY);
    const constant = entry === undefined ? undefined : readLibraryModule(this.bytes, entry).consts[0];
    return constant?.type === 'str' ? constant.value : '{}';
  }

  sourceText(filename: string): string | null {
    if (this.sources === null) this.sources = new LibrarySources(this.data(SOURCES_ENTRY) ?? new Uint8Array(1));
    return this.sources.find(filename);
  }

  unicodeData(): Uint8Array | null {
    return this.data(UNICODE_ENTRY);
  }

  private data(name: string): Uint8Array | null {
    const entry = this.index.get(name);
    const constant = entry === undefined ? undefined : readLibraryModule(this.bytes, entry).consts[0];
    return constant?.type === 'bytes' ? constant.value : null;
  }

  find(name: string): LibraryModule | null {
    const entry = this.index.get(name);
    if (entry === undefined) return null;
    const code = readLibraryModule(this.bytes, entry);
    if (code.code.length > 0) return { isPackage: entry.isPackage, code };
    const known = this.compiled.get(name) ?? this.compile(this.sourceText(code.filename) ?? '', code.filename) ?? code;
    this.compiled.set(name, known);
    return { isPackage: entry.isPackage, code: known };
  }
}
