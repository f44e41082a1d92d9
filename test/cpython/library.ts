/**
 * The bundled standard library plus the package `test` from a folder of this machine, compiled when imported. In: the folder
 * (`.../lib/python3.12/test`). Out: a `Library`. Nothing else of the folder can be reached by a program.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Library, LibraryModule } from '../../src/python/vm';
import { decodeSource, type Toolchain } from '../../src/session';

export class TestLibrary implements Library {
  /** `here`: the folder of this file, for `_testcapi.py` and `_testinternalcapi.py`. */
  constructor(private readonly toolchain: Toolchain, private readonly folder: string, private readonly here: string) {}

  get names(): readonly string[] {
    return this.toolchain.library.names ?? [];
  }

  documentation(): string {
    return this.toolchain.library.documentation?.() ?? '{}';
  }

  unicodeData(): Uint8Array | null {
    return this.toolchain.library.unicodeData?.() ?? null;
  }

  sourceText(filename: string): string | null {
    return this.toolchain.library.sourceText?.(filename) ?? null;
  }

  find(name: string): LibraryModule | null {
    if (name === '_testcapi' || name === '_testinternalcapi') {
      // Under the path importlib looks for it: many tests ask by importlib.import_module.
      return this.compiledText(readFileSync(path.join(this.here, `${name}.py`), 'utf8'), `/usr/lib/python3.12/${name}.py`, false);
    }
    if (name !== 'test' && !name.startsWith('test.')) return this.toolchain.library.find(name);
    const place = path.join(this.folder, ...name.split('.').slice(1));
    const isPackage = existsSync(place) && statSync(place).isDirectory() && existsSync(path.join(place, '__init__.py'));
    const file = isPackage ? path.join(place, '__init__.py') : `${place}.py`;
    // A folder without __init__.py is a namespace package.
    if (!isPackage && !existsSync(file) && existsSync(place) && statSync(place).isDirectory()) return this.compiledText('', place, true);
    if (!existsSync(file)) return null;
    return this.compiled(file, isPackage);
  }

  private compiled(file: string, isPackage: boolean): LibraryModule {
    const decoded = decodeSource(readFileSync(file), file);
    return 'message' in decoded ? this.raising('SyntaxError', [decoded.message], isPackage) : this.compiledText(decoded.text, file, isPackage);
  }

  private compiledText(text: string, file: string, isPackage: boolean): LibraryModule {
    const { code, error } = this.toolchain.compile(text, file);
    if (code !== null) return { code, isPackage };
    const { exception = 'SyntaxError', message = 'not compiled', lineno = 0, colOffset = 0 } = error ?? {};
    return this.raising(exception, [message, [file, lineno, colOffset + 1, text.split('\n')[lineno - 1] ?? '']], isPackage);
  }

  /** A file that is no Python fails when it is imported, as a file of a real library would. */
  private raising(exception: string, args: readonly unknown[], isPackage: boolean): LibraryModule {
    const { code } = this.toolchain.compile(`raise ${exception}(*${JSON.stringify(args)})`, '<test library>');
    if (code === null) throw new Error('the replacement of a file does not compile');
    return { code, isPackage };
  }
}
