/**
 * The compiler as programs reach it (`compile`, `exec`, `eval`, `ast.parse`, `symtable`). In: a text or a tree, a mode, flags.
 * Out: code, a tree or a symbol table, or what SyntaxError is to say: the place counts characters from 1, as its attributes do.
 */
import { compileTree, symbolsOfTree } from '../python/compile';
import type { CompileRequest, SyntaxErrorPlace, TokenizedSource } from '../python/objects';
import { decodeSource, listTokens } from '../python/syntax';
import type {
  ExpressionModule, FunctionType, Interactive, Module, ParseResult, ParseSettings, PythonParser, SyntaxDiagnostic,
} from '../python/syntax';
import type { CompiledSource, CompileFailure, CompileWarning, ParsedSource, SymbolSource } from '../python/vm';
import { SourceColumns } from './sourceColumns';

const enum Flag { DontImplyDedent = 0x200, TypeComments = 0x1000, AllowIncompleteInput = 0x4000, BarryAsBdfl = 0x400000 }

type Tree = Module | Interactive | ExpressionModule | FunctionType;

interface Parsed {
  readonly tree: Tree | null;
  readonly error: CompileFailure | null;
  readonly warnings: readonly CompileWarning[];
}

function settingsOf({ flags, featureVersion }: CompileRequest): ParseSettings | null {
  const settings: ParseSettings = {
    typeComments: (flags & Flag.TypeComments) !== 0,
    dontImplyDedent: (flags & Flag.DontImplyDedent) !== 0,
    allowIncompleteInput: (flags & Flag.AllowIncompleteInput) !== 0,
    barryAsBdfl: (flags & Flag.BarryAsBdfl) !== 0,
    ...(featureVersion >= 0 ? { featureVersion } : {}),
  };
  return Object.values(settings).some((value) => value !== false) ? settings : null;
}

export class RuntimeCompiler {
  constructor(private readonly parser: PythonParser) {}

  compile(request: CompileRequest, whileTestsAtTop = false): CompiledSource {
    const parsed = this.parse(request);
    if (parsed.tree === null || parsed.tree.kind === 'FunctionType') return { code: null, error: parsed.error, warnings: parsed.warnings };
    const { code, diagnostics } = compileTree(parsed.tree, request.filename, { optimize: request.optimize, flags: request.flags, whileTestsAtTop });
    const place = new Places(request);
    const warnings = [...parsed.warnings, ...diagnostics.filter(isWarning).map((warning) => place.warning(warning))];
    const error = diagnostics.find((diagnostic) => !isWarning(diagnostic));
    return { code, error: error === undefined ? null : place.compilerFailure(error), warnings };
  }

  tokenize(text: string, withExtras: boolean): TokenizedSource {
    const { tokens, error } = listTokens(text, withExtras);
    if (error === null) return { tokens, error: null };
    const exception = error.exception === 'IndentationError' || error.exception === 'TabError' ? error.exception : 'SyntaxError';
    const message = error.message.endsWith('was never closed') || error.message.startsWith('unexpected EOF') ? 'unexpected EOF in multi-line statement' : error.message;
    const place = new Places({ source: text, filename: '<string>', mode: 'exec', flags: 0, optimize: 0, featureVersion: -1 }).tokenPlace(error, message !== error.message);
    return { tokens, error: { exception, message, place } };
  }

  symbols(request: CompileRequest): SymbolSource {
    const { tree, error, warnings } = this.parse(request);
    if (tree === null || tree.kind === 'FunctionType') return { top: null, error, warnings };
    const found = symbolsOfTree(tree, request.flags);
    if (found.error !== null) return { top: null, error: new Places(request).compilerFailure(found.error), warnings };
    return { top: found.top, error: null, warnings };
  }

  parse(request: CompileRequest): ParsedSource & Parsed {
    const { source } = request;
    if (source instanceof Uint8Array) {
      const decoded = decodeSource(source, request.filename);
      if ('text' in decoded) return this.parse({ ...request, source: decoded.text });
      const place = { filename: request.filename, line: 0, offset: -1, endLine: 0, endOffset: 0, text: null };
      return { tree: null, error: { exception: 'SyntaxError', message: decoded.message, place }, warnings: [] };
    }
    if (typeof source !== 'string') return { tree: source as Tree, error: null, warnings: [] };
    // Only of a file a byte order mark is no character of the text.
    if (source.startsWith('\ufeff\ufeff') || !source.startsWith('\ufeff')) return this.parseString(source, request);
    const marked = `\ufeff${source}`;
    return this.parseString(marked, { ...request, source: marked });
  }

  private parseString(source: string, request: CompileRequest): ParsedSource & Parsed {
    const { module, diagnostics, warnings } = this.parseText(source, request);
    const place = new Places(request);
    const [wrong] = diagnostics;
    if (wrong !== undefined) return { tree: null, error: place.parserFailure(wrong), warnings: [] };
    return { tree: module, error: null, warnings: warnings.map((warning) => place.warning(warning)) };
  }

  private parseText(source: string, request: CompileRequest): ParseResult<Tree | null> {
    const settings = settingsOf(request);
    switch (request.mode) {
      case 'exec': return this.parser.parseModule(source, request.filename, settings);
      case 'eval': return this.parser.parseExpression(source, request.filename, settings);
      case 'single': return this.parser.parseInteractive(source, request.filename, settings);
      case 'func_type': return this.parser.parseFunctionType(source, request.filename);
    }
  }
}

const isWarning = ({ exception }: SyntaxDiagnostic): boolean => exception === 'SyntaxWarning';

/** Lines and columns of one text, for SyntaxError. */
class Places {
  private columns: SourceColumns | null = null;

  constructor(private readonly request: CompileRequest) {}

  private get lines(): SourceColumns | null {
    if (typeof this.request.source !== 'string') return null;
    return (this.columns ??= new SourceColumns(this.request.source));
  }

  /** In characters, from 1. */
  private offset(line: number, byteColumn: number): number {
    const { lines } = this;
    if (lines === null || line < 1 || line > lines.lineCount) return byteColumn + 1;
    const text = lines.line(line - 1);
    const units = lines.utf16Column(line - 1, byteColumn);
    const beyond = byteColumn - utf8Length(text);
    return [...text.slice(0, units)].length + 1 + Math.max(0, beyond);
  }

  private place(error: SyntaxDiagnostic, text: string | null): SyntaxErrorPlace {
    // CPython counts the end's characters in the first line, wherever the end is.
    const length = utf8Length(this.lines?.line(error.lineno - 1) ?? '');
    const end = error.endLineno > error.lineno && this.lines !== null ? Math.min(error.endColOffset, length) : error.endColOffset;
    return {
      filename: this.request.filename, line: error.lineno, offset: error.lineno === 0 ? 0 : error.offset ?? this.offset(error.lineno, error.colOffset),
      endLine: error.endLineno, endOffset: error.endOffset ?? this.offset(error.lineno, end), text,
    };
  }

  private bytePlace(error: SyntaxDiagnostic): SyntaxErrorPlace {
    return {
      filename: this.request.filename, line: error.lineno, offset: error.lineno === 0 ? 0 : error.offset ?? error.colOffset + 1,
      endLine: error.endLineno, endOffset: error.endOffset ?? error.endColOffset + 1, text: null,
    };
  }

  /** The line as the parser has it: a module's always ends with a line end, and tokenizer's errors have none. */
  private text({ lineno, bareLine }: SyntaxDiagnostic): string | null {
    const { lines } = this;
    if (lines === null || lineno > lines.lineCount) return '';
    const text = lines.line(lineno - 1);
    if (bareLine === true) return text;
    return this.request.mode === 'exec' || lineno < lines.lineCount ? `${text}\n` : text;
  }

  parserFailure(error: SyntaxDiagnostic): CompileFailure {
    const isWithoutPlace = error.exception === 'MemoryError' || error.message === 'source code string cannot contain null bytes';
    return { exception: error.exception as CompileFailure['exception'], message: error.message, place: isWithoutPlace ? null : this.place(error, this.text(error)) };
  }

  /** The compiler looks the line up in the file, which text given to `compile` or `exec` has none of, and counts bytes. */
  compilerFailure(error: SyntaxDiagnostic): CompileFailure {
    return { exception: error.exception as CompileFailure['exception'], message: error.message, place: error.exception === 'RecursionError' ? null : this.bytePlace(error) };
  }

  /** For `tokenize`; where a text ends too early, its last line. */
  tokenPlace(error: SyntaxDiagnostic, isAtEnd: boolean): SyntaxErrorPlace {
    if (isAtEnd) {
      const { lines } = this;
      const line = lines === null ? 1 : lines.lineCount - (lines.line(lines.lineCount - 1) === '' ? 1 : 0);
      return { filename: this.request.filename, line, offset: 0, endLine: line, endOffset: 0, text: null };
    }
    return this.place(error, this.text(error));
  }

  warning(warning: SyntaxDiagnostic): CompileWarning {
    return { message: warning.message, line: warning.lineno, place: this.place(warning, null) };
  }
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
