/**
 * The parser. In: source text. Out: the syntax tree and what is wrong with it. tree-sitter-python
 * reads the text (fast, tolerant of half-typed code), the lowering makes our nodes of its tree; where
 * the lowering is in doubt, Python's own grammar (`strict/`) has the last word.
 * Deliberately absent: file access and wasm loading by path (the host passes bytes), scopes.
 */
import { Language, Parser } from 'web-tree-sitter';
import { assert } from '../../base';
import { grammarTables } from './concreteKinds';
import type { GrammarTables } from './concreteKinds';
import { readConcreteTree } from './concreteTree';
import type { SyntaxDiagnostic } from './diagnostic';
import type { CharacterByName } from './escapes';
import { checkFeatureVersion } from './featureVersion';
import { Lowering } from './lower/lowering';
import { lowerStatements } from './lower/statements';
import type { ExpressionModule, FunctionType, Interactive, Module } from './nodes';
import { recover } from './recovery';
import { SourceText } from './sourceText';
import { StrictParser } from './strict/strictParser';
import type { LiteralWarning } from './stringLiterals';
import { attachTypeComments } from './typeComments';

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

/** What `compile()` may ask for besides the text. Whatever is set is a matter for the strict grammar. */
export interface ParseSettings {
  /** PyCF_TYPE_COMMENTS */
  readonly typeComments?: boolean;
  /** The minor version of Python whose syntax is allowed. */
  readonly featureVersion?: number;
  /** PyCF_DONT_IMPLY_DEDENT */
  readonly dontImplyDedent?: boolean;
  /** PyCF_ALLOW_INCOMPLETE_INPUT: "incomplete input" is the error of a text which could go on. */
  readonly allowIncompleteInput?: boolean;
  /** `from __future__ import barry_as_FLUFL` */
  readonly barryAsBdfl?: boolean;
}

export interface ParseResult<Tree> {
  readonly module: Tree;
  readonly diagnostics: SyntaxDiagnostic[];
  /** What CPython would warn about while compiling; never a reason not to run. */
  readonly warnings: SyntaxDiagnostic[];
}

export class PythonParser {
  /** Made when first needed: most texts raise no doubt. */
  private strict: StrictParser | null = null;

  constructor(
    private readonly parser: Parser,
    private readonly tables: GrammarTables,
    private readonly characterByName: CharacterByName,
  ) {}

  /**
   * A whole file. With a diagnostic, `module` holds what could be read: the statements around the mistake, which itself
   * stands as `pass` (see `recovery.ts`), or what tree-sitter could save.
   */
  parseModule(raw: string, _filename: string, settings: ParseSettings | null = null): ParseResult<Module> {
    const source = new SourceText(raw);
    const impossible = beyondParsing(source);
    if (impossible !== null) return { module: { kind: 'Module', body: [] }, diagnostics: [impossible], warnings: [] };
    try {
      return settings === null ? this.parseSource(source) : this.parseStrictly(source, settings);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { module: { kind: 'Module', body: [] }, diagnostics: [tooDeep()], warnings: [] };
    }
  }

  private parseSource(source: SourceText): ParseResult<Module> {
    const lowering = this.lower(source);
    const module: Module = { kind: 'Module', body: lowerStatements(lowering, 0) };
    lowering.checkLines();
    // `0or` begins an octal literal for CPython.
    const isDoubtful = lowering.doubtful || /(?<![\w.])0or\b/.test(source.text);
    if (!isDoubtful) return { module, diagnostics: [], warnings: warningsOf(lowering.warnings, source) };
    const warnings: LiteralWarning[] = [];
    const verdict = this.strictly(source, (strict) => strict.parseModule(source, warnings));
    if ('kind' in verdict) return { module: verdict, diagnostics: [], warnings: warningsOf(warnings, source) };
    const remains = (): Module => {
      const rest = this.strictly(source, (strict) => recover(strict, source, verdict));
      return rest !== null && 'kind' in rest ? rest : module;
    };
    return new FailedParse(verdict, remains);
  }

  private parseStrictly(source: SourceText, settings: ParseSettings): ParseResult<Module> {
    const warnings: LiteralWarning[] = [];
    const verdict = this.strictly(source, (strict) => strict.parseModule(source, warnings, settings));
    if (!('kind' in verdict)) return { module: { kind: 'Module', body: [] }, diagnostics: [verdict], warnings: [] };
    const tooNew = settings.featureVersion === undefined ? null : checkFeatureVersion(source, verdict, settings.featureVersion);
    const wrong = tooNew ?? (settings.typeComments === true ? attachTypeComments(source, verdict) : null);
    return { module: verdict, diagnostics: wrong === null ? [] : [wrong], warnings: warningsOf(warnings, source) };
  }

  /** A signature of a type comment, as for `compile(..., 'func_type')`. */
  parseFunctionType(raw: string, _filename: string): ParseResult<FunctionType | null> {
    const source = new SourceText(raw);
    const verdict = this.strictly(source, (strict) => strict.parseFunctionType(source));
    if ('message' in verdict) return { module: null, diagnostics: [verdict], warnings: [] };
    return { module: verdict, diagnostics: [], warnings: [] };
  }

  /** One statement, as for `compile(..., 'single')`. */
  parseInteractive(raw: string, _filename: string, settings: ParseSettings | null = null): ParseResult<Interactive | null> {
    const source = new SourceText(raw);
    const warnings: LiteralWarning[] = [];
    const verdict = this.strictly(source, (strict) => strict.parseInteractive(source, warnings, settings));
    if (!Array.isArray(verdict)) return { module: null, diagnostics: [verdict], warnings: [] };
    return { module: { kind: 'Interactive', body: verdict }, diagnostics: [], warnings: warningsOf(warnings, source) };
  }

  /** One expression, as for `eval`. `module` is null when there are diagnostics. */
  parseExpression(raw: string, _filename: string, settings: ParseSettings | null = null): ParseResult<ExpressionModule | null> {
    const source = new SourceText(raw);
    const plain = settings === null ? this.plainExpression(source) : null;
    if (plain !== null) return plain;
    const warnings: LiteralWarning[] = [];
    const verdict = this.strictly(source, (strict) => strict.parseExpression(source, warnings, settings));
    if ('message' in verdict) return { module: null, diagnostics: [verdict], warnings: [] };
    return { module: { kind: 'Expression', body: verdict }, diagnostics: [], warnings: warningsOf(warnings, source) };
  }

  /** An expression beyond doubt, as `namedtuple` and others evaluate when modules load: the strict grammar need not be made for it. */
  private plainExpression(source: SourceText): ParseResult<ExpressionModule> | null {
    // A digit before a letter may be the end of a literal and the start of a keyword, which is the tokenizer's to say.
    if (!/^[\w([{'"]/.test(source.text) || /[;#\0]|\d[A-Za-z]/.test(source.text)) return null;
    try {
      const lowering = this.lower(source);
      const [only, ...rest] = lowerStatements(lowering, 0);
      lowering.checkLines();
      if (lowering.doubtful || rest.length > 0 || only?.kind !== 'Expr') return null;
      const { value } = only;
      if (value.kind === 'Starred' || value.kind === 'Yield' || value.kind === 'YieldFrom') return null;
      if (value.kind === 'Tuple' && value.elts.some(({ kind }) => kind === 'Starred')) return null;
      return { module: { kind: 'Expression', body: value }, diagnostics: [], warnings: warningsOf(lowering.warnings, source) };
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  private strictly<T>(source: SourceText, parse: (strict: StrictParser) => T): T | SyntaxDiagnostic {
    this.strict ??= new StrictParser(this.characterByName);
    try {
      return parse(this.strict);
    } catch (error) {
      if (error instanceof RangeError) return this.strict.tokenError(source) ?? tooDeep();
      throw error;
    }
  }

  private lower(source: SourceText): Lowering {
    const tree = this.parser.parse(maskSoftKeywords(source.text));
    assert(tree !== null, 'the parser has its language');
    const concrete = readConcreteTree(tree, this.tables, source);
    tree.delete();
    return new Lowering(source, concrete, this.characterByName);
  }
}

/** Most who see a diagnostic do not look at the tree, which takes another parse or more: it is made when asked for. */
class FailedParse implements ParseResult<Module> {
  readonly diagnostics: SyntaxDiagnostic[];
  readonly warnings: SyntaxDiagnostic[] = [];
  private made: Module | null = null;

  constructor(diagnostic: SyntaxDiagnostic, private readonly make: () => Module) {
    this.diagnostics = [diagnostic];
  }

  get module(): Module {
    return (this.made ??= this.make());
  }
}

/** The stack was not deep enough: thousands of operators or hundreds of brackets inside each other. */
function tooDeep(): SyntaxDiagnostic {
  return { ...atStart('Parser stack overflowed - Python source too complex to parse'), exception: 'MemoryError' };
}

function atStart(message: string): SyntaxDiagnostic {
  return { exception: 'SyntaxError', message, lineno: 1, colOffset: 0, endLineno: 1, endColOffset: 0 };
}

function beyondParsing(source: SourceText): SyntaxDiagnostic | null {
  return source.text.includes('\0') ? atStart('source code cannot contain null bytes') : null;
}

function warningsOf(warnings: readonly LiteralWarning[], { lines, columns }: SourceText): SyntaxDiagnostic[] {
  return warnings.map(({ message, start, end }) => ({
    exception: 'SyntaxWarning', message, lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
  }));
}

/**
 * tree-sitter-python still knows Python 2's `print` and `exec` statements, and takes `type(a).b = c` for a
 * type alias. Names are read from the real text, so it is shown others of the same length.
 */
function maskSoftKeywords(text: string): string {
  return text.replace(/\b(?:print|exec)\b|\btype\b(?![ \t\f]+[^\W\d])/gu, (word) => word.slice(0, -1) + 'Q');
}
