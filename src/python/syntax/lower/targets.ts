/**
 * Targets. In: an expression lowered in context Load. Out: the same node in context Store or Del,
 * through tuples, lists and stars. What cannot be a target is doubted: the strict grammar has the words.
 */
import type { Expression, ExpressionContext } from '../nodes';
import type { Lowering } from './lowering';

export function asTarget(c: Lowering, expression: Expression, ctx: ExpressionContext): Expression {
  switch (expression.kind) {
    case 'Name':
    case 'Attribute':
    case 'Subscript':
      expression.ctx = ctx;
      break;
    case 'Starred':
      if (ctx === 'Del') c.doubt();
      expression.ctx = ctx;
      asTarget(c, expression.value, ctx);
      break;
    case 'Tuple':
    case 'List':
      expression.ctx = ctx;
      for (const element of expression.elts) asTarget(c, element, ctx);
      break;
    default:
      c.doubt();
  }
  return expression;
}
