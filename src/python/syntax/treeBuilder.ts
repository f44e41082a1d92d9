/**
 * Makes the nodes of the syntax tree. In: offsets into the text and the fields. Out: nodes of
 * `nodes.ts`, positions filled in. The lowering and the strict grammar both build through here, so
 * that every kind of node has one shape (one hidden class) wherever it came from.
 * Not here: any knowledge of which nodes fit together.
 */
import type * as nodes from './nodes';
import type { SourceText } from './sourceText';

export class TreeBuilder {
  private readonly lines: Int32Array;
  private readonly columns: Int32Array;

  constructor(source: SourceText) {
    this.lines = source.lines;
    this.columns = source.columns;
  }

  functionDef(
    start: number, end: number, name: string, args: nodes.Arguments, body: nodes.Statement[], decoratorList: nodes.Expression[], returns: nodes.Expression | null, typeParams: nodes.TypeParameter[],
  ): nodes.FunctionDef {
    const { lines, columns } = this;
    return {
      kind: 'FunctionDef', name, args, body, decoratorList, returns, typeParams,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  asyncFunctionDef(
    start: number, end: number, name: string, args: nodes.Arguments, body: nodes.Statement[], decoratorList: nodes.Expression[], returns: nodes.Expression | null, typeParams: nodes.TypeParameter[],
  ): nodes.AsyncFunctionDef {
    const { lines, columns } = this;
    return {
      kind: 'AsyncFunctionDef', name, args, body, decoratorList, returns, typeParams,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  classDef(
    start: number, end: number, name: string, bases: nodes.Expression[], keywords: nodes.Keyword[], body: nodes.Statement[], decoratorList: nodes.Expression[], typeParams: nodes.TypeParameter[],
  ): nodes.ClassDef {
    const { lines, columns } = this;
    return {
      kind: 'ClassDef', name, bases, keywords, body, decoratorList, typeParams,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  return(start: number, end: number, value: nodes.Expression | null): nodes.Return {
    const { lines, columns } = this;
    return {
      kind: 'Return', value,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  delete(start: number, end: number, targets: nodes.Expression[]): nodes.Delete {
    const { lines, columns } = this;
    return {
      kind: 'Delete', targets,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  assign(start: number, end: number, targets: nodes.Expression[], value: nodes.Expression): nodes.Assign {
    const { lines, columns } = this;
    return {
      kind: 'Assign', targets, value,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  typeAlias(
    start: number, end: number, name: nodes.Name, typeParams: nodes.TypeParameter[], value: nodes.Expression,
  ): nodes.TypeAlias {
    const { lines, columns } = this;
    return {
      kind: 'TypeAlias', name, typeParams, value,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  augAssign(
    start: number, end: number, target: nodes.AugAssign['target'], op: nodes.Operator, value: nodes.Expression,
  ): nodes.AugAssign {
    const { lines, columns } = this;
    return {
      kind: 'AugAssign', target, op, value,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  annAssign(
    start: number, end: number, target: nodes.AnnAssign['target'], annotation: nodes.Expression, value: nodes.Expression | null, simple: boolean,
  ): nodes.AnnAssign {
    const { lines, columns } = this;
    return {
      kind: 'AnnAssign', target, annotation, value, simple,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  for(
    start: number, end: number, target: nodes.Expression, iter: nodes.Expression, body: nodes.Statement[], orelse: nodes.Statement[],
  ): nodes.For {
    const { lines, columns } = this;
    return {
      kind: 'For', target, iter, body, orelse,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  asyncFor(
    start: number, end: number, target: nodes.Expression, iter: nodes.Expression, body: nodes.Statement[], orelse: nodes.Statement[],
  ): nodes.AsyncFor {
    const { lines, columns } = this;
    return {
      kind: 'AsyncFor', target, iter, body, orelse,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  while(start: number, end: number, test: nodes.Expression, body: nodes.Statement[], orelse: nodes.Statement[]): nodes.While {
    const { lines, columns } = this;
    return {
      kind: 'While', test, body, orelse,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  if(start: number, end: number, test: nodes.Expression, body: nodes.Statement[], orelse: nodes.Statement[]): nodes.If {
    const { lines, columns } = this;
    return {
      kind: 'If', test, body, orelse,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  with(start: number, end: number, items: nodes.WithItem[], body: nodes.Statement[]): nodes.With {
    const { lines, columns } = this;
    return {
      kind: 'With', items, body,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  asyncWith(start: number, end: number, items: nodes.WithItem[], body: nodes.Statement[]): nodes.AsyncWith {
    const { lines, columns } = this;
    return {
      kind: 'AsyncWith', items, body,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  match(start: number, end: number, subject: nodes.Expression, cases: nodes.MatchCase[]): nodes.Match {
    const { lines, columns } = this;
    return {
      kind: 'Match', subject, cases,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  raise(start: number, end: number, exc: nodes.Expression | null, cause: nodes.Expression | null): nodes.Raise {
    const { lines, columns } = this;
    return {
      kind: 'Raise', exc, cause,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  try(
    start: number, end: number, body: nodes.Statement[], handlers: nodes.ExceptHandler[], orelse: nodes.Statement[], finalbody: nodes.Statement[],
  ): nodes.Try {
    const { lines, columns } = this;
    return {
      kind: 'Try', body, handlers, orelse, finalbody,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  tryStar(
    start: number, end: number, body: nodes.Statement[], handlers: nodes.ExceptHandler[], orelse: nodes.Statement[], finalbody: nodes.Statement[],
  ): nodes.TryStar {
    const { lines, columns } = this;
    return {
      kind: 'TryStar', body, handlers, orelse, finalbody,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  assert(start: number, end: number, test: nodes.Expression, msg: nodes.Expression | null): nodes.Assert {
    const { lines, columns } = this;
    return {
      kind: 'Assert', test, msg,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  import(start: number, end: number, names: nodes.Alias[]): nodes.Import {
    const { lines, columns } = this;
    return {
      kind: 'Import', names,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  importFrom(start: number, end: number, module: string | null, names: nodes.Alias[], level: number): nodes.ImportFrom {
    const { lines, columns } = this;
    return {
      kind: 'ImportFrom', module, names, level,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  global(start: number, end: number, names: string[]): nodes.Global {
    const { lines, columns } = this;
    return {
      kind: 'Global', names,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  nonlocal(start: number, end: number, names: string[]): nodes.Nonlocal {
    const { lines, columns } = this;
    return {
      kind: 'Nonlocal', names,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  expressionStatement(start: number, end: number, value: nodes.Expression): nodes.ExpressionStatement {
    const { lines, columns } = this;
    return {
      kind: 'Expr', value,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  pass(start: number, end: number): nodes.Pass {
    const { lines, columns } = this;
    return {
      kind: 'Pass',
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  break(start: number, end: number): nodes.Break {
    const { lines, columns } = this;
    return {
      kind: 'Break',
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  continue(start: number, end: number): nodes.Continue {
    const { lines, columns } = this;
    return {
      kind: 'Continue',
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  boolOp(start: number, end: number, op: nodes.BoolOperator, values: nodes.Expression[]): nodes.BoolOp {
    const { lines, columns } = this;
    return {
      kind: 'BoolOp', op, values,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  namedExpr(start: number, end: number, target: nodes.Name, value: nodes.Expression): nodes.NamedExpr {
    const { lines, columns } = this;
    return {
      kind: 'NamedExpr', target, value,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  binOp(start: number, end: number, left: nodes.Expression, op: nodes.Operator, right: nodes.Expression): nodes.BinOp {
    const { lines, columns } = this;
    return {
      kind: 'BinOp', left, op, right,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  unaryOp(start: number, end: number, op: nodes.UnaryOperator, operand: nodes.Expression): nodes.UnaryOp {
    const { lines, columns } = this;
    return {
      kind: 'UnaryOp', op, operand,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  lambda(start: number, end: number, args: nodes.Arguments, body: nodes.Expression): nodes.Lambda {
    const { lines, columns } = this;
    return {
      kind: 'Lambda', args, body,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  ifExp(start: number, end: number, test: nodes.Expression, body: nodes.Expression, orelse: nodes.Expression): nodes.IfExp {
    const { lines, columns } = this;
    return {
      kind: 'IfExp', test, body, orelse,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  dict(start: number, end: number, keys: (nodes.Expression | null)[], values: nodes.Expression[]): nodes.Dict {
    const { lines, columns } = this;
    return {
      kind: 'Dict', keys, values,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  set(start: number, end: number, elts: nodes.Expression[]): nodes.Set {
    const { lines, columns } = this;
    return {
      kind: 'Set', elts,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  listComp(start: number, end: number, elt: nodes.Expression, generators: nodes.Comprehension[]): nodes.ListComp {
    const { lines, columns } = this;
    return {
      kind: 'ListComp', elt, generators,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  setComp(start: number, end: number, elt: nodes.Expression, generators: nodes.Comprehension[]): nodes.SetComp {
    const { lines, columns } = this;
    return {
      kind: 'SetComp', elt, generators,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  dictComp(
    start: number, end: number, key: nodes.Expression, value: nodes.Expression, generators: nodes.Comprehension[],
  ): nodes.DictComp {
    const { lines, columns } = this;
    return {
      kind: 'DictComp', key, value, generators,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  generatorExp(start: number, end: number, elt: nodes.Expression, generators: nodes.Comprehension[]): nodes.GeneratorExp {
    const { lines, columns } = this;
    return {
      kind: 'GeneratorExp', elt, generators,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  await(start: number, end: number, value: nodes.Expression): nodes.Await {
    const { lines, columns } = this;
    return {
      kind: 'Await', value,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  yield(start: number, end: number, value: nodes.Expression | null): nodes.Yield {
    const { lines, columns } = this;
    return {
      kind: 'Yield', value,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  yieldFrom(start: number, end: number, value: nodes.Expression): nodes.YieldFrom {
    const { lines, columns } = this;
    return {
      kind: 'YieldFrom', value,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  compare(
    start: number, end: number, left: nodes.Expression, ops: nodes.CompareOperator[], comparators: nodes.Expression[],
  ): nodes.Compare {
    const { lines, columns } = this;
    return {
      kind: 'Compare', left, ops, comparators,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  call(start: number, end: number, func: nodes.Expression, args: nodes.Expression[], keywords: nodes.Keyword[]): nodes.Call {
    const { lines, columns } = this;
    return {
      kind: 'Call', func, args, keywords,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  formattedValue(
    start: number, end: number, value: nodes.Expression, conversion: number, formatSpec: nodes.JoinedStr | null,
  ): nodes.FormattedValue {
    const { lines, columns } = this;
    return {
      kind: 'FormattedValue', value, conversion, formatSpec,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  joinedStr(start: number, end: number, values: nodes.Expression[]): nodes.JoinedStr {
    const { lines, columns } = this;
    return {
      kind: 'JoinedStr', values,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  constant(start: number, end: number, value: nodes.ConstantValue, stringKind: string | null): nodes.Constant {
    const { lines, columns } = this;
    return {
      kind: 'Constant', value, stringKind,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  attribute(start: number, end: number, value: nodes.Expression, attr: string, ctx: nodes.ExpressionContext): nodes.Attribute {
    const { lines, columns } = this;
    return {
      kind: 'Attribute', value, attr, ctx,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  subscript(
    start: number, end: number, value: nodes.Expression, slice: nodes.Expression, ctx: nodes.ExpressionContext,
  ): nodes.Subscript {
    const { lines, columns } = this;
    return {
      kind: 'Subscript', value, slice, ctx,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  starred(start: number, end: number, value: nodes.Expression, ctx: nodes.ExpressionContext): nodes.Starred {
    const { lines, columns } = this;
    return {
      kind: 'Starred', value, ctx,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  name(start: number, end: number, id: string, ctx: nodes.ExpressionContext): nodes.Name {
    const { lines, columns } = this;
    return {
      kind: 'Name', id, ctx,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  list(start: number, end: number, elts: nodes.Expression[], ctx: nodes.ExpressionContext): nodes.List {
    const { lines, columns } = this;
    return {
      kind: 'List', elts, ctx,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  tuple(start: number, end: number, elts: nodes.Expression[], ctx: nodes.ExpressionContext): nodes.Tuple {
    const { lines, columns } = this;
    return {
      kind: 'Tuple', elts, ctx,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  slice(
    start: number, end: number, lower: nodes.Expression | null, upper: nodes.Expression | null, step: nodes.Expression | null,
  ): nodes.Slice {
    const { lines, columns } = this;
    return {
      kind: 'Slice', lower, upper, step,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  exceptHandler(
    start: number, end: number, type: nodes.Expression | null, name: string | null, body: nodes.Statement[],
  ): nodes.ExceptHandler {
    const { lines, columns } = this;
    return {
      type, name, body,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  arg(start: number, end: number, arg: string, annotation: nodes.Expression | null): nodes.Arg {
    const { lines, columns } = this;
    return {
      arg, annotation,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  keyword(start: number, end: number, arg: string | null, value: nodes.Expression): nodes.Keyword {
    const { lines, columns } = this;
    return {
      arg, value,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  alias(start: number, end: number, name: string, asname: string | null): nodes.Alias {
    const { lines, columns } = this;
    return {
      name, asname,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  matchValue(start: number, end: number, value: nodes.Expression): nodes.MatchValue {
    const { lines, columns } = this;
    return {
      kind: 'MatchValue', value,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  matchSingleton(start: number, end: number, value: nodes.ConstantValue): nodes.MatchSingleton {
    const { lines, columns } = this;
    return {
      kind: 'MatchSingleton', value,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  matchSequence(start: number, end: number, patterns: nodes.Pattern[]): nodes.MatchSequence {
    const { lines, columns } = this;
    return {
      kind: 'MatchSequence', patterns,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  matchMapping(
    start: number, end: number, keys: nodes.Expression[], patterns: nodes.Pattern[], rest: string | null,
  ): nodes.MatchMapping {
    const { lines, columns } = this;
    return {
      kind: 'MatchMapping', keys, patterns, rest,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  matchClass(
    start: number, end: number, cls: nodes.Expression, patterns: nodes.Pattern[], kwdAttrs: string[], kwdPatterns: nodes.Pattern[],
  ): nodes.MatchClass {
    const { lines, columns } = this;
    return {
      kind: 'MatchClass', cls, patterns, kwdAttrs, kwdPatterns,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  matchStar(start: number, end: number, name: string | null): nodes.MatchStar {
    const { lines, columns } = this;
    return {
      kind: 'MatchStar', name,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  matchAs(start: number, end: number, pattern: nodes.Pattern | null, name: string | null): nodes.MatchAs {
    const { lines, columns } = this;
    return {
      kind: 'MatchAs', pattern, name,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  matchOr(start: number, end: number, patterns: nodes.Pattern[]): nodes.MatchOr {
    const { lines, columns } = this;
    return {
      kind: 'MatchOr', patterns,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  typeVar(start: number, end: number, name: string, bound: nodes.Expression | null): nodes.TypeVar {
    const { lines, columns } = this;
    return {
      kind: 'TypeVar', name, bound,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  paramSpec(start: number, end: number, name: string): nodes.ParamSpec {
    const { lines, columns } = this;
    return {
      kind: 'ParamSpec', name,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
  typeVarTuple(start: number, end: number, name: string): nodes.TypeVarTuple {
    const { lines, columns } = this;
    return {
      kind: 'TypeVarTuple', name,
      lineno: lines[start], colOffset: columns[start], endLineno: lines[end], endColOffset: columns[end],
    };
  }
}
