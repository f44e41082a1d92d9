/**
 * The actions of `invalid_` rules: raise CPython's message at CPython's place, or take the match back.
 * In messages %e is what kind of expression the first value is, %l its line, %t its text.
 */
import type { Call, Comprehension, Expression, Name, Pattern, Position } from '../nodes';
import type { Action } from './grammarCompiler';
import { noMatch } from './machine';
import type { Machine } from './machine';
import type { Token } from './tokenKinds';

type Place = Token | Position;

const kindNames: Partial<Record<Expression['kind'], string>> = {
  Attribute: 'attribute', Subscript: 'subscript', Starred: 'starred', Name: 'name', List: 'list', Tuple: 'tuple', Lambda: 'lambda',
  Call: 'function call', BoolOp: 'expression', BinOp: 'expression', UnaryOp: 'expression', GeneratorExp: 'generator expression',
  Yield: 'yield expression', YieldFrom: 'yield expression', Await: 'await expression', ListComp: 'list comprehension',
  SetComp: 'set comprehension', DictComp: 'dict comprehension', Dict: 'dict literal', Set: 'set display',
  JoinedStr: 'f-string expression', FormattedValue: 'f-string expression', Compare: 'comparison', IfExp: 'conditional expression',
  NamedExpr: 'named expression',
};

/** CPython's `_PyPegen_get_expr_name`. */
function nameOf(expression: Expression): string {
  if (expression.kind !== 'Constant') return kindNames[expression.kind] ?? '';
  const { value } = expression;
  switch (value.type) {
    case 'none': return 'None';
    case 'bool': return value.value ? 'True' : 'False';
    case 'ellipsis': return 'ellipsis';
    default: return 'literal';
  }
}

function worded(machine: Machine, message: string, place: Place): string {
  return message
    .replace('%e', () => ('kind' in place && typeof place.kind === 'string' ? nameOf(place as unknown as Expression) : ''))
    .replace('%l', () => String(machine.positionOf(place).lineno))
    .replace('%t', () => ('start' in place ? machine.textOf(place) : ''));
}

/** CPython's `_PyPegen_get_invalid_target`: the part that cannot be a target, or null. */
function invalidTarget(expression: Expression, use: string): Expression | null {
  switch (expression.kind) {
    case 'List':
    case 'Tuple':
      for (const element of expression.elts) {
        const found = invalidTarget(element, use);
        if (found !== null) return found;
      }
      return null;
    case 'Starred': return use === 'del' ? expression : invalidTarget(expression.value, use);
    case 'Compare':
      // `a in b` of a `for` is read as a comparison.
      if (use !== 'for') return expression;
      return expression.ops[0] === 'In' ? invalidTarget(expression.left, use) : null;
    case 'Name':
    case 'Subscript':
    case 'Attribute':
      return null;
    default: return expression;
  }
}

function lastOf(comprehensions: Comprehension[]): Expression {
  const last = comprehensions[comprehensions.length - 1];
  return last.ifs.length === 0 ? last.iter : last.ifs[last.ifs.length - 1];
}

export const errorActions: Record<string, Action> = {
  errorAt: (machine, _start, _end, place: Place, message: string) => machine.failAt(place, worded(machine, message, place)),
  errorRange: (machine, _start, _end, from: Place, to: Place, message: string) =>
    machine.failBetween(from, to, worded(machine, message, from)),
  errorToLast: (machine, _start, _end, from: Place, list: Expression[], message: string) =>
    machine.failBetween(from, list[list.length - 1], message),
  errorList: (machine, _start, _end, list: Pattern[], message: string) => machine.failBetween(list[0], list[list.length - 1], message),
  errorComprehension: (machine, _start, _end, element: Expression, comprehensions: Comprehension[], message: string) =>
    machine.failBetween(element, lastOf(comprehensions), message),
  /** Up to where the tokenizer stands; CPython forgets to add one there. */
  errorFrom: (machine, _start, _end, from: Place, message: string) => {
    const { lineno, colOffset } = machine.positionOf(from);
    const last = Math.max(0, machine.tokenizer.position - 1);
    return machine.failAt(
      { lineno, colOffset, endLineno: machine.tokenizer.lineOf(last), endColOffset: machine.tokenizer.columnOf(last) }, message,
    );
  },
  errorHere: (machine, _start, _end, message: string) => machine.failHere(message),
  errorNext: (machine, _start, _end, message: string) => machine.failNext(message),
  errorIndent: (machine, _start, _end, message: string, place: Place | null) =>
    machine.failHere(place === null ? message : worded(machine, message, place), 'IndentationError'),
  errorAfterKey: (machine, _start, _end, key: Expression, message: string) =>
    machine.failWithoutEnd({ lineno: key.lineno, colOffset: key.endColOffset - 1, endLineno: key.endLineno, endColOffset: key.endColOffset }, message),
  errorTarget: (machine, _start, _end, use: string, target: Expression) => {
    const found = invalidTarget(target, use);
    if (found === null) return noMatch;
    return machine.failAt(found, `cannot ${use === 'del' ? 'delete' : 'assign to'} ${nameOf(found)}`);
  },
  errorLegacy: (machine, _start, _end, name: Name, value: Expression) => {
    if (!isLegacyStatement(name)) return noMatch;
    return machine.failBetween(name, value, `Missing parentheses in call to '${name.id}'. Did you mean ${name.id}(...)?`);
  },
  errorMissingComma: (machine, _start, _end, first: Expression, second: Expression) => {
    if (isLegacyStatement(first) || machine.tokens[machine.mark - 1].level === 0) return noMatch;
    return machine.failBetween(first, second, 'invalid syntax. Perhaps you forgot a comma?');
  },
  errorGeneratorInCall: (machine, _start, _end, call: Call, comprehensions: Comprehension[]) => {
    if (call.args.length <= 1) return noMatch;
    return machine.failBetween(call.args[call.args.length - 1], lastOf(comprehensions), 'Generator expression must be parenthesized');
  },
  errorPositional: (machine, _start, _end, call: Call) => {
    const unpacks = call.keywords.some(({ arg }) => arg === null);
    return machine.failHere(`positional argument follows keyword argument${unpacks ? ' unpacking' : ''}`);
  },
  errorForBound: (machine, start, end, colon: Token, bound: Expression, kind: string) =>
    errorActions.errorFrom(
      machine, start, end, colon as never,
      `cannot use ${bound.kind === 'Tuple' ? 'constraints' : 'bound'} with ${kind}` as never,
    ),
};

/** CPython's `_PyPegen_check_legacy_stmt`. */
function isLegacyStatement(expression: Expression): boolean {
  return expression.kind === 'Name' && (expression.id === 'print' || expression.id === 'exec');
}
