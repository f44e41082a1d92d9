/**
 * Statements: which file handles which. After CPython compile.c (compiler_visit_stmt, compiler_stmt_expr).
 */
import { Intrinsic1, Opcode } from '../../bytecode';
import type { ExpressionStatement, Statement } from '../../syntax';
import { addOp, addOpI, visitExpression, visitExpressions, type Compiler } from '../compiler';
import { NO_LOCATION } from '../instructionSequence';
import { annotatedAssignment, assignment, augmentedAssignment } from './assignments';
import { classDefinition } from './classes';
import { withStatement } from './contextManagers';
import { assertStatement, raiseStatement, tryStatement } from './exceptions';
import { functionDefinition } from './functions';
import { importFromStatement, importStatement } from './imports';
import {
  asyncForStatement, breakStatement, continueStatement, forStatement, ifStatement, returnStatement, whileStatement,
} from './loops';
import { matchStatement } from './matching';
import { typeAlias } from './typeParameters';

export function statement(c: Compiler, s: Statement): void {
  switch (s.kind) {
    case 'FunctionDef':
    case 'AsyncFunctionDef': functionDefinition(c, s); break;
    case 'ClassDef': classDefinition(c, s); break;
    case 'TypeAlias': typeAlias(c, s); break;
    case 'Return': returnStatement(c, s); break;
    case 'Delete': visitExpressions(c, s.targets); break;
    case 'Assign': assignment(c, s); break;
    case 'AugAssign': augmentedAssignment(c, s); break;
    case 'AnnAssign': annotatedAssignment(c, s); break;
    case 'For': forStatement(c, s); break;
    case 'AsyncFor': asyncForStatement(c, s); break;
    case 'While': whileStatement(c, s); break;
    case 'If': ifStatement(c, s); break;
    case 'With':
    case 'AsyncWith': withStatement(c, s); break;
    case 'Match': matchStatement(c, s); break;
    case 'Raise': raiseStatement(c, s); break;
    case 'Try':
    case 'TryStar': tryStatement(c, s); break;
    case 'Assert': assertStatement(c, s); break;
    case 'Import': importStatement(c, s); break;
    case 'ImportFrom': importFromStatement(c, s); break;
    case 'Global':
    case 'Nonlocal': break;
    case 'Expr': expressionStatement(c, s); break;
    case 'Pass': addOp(c, s, Opcode.NOP); break;
    case 'Break': breakStatement(c, s); break;
    case 'Continue': continueStatement(c, s); break;
  }
}

function expressionStatement(c: Compiler, s: ExpressionStatement): void {
  if (c.interactive && c.outerUnits.length === 0) {
    visitExpression(c, s.value);
    addOpI(c, s, Opcode.CALL_INTRINSIC_1, Intrinsic1.Print);
    addOp(c, NO_LOCATION, Opcode.POP_TOP);
  } else if (s.value.kind === 'Constant') {
    addOp(c, s, Opcode.NOP);
  } else {
    visitExpression(c, s.value);
    addOp(c, NO_LOCATION, Opcode.POP_TOP);
  }
}
