/**
 * Patterns of `case`. In: the nodes between `case` and `if` or `:`. Out: the pattern. A minus sign and
 * its number are two siblings in the concrete tree, hence the reader that moves along.
 */
import { Field, Kind } from '../concreteKinds';
import type { ConstantValue, Expression, Pattern } from '../nodes';
import { lowerExpression } from './expressions';
import type { Lowering } from './lowering';

/** The subject-independent part of `case a, b, *rest:`; returns the pattern. */
export function lowerCasePatterns(c: Lowering, clause: number): Pattern {
  const limit = c.next[clause];
  const patterns: Pattern[] = [];
  let first = -1;
  let last = -1;
  for (let child = clause + 1; child < limit; child = c.next[child]) {
    const kind = c.kind[child];
    if (kind === Kind.case_pattern) patterns.push(lowerPattern(c, child, true));
    else if (kind !== Kind.comma || first < 0) {
      if (first >= 0) break;
      continue;
    }
    if (first < 0) first = child;
    last = child;
  }
  if (first < 0) return c.giveUp();
  if (patterns.length === 1 && c.kind[last] !== Kind.comma) {
    if (patterns[0].kind === 'MatchStar') c.doubt();
    return patterns[0];
  }
  return c.build.matchSequence(c.start[first], c.end[last], patterns);
}

function lowerPattern(c: Lowering, node: number, mayStar = false): Pattern {
  if (c.kind[node] !== Kind.case_pattern) return lowerSimple(c, node, c.next[node], mayStar).pattern;
  return lowerSimple(c, node + 1, c.next[node], mayStar).pattern;
}

/** One pattern from `node` on, and where the next sibling is. */
function lowerSimple(c: Lowering, node: number, limit: number, mayStar = false): { pattern: Pattern; after: number } {
  const { build } = c;
  const start = c.start[node];
  const end = c.end[node];
  const after = c.next[node];
  const value = (expression: Expression): { pattern: Pattern; after: number } =>
    ({ pattern: build.matchValue(start, end, expression), after });
  const singleton = (constant: ConstantValue): { pattern: Pattern; after: number } =>
    ({ pattern: build.matchSingleton(start, end, constant), after });
  switch (c.kind[node] as Kind) {
    case Kind.minus: {
      if (after >= limit) return c.giveUp();
      const number = lowerExpression(c, after);
      const valueEnd = c.end[after];
      return {
        pattern: build.matchValue(start, valueEnd, build.unaryOp(start, valueEnd, 'USub', number)),
        after: c.next[after],
      };
    }
    case Kind.integer:
    case Kind.float:
      return value(lowerExpression(c, node));
    case Kind.string:
    case Kind.concatenated_string: {
      const literal = lowerExpression(c, node);
      if (literal.kind === 'JoinedStr') c.doubt();
      return value(literal);
    }
    case Kind.true: return singleton({ type: 'bool', value: true });
    case Kind.false: return singleton({ type: 'bool', value: false });
    case Kind.none: return singleton({ type: 'none' });
    case Kind.complex_pattern: return value(lowerComplex(c, node));
    case Kind.underscore: return { pattern: build.matchAs(start, end, null, null), after };
    case Kind.dotted_name: {
      if (c.next[node + 1] < after) return value(lowerDotted(c, node));
      const name = c.identifier(node + 1);
      return { pattern: build.matchAs(start, end, null, name === '_' ? null : name), after };
    }
    case Kind.case_pattern: return { pattern: lowerPattern(c, node, mayStar), after };
    case Kind.as_pattern: return { pattern: lowerAs(c, node), after };
    case Kind.union_pattern: return { pattern: lowerUnion(c, node), after };
    case Kind.list_pattern: return { pattern: build.matchSequence(start, end, lowerElements(c, node)), after };
    case Kind.tuple_pattern: return { pattern: lowerTuple(c, node), after };
    case Kind.dict_pattern: return { pattern: lowerMapping(c, node), after };
    case Kind.class_pattern: return { pattern: lowerClass(c, node), after };
    case Kind.splat_pattern: {
      if (!mayStar || c.text.startsWith('**', start)) c.giveUp();
      const name = c.identifier(c.childAt(node, 1));
      return { pattern: build.matchStar(start, end, name === '_' ? null : name), after };
    }
    default:
      return c.giveUp();
  }
}

function lowerDotted(c: Lowering, node: number): Expression {
  const limit = c.next[node];
  const start = c.start[node];
  let result: Expression | null = null;
  for (let child = node + 1; child < limit; child = c.next[child]) {
    if (c.kind[child] === Kind.dot) continue;
    const name = c.identifier(child);
    const end = c.end[child];
    result = result === null ? c.build.name(start, end, name, 'Load') : c.build.attribute(start, end, result, name, 'Load');
  }
  return result ?? c.giveUp();
}

/** `-1 + 2j`. */
function lowerComplex(c: Lowering, node: number): Expression {
  const start = c.start[node];
  let child = node + 1;
  const isNegative = c.kind[child] === Kind.minus;
  if (isNegative) child = c.next[child];
  let left = lowerExpression(c, child);
  if (left.kind === 'Constant' && left.value.type === 'complex') c.doubt();
  if (isNegative) left = c.build.unaryOp(start, c.end[child], 'USub', left);
  const sign = c.next[child];
  const right = lowerExpression(c, c.next[sign]);
  if (right.kind !== 'Constant' || right.value.type !== 'complex') c.doubt();
  return c.build.binOp(start, c.end[node], left, c.kind[sign] === Kind.minus ? 'Sub' : 'Add', right);
}

function lowerAs(c: Lowering, node: number): Pattern {
  const inner = c.childAt(node, 0);
  const pattern = lowerPattern(c, inner);
  const nested = c.kind[inner] === Kind.case_pattern ? c.kind[inner + 1] : c.kind[inner];
  const name = c.identifier(c.childAt(node, 2));
  if (name === '_' || nested === Kind.as_pattern) c.doubt();
  return c.build.matchAs(c.start[node], c.end[node], pattern, name);
}

function lowerUnion(c: Lowering, node: number): Pattern {
  const patterns: Pattern[] = [];
  const limit = c.next[node];
  for (let child = node + 1; child < limit; ) {
    if (c.kind[child] === Kind.bar) {
      child = c.next[child];
      continue;
    }
    const { pattern, after } = lowerSimple(c, child, limit);
    patterns.push(pattern);
    child = after;
  }
  return c.build.matchOr(c.start[node], c.end[node], patterns);
}

function lowerElements(c: Lowering, node: number): Pattern[] {
  const patterns: Pattern[] = [];
  const limit = c.next[node];
  for (let child = node + 1; child < limit; child = c.next[child]) {
    if (c.kind[child] === Kind.case_pattern) patterns.push(lowerPattern(c, child, true));
  }
  return patterns;
}

function lowerTuple(c: Lowering, node: number): Pattern {
  const patterns = lowerElements(c, node);
  if (patterns.length === 1 && c.kind[c.next[node] - 2] !== Kind.comma) {
    if (patterns[0].kind === 'MatchStar') c.doubt();
    return patterns[0];
  }
  return c.build.matchSequence(c.start[node], c.end[node], patterns);
}

function lowerMapping(c: Lowering, node: number): Pattern {
  const keys: Expression[] = [];
  const patterns: Pattern[] = [];
  let rest: string | null = null;
  const limit = c.next[node];
  for (let child = node + 1; child < limit; ) {
    if (c.field[child] === Field.key && c.kind[child] !== Kind.comma) {
      const { pattern, after } = lowerSimple(c, child, limit);
      if (rest !== null) c.doubt();
      if (pattern.kind === 'MatchValue') keys.push(pattern.value);
      else if (pattern.kind === 'MatchSingleton') keys.push(c.build.constant(c.start[child], c.end[child], pattern.value, null));
      else c.giveUp();
      child = after;
      continue;
    }
    if (c.field[child] === Field.value && c.kind[child] === Kind.case_pattern) patterns.push(lowerPattern(c, child));
    else if (c.kind[child] === Kind.splat_pattern) {
      const name = c.identifier(c.childAt(child, 1));
      if (rest !== null || name === '_' || !c.text.startsWith('**', c.start[child])) c.doubt();
      rest = name;
    }
    child = c.next[child];
  }
  if (keys.length !== patterns.length) c.giveUp();
  return c.build.matchMapping(c.start[node], c.end[node], keys, patterns, rest);
}

function lowerClass(c: Lowering, node: number): Pattern {
  const cls = lowerDotted(c, node + 1);
  const patterns: Pattern[] = [];
  const kwdAttrs: string[] = [];
  const kwdPatterns: Pattern[] = [];
  const limit = c.next[node];
  for (let child = c.next[node + 1]; child < limit; child = c.next[child]) {
    if (c.kind[child] !== Kind.case_pattern) continue;
    const inner = child + 1;
    if (c.kind[inner] === Kind.keyword_pattern) {
      kwdAttrs.push(c.identifier(c.childAt(inner, 0)));
      const value = c.childAt(inner, 2);
      const { pattern, after } = lowerSimple(c, value, c.next[inner]);
      if (after !== c.next[inner]) c.doubt();
      kwdPatterns.push(pattern);
    } else {
      if (kwdAttrs.length > 0) c.doubt();
      patterns.push(lowerPattern(c, child));
    }
  }
  return c.build.matchClass(c.start[node], c.end[node], cls, patterns, kwdAttrs, kwdPatterns);
}
