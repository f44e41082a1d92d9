/**
 * From source text to code: the parser and the compiler together. In: source, file name. Out: a code object, or what is
 * wrong as diagnostics; never an exception for what a user typed. Made once per process, as loading the grammar takes time.
 */
import type { CodeObject } from '../python/bytecode';
import { disassemble } from '../python/bytecode';
import { compileModule } from '../python/compile';
import type { CompileMode, SyntaxErrorPlace } from '../python/objects';
import { StandardLibrary, UnicodeData } from '../python/modules';
import { createPythonParser, type ParserWasm, type PythonParser, type SyntaxDiagnostic } from '../python/syntax';
import type { CompiledSource, Library } from '../python/vm';
import { SourceColumns } from './sourceColumns';

export interface Compiled {
  /** Null when there is an error. */
  readonly code: CodeObject | null;
  /** The first error; null when there is a code object. */
  readonly error: SyntaxDiagnostic | null;
  readonly warnings: readonly SyntaxDiagnostic[];
}

export class Toolchain {
  private constructor(private readonly parser: PythonParser, readonly library: Library) {}

  /** `standardLibrary`: the bytes of stdlib.bin. */
  static async create(wasm: ParserWasm, standardLibrary: Uint8Array): Promise<Toolchain> {
    const library = new StandardLibrary(standardLibrary);
    let unicode: UnicodeData | null = null;
    const characterByName = (name: string): string | undefined => {
      unicode ??= new UnicodeData(library.unicodeData());
      return unicode.names.character(name);
    };
    return new Toolchain(await createPythonParser(wasm, { characterByName }), library);
  }

  compile(source: string, filename: string): Compiled {
    const parsed = this.parser.parseModule(source, filename);
    const wrong = parsed.diagnostics[0];
    if (wrong !== undefined) return { code: null, error: wrong, warnings: parsed.warnings };
    const compiled = compileModule(parsed.module, filename);
    const error = compiled.diagnostics.find(({ exception }) => exception !== 'SyntaxWarning') ?? null;
    const warnings = [...parsed.warnings, ...compiled.diagnostics.filter(({ exception }) => exception === 'SyntaxWarning')];
    return { code: compiled.code, error, warnings };
  }

  /** For `compile`, `exec` and `eval` in programs: the same, with the error's place as SyntaxError has it (characters from 1). */
  compileForRuntime(source: string, filename: string, mode: CompileMode, optimize: number): CompiledSource {
    const parsed = this.parser.parseModule(source, filename);
    const options = { mode: mode === 'eval' ? 'eval' : mode === 'single' ? 'single' : 'exec', optimize: Math.min(Math.max(optimize, 0), 2) as 0 | 1 | 2 } as const;
    const wrong = mode === 'eval' ? this.parser.parseExpression(source, filename).diagnostics[0] : parsed.diagnostics[0];
    const compiled = wrong === undefined ? compileModule(parsed.module, filename, options) : null;
    const error = wrong ?? compiled?.diagnostics.find(({ exception }) => exception !== 'SyntaxWarning');
    if (error === undefined || error.exception === 'SyntaxWarning') return { code: compiled?.code ?? null, error: null };
    return { code: null, error: { exception: error.exception, message: error.message, place: errorPlace(error, source, filename, wrong !== undefined) } };
  }

  /** `python -m dis`, or null with the error. */
  disassemble(source: string, filename: string): { readonly text: string | null; readonly error: SyntaxDiagnostic | null } {
    const { code, error } = this.compile(source, filename);
    return { text: code === null ? null : disassemble(code), error };
  }
}

/** `fromParser`: the compiler's own errors look their line up in the file, which text given to `compile` or `exec` has none of. */
function errorPlace(error: SyntaxDiagnostic, source: string, filename: string, fromParser: boolean): SyntaxErrorPlace {
  const columns = new SourceColumns(source);
  const offset = (line: number, column: number): number => [...columns.line(line - 1).slice(0, columns.utf16Column(line - 1, column))].length + 1;
  return {
    filename, line: error.lineno, offset: offset(error.lineno, error.colOffset),
    endLine: error.endLineno, endOffset: offset(error.endLineno, error.endColOffset),
    text: fromParser && error.lineno <= columns.lineCount ? `${columns.line(error.lineno - 1)}\n` : null,
  };
}
