/**
 * First pass of the symbol table over expressions: which names are used and bound where.
 *
 * In: expressions, the table. Out: entries for lambdas and comprehensions, flags for names.
 * After CPython symtable.c (symtable_visit_expr and what it calls).
 */
import type { Arguments, Comprehension, Expression, Lambda, ListComp, SetComp, DictComp, GeneratorExp, Name, NamedExpr } from '../syntax';
import { checkDepth, failAt } from './compileError';
import {
  SymbolFlag, addDefinition, enterBlock, exitBlock, isFunctionLike, recordDirective, symbolOf,
  type BlockType, type ComprehensionType, type SymbolTable,
} from './symbolTable';

export function visitExpressions(table: SymbolTable, expressions: readonly (Expression | null)[]): void {
  for (const expression of expressions) if (expression !== null) visitExpression(table, expression);
}

export function visitExpression(table: SymbolTable, e: Expression): void {
  checkDepth(++table.depth);
  visitParts(table, e);
  table.depth--;
}

function visitParts(table: SymbolTable, e: Expression): void {
  switch (e.kind) {
    case 'NamedExpr':
      failInAnnotationBlock(table, 'named expression', e);
      visitNamedExpression(table, e);
      break;
    case 'BoolOp': visitExpressions(table, e.values); break;
    case 'BinOp':
      visitExpression(table, e.left);
      visitExpression(table, e.right);
      break;
    case 'UnaryOp': visitExpression(table, e.operand); break;
    case 'Lambda': visitLambda(table, e); break;
    case 'IfExp':
      visitExpression(table, e.test);
      visitExpression(table, e.body);
      visitExpression(table, e.orelse);
      break;
    case 'Dict':
      visitExpressions(table, e.keys);
      visitExpressions(table, e.values);
      break;
    case 'GeneratorExp': visitComprehension(table, e, 'genexpr', 'generator', e.elt, null); break;
    case 'ListComp': visitComprehension(table, e, 'listcomp', 'list', e.elt, null); break;
    case 'SetComp': visitComprehension(table, e, 'setcomp', 'set', e.elt, null); break;
    case 'DictComp': visitComprehension(table, e, 'dictcomp', 'dict', e.key, e.value); break;
    case 'Yield':
    case 'YieldFrom':
      failInAnnotationBlock(table, 'yield expression', e);
      if (e.value !== null) visitExpression(table, e.value);
      table.current.generator = true;
      if (table.current.comprehension !== 'none') {
        const kind = table.current.comprehension;
        failAt(e, `'yield' inside ${kind === 'generator' ? 'generator expression' : `${kind} comprehension`}`);
      }
      break;
    case 'Await':
      failInAnnotationBlock(table, 'await expression', e);
      visitExpression(table, e.value);
      table.current.coroutine = true;
      break;
    case 'Compare':
      visitExpression(table, e.left);
      visitExpressions(table, e.comparators);
      break;
    case 'Call':
      visitExpression(table, e.func);
      visitExpressions(table, e.args);
      for (const keyword of e.keywords) visitExpression(table, keyword.value);
      break;
    case 'FormattedValue':
      visitExpression(table, e.value);
      if (e.formatSpec !== null) visitExpression(table, e.formatSpec);
      break;
    case 'Subscript':
      visitExpression(table, e.value);
      visitExpression(table, e.slice);
      break;
    case 'Attribute':
    case 'Starred': visitExpression(table, e.value); break;
    case 'Slice': visitExpressions(table, [e.lower, e.upper, e.step]); break;
    case 'Name':
      addDefinition(table, e.id, e.ctx === 'Load' ? SymbolFlag.Use : SymbolFlag.Local, e);
      if (e.ctx === 'Load' && e.id === 'super' && isFunctionLike(table.current)) {
        addDefinition(table, '__class__', SymbolFlag.Use, e);
      }
      break;
    case 'JoinedStr': visitExpressions(table, e.values); break;
    case 'Set':
    case 'List':
    case 'Tuple': visitExpressions(table, e.elts); break;
    case 'Constant': break;
  }
}

function visitLambda(table: SymbolTable, e: Lambda): void {
  if (table.current.canSeeClassScope) failAt(e, 'Cannot use lambda in annotation scope within class scope');
  visitExpressions(table, e.args.defaults);
  visitExpressions(table, e.args.kwDefaults);
  enterBlock(table, 'lambda', 'function', e, e);
  visitParameters(table, e.args);
  visitExpression(table, e.body);
  exitBlock(table);
}

/** symtable.c symtable_visit_arguments: the order is that of the slots. */
export function visitParameters(table: SymbolTable, args: Arguments): void {
  for (const arg of [...args.posonlyargs, ...args.args, ...args.kwonlyargs]) {
    addDefinition(table, arg.arg, SymbolFlag.Param, arg);
  }
  if (args.vararg !== null) {
    addDefinition(table, args.vararg.arg, SymbolFlag.Param, args.vararg);
    table.current.varargs = true;
  }
  if (args.kwarg !== null) {
    addDefinition(table, args.kwarg.arg, SymbolFlag.Param, args.kwarg);
    table.current.varkeywords = true;
  }
}

function visitNamedExpression(table: SymbolTable, e: NamedExpr): void {
  if (table.current.comprehensionIterationExpression > 0) {
    failAt(e, 'assignment expression cannot be used in a comprehension iterable expression');
  }
  if (table.current.comprehension !== 'none') extendNamedExpressionScope(table, e.target);
  visitExpression(table, e.value);
  visitExpression(table, e.target);
}

/** For each block that can't take the target of `:=` in a comprehension, the message. */
const namedExpressionMessages: Partial<Record<BlockType, string>> = {
  class: 'assignment expression within a comprehension cannot be used in a class body',
  typeParam: 'assignment expression within a comprehension cannot be used within the definition of a generic',
  typeAlias: 'assignment expression within a comprehension cannot be used in a type alias',
  typeVarBound: 'assignment expression within a comprehension cannot be used in a TypeVar bound',
};

/** `:=` in a comprehension binds in the nearest function or module around it. */
function extendNamedExpressionScope(table: SymbolTable, target: Name): void {
  const name = target.id;
  for (const entry of table.stack.toReversed()) {
    if (entry.comprehension !== 'none') {
      const symbol = symbolOf(entry, name);
      if ((symbol & SymbolFlag.ComprehensionIteration) !== 0 && (symbol & SymbolFlag.Local) !== 0) {
        failAt(target, `assignment expression cannot rebind comprehension iteration variable '${name}'`);
      }
      continue;
    }
    if (entry.type === 'function') {
      const isGlobal = (symbolOf(entry, name) & SymbolFlag.Global) !== 0;
      addDefinition(table, name, isGlobal ? SymbolFlag.Global : SymbolFlag.Nonlocal, target);
      recordDirective(table, name, target);
      addDefinition(table, name, SymbolFlag.Local, target, entry);
      return;
    }
    if (entry.type === 'module') {
      addDefinition(table, name, SymbolFlag.Global, target);
      recordDirective(table, name, target);
      addDefinition(table, name, SymbolFlag.Global, target, entry);
      return;
    }
    const message = namedExpressionMessages[entry.type];
    if (message !== undefined) failAt(target, message);
  }
}

function visitComprehension(
  table: SymbolTable, e: ListComp | SetComp | DictComp | GeneratorExp, scopeName: string,
  type: ComprehensionType, element: Expression, value: Expression | null,
): void {
  if (table.current.canSeeClassScope) failAt(e, 'Cannot use comprehension in annotation scope within class scope');
  const [outermost, ...rest] = e.generators;
  if (outermost === undefined) return;
  const outside = table.current;
  outside.comprehensionIterationExpression++;
  visitExpression(table, outermost.iter);
  outside.comprehensionIterationExpression--;
  enterBlock(table, scopeName, 'function', e, e);
  const inside = table.current;
  inside.comprehension = type;
  if (outermost.isAsync) inside.coroutine = true;
  // The outermost iterable is evaluated outside and handed in.
  addDefinition(table, '.0', SymbolFlag.Param, e);
  inside.comprehensionIterationTarget = true;
  visitExpression(table, outermost.target);
  inside.comprehensionIterationTarget = false;
  visitExpressions(table, outermost.ifs);
  for (const generator of rest) visitGenerator(table, generator);
  if (value !== null) visitExpression(table, value);
  visitExpression(table, element);
  inside.generator = type === 'generator';
  const makesAsync = inside.coroutine && type !== 'generator';
  exitBlock(table);
  if (makesAsync) table.current.coroutine = true;
}

function visitGenerator(table: SymbolTable, generator: Comprehension): void {
  const entry = table.current;
  entry.comprehensionIterationTarget = true;
  visitExpression(table, generator.target);
  entry.comprehensionIterationTarget = false;
  entry.comprehensionIterationExpression++;
  visitExpression(table, generator.iter);
  entry.comprehensionIterationExpression--;
  visitExpressions(table, generator.ifs);
  if (generator.isAsync) entry.coroutine = true;
}

/** For each block where some expressions are forbidden, how the message ends. */
const annotationBlockMessages: Partial<Record<BlockType, string>> = {
  annotation: 'cannot be used within an annotation',
  typeVarBound: 'cannot be used within a TypeVar bound',
  typeAlias: 'cannot be used within a type alias',
  typeParam: 'cannot be used within the definition of a generic',
};

function failInAnnotationBlock(table: SymbolTable, what: string, e: Expression): void {
  const message = annotationBlockMessages[table.current.type];
  if (message !== undefined) failAt(e, `${what} ${message}`);
}
