/**
 * The statements of a module or class: annotations' dictionary, docstring, the rest.
 * After CPython compile.c (compiler_body, find_ann).
 */
import { Opcode } from '../../bytecode';
import type { Position, Statement } from '../../syntax';
import { docString } from '../astOptimizer';
import { addOp, visitExpression, visitStatements, type Compiler } from '../compiler';
import { NO_LOCATION } from '../instructionSequence';
import { storeName } from './names';

/** Whether variable annotations occur in the block itself, not in functions or classes inside it. */
export function hasAnnotations(statements: readonly Statement[]): boolean {
  return statements.some((s) => {
    switch (s.kind) {
      case 'AnnAssign': return true;
      case 'For':
      case 'AsyncFor':
      case 'While':
      case 'If': return hasAnnotations(s.body) || hasAnnotations(s.orelse);
      case 'With':
      case 'AsyncWith': return hasAnnotations(s.body);
      case 'Try':
      case 'TryStar':
        return [s.body, s.orelse, s.finalbody, ...s.handlers.map((handler) => handler.body)].some(hasAnnotations);
      case 'Match': return s.cases.some((item) => hasAnnotations(item.body));
      default: return false;
    }
  });
}

export function body(c: Compiler, location: Position, statements: readonly Statement[]): void {
  const first = statements[0];
  if (hasAnnotations(statements)) {
    addOp(c, c.unit.scopeType === 'module' && first !== undefined ? first : location, Opcode.SETUP_ANNOTATIONS);
  }
  if (first === undefined) return;
  if (c.optimize < 2 && first.kind === 'Expr' && docString(statements) !== null) {
    visitExpression(c, first.value);
    storeName(c, NO_LOCATION, '__doc__');
    visitStatements(c, statements.slice(1));
  } else {
    visitStatements(c, statements);
  }
}
