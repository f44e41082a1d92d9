/**
 * The parser. In: source text. Out: the syntax tree and what is wrong with it. tree-sitter-python
 * reads the text (fast, tolerant of half-typed code), the lowering makes our nodes of its tree.
 * Deliberately absent: file access and wasm loading by path (the host passes bytes), scopes.
 */
import { Language, Parser } from 'web-tree-sitter';
import { grammarTables } from './concreteKinds';
import type { GrammarTables } from './concreteKinds';
import { readConcreteTree } from './concreteTree';
import type { SyntaxDiagnostic } from './diagnostic';
import type { CharacterByName } from './escapes';
import { Lowering } from './lower/lowering';
import { lowerStatements } from './lower/statements';
import type { Module } from './nodes';
import { SourceText } from './sourceText';

export interface ParserWasm {
  /** web-tree-sitter's own wasm. */
  core: Uint8Array;
  /** tree-sitter-python's. */
  grammar: Uint8Array;
}

export interface ParserOptions {
  /** Names for `\N{...}`; without it every such name is unknown. */
  characterByName?: CharacterByName;
}

export async function createPythonParser(wasm: ParserWasm, options: ParserOptions = {}): Promise<PythonParser> {
  // Without locateFile the library resolves a URL against import.meta.url, which is empty in a bundled worker.
  const moduleOptions = { wasmBinary: wasm.core, locateFile: (file: string) => file };
  await Parser.init(moduleOptions);
  const language = await Language.load(wasm.grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return new PythonParser(parser, grammarTables(language), options.characterByName ?? (() => undefined));
}

export interface ParseResult {
  module: Module;
  diagnostics: SyntaxDiagnostic[];
  /** What CPython would warn about while compiling; never a reason not to run. */
  warnings: SyntaxDiagnostic[];
}

export class PythonParser {
  constructor(
    private readonly parser: Parser,
    private readonly tables: GrammarTables,
    private readonly characterByName: CharacterByName,
  ) {}

  parseModule(raw: string, _filename: string): ParseResult {
    const source = new SourceText(raw);
    const lowering = this.lower(source);
    const module: Module = { kind: 'Module', body: lowerStatements(lowering, 0) };
    const diagnostics: SyntaxDiagnostic[] = [];
    if (lowering.doubtful) {
      diagnostics.push({ exception: 'SyntaxError', message: 'invalid syntax', lineno: 1, colOffset: 0, endLineno: 1, endColOffset: 0 });
    }
    return { module, diagnostics, warnings: [] };
  }

  private lower(source: SourceText): Lowering {
    const masked = maskSoftKeywords(source.text);
    const tree = this.parser.parse(masked);
    if (tree === null) throw new Error('tree-sitter has no language set');
    const concrete = readConcreteTree(tree, this.tables);
    tree.delete();
    return new Lowering(source, concrete, this.characterByName);
  }
}

/**
 * tree-sitter-python still knows Python 2's `print` and `exec` statements, and takes `type(a).b = c` for a
 * type alias. Names are read from the real text, so it is shown others of the same length.
 */
function maskSoftKeywords(text: string): string {
  return text.replace(/\b(?:print|exec)\b|\btype\b(?![ \t\f]+[^\W\d])/gu, (word) => word.slice(0, -1) + 'Q');
}
