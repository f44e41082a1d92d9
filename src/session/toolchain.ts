/**
 * From source text to code: the parser and the compiler together. In: source, file name. Out: a code object, or what is
 * wrong as diagnostics; never an exception for what a user typed. Made once per process, as loading the grammar takes time.
 */
import type { CodeObject } from '../python/bytecode';
import { disassemble } from '../python/bytecode';
import { compileModule } from '../python/compile';
import { profileOf } from '../python/profiles';
import { StandardLibrary, UnicodeData } from '../python/modules';
import { createPythonParser, type Module, type ParserWasm, type PythonParser, type SyntaxDiagnostic } from '../python/syntax';
import type { Library } from '../python/vm';
import { RuntimeCompiler } from './runtimeCompiler';

export interface Compiled {
  /** Null when there is an error. */
  readonly code: CodeObject | null;
  /** The first error; null when there is a code object. */
  readonly error: SyntaxDiagnostic | null;
  readonly warnings: readonly SyntaxDiagnostic[];
}

export class Toolchain {
  /** For `compile`, `exec`, `ast.parse` and the like in programs. */
  readonly forPrograms: RuntimeCompiler;

  private constructor(private readonly parser: PythonParser, readonly library: Library) {
    this.forPrograms = new RuntimeCompiler(parser);
  }

  /** `standardLibrary`: the bytes of stdlib.bin. */
  static async create(wasm: ParserWasm, standardLibrary: Uint8Array): Promise<Toolchain> {
    let toolchain: Toolchain | null = null;
    const library = new StandardLibrary(standardLibrary, (source, filename) => toolchain?.compile(source, filename).code ?? null);
    let unicode: UnicodeData | null = null;
    const characterByName = (name: string): string | undefined => {
      unicode ??= new UnicodeData(library.unicodeData());
      return unicode.names.character(name);
    };
    toolchain = new Toolchain(await createPythonParser(wasm, { characterByName }), library);
    return toolchain;
  }

  /** The tree of a text; null where there is a mistake in it. */
  parse(source: string, filename: string): Module | null {
    const { module, diagnostics } = this.parser.parseModule(source, filename);
    return diagnostics.length === 0 ? module : null;
  }

  /** `pythonVersion`: left out, the default; the library is always compiled as the default's. */
  compile(source: string, filename: string, pythonVersion?: string): Compiled {
    const parsed = this.parser.parseModule(source, filename);
    const wrong = parsed.diagnostics[0];
    if (wrong !== undefined) return { code: null, error: wrong, warnings: parsed.warnings };
    const compiled = compileModule(parsed.module, filename, { whileTestsAtTop: profileOf(pythonVersion).whileTestsAtTop });
    const error = compiled.diagnostics.find(({ exception }) => exception !== 'SyntaxWarning') ?? null;
    const warnings = [...parsed.warnings, ...compiled.diagnostics.filter(({ exception }) => exception === 'SyntaxWarning')];
    return { code: compiled.code, error, warnings };
  }

  /** `python -m dis`, or null with the error. */
  disassemble(source: string, filename: string): { readonly text: string | null; readonly error: SyntaxDiagnostic | null } {
    const { code, error } = this.compile(source, filename);
    return { text: code === null ? null : disassemble(code), error };
  }
}
