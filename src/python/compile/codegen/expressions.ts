/**
 * Expressions: which file handles which. After CPython compile.c compiler_visit_expr1.
 */
import { Opcode } from '../../bytecode';
import type { Expression } from '../../syntax';
import { failAt } from '../compileError';
import { addLoadConst, addOpI, visitExpression, type Compiler } from '../compiler';
import { attribute } from './attributes';
import { call } from './calls';
import { dictDisplay, listOrTuple, setDisplay } from './collections';
import { comprehension } from './comprehensions';
import { boolOperation, compare, conditionalExpression } from './conditions';
import { formattedValue, joinedString } from './formattedStrings';
import { lambda } from './functions';
import { nameOperation } from './names';
import { addBinary, unaryOperation } from './operators';
import { slice, subscript } from './subscripts';
import { awaitExpression, yieldExpression, yieldFrom } from './yields';

export function expression(c: Compiler, e: Expression): void {
  switch (e.kind) {
    case 'NamedExpr':
      visitExpression(c, e.value);
      addOpI(c, e, Opcode.COPY, 1);
      visitExpression(c, e.target);
      break;
    case 'BoolOp': boolOperation(c, e); break;
    case 'BinOp':
      visitExpression(c, e.left);
      visitExpression(c, e.right);
      addBinary(c, e, e.op, false);
      break;
    case 'UnaryOp': unaryOperation(c, e); break;
    case 'Lambda': lambda(c, e); break;
    case 'IfExp': conditionalExpression(c, e); break;
    case 'Dict': dictDisplay(c, e); break;
    case 'Set': setDisplay(c, e); break;
    case 'GeneratorExp':
    case 'ListComp':
    case 'SetComp':
    case 'DictComp': comprehension(c, e); break;
    case 'Yield': yieldExpression(c, e); break;
    case 'YieldFrom': yieldFrom(c, e); break;
    case 'Await': awaitExpression(c, e); break;
    case 'Compare': compare(c, e); break;
    case 'Call': call(c, e); break;
    case 'Constant': addLoadConst(c, e, e.value); break;
    case 'JoinedStr': joinedString(c, e); break;
    case 'FormattedValue': formattedValue(c, e); break;
    case 'Attribute': attribute(c, e); break;
    case 'Subscript': subscript(c, e); break;
    case 'Starred':
      if (e.ctx === 'Store') failAt(e, 'starred assignment target must be in a list or tuple');
      failAt(e, "can't use starred expression here");
      break;
    case 'Slice': slice(c, e); break;
    case 'Name': nameOperation(c, e, e.id, e.ctx); break;
    case 'List':
    case 'Tuple': listOrTuple(c, e); break;
  }
}
