/**
 * First pass of the symbol table over statements; `buildSymbolTable` runs both passes.
 *
 * In: a tree (constants already folded). Out: the finished symbol table. Throws `CompileError`.
 * After CPython symtable.c (_PySymtable_Build, symtable_visit_stmt).
 */
import type {
  Alias, AnnAssign, Arg, Arguments, AsyncFunctionDef, ClassDef, ExceptHandler, Expression, ExpressionModule, FunctionDef,
  Global, Interactive, Module, Nonlocal, Pattern, Position, Statement, TypeAlias, TypeParameter,
} from '../syntax';
import { checkDepth, failAt } from './compileError';
import { analyzeSymbols } from './symbolAnalysis';
import { visitExpression, visitExpressions, visitParameters } from './symbolExpressions';
import {
  SymbolFlag, addDefinition, enterBlock, exitBlock, lookUp, newSymbolTable, recordDirective, type SymbolTable,
} from './symbolTable';

export function buildSymbolTable(tree: Module | Interactive | ExpressionModule, futureAnnotations: boolean): SymbolTable {
  const table = newSymbolTable(tree, futureAnnotations);
  if (tree.kind === 'Expression') visitExpression(table, tree.body);
  else visitStatements(table, tree.body);
  analyzeSymbols(table);
  return table;
}

function visitStatements(table: SymbolTable, statements: readonly Statement[]): void {
  for (const statement of statements) visitStatement(table, statement);
}

function visitStatement(table: SymbolTable, s: Statement): void {
  checkDepth(++table.depth);
  visitStatementParts(table, s);
  table.depth--;
}

function visitStatementParts(table: SymbolTable, s: Statement): void {
  switch (s.kind) {
    case 'FunctionDef':
    case 'AsyncFunctionDef': visitFunction(table, s); break;
    case 'ClassDef': visitClass(table, s); break;
    case 'TypeAlias': visitTypeAlias(table, s); break;
    case 'Return':
      if (s.value !== null) visitExpression(table, s.value);
      break;
    case 'Delete': visitExpressions(table, s.targets); break;
    case 'Assign':
      visitExpressions(table, s.targets);
      visitExpression(table, s.value);
      break;
    case 'AnnAssign': visitAnnotatedAssignment(table, s); break;
    case 'AugAssign':
      visitExpression(table, s.target);
      visitExpression(table, s.value);
      break;
    case 'For':
    case 'AsyncFor':
      visitExpression(table, s.target);
      visitExpression(table, s.iter);
      visitStatements(table, s.body);
      visitStatements(table, s.orelse);
      break;
    case 'While':
    case 'If':
      visitExpression(table, s.test);
      visitStatements(table, s.body);
      visitStatements(table, s.orelse);
      break;
    case 'Match':
      visitExpression(table, s.subject);
      for (const { pattern, guard, body } of s.cases) {
        visitPattern(table, pattern);
        if (guard !== null) visitExpression(table, guard);
        visitStatements(table, body);
      }
      break;
    case 'Raise':
      if (s.exc !== null) visitExpressions(table, [s.exc, s.cause]);
      break;
    case 'Try':
    case 'TryStar':
      visitStatements(table, s.body);
      // In this order: it decides which of several mistakes is reported.
      visitStatements(table, s.orelse);
      for (const handler of s.handlers) visitHandler(table, handler);
      visitStatements(table, s.finalbody);
      break;
    case 'Assert': visitExpressions(table, [s.test, s.msg]); break;
    case 'Import':
    case 'ImportFrom':
      for (const alias of s.names) visitAlias(table, alias);
      break;
    case 'Global': visitDeclaration(table, s, 'global', SymbolFlag.Global); break;
    case 'Nonlocal': visitDeclaration(table, s, 'nonlocal', SymbolFlag.Nonlocal); break;
    case 'Expr': visitExpression(table, s.value); break;
    case 'With':
    case 'AsyncWith':
      for (const { contextExpr, optionalVars } of s.items) visitExpressions(table, [contextExpr, optionalVars]);
      visitStatements(table, s.body);
      break;
    case 'Pass':
    case 'Break':
    case 'Continue': break;
  }
}

function visitFunction(table: SymbolTable, s: FunctionDef | AsyncFunctionDef): void {
  addDefinition(table, s.name, SymbolFlag.Local, s);
  visitExpressions(table, s.args.defaults);
  visitExpressions(table, s.args.kwDefaults);
  visitExpressions(table, s.decoratorList);
  const isGeneric = s.typeParams.length > 0;
  if (isGeneric) {
    const hasKeywordDefaults = s.args.kwDefaults.some((value) => value !== null);
    // CPython's parser always makes a list of defaults, so `.defaults` exists even where it is empty.
    enterTypeParamBlock(table, s.name, s.typeParams, s, false, true, hasKeywordDefaults);
    for (const parameter of s.typeParams) visitTypeParameter(table, parameter);
  }
  visitAnnotations(table, s, s.args, s.returns);
  enterBlock(table, s.name, 'function', s, s);
  if (s.kind === 'AsyncFunctionDef') table.current.coroutine = true;
  visitParameters(table, s.args);
  visitStatements(table, s.body);
  exitBlock(table);
  if (isGeneric) exitBlock(table);
}

function visitClass(table: SymbolTable, s: ClassDef): void {
  addDefinition(table, s.name, SymbolFlag.Local, s);
  visitExpressions(table, s.decoratorList);
  const isGeneric = s.typeParams.length > 0;
  if (isGeneric) {
    enterTypeParamBlock(table, s.name, s.typeParams, s, true, false, false);
    for (const parameter of s.typeParams) visitTypeParameter(table, parameter);
  }
  visitExpressions(table, s.bases);
  for (const keyword of s.keywords) visitExpression(table, keyword.value);
  enterBlock(table, s.name, 'class', s, s);
  const outerPrivateName = table.privateName;
  table.privateName = s.name;
  if (isGeneric) {
    addDefinition(table, '__type_params__', SymbolFlag.Local, s);
    addDefinition(table, '.type_params', SymbolFlag.Use, s);
  }
  visitStatements(table, s.body);
  table.privateName = outerPrivateName;
  exitBlock(table);
  if (isGeneric) exitBlock(table);
}

/** symtable.c symtable_enter_type_param_block. */
function enterTypeParamBlock(
  table: SymbolTable, name: string, key: object, location: Position, isClass: boolean,
  hasDefaults: boolean, hasKeywordDefaults: boolean,
): void {
  const inClass = table.current.type === 'class';
  enterBlock(table, name, 'typeParam', key, location);
  if (inClass) {
    table.current.canSeeClassScope = true;
    addDefinition(table, '__classdict__', SymbolFlag.Use, location);
  }
  if (isClass) {
    addDefinition(table, '.type_params', SymbolFlag.Local, location);
    addDefinition(table, '.type_params', SymbolFlag.Use, location);
    // As in CPython 3.12 this is never taken back: names after a generic class are mangled with its name.
    table.privateName = name;
    addDefinition(table, '.generic_base', SymbolFlag.Local, location);
    addDefinition(table, '.generic_base', SymbolFlag.Use, location);
  }
  if (hasDefaults) addDefinition(table, '.defaults', SymbolFlag.Param, location);
  if (hasKeywordDefaults) addDefinition(table, '.kwdefaults', SymbolFlag.Param, location);
}

function visitTypeParameter(table: SymbolTable, parameter: TypeParameter): void {
  addDefinition(table, parameter.name, SymbolFlag.TypeParam | SymbolFlag.Local, parameter);
  if (parameter.kind !== 'TypeVar' || parameter.bound === null) return;
  const inClass = table.current.canSeeClassScope;
  enterBlock(table, parameter.name, 'typeVarBound', parameter, parameter);
  table.current.canSeeClassScope = inClass;
  if (inClass) addDefinition(table, '__classdict__', SymbolFlag.Use, parameter.bound);
  visitExpression(table, parameter.bound);
  exitBlock(table);
}

function visitTypeAlias(table: SymbolTable, s: TypeAlias): void {
  visitExpression(table, s.name);
  const inClass = table.current.type === 'class';
  const isGeneric = s.typeParams.length > 0;
  if (isGeneric) {
    enterTypeParamBlock(table, s.name.id, s.typeParams, s, false, false, false);
    for (const parameter of s.typeParams) visitTypeParameter(table, parameter);
  }
  enterBlock(table, s.name.id, 'typeAlias', s, s);
  table.current.canSeeClassScope = inClass;
  if (inClass) addDefinition(table, '__classdict__', SymbolFlag.Use, s.value);
  visitExpression(table, s.value);
  exitBlock(table);
  if (isGeneric) exitBlock(table);
}

function visitAnnotatedAssignment(table: SymbolTable, s: AnnAssign): void {
  if (s.target.kind === 'Name') {
    const name = s.target.id;
    const symbol = lookUp(table, name);
    const declared = symbol & (SymbolFlag.Global | SymbolFlag.Nonlocal);
    if (declared !== 0 && table.current !== table.top && s.simple) {
      failAt(s, `annotated name '${name}' can't be ${(symbol & SymbolFlag.Global) !== 0 ? 'global' : 'nonlocal'}`);
    }
    if (s.simple) addDefinition(table, name, SymbolFlag.Annotated | SymbolFlag.Local, s.target);
    else if (s.value !== null) addDefinition(table, name, SymbolFlag.Local, s.target);
  } else {
    visitExpression(table, s.target);
  }
  visitAnnotation(table, s.annotation);
  if (s.value !== null) visitExpression(table, s.value);
}

function visitAnnotation(table: SymbolTable, annotation: Expression): void {
  if (table.futureAnnotations) enterBlock(table, '_annotation', 'annotation', annotation, annotation);
  visitExpression(table, annotation);
  if (table.futureAnnotations) exitBlock(table);
}

function visitAnnotations(table: SymbolTable, key: Statement, args: Arguments, returns: Expression | null): void {
  // The key must differ from the function's own; the argument list is as good as any.
  if (table.futureAnnotations) enterBlock(table, '_annotation', 'annotation', args, key);
  const visitEach = (parameters: readonly (Arg | null)[]): void => {
    visitExpressions(table, parameters.map((parameter) => parameter?.annotation ?? null));
  };
  visitEach(args.posonlyargs);
  visitEach(args.args);
  visitEach([args.vararg, args.kwarg]);
  visitEach(args.kwonlyargs);
  if (table.futureAnnotations) exitBlock(table);
  if (returns !== null) visitAnnotation(table, returns);
}

function visitHandler(table: SymbolTable, handler: ExceptHandler): void {
  if (handler.type !== null) visitExpression(table, handler.type);
  if (handler.name !== null) addDefinition(table, handler.name, SymbolFlag.Local, handler);
  visitStatements(table, handler.body);
}

function visitAlias(table: SymbolTable, alias: Alias): void {
  const name = alias.asname ?? alias.name;
  if (name === '*') {
    if (table.current.type !== 'module') failAt(alias, 'import * only allowed at module level');
    return;
  }
  const dot = name.indexOf('.');
  addDefinition(table, dot < 0 ? name : name.slice(0, dot), SymbolFlag.Import, alias);
}

function visitDeclaration(table: SymbolTable, s: Global | Nonlocal, word: string, flag: SymbolFlag): void {
  for (const name of s.names) {
    const symbol = lookUp(table, name);
    if ((symbol & SymbolFlag.Param) !== 0) failAt(s, `name '${name}' is parameter and ${word}`);
    if ((symbol & SymbolFlag.Use) !== 0) failAt(s, `name '${name}' is used prior to ${word} declaration`);
    if ((symbol & SymbolFlag.Annotated) !== 0) failAt(s, `annotated name '${name}' can't be ${word}`);
    if ((symbol & SymbolFlag.Local) !== 0) failAt(s, `name '${name}' is assigned to before ${word} declaration`);
    addDefinition(table, name, flag, s);
    recordDirective(table, name, s);
  }
}

function visitPattern(table: SymbolTable, pattern: Pattern): void {
  switch (pattern.kind) {
    case 'MatchValue': visitExpression(table, pattern.value); break;
    case 'MatchSingleton': break;
    case 'MatchSequence':
    case 'MatchOr':
      for (const part of pattern.patterns) visitPattern(table, part);
      break;
    case 'MatchStar':
      if (pattern.name !== null) addDefinition(table, pattern.name, SymbolFlag.Local, pattern);
      break;
    case 'MatchMapping':
      visitExpressions(table, pattern.keys);
      for (const part of pattern.patterns) visitPattern(table, part);
      if (pattern.rest !== null) addDefinition(table, pattern.rest, SymbolFlag.Local, pattern);
      break;
    case 'MatchClass':
      visitExpression(table, pattern.cls);
      for (const part of [...pattern.patterns, ...pattern.kwdPatterns]) visitPattern(table, part);
      break;
    case 'MatchAs':
      if (pattern.pattern !== null) visitPattern(table, pattern.pattern);
      if (pattern.name !== null) addDefinition(table, pattern.name, SymbolFlag.Local, pattern);
      break;
  }
}
