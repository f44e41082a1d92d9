/**
 * Expressions. In: a concrete node. Out: the expression, in context Load (see `targets.ts` for the
 * rest). Entry points say what may stand there: `lowerExpression` (Python's `expression`),
 * `lowerNamed` (also `a := b`), `lowerStarNamed` (also `*a`), `lowerStarList` (`a, *b` without
 * parentheses). tree-sitter-python allows all of them everywhere, so each entry doubts what it must.
 */
import { Field, Kind } from '../concreteKinds';
import type { Comprehension, CompareOperator, Expression, Keyword, Operator } from '../nodes';
import { TooManyDigits, keywordAfterNumber, numberKind, numberValue } from '../numbers';
import type { Lowering } from './lowering';
import { lowerLambdaParameters } from './parameters';
import { lowerConcatenation, lowerString } from './strings';
import { asTarget } from './targets';

const operatorByToken: Partial<Record<Kind, Operator>> = {
  [Kind.plus]: 'Add', [Kind.minus]: 'Sub', [Kind.star]: 'Mult', [Kind.at]: 'MatMult', [Kind.slash]: 'Div', [Kind.percent]: 'Mod',
  [Kind.doubleStar]: 'Pow', [Kind.leftShift]: 'LShift', [Kind.rightShift]: 'RShift', [Kind.bar]: 'BitOr', [Kind.caret]: 'BitXor',
  [Kind.ampersand]: 'BitAnd', [Kind.doubleSlash]: 'FloorDiv',
};
const comparisonByToken: Partial<Record<Kind, CompareOperator>> = {
  [Kind.less]: 'Lt', [Kind.lessEqual]: 'LtE', [Kind.greater]: 'Gt', [Kind.greaterEqual]: 'GtE', [Kind.doubleEqual]: 'Eq',
  [Kind.notEqual]: 'NotEq', [Kind.inKeyword]: 'In', [Kind.notInKeyword]: 'NotIn', [Kind.isKeyword]: 'Is', [Kind.isNotKeyword]: 'IsNot',
};

/** Python's `expression`: no walrus, no star, no yield without parentheses. */
export function lowerExpression(c: Lowering, node: number): Expression {
  const { build } = c;
  const start = c.start[node];
  const end = c.end[node];
  switch (c.kind[node] as Kind) {
    case Kind.identifier:
      return build.name(start, end, c.identifier(node), 'Load');
    case Kind.attribute:
    case Kind.call:
    case Kind.subscript: return lowerPrimary(c, node);
    case Kind.string: return lowerString(c, node);
    case Kind.concatenated_string: return lowerConcatenation(c, node);
    case Kind.integer:
    case Kind.float: {
      const value = numberValue(c.source(node));
      if (value === null || value instanceof TooManyDigits) return c.giveUp();
      checkAfterNumber(c, node);
      return build.constant(start, end, value, null);
    }
    case Kind.true: return build.constant(start, end, { type: 'bool', value: true }, null);
    case Kind.false: return build.constant(start, end, { type: 'bool', value: false }, null);
    case Kind.none: return build.constant(start, end, { type: 'none' }, null);
    case Kind.ellipsis: return build.constant(start, end, { type: 'ellipsis' }, null);
    case Kind.binary_operator: return lowerBinary(c, node);
    case Kind.unary_operator: {
      const token = c.kind[node + 1];
      const op = token === Kind.minus ? 'USub' : token === Kind.plus ? 'UAdd' : 'Invert';
      return build.unaryOp(start, end, op, c.inUnary(() => lowerExpression(c, c.childAt(node, 1))));
    }
    case Kind.comparison_operator: return lowerComparison(c, node);
    case Kind.boolean_operator: return lowerBoolean(c, node);
    case Kind.not_operator: return build.unaryOp(start, end, 'Not', c.inUnary(() => lowerOperand(c, c.childAt(node, 1))));
    case Kind.parenthesized_expression: return lowerParenthesized(c, node);
    case Kind.tuple:
    case Kind.tuple_pattern: return lowerTuple(c, node);
    case Kind.list:
    case Kind.list_pattern: return build.list(start, end, lowerElements(c, node), 'Load');
    case Kind.set: return build.set(start, end, lowerElements(c, node));
    case Kind.dictionary: return lowerDictionary(c, node);
    case Kind.conditional_expression: {
      const body = lowerDisjunction(c, c.childAt(node, 0));
      const test = lowerDisjunction(c, c.childAt(node, 2));
      return build.ifExp(start, end, test, body, lowerExpression(c, c.childAt(node, 4)));
    }
    case Kind.lambda: {
      const parameters = c.child(node, Field.parameters);
      const args = lowerLambdaParameters(c, parameters);
      return build.lambda(start, end, args, lowerExpression(c, c.required(node, Field.body)));
    }
    case Kind.await: {
      const operand = c.childAt(node, 1);
      if (!isPrimary(c.kind[operand])) c.doubt();
      return build.await(start, end, lowerExpression(c, operand));
    }
    case Kind.list_comprehension:
      return build.listComp(start, end, lowerNamed(c, c.required(node, Field.body)), lowerComprehensions(c, node));
    case Kind.set_comprehension:
      return build.setComp(start, end, lowerNamed(c, c.required(node, Field.body)), lowerComprehensions(c, node));
    case Kind.generator_expression:
      return build.generatorExp(start, end, lowerNamed(c, c.required(node, Field.body)), lowerComprehensions(c, node));
    case Kind.dictionary_comprehension: {
      const pair = c.required(node, Field.body);
      const key = lowerExpression(c, c.required(pair, Field.key));
      const value = lowerExpression(c, c.required(pair, Field.value));
      return build.dictComp(start, end, key, value, lowerComprehensions(c, node));
    }
    case Kind.starless: return lowerExpression(c, c.childAt(node, 1));
    default:
      // Stars, walruses, `yield`, `as` and lists: parsed, but not where Python allows them, or grouped otherwise.
      return c.giveUp();
  }
}

/** CPython allows some keywords right after a number, with a warning, and no other letter. */
function checkAfterNumber(c: Lowering, node: number): void {
  const unit = c.text.charCodeAt(c.end[node]) | 32;
  if (unit < 97 || unit > 122) return;
  if (keywordAfterNumber.test(c.text.slice(c.end[node], c.end[node] + 5))) {
    c.warnings.push({ message: `invalid ${numberKind(c.source(node))} literal`, start: c.start[node], end: c.end[node] });
  } else c.doubt();
}

/** Kinds that are an `atom` or a `primary` of Python's grammar. */
function isPrimary(kind: Kind): boolean {
  switch (kind) {
    case Kind.binary_operator: case Kind.unary_operator: case Kind.await: case Kind.comparison_operator: case Kind.not_operator:
    case Kind.boolean_operator: case Kind.lambda: case Kind.conditional_expression: case Kind.list_splat:
    case Kind.list_splat_pattern: case Kind.named_expression: case Kind.yield: case Kind.as_pattern:
      return false;
    default:
      return true;
  }
}

/** Python's `disjunction`: no lambda and no conditional without parentheses. */
export function lowerDisjunction(c: Lowering, node: number): Expression {
  const kind = c.kind[node];
  if (kind === Kind.lambda || kind === Kind.conditional_expression) c.doubt();
  return lowerExpression(c, node);
}

/** The operand of `not`, `and`, `or`. */
function lowerOperand(c: Lowering, node: number): Expression {
  return lowerDisjunction(c, node);
}

/** The operand of a star outside calls: Python's `bitwise_or`. */
export function lowerBitwiseOr(c: Lowering, node: number): Expression {
  switch (c.kind[node] as Kind) {
    case Kind.comparison_operator: case Kind.not_operator: case Kind.boolean_operator: case Kind.lambda:
    case Kind.conditional_expression:
      c.doubt();
  }
  return lowerExpression(c, node);
}

/** Python's `named_expression`. */
export function lowerNamed(c: Lowering, node: number): Expression {
  if (c.kind[node] !== Kind.named_expression) return lowerExpression(c, node);
  const name = c.required(node, Field.name);
  const target = c.build.name(c.start[name], c.end[name], c.identifier(name), 'Store');
  return c.build.namedExpr(c.start[node], c.end[node], target, lowerExpression(c, c.required(node, Field.value)));
}

export function isStar(kind: Kind): boolean {
  return kind === Kind.list_splat || kind === Kind.list_splat_pattern;
}

/** Whether the text of the node begins with a star. */
export function beginsWithStar(c: Lowering, node: number): boolean {
  return c.text.charCodeAt(c.start[node]) === 42;
}

/**
 * `*a` where the grammar takes `operand` after the star. tree-sitter-python binds the star to the first
 * name, `*a.b()` is `(*a).b()`, so it is taken out of the left corner: a first child is always `node + 1`.
 */
export function lowerStar(c: Lowering, node: number, operand: (c: Lowering, node: number) => Expression = lowerBitwiseOr): Expression {
  const start = c.start[node];
  if (isStar(c.kind[node])) return c.build.starred(start, c.end[node], operand(c, c.childAt(node, 1)), 'Load');
  let corner = node;
  while (corner + 1 < c.next[corner] && !isStar(c.kind[corner])) corner++;
  if (!isStar(c.kind[corner])) return c.giveUp();
  const first = c.start[c.childAt(corner, 1)];
  for (let index = node; index <= corner; index++) c.start[index] = first;
  c.kind[corner] = Kind.starless;
  return c.build.starred(start, c.end[node], operand(c, node), 'Load');
}

/** Python's `star_named_expression`: an element of a display. */
export function lowerStarNamed(c: Lowering, node: number): Expression {
  return beginsWithStar(c, node) ? lowerStar(c, node) : lowerNamed(c, node);
}

/** Python's `star_expressions`: one expression, or several without parentheses around. */
export function lowerStarList(c: Lowering, node: number): Expression {
  const kind = c.kind[node];
  if (kind !== Kind.expression_list && kind !== Kind.pattern_list) {
    // A single `*a` is a list of expressions without its comma: only the compiler rejects it.
    return beginsWithStar(c, node) ? lowerStar(c, node) : lowerExpression(c, node);
  }
  // A list of patterns can end in a name only, so tree-sitter may have read on over a line end.
  if (kind === Kind.pattern_list && hasStarOverLines(c, node)) c.doubt();
  const elements: Expression[] = [];
  const limit = c.next[node];
  for (let child = node + 1; child < limit; child = c.next[child]) {
    if (c.kind[child] === Kind.comma) continue;
    elements.push(beginsWithStar(c, child) ? lowerStar(c, child) : lowerExpression(c, child));
  }
  return c.build.tuple(c.start[node], c.end[node], elements, 'Load');
}

function hasStarOverLines(c: Lowering, list: number): boolean {
  const limit = c.next[list];
  for (let child = list + 1; child < limit; child = c.next[child]) {
    if (beginsWithStar(c, child) && c.text.slice(c.start[child], c.end[child]).includes('\n')) return true;
  }
  return false;
}

/** `yield`, or what `otherwise` makes of it. */
export function lowerYieldOrStarList(c: Lowering, node: number): Expression {
  return c.kind[node] === Kind.yield ? lowerYield(c, node) : lowerStarList(c, node);
}

function lowerYield(c: Lowering, node: number): Expression {
  const start = c.start[node];
  const end = c.end[node];
  const limit = c.next[node];
  const value = c.next[node + 1];
  if (value >= limit) return c.build.yield(start, end, null);
  if (c.kind[value] === Kind.fromKeyword) return c.build.yieldFrom(start, end, lowerExpression(c, c.childAt(node, 2)));
  return c.build.yield(start, end, lowerStarList(c, value));
}

/** `a.b(c)[d]` from the inside out, in a loop: such chains can be thousands long. */
function lowerPrimary(c: Lowering, node: number): Expression {
  let inner = node;
  while (isChained(c.kind[inner])) inner++;
  let value = lowerExpression(c, inner);
  while (inner-- > node) {
    switch (c.kind[inner] as Kind) {
      case Kind.attribute: {
        const name = c.required(inner, Field.attribute);
        value = c.build.attribute(c.start[inner], c.end[inner], value, c.identifier(name), 'Load');
        break;
      }
      case Kind.call:
        value = lowerCall(c, inner, value);
        break;
      default:
        value = lowerSubscript(c, inner, value);
    }
  }
  return value;
}

function isChained(kind: Kind): boolean {
  return kind === Kind.attribute || kind === Kind.call || kind === Kind.subscript;
}

/** Left-nested operators are unwound in a loop: generated sources have sums of thousands of terms. */
function lowerBinary(c: Lowering, node: number): Expression {
  const chain: number[] = [];
  let left = node;
  while (c.kind[left] === Kind.binary_operator) {
    chain.push(left);
    left = left + 1;
  }
  let result = lowerExpression(c, left);
  for (let index = chain.length - 1; index >= 0; index--) {
    const operation = chain[index];
    const token = c.next[operation + 1];
    const right = c.childAt(operation, 2);
    const op = operatorByToken[c.kind[token] as Kind];
    if (op === undefined) return c.giveUp();
    if (op === 'BitAnd' && (hasXor(c, operation + 1) || hasXor(c, right))) return regroup(c, node);
    result = c.build.binOp(c.start[operation], c.end[operation], result, op, lowerExpression(c, right));
  }
  return result;
}

function hasXor(c: Lowering, node: number): boolean {
  return c.kind[node] === Kind.binary_operator && c.kind[c.childAt(node, 1)] === Kind.caret;
}

/** How tightly an operator binds; only the order counts. `**` groups to the right and stays as it is. */
const tightnessByToken: Partial<Record<Kind, number>> = {
  [Kind.bar]: 1, [Kind.caret]: 2, [Kind.ampersand]: 3, [Kind.leftShift]: 4, [Kind.rightShift]: 4, [Kind.plus]: 5, [Kind.minus]: 5,
  [Kind.star]: 6, [Kind.at]: 6, [Kind.slash]: 6, [Kind.percent]: 6, [Kind.doubleSlash]: 6,
};

/** tree-sitter-python lets `^` bind more tightly than `&`; Python does not. */
function regroup(c: Lowering, root: number): Expression {
  const operands: number[] = [];
  const tokens: Kind[] = [];
  const flatten = (node: number): void => {
    const token: Kind = c.kind[node] === Kind.binary_operator ? c.kind[c.childAt(node, 1)] : Kind.doubleStar;
    if (token === Kind.doubleStar) {
      operands.push(node);
      return;
    }
    flatten(node + 1);
    tokens.push(token);
    flatten(c.childAt(node, 2));
  };
  flatten(root);
  let at = 0;
  const climb = (lowest: number): Expression => {
    const start = c.start[operands[at]];
    let left = lowerExpression(c, operands[at]);
    for (;;) {
      const tightness = at < tokens.length ? (tightnessByToken[tokens[at]] ?? 0) : 0;
      const op = operatorByToken[tokens[at]];
      if (tightness < lowest || op === undefined) return left;
      at++;
      const right = climb(tightness + 1);
      left = c.build.binOp(start, c.end[operands[at]], left, op, right);
    }
  };
  return climb(1);
}

function lowerComparison(c: Lowering, node: number): Expression {
  const limit = c.next[node];
  let child = node + 1;
  if (c.kind[child] === Kind.comparison_operator) c.doubt();
  const left = lowerExpression(c, child);
  const ops: CompareOperator[] = [];
  const comparators: Expression[] = [];
  for (child = c.next[child]; child < limit; child = c.next[child]) {
    const op = comparisonByToken[c.kind[child] as Kind];
    if (op === undefined) return c.giveUp();
    ops.push(op);
    child = c.next[child];
    if (child >= limit) return c.giveUp();
    comparators.push(lowerExpression(c, child));
  }
  return c.build.compare(c.start[node], c.end[node], left, ops, comparators);
}

function lowerBoolean(c: Lowering, node: number): Expression {
  const token = c.kind[c.childAt(node, 1)];
  /** Right operands from the last to the first. */
  const rights: number[] = [];
  let left = node;
  while (c.kind[left] === Kind.boolean_operator && c.kind[c.childAt(left, 1)] === token) {
    rights.push(c.childAt(left, 2));
    left = left + 1;
  }
  const values = [lowerOperand(c, left)];
  for (let index = rights.length - 1; index >= 0; index--) values.push(lowerOperand(c, rights[index]));
  return c.build.boolOp(c.start[node], c.end[node], token === Kind.andKeyword ? 'And' : 'Or', values);
}

function lowerParenthesized(c: Lowering, node: number): Expression {
  const inner = c.childAt(node, 1);
  const result = c.kind[inner] === Kind.yield ? lowerYield(c, inner) : lowerNamed(c, inner);
  if (c.childAt(node, 2) + 1 !== c.next[node]) c.doubt();
  return result;
}

/** Elements of `( )`, `[ ]` or `{ }`. */
function lowerElements(c: Lowering, node: number): Expression[] {
  const elements: Expression[] = [];
  // The last child is the closing bracket.
  const limit = c.next[node] - 1;
  for (let child = c.next[node + 1]; child < limit; child = c.next[child]) {
    if (c.kind[child] !== Kind.comma) elements.push(lowerStarNamed(c, child));
  }
  return elements;
}

function lowerTuple(c: Lowering, node: number): Expression {
  const elements = lowerElements(c, node);
  if (elements.length === 1 && c.kind[c.next[node] - 2] !== Kind.comma) {
    // A target in parentheses is no tuple.
    if (elements[0].kind === 'Starred') c.doubt();
    return elements[0];
  }
  return c.build.tuple(c.start[node], c.end[node], elements, 'Load');
}

function lowerDictionary(c: Lowering, node: number): Expression {
  const keys: (Expression | null)[] = [];
  const values: Expression[] = [];
  const limit = c.next[node];
  if (c.kind[c.next[node + 1]] === Kind.comma) c.doubt();
  for (let child = node + 1; child < limit; child = c.next[child]) {
    if (c.kind[child] === Kind.pair) {
      keys.push(lowerExpression(c, c.required(child, Field.key)));
      values.push(lowerExpression(c, c.required(child, Field.value)));
    } else if (c.kind[child] === Kind.dictionary_splat) {
      keys.push(null);
      values.push(lowerBitwiseOr(c, c.childAt(child, 1)));
    }
  }
  return c.build.dict(c.start[node], c.end[node], keys, values);
}

function lowerSubscript(c: Lowering, node: number, value: Expression): Expression {
  const limit = c.next[node] - 1;
  const elements: Expression[] = [];
  const bracket = c.next[node + 1];
  const start = c.start[c.next[bracket]];
  let last = bracket;
  for (let child = c.next[bracket]; child < limit; child = c.next[child]) {
    last = child;
    if (c.kind[child] === Kind.comma) continue;
    if (c.kind[child] === Kind.slice) elements.push(lowerSlice(c, child));
    else if (beginsWithStar(c, child)) elements.push(lowerStar(c, child, lowerExpression));
    else elements.push(lowerNamed(c, child));
  }
  if (elements.length === 0) return c.giveUp();
  const isTuple = elements.length > 1 || c.kind[last] === Kind.comma || elements[0].kind === 'Starred';
  const slice = isTuple ? c.build.tuple(start, c.end[last], elements, 'Load') : elements[0];
  return c.build.subscript(c.start[node], c.end[node], value, slice, 'Load');
}

function lowerSlice(c: Lowering, node: number): Expression {
  const parts: (Expression | null)[] = [null, null, null];
  let part = 0;
  const limit = c.next[node];
  for (let child = node + 1; child < limit; child = c.next[child]) {
    if (c.kind[child] === Kind.colon) part++;
    else parts[part] = lowerExpression(c, child);
  }
  return c.build.slice(c.start[node], c.end[node], parts[0], parts[1], parts[2]);
}

function lowerCall(c: Lowering, node: number, func: Expression): Expression {
  const list = c.required(node, Field.arguments);
  if (c.kind[list] === Kind.generator_expression) {
    return c.build.call(c.start[node], c.end[node], func, [lowerExpression(c, list)], []);
  }
  const { args, keywords } = lowerArguments(c, list);
  return c.build.call(c.start[node], c.end[node], func, args, keywords);
}

export function lowerArguments(c: Lowering, list: number): { args: Expression[]; keywords: Keyword[] } {
  const args: Expression[] = [];
  const keywords: Keyword[] = [];
  let unpacked = false;
  if (c.kind[list] !== Kind.argument_list) c.giveUp();
  if (c.kind[c.next[list + 1]] === Kind.comma) c.doubt();
  const limit = c.next[list] - 1;
  for (let child = c.next[list + 1]; child < limit; child = c.next[child]) {
    const start = c.start[child];
    const end = c.end[child];
    switch (c.kind[child] as Kind) {
      case Kind.comma:
        break;
      case Kind.keyword_argument: {
        const name = c.identifier(c.required(child, Field.name));
        keywords.push(c.build.keyword(start, end, name, lowerExpression(c, c.required(child, Field.value))));
        break;
      }
      case Kind.dictionary_splat:
        unpacked = true;
        keywords.push(c.build.keyword(start, end, null, lowerExpression(c, c.childAt(child, 1))));
        break;
      default:
        if (beginsWithStar(c, child)) {
          if (unpacked) c.doubt();
          args.push(lowerStar(c, child, lowerExpression));
          break;
        }
        if (keywords.length > 0) c.doubt();
        args.push(lowerNamed(c, child));
    }
  }
  return { args, keywords };
}

function lowerComprehensions(c: Lowering, node: number): Comprehension[] {
  const generators: Comprehension[] = [];
  const limit = c.next[node];
  for (let child = node + 1; child < limit; child = c.next[child]) {
    if (c.kind[child] === Kind.for_in_clause) {
      let iter: Expression | null = null;
      const end = c.next[child];
      for (let part = child + 1; part < end; part = c.next[part]) {
        if (c.kind[part] === Kind.comma) c.doubt();
        if (c.field[part] !== Field.right || c.kind[part] === Kind.comma) continue;
        if (iter !== null) c.doubt();
        iter = lowerDisjunction(c, part);
      }
      const target = asTarget(c, lowerStarList(c, c.required(child, Field.left)), 'Store');
      const isAsync = c.kind[child + 1] === Kind.asyncKeyword;
      generators.push({ target, iter: iter ?? c.giveUp(), ifs: [], isAsync });
    } else if (c.kind[child] === Kind.if_clause) {
      const condition = lowerDisjunction(c, c.childAt(child, 1));
      if (generators.length === 0) return c.giveUp();
      generators[generators.length - 1].ifs.push(condition);
    }
  }
  return generators;
}
