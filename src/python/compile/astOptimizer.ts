/**
 * The first stage: constant folding on the tree.
 *
 * In: a tree, which stays as it is. Out: a tree with constant expressions computed, `x in [1, 2]` turned into a tuple
 * test, `'%s' % (x,)` into an f-string; untouched parts are shared with the original.
 * After CPython 3.12 Python/ast_opt.c.
 */
import type {
  Arg, Arguments, Comprehension, ConstantValue, Expression, ExpressionModule, Interactive, Keyword, MatchCase, Module, Pattern,
  Statement, TypeParameter, UnaryOp, BinOp, Compare, CompareOperator, JoinedStr, Subscript, Tuple,
} from '../syntax';
import { checkDepth } from './compileError';
import { foldBinary, foldSubscript, foldUnary } from './constantArithmetic';
import { distinctItems } from './constantKeys';
import { formatAsJoinedString } from './percentFormat';

export interface FoldOptions {
  readonly optimize: 0 | 1 | 2;
  readonly futureAnnotations: boolean;
}

interface Folding extends FoldOptions {
  /** Expressions around the one being folded. */
  depth: number;
}

export function foldConstants<T extends Module | Interactive | ExpressionModule>(tree: T, options: FoldOptions): T;
export function foldConstants(
  tree: Module | Interactive | ExpressionModule, given: FoldOptions,
): Module | Interactive | ExpressionModule {
  const options: Folding = { ...given, depth: 0 };
  switch (tree.kind) {
    case 'Module': return changed(tree, { body: foldBody(tree.body, options) });
    case 'Interactive': return changed(tree, { body: foldStatements(tree.body, options) });
    case 'Expression': return changed(tree, { body: foldExpression(tree.body, options) });
  }
}

/** The node itself if nothing in `fields` is new, else a copy. */
function changed<T extends object>(node: T, fields: Partial<T>): T {
  for (const key in fields) if (fields[key] !== node[key]) return { ...node, ...fields };
  return node;
}

function mapped<T>(items: T[], fold: (item: T) => T): T[] {
  let isNew = false;
  const result = items.map((item) => {
    const folded = fold(item);
    if (folded !== item) isNew = true;
    return folded;
  });
  return isNew ? result : items;
}

function constantFrom(node: Expression, value: ConstantValue | null): Expression {
  if (value === null) return node;
  const { lineno, colOffset, endLineno, endColOffset } = node;
  return { kind: 'Constant', value, stringKind: null, lineno, colOffset, endLineno, endColOffset };
}

/** CPython ast.c _PyAST_GetDocString. */
export function docString(body: readonly Statement[]): string | null {
  const first = body[0];
  if (first?.kind !== 'Expr' || first.value.kind !== 'Constant' || first.value.value.type !== 'str') return null;
  return first.value.value.value;
}

function foldBody(body: Statement[], options: Folding): Statement[] {
  const folded = foldStatements(body, options);
  const first = folded[0];
  if (docString(body) !== null || first?.kind !== 'Expr' || docString(folded) === null) return folded;
  // Folding made a string of the first expression; a joined string keeps it from being taken for the docstring.
  const { lineno, colOffset, endLineno, endColOffset } = first;
  const value: JoinedStr = { kind: 'JoinedStr', values: [first.value], lineno, colOffset, endLineno, endColOffset };
  return [{ ...first, value }, ...folded.slice(1)];
}

function foldStatements(statements: Statement[], options: Folding): Statement[] {
  return mapped(statements, (statement) => foldStatement(statement, options));
}

function foldStatement(s: Statement, o: Folding): Statement {
  const expression = (e: Expression): Expression => foldExpression(e, o);
  const optional = (e: Expression | null): Expression | null => (e === null ? null : foldExpression(e, o));
  switch (s.kind) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return changed(s, {
        typeParams: foldTypeParameters(s.typeParams, o),
        args: foldArguments(s.args, o),
        body: foldBody(s.body, o),
        decoratorList: mapped(s.decoratorList, expression),
        returns: o.futureAnnotations ? s.returns : optional(s.returns),
      });
    case 'ClassDef':
      return changed(s, {
        typeParams: foldTypeParameters(s.typeParams, o),
        bases: mapped(s.bases, expression),
        keywords: foldKeywords(s.keywords, o),
        body: foldBody(s.body, o),
        decoratorList: mapped(s.decoratorList, expression),
      });
    case 'Return': return changed(s, { value: optional(s.value) });
    case 'Delete': return changed(s, { targets: mapped(s.targets, expression) });
    case 'Assign': return changed(s, { targets: mapped(s.targets, expression), value: expression(s.value) });
    case 'AugAssign': return changed(s, { target: foldTarget(s.target, o), value: expression(s.value) });
    case 'AnnAssign':
      return changed(s, {
        target: foldTarget(s.target, o),
        annotation: o.futureAnnotations ? s.annotation : expression(s.annotation),
        value: optional(s.value),
      });
    case 'TypeAlias': return changed(s, { typeParams: foldTypeParameters(s.typeParams, o), value: expression(s.value) });
    case 'For':
      return changed(s, {
        target: expression(s.target), iter: foldIterable(expression(s.iter)),
        body: foldStatements(s.body, o), orelse: foldStatements(s.orelse, o),
      });
    case 'AsyncFor':
      return changed(s, {
        target: expression(s.target), iter: expression(s.iter),
        body: foldStatements(s.body, o), orelse: foldStatements(s.orelse, o),
      });
    case 'While':
    case 'If':
      return changed(s, { test: expression(s.test), body: foldStatements(s.body, o), orelse: foldStatements(s.orelse, o) });
    case 'With':
    case 'AsyncWith':
      return changed(s, {
        items: mapped(s.items, (item) => changed(item, {
          contextExpr: expression(item.contextExpr), optionalVars: optional(item.optionalVars),
        })),
        body: foldStatements(s.body, o),
      });
    case 'Raise': return changed(s, { exc: optional(s.exc), cause: optional(s.cause) });
    case 'Try':
    case 'TryStar':
      return changed(s, {
        body: foldStatements(s.body, o),
        handlers: mapped(s.handlers, (handler) => changed(handler, {
          type: optional(handler.type), body: foldStatements(handler.body, o),
        })),
        orelse: foldStatements(s.orelse, o),
        finalbody: foldStatements(s.finalbody, o),
      });
    case 'Assert': return changed(s, { test: expression(s.test), msg: optional(s.msg) });
    case 'Expr': return changed(s, { value: expression(s.value) });
    case 'Match':
      return changed(s, { subject: expression(s.subject), cases: mapped(s.cases, (item) => foldCase(item, o)) });
    case 'Import':
    case 'ImportFrom':
    case 'Global':
    case 'Nonlocal':
    case 'Pass':
    case 'Break':
    case 'Continue': return s;
  }
}

/** A target keeps its kind: nothing that can be assigned to folds into a constant. */
function foldTarget<T extends Expression>(target: T, o: Folding): T {
  switch (target.kind) {
    case 'Attribute': return changed(target, { value: foldExpression(target.value, o) } as unknown as Partial<T>);
    case 'Subscript': {
      const { value, slice } = target;
      return changed(target, { value: foldExpression(value, o), slice: foldExpression(slice, o) } as unknown as Partial<T>);
    }
    default: return target;
  }
}

function foldTypeParameters(parameters: TypeParameter[], o: Folding): TypeParameter[] {
  return mapped(parameters, (parameter) => {
    if (parameter.kind !== 'TypeVar' || parameter.bound === null) return parameter;
    return changed(parameter, { bound: foldExpression(parameter.bound, o) });
  });
}

function foldArguments(args: Arguments, o: Folding): Arguments {
  const arg = (parameter: Arg): Arg => {
    if (o.futureAnnotations || parameter.annotation === null) return parameter;
    return changed(parameter, { annotation: foldExpression(parameter.annotation, o) });
  };
  return changed(args, {
    posonlyargs: mapped(args.posonlyargs, arg),
    args: mapped(args.args, arg),
    vararg: args.vararg && arg(args.vararg),
    kwonlyargs: mapped(args.kwonlyargs, arg),
    kwDefaults: mapped(args.kwDefaults, (value) => value && foldExpression(value, o)),
    kwarg: args.kwarg && arg(args.kwarg),
    defaults: mapped(args.defaults, (value) => foldExpression(value, o)),
  });
}

function foldKeywords(keywords: Keyword[], o: Folding): Keyword[] {
  return mapped(keywords, (keyword) => changed(keyword, { value: foldExpression(keyword.value, o) }));
}

function foldGenerators(generators: Comprehension[], o: Folding): Comprehension[] {
  return mapped(generators, (generator) => changed(generator, {
    target: foldExpression(generator.target, o),
    iter: foldIterable(foldExpression(generator.iter, o)),
    ifs: mapped(generator.ifs, (test) => foldExpression(test, o)),
  }));
}

function foldCase(item: MatchCase, o: Folding): MatchCase {
  return changed(item, {
    pattern: foldPattern(item.pattern, o),
    guard: item.guard && foldExpression(item.guard, o),
    body: foldStatements(item.body, o),
  });
}

function foldPattern(p: Pattern, o: Folding): Pattern {
  const pattern = (part: Pattern): Pattern => foldPattern(part, o);
  switch (p.kind) {
    case 'MatchValue': return changed(p, { value: foldExpression(p.value, o) });
    case 'MatchSequence':
    case 'MatchOr': return changed(p, { patterns: mapped(p.patterns, pattern) });
    case 'MatchMapping':
      return changed(p, { keys: mapped(p.keys, (key) => foldExpression(key, o)), patterns: mapped(p.patterns, pattern) });
    case 'MatchClass':
      return changed(p, {
        cls: foldExpression(p.cls, o), patterns: mapped(p.patterns, pattern), kwdPatterns: mapped(p.kwdPatterns, pattern),
      });
    case 'MatchAs': return p.pattern === null ? p : changed(p, { pattern: pattern(p.pattern) });
    case 'MatchSingleton':
    case 'MatchStar': return p;
  }
}

function foldExpression(e: Expression, o: Folding): Expression {
  checkDepth(++o.depth);
  const folded = foldParts(e, o);
  o.depth--;
  return folded;
}

function foldParts(e: Expression, o: Folding): Expression {
  const expression = (part: Expression): Expression => foldExpression(part, o);
  const optional = (part: Expression | null): Expression | null => (part === null ? null : foldExpression(part, o));
  switch (e.kind) {
    case 'BoolOp': return changed(e, { values: mapped(e.values, expression) });
    case 'BinOp': return foldBinaryOperation(changed(e, { left: expression(e.left), right: expression(e.right) }));
    case 'UnaryOp': return foldUnaryOperation(changed(e, { operand: expression(e.operand) }));
    case 'Lambda': return changed(e, { args: foldArguments(e.args, o), body: expression(e.body) });
    case 'IfExp':
      return changed(e, { test: expression(e.test), body: expression(e.body), orelse: expression(e.orelse) });
    case 'Dict': return changed(e, { keys: mapped(e.keys, optional), values: mapped(e.values, expression) });
    case 'Set':
    case 'List': return changed(e, { elts: mapped(e.elts, expression) });
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp': return changed(e, { elt: expression(e.elt), generators: foldGenerators(e.generators, o) });
    case 'DictComp':
      return changed(e, { key: expression(e.key), value: expression(e.value), generators: foldGenerators(e.generators, o) });
    case 'Yield': return changed(e, { value: optional(e.value) });
    case 'Await':
    case 'YieldFrom':
    case 'Attribute':
    case 'Starred':
    case 'NamedExpr': return changed(e, { value: expression(e.value) });
    case 'Compare':
      return foldComparison(changed(e, { left: expression(e.left), comparators: mapped(e.comparators, expression) }));
    case 'Call':
      return changed(e, {
        func: expression(e.func), args: mapped(e.args, expression), keywords: foldKeywords(e.keywords, o),
      });
    case 'FormattedValue':
      return changed(e, {
        value: expression(e.value),
        formatSpec: e.formatSpec && changed(e.formatSpec, { values: mapped(e.formatSpec.values, expression) }),
      });
    case 'JoinedStr': return changed(e, { values: mapped(e.values, expression) });
    case 'Subscript': return foldSubscription(changed(e, { value: expression(e.value), slice: expression(e.slice) }));
    case 'Slice': return changed(e, { lower: optional(e.lower), upper: optional(e.upper), step: optional(e.step) });
    case 'Tuple': return foldTuple(changed(e, { elts: mapped(e.elts, expression) }));
    case 'Name':
      return e.ctx === 'Load' && e.id === '__debug__' ? constantFrom(e, { type: 'bool', value: o.optimize === 0 }) : e;
    case 'Constant': return e;
  }
}

/** For each comparison that can be negated without asking the operands, its opposite. */
const oppositeByComparison: Partial<Record<CompareOperator, CompareOperator>> = {
  Is: 'IsNot', IsNot: 'Is', In: 'NotIn', NotIn: 'In',
};

function foldUnaryOperation(e: UnaryOp): Expression {
  const { op, operand } = e;
  if (operand.kind === 'Constant') return constantFrom(e, foldUnary(op, operand.value));
  const comparison = operand.kind === 'Compare' && operand.ops.length === 1 ? operand.ops[0] : undefined;
  if (op !== 'Not' || operand.kind !== 'Compare' || comparison === undefined) return e;
  const opposite = oppositeByComparison[comparison];
  // The comparison replaces the negation, position included.
  return opposite === undefined ? e : { ...operand, ops: [opposite] };
}

function foldBinaryOperation(e: BinOp): Expression {
  const { op, left, right } = e;
  if (left.kind !== 'Constant') return e;
  if (op === 'Mod' && left.value.type === 'str') {
    if (right.kind === 'Tuple' && !right.elts.some((item) => item.kind === 'Starred')) {
      return formatAsJoinedString(e, left.value.value, right.elts) ?? e;
    }
    return e;
  }
  return right.kind === 'Constant' ? constantFrom(e, foldBinary(op, left.value, right.value)) : e;
}

function constantItems(items: readonly Expression[]): ConstantValue[] | null {
  const values: ConstantValue[] = [];
  for (const item of items) {
    if (item.kind !== 'Constant') return null;
    values.push(item.value);
  }
  return values;
}

function foldTuple(e: Tuple): Expression {
  const items = e.ctx === 'Load' ? constantItems(e.elts) : null;
  return items === null ? e : constantFrom(e, { type: 'tuple', items });
}

function foldSubscription(e: Subscript): Expression {
  if (e.ctx !== 'Load' || e.value.kind !== 'Constant' || e.slice.kind !== 'Constant') return e;
  return constantFrom(e, foldSubscript(e.value.value, e.slice.value));
}

/** A list or set which is only iterated over or searched: a tuple or frozenset does as well. */
function foldIterable(e: Expression): Expression {
  if (e.kind === 'List') {
    return e.elts.some((item) => item.kind === 'Starred') ? e : foldTuple({ ...e, kind: 'Tuple' });
  }
  if (e.kind !== 'Set') return e;
  const items = constantItems(e.elts);
  return items === null ? e : constantFrom(e, { type: 'frozenset', items: distinctItems(items) });
}

function foldComparison(e: Compare): Expression {
  const last = e.ops.at(-1);
  const operand = e.comparators.at(-1);
  if (operand === undefined || (last !== 'In' && last !== 'NotIn')) return e;
  const folded = foldIterable(operand);
  return folded === operand ? e : { ...e, comparators: [...e.comparators.slice(0, -1), folded] };
}
