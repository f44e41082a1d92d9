/**
 * Python 3.12's own grammar, applied strictly. In: a text the lowering had doubts about. Out: the tree
 * CPython would build, or the one error it would report. Slower than tree-sitter and without mercy on
 * half-typed code, but its word is final. Follows CPython's `_PyPegen_run_parser`: a first pass without
 * `invalid_` rules, a second with them to find a better message, and a look at the rest of the tokens,
 * since a bracket or quote left open explains more than what follows it.
 */
import { assertDefined } from '../../../base';
import type { SyntaxDiagnostic } from '../diagnostic';
import type { CharacterByName } from '../escapes';
import type { Expression, FunctionType, Module, Statement } from '../nodes';
import type { ParseSettings } from '../parser';
import type { SourceText } from '../sourceText';
import type { LiteralWarning } from '../stringLiterals';
import { SyntaxFailure } from './failure';
import { grammarActions, grammarConversions } from './grammarActions';
import { compileGrammar } from './grammarCompiler';
import type { Matcher } from './grammarCompiler';
import { readGrammar } from './grammarReader';
import { expressionRules, patternRules, statementRules } from './grammarText';
import { invalidRules } from './invalidRules';
import { Machine, noMatch } from './machine';
import { Tokenizer } from './tokenizer';
import { TokenKind } from './tokenKinds';

export class StrictParser {
  private readonly matchers: Map<string, Matcher>;

  constructor(private readonly lookUp: CharacterByName) {
    const rules = readGrammar(statementRules, patternRules, expressionRules, invalidRules);
    this.matchers = compileGrammar(rules, grammarActions, grammarConversions);
  }

  /** Warnings are added to `warnings`, in the order of the text, if the text parses. */
  parseModule(source: SourceText, warnings: LiteralWarning[] = [], settings: ParseSettings | null = null): Module | SyntaxDiagnostic {
    return this.parse(source, 'file', warnings, settings) as Module | SyntaxDiagnostic;
  }

  parseExpression(source: SourceText, warnings: LiteralWarning[] = [], settings: ParseSettings | null = null): Expression | SyntaxDiagnostic {
    return this.parse(source, 'eval', warnings, settings) as Expression | SyntaxDiagnostic;
  }

  parseInteractive(source: SourceText, warnings: LiteralWarning[] = [], settings: ParseSettings | null = null): Statement[] | SyntaxDiagnostic {
    return this.parse(source, 'interactive', warnings, settings) as Statement[] | SyntaxDiagnostic;
  }

  parseFunctionType(source: SourceText): FunctionType | SyntaxDiagnostic {
    return this.parse(source, 'func_type', [], null) as FunctionType | SyntaxDiagnostic;
  }

  /** The first error of the tokens alone, for texts too deep for the rules. */
  tokenError(source: SourceText): SyntaxDiagnostic | null {
    const tokenizer = new Tokenizer(source);
    const failure = attempt(() => {
      while (tokenizer.next().kind !== TokenKind.endMarker) continue;
      return null;
    });
    return failure instanceof SyntaxFailure ? failure.toDiagnostic() : null;
  }

  private parse(source: SourceText, start: string, warnings: LiteralWarning[], settings: ParseSettings | null): unknown {
    const matcher = this.matchers.get(start);
    assertDefined(matcher, `the grammar has no rule ${start}`);
    const machine = new Machine(new Tokenizer(source, false, start === 'file'), this.lookUp);
    machine.endsWithNewline = start === 'interactive';
    machine.dontImplyDedent = settings?.dontImplyDedent === true;
    const value = attempt(() => matcher.match(machine));
    if (settings?.allowIncompleteInput === true && (value instanceof SyntaxFailure ? machine.tokenizer.reachedEnd : value === noMatch && machine.tokenizer.isAtEnd)) {
      const incomplete = attempt(() => (value instanceof SyntaxFailure ? machine.failAtStop('incomplete input') : machine.failHere('incomplete input')));
      if (incomplete instanceof SyntaxFailure) return incomplete.toDiagnostic();
    }
    if (value instanceof SyntaxFailure) return explain(machine, value).toDiagnostic();
    if (value !== noMatch) {
      if (start === 'interactive' && machine.tokenizer.hasMoreText) {
        const several = attempt(() => machine.failHere('multiple statements found while compiling a single statement'));
        if (several instanceof SyntaxFailure) return several.toDiagnostic();
      }
      warnings.push(...machine.warnings());
      return value;
    }
    const last = machine.tokens[machine.tokens.length - 1];
    machine.beginSecondPass();
    const second = attempt(() => matcher.match(machine));
    if (second instanceof SyntaxFailure) return explain(machine, second).toDiagnostic();
    if (last.kind === TokenKind.indent || last.kind === TokenKind.dedent) {
      const message = last.kind === TokenKind.indent ? 'unexpected indent' : 'unexpected unindent';
      // CPython's place for "here" is the last token read, in whichever pass.
      const failure = attempt(() => machine.failHere(message, 'IndentationError'));
      if (failure instanceof SyntaxFailure) return failure.toDiagnostic();
    }
    const failure = attempt(() => machine.failAt(last, 'invalid syntax'));
    return failure instanceof SyntaxFailure ? explain(machine, failure).toDiagnostic() : failure;
  }
}

function attempt(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    if (error instanceof SyntaxFailure) return error;
    throw error;
  }
}

/**
 * Reads the remaining tokens: an error among them, or a bracket opened before the error's line and never
 * closed, is what CPython reports instead.
 */
function explain(machine: Machine, failure: SyntaxFailure): SyntaxFailure {
  if (failure.fromTokenizer) return failure;
  const { tokenizer } = machine;
  const errorLine = machine.positionOf(machine.tokens[machine.tokens.length - 1]).lineno;
  const other = attempt(() => {
    while (tokenizer.next().kind !== TokenKind.endMarker) continue;
    return null;
  });
  if (!(other instanceof SyntaxFailure)) return failure;
  // CPython pays no heed here to what it finds inside an f-string.
  if (tokenizer.isInFormat) return failure;
  if (!isSilent(other)) return other;
  const open = tokenizer.openBracket;
  if (open === undefined || errorLine <= open.line) return failure;
  const unclosed = attempt(() => tokenizer.failUnclosed(open));
  return unclosed instanceof SyntaxFailure ? unclosed : failure;
}

/** Errors CPython's tokenizer only has a code for, not yet an exception. */
function isSilent(failure: SyntaxFailure): boolean {
  return failure.exception !== 'SyntaxError' || failure.message.startsWith('unexpected character after line')
    || failure.message.startsWith('unexpected EOF') || failure.message.endsWith('was never closed');
}
