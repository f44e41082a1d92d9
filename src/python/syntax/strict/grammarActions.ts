/**
 * What the grammar's actions do beyond calling the tree builder: lists, parameters, arguments, targets.
 * In: the machine, offsets of the match, matched values. Out: nodes. Named in `grammarText.ts`; the
 * counterpart of CPython's action_helpers.c.
 */
import type * as nodes from '../nodes';
import { errorActions } from './errorActions';
import type { Action, Conversion } from './grammarCompiler';
import type { Machine } from './machine';
import { stringActions } from './stringActions';
import type { Token } from './tokenKinds';

type Expression = nodes.Expression;
type List<T> = T[] | null;
interface Pair<K, V> { key: K; value: V }
interface WithDefault { arg: nodes.Arg; value: Expression | null }
interface SlashWithDefault { plain: nodes.Arg[]; defaulted: WithDefault[] }
interface StarEtc { vararg: nodes.Arg | null; keywordOnly: WithDefault[]; kwarg: nodes.Arg | null }
type KeywordOrStarred = nodes.Keyword | nodes.Starred;

function withContext(expression: Expression, ctx: nodes.ExpressionContext): Expression {
  switch (expression.kind) {
    case 'Tuple':
    case 'List':
      return { ...expression, ctx, elts: expression.elts.map((element) => withContext(element, ctx)) };
    case 'Starred': return { ...expression, ctx, value: withContext(expression.value, ctx) };
    case 'Name':
    case 'Attribute':
    case 'Subscript':
      return { ...expression, ctx };
    default: return expression;
  }
}

function emptyArguments(): nodes.Arguments {
  return { posonlyargs: [], args: [], vararg: null, kwonlyargs: [], kwDefaults: [], kwarg: null, defaults: [] };
}

function makeArguments(
  slashPlain: List<nodes.Arg>, slash: SlashWithDefault | null, plain: List<nodes.Arg>, defaulted: List<WithDefault>, star: StarEtc | null,
): nodes.Arguments {
  const result = emptyArguments();
  if (slashPlain !== null) result.posonlyargs = slashPlain;
  else if (slash !== null) {
    result.posonlyargs = [...slash.plain, ...slash.defaulted.map(({ arg }) => arg)];
  }
  result.args = [...(plain ?? []), ...(defaulted ?? []).map(({ arg }) => arg)];
  for (const { value } of [...(slash?.defaulted ?? []), ...(defaulted ?? [])]) if (value !== null) result.defaults.push(value);
  if (star !== null) {
    result.vararg = star.vararg;
    result.kwonlyargs = star.keywordOnly.map(({ arg }) => arg);
    result.kwDefaults = star.keywordOnly.map(({ value }) => value);
    result.kwarg = star.kwarg;
  }
  return result;
}

const idOf = (name: Expression): string => (name.kind === 'Name' ? name.id : '');

const collections: Record<string, Action> = {
  module: (_machine, _start, _end, body: List<nodes.Statement>): nodes.Module => ({ kind: 'Module', body: body ?? [] }),
  functionType: (_machine, _start, _end, argtypes: List<Expression>, returns: Expression): nodes.FunctionType => ({ kind: 'FunctionType', argtypes: argtypes ?? [], returns }),
  flatten: (_machine, _start, _end, lists: nodes.Statement[][]) => lists.flat(),
  passList: (machine, start, end) => [machine.build.pass(start, end)],
  single: (_machine, _start, _end, value: unknown) => [value],
  text: (_machine, _start, _end, text: string) => text,
  id: (_machine, _start, _end, name: Expression) => idOf(name),
  prepend: (_machine, _start, _end, first: unknown, rest: List<unknown>) => [first, ...(rest ?? [])],
  join: (_machine, _start, _end, first: unknown[], second: unknown[]) => [...first, ...second],
  pair: (_machine, _start, _end, key: unknown, value: unknown) => ({ key, value }),
  tupleOf: (machine, start, end, first: Expression, rest: List<Expression>) =>
    machine.build.tuple(start, end, [first, ...(rest ?? [])], 'Load'),
  tupleTarget: (machine, start, end, first: Expression, rest: Expression[]) =>
    machine.build.tuple(start, end, [first, ...rest], 'Store'),
  store: (_machine, _start, _end, target: Expression) => withContext(target, 'Store'),
  del: (_machine, _start, _end, target: Expression) => withContext(target, 'Del'),
};

const statements: Record<string, Action> = {
  annotate: (
    machine, start, end, target: nodes.AnnAssign['target'], annotation: Expression, value: Expression | null, simple?: string,
  ) => machine.build.annAssign(start, end, withContext(target, 'Store') as nodes.AnnAssign['target'], annotation, value, simple !== undefined),
  assign: (machine, start, end, targets: Expression[], value: Expression) => machine.build.assign(start, end, targets, value),
  joinDotted: (_machine, _start, _end, first: string, rest: Expression) => `${first}.${idOf(rest)}`,
  importFrom: (machine, start, end, module: string | null, names: nodes.Alias[], dots: Token[]) => {
    const level = dots.reduce((sum, dot) => sum + dot.end - dot.start, 0);
    return machine.build.importFrom(start, end, module, names, level);
  },
  aliasForStar: (machine, start, end) => [machine.build.alias(start, end, '*', null)],
  decorate: (_machine, _start, _end, definition: nodes.FunctionDef | nodes.ClassDef, decorators: Expression[]) =>
    ({ ...definition, decoratorList: decorators }),
  classDef: (machine, start, end, name: Expression, call: nodes.Call | null, body: nodes.Statement[], types: List<nodes.TypeParameter>) =>
    machine.build.classDef(start, end, idOf(name), call?.args ?? [], call?.keywords ?? [], body, [], types ?? []),
  functionDef: (
    machine, start, end, name: Expression, types: List<nodes.TypeParameter>, args: nodes.Arguments | null, returns: Expression | null,
    body: nodes.Statement[],
  ) => machine.build.functionDef(start, end, idOf(name), args ?? emptyArguments(), body, [], returns, types ?? []),
  asyncFunctionDef: (
    machine, start, end, name: Expression, types: List<nodes.TypeParameter>, args: nodes.Arguments | null, returns: Expression | null,
    body: nodes.Statement[],
  ) => machine.build.asyncFunctionDef(start, end, idOf(name), args ?? emptyArguments(), body, [], returns, types ?? []),
  ifElif: (machine, start, end, test: Expression, body: nodes.Statement[], elif: nodes.Statement) =>
    machine.build.if(start, end, test, body, [elif]),
  ifElse: (machine, start, end, test: Expression, body: nodes.Statement[], orelse: List<nodes.Statement>) =>
    machine.build.if(start, end, test, body, orelse ?? []),
  withItem: (_machine, _start, _end, contextExpr: Expression, optionalVars: Expression | null): nodes.WithItem =>
    ({ contextExpr, optionalVars }),
  matchCase: (_machine, _start, _end, pattern: nodes.Pattern, guard: Expression | null, body: nodes.Statement[]): nodes.MatchCase =>
    ({ pattern, guard, body }),
  typeAlias: (machine, start, end, name: nodes.Name, types: List<nodes.TypeParameter>, value: Expression) =>
    machine.build.typeAlias(start, end, withContext(name, 'Store') as nodes.Name, types ?? [], value),
};

const parameters: Record<string, Action> = {
  parameters: (
    _machine, _start, _end, slashPlain: List<nodes.Arg>, slash: SlashWithDefault | null, plain: List<nodes.Arg>,
    defaulted: List<WithDefault>, star: StarEtc | null,
  ) => makeArguments(slashPlain, slash, plain, defaulted, star),
  slashWithDefault: (_machine, _start, _end, plain: nodes.Arg[], defaulted: WithDefault[]): SlashWithDefault => ({ plain, defaulted }),
  starEtc: (_machine, _start, _end, vararg: nodes.Arg | null, keywordOnly: List<WithDefault>, kwarg: nodes.Arg | null): StarEtc =>
    ({ vararg, keywordOnly: keywordOnly ?? [], kwarg }),
  withDefault: (_machine, _start, _end, arg: nodes.Arg, value: Expression | null): WithDefault => ({ arg, value }),
  lambda: (machine, start, end, args: nodes.Arguments | null, body: Expression) =>
    machine.build.lambda(start, end, args ?? emptyArguments(), body),
};

const expressions: Record<string, Action> = {
  boolean: (machine, start, end, op: nodes.BoolOperator, first: Expression, rest: Expression[]) =>
    machine.build.boolOp(start, end, op, [first, ...rest]),
  compared: (_machine, _start, _end, op: nodes.CompareOperator, value: Expression) => ({ key: op, value }),
  comparison: (machine, start, end, left: Expression, rest: Pair<nodes.CompareOperator, Expression>[]) =>
    machine.build.compare(start, end, left, rest.map(({ key }) => key), rest.map(({ value }) => value)),
  callWith: (machine, start, end, func: Expression, generator: Expression) => machine.build.call(start, end, func, [generator], []),
  call: (machine, start, end, func: Expression, call: nodes.Call | null) =>
    machine.build.call(start, end, func, call?.args ?? [], call?.keywords ?? []),
  collectArguments: (machine, start, end, positional: List<Expression>, rest: List<KeywordOrStarred>) => {
    const args = positional === null ? [] : [...positional];
    const keywords: nodes.Keyword[] = [];
    for (const item of rest ?? []) {
      if ('kind' in item) args.push(item);
      else keywords.push(item);
    }
    return machine.build.call(start, end, machine.build.name(start, end, '', 'Load'), args, keywords);
  },
  dict: (machine, start, end, pairs: List<Pair<Expression | null, Expression>>) => {
    const list = pairs ?? [];
    return machine.build.dict(start, end, list.map(({ key }) => key), list.map(({ value }) => value));
  },
  comprehension: (
    _machine, _start, _end, target: Expression, iter: Expression, ifs: Expression[], isAsync?: string,
  ): nodes.Comprehension => ({ target, iter, ifs, isAsync: isAsync !== undefined }),
  dictComprehension: (machine, start, end, pair: Pair<Expression, Expression>, generators: nodes.Comprehension[]) =>
    machine.build.dictComp(start, end, pair.key, pair.value, generators),
};

const isImaginary = (number: Expression): boolean => number.kind === 'Constant' && number.value.type === 'complex';

const patterns: Record<string, Action> = {
  orPattern: (machine, start, end, alternatives: nodes.Pattern[]) =>
    (alternatives.length === 1 ? alternatives[0] : machine.build.matchOr(start, end, alternatives)),
  ensureReal: (machine, _start, _end, number: Expression) =>
    (isImaginary(number) ? machine.failAt(number, 'real number required in complex literal') : number),
  ensureImaginary: (machine, _start, _end, number: Expression) =>
    (isImaginary(number) ? number : machine.failAt(number, 'imaginary number required in complex literal')),
  mappingPattern: (machine, start, end, items: List<Pair<Expression, nodes.Pattern>>, rest: Expression | null) => {
    const list = items ?? [];
    const name = rest === null ? null : idOf(rest);
    return machine.build.matchMapping(start, end, list.map(({ key }) => key), list.map(({ value }) => value), name);
  },
  classPattern: (
    machine, start, end, cls: Expression, positional: List<nodes.Pattern>, keywords: List<Pair<Expression, nodes.Pattern>>,
  ) => {
    const list = keywords ?? [];
    return machine.build.matchClass(start, end, cls, positional ?? [], list.map(({ key }) => idOf(key)), list.map(({ value }) => value));
  },
};

export const grammarActions: Record<string, Action> = {
  ...collections, ...statements, ...parameters, ...expressions, ...patterns, ...stringActions, ...errorActions,
};

const constants: Record<string, nodes.ConstantValue> = {
  None: { type: 'none' }, True: { type: 'bool', value: true }, False: { type: 'bool', value: false }, Ellipsis: { type: 'ellipsis' },
};

/** What may stand before a value's name in an action. */
export const grammarConversions: Record<string, Conversion> = {
  id: (_machine: Machine, name: Expression | null) => (name === null ? null : idOf(name)),
  names: (_machine: Machine, names: Expression[]) => names.map(idOf),
  list: (_machine: Machine, list: List<unknown>) => list ?? [],
  store: (_machine: Machine, target: Expression) => withContext(target, 'Store'),
  const: (_machine: Machine, name: string) => constants[name],
};
