/**
 * Annotations and type parameters. In: a `type` or `type_parameter` node. tree-sitter-python has its
 * own small language for types; Python has expressions, so `generic_type` becomes a subscript,
 * `union_type` a `|`, `member_type` an attribute and `constrained_type` the slice it really was.
 */
import { Kind } from '../concreteKinds';
import type { Expression, TypeParameter } from '../nodes';
import { beginsWithStar, lowerExpression, lowerNamed, lowerStar } from './expressions';
import type { Lowering } from './lowering';

/** `mayStar` in `*args: *Ts`. */
export function lowerType(c: Lowering, node: number, mayStar = false): Expression {
  const start = c.start[node];
  const end = c.end[node];
  switch (c.kind[node] as Kind) {
    case Kind.type: {
      const inner = c.childAt(node, 0);
      if (!mayStar || !beginsWithStar(c, inner)) return lowerType(c, inner);
      return c.kind[inner] === Kind.splat_type ? lowerSplat(c, inner) : lowerStar(c, inner);
    }
    case Kind.generic_type: {
      const name = c.childAt(node, 0);
      if (c.kind[name] !== Kind.identifier) c.giveUp();
      const value = lowerExpression(c, name);
      return c.build.subscript(start, end, value, lowerTypeSubscript(c, c.childAt(node, 1)), 'Load');
    }
    case Kind.union_type: {
      const right = c.childAt(node, 2);
      // Whatever binds less tightly than `|` was grouped wrongly.
      if (bindsLoosely(c, right) || bindsLoosely(c, node + 1)) c.doubt();
      return c.build.binOp(start, end, lowerType(c, node + 1), 'BitOr', lowerType(c, right));
    }
    case Kind.member_type: {
      const name = c.childAt(node, 2);
      if (bindsLoosely(c, node + 1) || innermost(c, node + 1) === Kind.union_type || innermost(c, node + 1) === Kind.binary_operator) c.doubt();
      return c.build.attribute(start, end, lowerType(c, node + 1), c.identifier(name), 'Load');
    }
    case Kind.constrained_type:
    case Kind.splat_type:
      return c.giveUp();
    default:
      return lowerExpression(c, node);
  }
}

function innermost(c: Lowering, node: number): Kind {
  return c.kind[c.kind[node] === Kind.type ? c.childAt(node, 0) : node];
}

function bindsLoosely(c: Lowering, node: number): boolean {
  switch (innermost(c, node)) {
    case Kind.comparison_operator: case Kind.not_operator: case Kind.boolean_operator: case Kind.lambda:
    case Kind.conditional_expression:
      return true;
    default:
      return false;
  }
}

function lowerSplat(c: Lowering, node: number): Expression {
  if (c.text.startsWith('**', c.start[node])) c.giveUp();
  return c.build.starred(c.start[node], c.end[node], lowerExpression(c, c.childAt(node, 1)), 'Load');
}

function lowerTypeSubscript(c: Lowering, node: number): Expression {
  const limit = c.next[node] - 1;
  const elements: Expression[] = [];
  const first = c.next[node + 1];
  let last = first;
  for (let child = first; child < limit; child = c.next[child]) {
    last = child;
    if (c.kind[child] === Kind.comma) continue;
    const inner = c.kind[child] === Kind.type ? c.childAt(child, 0) : child;
    if (c.kind[inner] === Kind.constrained_type) elements.push(lowerConstraintAsSlice(c, inner));
    else if (c.kind[inner] === Kind.splat_type) elements.push(lowerSplat(c, inner));
    else if (beginsWithStar(c, inner)) elements.push(lowerStar(c, inner, lowerExpression));
    else if (c.kind[inner] === Kind.named_expression) elements.push(lowerNamed(c, inner));
    else elements.push(lowerType(c, inner));
  }
  if (elements.length === 0) return c.giveUp();
  const isTuple = elements.length > 1 || c.kind[last] === Kind.comma || elements[0].kind === 'Starred';
  return isTuple ? c.build.tuple(c.start[first], c.end[last], elements, 'Load') : elements[0];
}

/** `x: a[b:c]`. */
function lowerConstraintAsSlice(c: Lowering, node: number): Expression {
  const parts: Expression[] = [];
  let current = node;
  for (;;) {
    parts.push(lowerType(c, c.childAt(current, 0)));
    const rest = c.childAt(current, 2);
    const inner = c.kind[rest] === Kind.type ? c.childAt(rest, 0) : rest;
    if (c.kind[inner] !== Kind.constrained_type) {
      parts.push(lowerType(c, inner));
      break;
    }
    current = inner;
  }
  if (parts.length > 3) return c.giveUp();
  return c.build.slice(c.start[node], c.end[node], parts[0], parts[1], parts[2] ?? null);
}

/** `[T: int, *Ts, **P]` after the name of a function, class or type alias; -1 for none. */
export function lowerTypeParameters(c: Lowering, node: number): TypeParameter[] {
  const result: TypeParameter[] = [];
  if (node < 0) return result;
  const limit = c.next[node];
  for (let child = node + 1; child < limit; child = c.next[child]) {
    if (c.kind[child] !== Kind.type) continue;
    const inner = c.childAt(child, 0);
    const start = c.start[inner];
    const end = c.end[inner];
    switch (c.kind[inner] as Kind) {
      case Kind.identifier:
        result.push(c.build.typeVar(start, end, c.identifier(inner), null));
        break;
      case Kind.constrained_type: {
        const name = c.childAt(inner, 0);
        const identifier = c.kind[name] === Kind.type ? c.childAt(name, 0) : name;
        result.push(c.build.typeVar(start, end, c.identifier(identifier), lowerType(c, c.childAt(inner, 2))));
        break;
      }
      case Kind.list_splat:
      case Kind.list_splat_pattern:
      case Kind.splat_type: {
        const name = c.identifier(c.childAt(inner, 1));
        const isParamSpec = c.text.startsWith('**', start);
        result.push(isParamSpec ? c.build.paramSpec(start, end, name) : c.build.typeVarTuple(start, end, name));
        break;
      }
      default:
        c.giveUp();
    }
  }
  return result;
}
