/**
 * Attributes, among them those of `super()`, which have an instruction of their own.
 * After CPython compile.c (Attribute in compiler_visit_expr1, can_optimize_super_call, load_args_for_super).
 */
import { Opcode } from '../../bytecode';
import type { Attribute, Call, Expression, Position } from '../../syntax';
import {
  addLoadAttribute, addName, addOp, addOpI, checkForbiddenName, visitExpression, visitExpressions, type Compiler,
} from '../compiler';
import { indexOfName } from '../compilerUnit';
import { mangle } from '../privateNames';
import { Scope, scopeOf } from '../symbolTable';
import { loadName, referenceScope } from './names';

/** Number of characters, as CPython counts them against a column in bytes. */
function lengthOf(name: string): number {
  let length = 0;
  for (const _ of name) length++;
  return length;
}

/** If an attribute access spans lines, it is said to happen where the attribute's name stands. */
export function locationOfAttribute(location: Position, e: Attribute): Position {
  if (location.lineno === e.endLineno) return location;
  const lineno = e.endLineno;
  const length = lengthOf(e.attr);
  let colOffset = -1;
  let endColOffset = -1;
  if (length <= e.endColOffset) {
    colOffset = e.endColOffset - length;
    endColOffset = location.endColOffset;
  }
  const endLineno = Math.max(lineno, location.endLineno);
  if (lineno === endLineno) endColOffset = Math.max(colOffset, endColOffset);
  return { lineno, colOffset, endLineno, endColOffset };
}

/** The call of `super` if `e` is an attribute of one which needs no call at run time; else null. */
export function optimizableSuperCall(c: Compiler, e: Attribute): Call | null {
  const call = e.value;
  if (call.kind !== 'Call' || call.func.kind !== 'Name' || call.func.id !== 'super') return null;
  if (e.attr === '__class__' || call.keywords.length > 0) return null;
  // `super` must be the built-in as far as one can see.
  if (scopeOf(c.unit.entry, 'super') !== Scope.GlobalImplicit) return null;
  if (scopeOf(c.table.top, 'super') !== Scope.Unknown) return null;
  if (call.args.length === 2) return call.args.some((arg) => arg.kind === 'Starred') ? null : call;
  if (call.args.length > 0) return null;
  if (c.unit.argcount === 0 && c.unit.posonlyargcount === 0) return null;
  return referenceScope(c, '__class__') === Scope.Free ? call : null;
}

/** Loads `super`, the class and the object. */
function loadSuperArguments(c: Compiler, call: Call): void {
  loadName(c, call.func, 'super');
  if (call.args.length === 2) {
    visitExpressions(c, call.args);
    return;
  }
  loadName(c, call, '__class__');
  const [self] = c.unit.varnames.keys();
  if (self !== undefined) loadName(c, call, self);
}

/** Loads an attribute of `super(...)`; answers where the instruction was put, or null if this is no such call. */
export function loadSuperAttribute(c: Compiler, e: Attribute, isMethod: boolean): Position | null {
  const call = optimizableSuperCall(c, e);
  if (call === null) return null;
  loadSuperArguments(c, call);
  const index = indexOfName(c.unit.names, mangle(c.unit.privateName, e.attr));
  addOpI(c, e, Opcode.LOAD_SUPER_ATTR, (index << 2) | (call.args.length > 0 ? 2 : 0) | (isMethod ? 1 : 0));
  const location = locationOfAttribute(e, e);
  addOp(c, location, Opcode.NOP);
  return location;
}

export function attribute(c: Compiler, e: Attribute): void {
  if (e.ctx === 'Load' && loadSuperAttribute(c, e, false) !== null) return;
  visitExpression(c, e.value);
  const location = locationOfAttribute(e, e);
  switch (e.ctx) {
    case 'Load': addLoadAttribute(c, location, e.attr); break;
    case 'Store':
      checkForbiddenName(location, e.attr, 'Store');
      addName(c, location, Opcode.STORE_ATTR, c.unit.names, e.attr);
      break;
    case 'Del': addName(c, location, Opcode.DELETE_ATTR, c.unit.names, e.attr); break;
  }
}

/** Whether the name is bound by an import of the module: then its attributes are hardly ever methods. */
export function isImported(c: Compiler, e: Expression, importFlag: number): boolean {
  return e.kind === 'Name' && ((c.table.top.symbols.get(e.id) ?? 0) & importFlag) !== 0;
}
