/**
 * Class definitions. After CPython compile.c (compiler_class, compiler_class_body).
 */
import { assertDefined } from '../../../base';
import { Intrinsic1, Opcode } from '../../bytecode';
import type { ClassDef, Name, Position } from '../../syntax';
import {
  addLoadNone, addLoadString, addOp, addOpI, enterScope, finishUnit, visitExpressions, type Compiler,
} from '../compiler';
import { indexOfName } from '../compilerUnit';
import { NO_LOCATION } from '../instructionSequence';
import { body } from './body';
import { callWithArguments } from './calls';
import { applyDecorators } from './functions';
import { loadName, makeClosure, storeName } from './names';
import { typeParameters } from './typeParameters';

function loadCell(c: Compiler, name: string): void {
  const index = c.unit.cellvars.get(name);
  assertDefined(index, `class ${c.unit.name} has a cell ${name}`);
  addOpI(c, NO_LOCATION, Opcode.LOAD_CLOSURE, index);
}

/** Leaves NULL, `__build_class__`, the body's function and the name: the call still needs the bases. */
function classBody(c: Compiler, s: ClassDef, firstLine: number): void {
  enterScope(c, s.name, 'class', s, firstLine);
  const { unit } = c;
  const location: Position = { lineno: firstLine, endLineno: firstLine, colOffset: 0, endColOffset: 0 };
  unit.privateName = s.name;
  loadName(c, location, '__name__');
  storeName(c, location, '__module__');
  addLoadString(c, location, unit.qualname);
  storeName(c, location, '__qualname__');
  if (s.typeParams.length > 0) {
    loadName(c, location, '.type_params');
    storeName(c, location, '__type_params__');
  }
  if (unit.entry.needsClassDict) {
    addOp(c, location, Opcode.LOAD_LOCALS);
    addOpI(c, location, Opcode.STORE_DEREF, indexOfName(unit.cellvars, '__classdict__'));
  }
  body(c, location, s.body);
  if (unit.entry.needsClassDict) {
    loadCell(c, '__classdict__');
    storeName(c, NO_LOCATION, '__classdictcell__');
  }
  if (unit.entry.needsClassClosure) {
    loadCell(c, '__class__');
    addOpI(c, NO_LOCATION, Opcode.COPY, 1);
    storeName(c, NO_LOCATION, '__classcell__');
  } else {
    addLoadNone(c, NO_LOCATION);
  }
  addOp(c, NO_LOCATION, Opcode.RETURN_VALUE);
  const code = finishUnit(c, true);
  addOp(c, s, Opcode.PUSH_NULL);
  addOp(c, s, Opcode.LOAD_BUILD_CLASS);
  makeClosure(c, s, code, 0);
  addLoadString(c, s, s.name);
}

export function classDefinition(c: Compiler, s: ClassDef): void {
  visitExpressions(c, s.decoratorList);
  const firstLine = s.decoratorList[0]?.lineno ?? s.lineno;
  const isGeneric = s.typeParams.length > 0;
  if (isGeneric) {
    // As in CPython 3.12 this is never taken back.
    c.unit.privateName = s.name;
    addOp(c, s, Opcode.PUSH_NULL);
    enterScope(c, `<generic parameters of ${s.name}>`, 'typeParams', s.typeParams, firstLine);
    typeParameters(c, s.typeParams);
    storeName(c, s, '.type_params');
  }
  classBody(c, s, firstLine);
  if (isGeneric) {
    loadName(c, s, '.type_params');
    addOpI(c, s, Opcode.CALL_INTRINSIC_1, Intrinsic1.SubscriptGeneric);
    storeName(c, s, '.generic_base');
    const { lineno, colOffset, endLineno, endColOffset } = s;
    const genericBase: Name = { kind: 'Name', id: '.generic_base', ctx: 'Load', lineno, colOffset, endLineno, endColOffset };
    callWithArguments(c, s, 2, [...s.bases, genericBase], s.keywords);
    makeClosure(c, s, finishUnit(c, false), 0);
    addOpI(c, s, Opcode.CALL, 0);
  } else {
    callWithArguments(c, s, 2, s.bases, s.keywords);
  }
  applyDecorators(c, s.decoratorList);
  storeName(c, s, s.name);
}
