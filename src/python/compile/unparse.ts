/**
 * Expressions as text: what annotations become under `from __future__ import annotations`.
 *
 * In: an expression. Out: the text CPython makes of it, which is not the source's. After CPython Python/ast_unparse.c.
 */
import { bytesRepr, constantRepr, stringRepr } from '../bytecode';
import type {
  Arg, Arguments, BinOp, BoolOp, CompareOperator, Compare, Comprehension, ConstantValue, Expression, FormattedValue, JoinedStr, Lambda,
  Operator, UnaryOperator,
} from '../syntax';

/** How tightly an expression binds. */
const enum Level { Tuple, Test, Or, And, Not, Comparison, BitOr, BitXor, BitAnd, Shift, Arithmetic, Term, Factor, Power, Await, Atom }

const binaryOperators: Record<Operator, readonly [string, Level]> = {
  Add: ['+', Level.Arithmetic], Sub: ['-', Level.Arithmetic], Mult: ['*', Level.Term], MatMult: ['@', Level.Term],
  Div: ['/', Level.Term], Mod: ['%', Level.Term], LShift: ['<<', Level.Shift], RShift: ['>>', Level.Shift],
  BitOr: ['|', Level.BitOr], BitXor: ['^', Level.BitXor], BitAnd: ['&', Level.BitAnd], FloorDiv: ['//', Level.Term],
  Pow: ['**', Level.Power],
};

const unaryOperators: Record<UnaryOperator, readonly [string, Level]> = {
  Invert: ['~', Level.Factor], Not: ['not ', Level.Not], UAdd: ['+', Level.Factor], USub: ['-', Level.Factor],
};

const comparisonOperators: Record<CompareOperator, string> = {
  Eq: '==', NotEq: '!=', Lt: '<', LtE: '<=', Gt: '>', GtE: '>=', Is: 'is', IsNot: 'is not', In: 'in', NotIn: 'not in',
};

export function unparseExpression(e: Expression): string {
  return unparse(e, Level.Test);
}

function grouped(text: string, level: Level, own: Level): string {
  return level > own ? `(${text})` : text;
}

function listed(items: readonly Expression[]): string {
  return items.map((item) => unparse(item, Level.Test)).join(', ');
}

function unparse(e: Expression, level: Level): string {
  switch (e.kind) {
    case 'BoolOp': return boolOperation(e, level);
    case 'BinOp': return binaryOperation(e, level);
    case 'UnaryOp': {
      const [symbol, own] = unaryOperators[e.op];
      return grouped(symbol + unparse(e.operand, own), level, own);
    }
    case 'Lambda': return grouped(lambda(e), level, Level.Test);
    case 'IfExp': {
      const [body, test] = [e.body, e.test].map((part) => unparse(part, Level.Or));
      return grouped(`${body} if ${test} else ${unparse(e.orelse, Level.Test)}`, level, Level.Test);
    }
    case 'Dict':
      return `{${e.values.map((value, index) => {
        const key = e.keys[index];
        return key ? `${unparse(key, Level.Test)}: ${unparse(value, Level.Test)}` : `**${unparse(value, Level.BitOr)}`;
      }).join(', ')}}`;
    case 'Set': return `{${listed(e.elts)}}`;
    case 'GeneratorExp': return `(${unparse(e.elt, Level.Test)}${comprehensions(e.generators)})`;
    case 'ListComp': return `[${unparse(e.elt, Level.Test)}${comprehensions(e.generators)}]`;
    case 'SetComp': return `{${unparse(e.elt, Level.Test)}${comprehensions(e.generators)}}`;
    case 'DictComp':
      return `{${unparse(e.key, Level.Test)}: ${unparse(e.value, Level.Test)}${comprehensions(e.generators)}}`;
    case 'Yield': return e.value === null ? '(yield)' : `(yield ${unparse(e.value, Level.Test)})`;
    case 'YieldFrom': return `(yield from ${unparse(e.value, Level.Test)})`;
    case 'Await': return grouped(`await ${unparse(e.value, Level.Atom)}`, level, Level.Await);
    case 'Compare': return comparison(e, level);
    case 'Call': {
      const func = unparse(e.func, Level.Atom);
      const only = e.args[0];
      if (e.args.length === 1 && e.keywords.length === 0 && only?.kind === 'GeneratorExp') return func + unparse(only, Level.Test);
      const keywords = e.keywords.map(({ arg, value }) => `${arg === null ? '**' : `${arg}=`}${unparse(value, Level.Test)}`);
      return `${func}(${[...e.args.map((arg) => unparse(arg, Level.Test)), ...keywords].join(', ')})`;
    }
    case 'Constant':
      if (e.value.type === 'ellipsis') return '...';
      return (e.stringKind ?? '') + constant(e.value);
    case 'JoinedStr': return `f${stringRepr(joinedBody(e))}`;
    case 'FormattedValue': return formatted(e);
    case 'Attribute': {
      const isInteger = e.value.kind === 'Constant' && e.value.value.type === 'int';
      return `${unparse(e.value, Level.Atom)}${isInteger ? ' .' : '.'}${e.attr}`;
    }
    case 'Subscript': return `${unparse(e.value, Level.Atom)}[${unparse(e.slice, Level.Tuple)}]`;
    case 'Starred': return `*${unparse(e.value, Level.BitOr)}`;
    case 'Slice': {
      const part = (value: Expression | null): string => (value === null ? '' : unparse(value, Level.Test));
      return `${part(e.lower)}:${part(e.upper)}${e.step === null ? '' : `:${part(e.step)}`}`;
    }
    case 'Name': return e.id;
    case 'List': return `[${listed(e.elts)}]`;
    case 'Tuple':
      if (e.elts.length === 0) return '()';
      return grouped(listed(e.elts) + (e.elts.length === 1 ? ',' : ''), level, Level.Tuple);
    case 'NamedExpr':
      return grouped(`${unparse(e.target, Level.Atom)} := ${unparse(e.value, Level.Atom)}`, level, Level.Tuple);
  }
}

function boolOperation(e: BoolOp, level: Level): string {
  const own: Level = e.op === 'And' ? Level.And : Level.Or;
  const values = e.values.map((value) => unparse(value, own + 1));
  return grouped(values.join(e.op === 'And' ? ' and ' : ' or '), level, own);
}

function binaryOperation(e: BinOp, level: Level): string {
  const [symbol, own] = binaryOperators[e.op];
  const isRightAssociative = e.op === 'Pow';
  const left = unparse(e.left, isRightAssociative ? own + 1 : own);
  const right = unparse(e.right, isRightAssociative ? own : own + 1);
  return grouped(`${left} ${symbol} ${right}`, level, own);
}

function comparison(e: Compare, level: Level): string {
  let text = unparse(e.left, Level.BitOr);
  for (const [index, right] of e.comparators.entries()) {
    text += ` ${comparisonOperators[e.ops[index] ?? 'Eq']} ${unparse(right, Level.BitOr)}`;
  }
  return grouped(text, level, Level.Comparison);
}

function lambda(e: Lambda): string {
  const hasPositional = e.args.args.length + e.args.posonlyargs.length > 0;
  return `${hasPositional ? 'lambda ' : 'lambda'}${parameters(e.args)}: ${unparse(e.body, Level.Test)}`;
}

function parameter(arg: Arg, value: Expression | null | undefined): string {
  const annotation = arg.annotation === null ? '' : `: ${unparse(arg.annotation, Level.Test)}`;
  return `${arg.arg}${annotation}${value ? `=${unparse(value, Level.Test)}` : ''}`;
}

function parameters(args: Arguments): string {
  const positional = [...args.posonlyargs, ...args.args];
  const firstDefault = positional.length - args.defaults.length;
  const parts = positional.map((arg, index) => {
    const text = parameter(arg, args.defaults[index - firstDefault]);
    return args.posonlyargs.length > 0 && index + 1 === args.posonlyargs.length ? `${text}, /` : text;
  });
  if (args.vararg !== null || args.kwonlyargs.length > 0) parts.push(`*${args.vararg === null ? '' : parameter(args.vararg, null)}`);
  for (const [index, arg] of args.kwonlyargs.entries()) parts.push(parameter(arg, args.kwDefaults[index]));
  if (args.kwarg !== null) parts.push(`**${parameter(args.kwarg, null)}`);
  return parts.join(', ');
}

function comprehensions(generators: readonly Comprehension[]): string {
  return generators.map(({ isAsync, target, iter, ifs }) => {
    const tests = ifs.map((test) => ` if ${unparse(test, Level.Or)}`).join('');
    return `${isAsync ? ' async for ' : ' for '}${unparse(target, Level.Tuple)} in ${unparse(iter, Level.Or)}${tests}`;
  }).join('');
}

function constant(value: ConstantValue): string {
  switch (value.type) {
    case 'tuple': {
      const items = value.items.map(constant);
      return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
    }
    case 'bytes': return bytesRepr(value.value);
    case 'float': return Number.isFinite(value.value) ? constantRepr(value) : constantRepr(value).replaceAll('inf', '1e309');
    case 'complex': return constantRepr(value).replaceAll('inf', '1e309');
    default: return constantRepr(value);
  }
}

function joinedBody(e: JoinedStr): string {
  return e.values.map(element).join('');
}

/** A piece of an f-string. */
function element(e: Expression): string {
  switch (e.kind) {
    case 'Constant': return e.value.type === 'str' ? e.value.value.replaceAll('{', '{{').replaceAll('}', '}}') : '';
    case 'JoinedStr': return `f${stringRepr(joinedBody(e))}`;
    case 'FormattedValue': return formatted(e);
    default: return unparse(e, Level.Test);
  }
}

function formatted(e: FormattedValue): string {
  const value = unparse(e.value, Level.Or);
  const conversion = e.conversion > 0 ? `!${String.fromCharCode(e.conversion)}` : '';
  const format = e.formatSpec === null ? '' : `:${joinedBody(e.formatSpec)}`;
  return `${value.startsWith('{') ? '{ ' : '{'}${value}${conversion}${format}}`;
}
