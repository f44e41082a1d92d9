/**
 * Type parameters (PEP 695) and `type` statements.
 * After CPython compile.c (compiler_type_params, compiler_typealias).
 */
import { Intrinsic1, Intrinsic2, Opcode } from '../../bytecode';
import type { TypeAlias, TypeParameter } from '../../syntax';
import {
  addLoadNone, addLoadString, addOp, addOpI, enterScope, finishUnit, visitExpression, type Compiler,
} from '../compiler';
import { makeClosure, storeName } from './names';

/** For each kind without a bound, what makes it. */
const intrinsicByKind = {
  TypeVar: Intrinsic1.TypeVar, TypeVarTuple: Intrinsic1.TypeVarTuple, ParamSpec: Intrinsic1.ParamSpec,
} as const;

/** Makes and names the parameters; leaves a tuple of them. */
export function typeParameters(c: Compiler, parameters: readonly TypeParameter[]): void {
  for (const parameter of parameters) {
    addLoadString(c, parameter, parameter.name);
    if (parameter.kind === 'TypeVar' && parameter.bound !== null) {
      const { bound } = parameter;
      // The bound is evaluated when somebody asks for it.
      enterScope(c, parameter.name, 'typeParams', parameter, bound.lineno);
      visitExpression(c, bound);
      addOp(c, parameter, Opcode.RETURN_VALUE);
      makeClosure(c, parameter, finishUnit(c, true), 0);
      const isTuple = bound.kind === 'Tuple';
      addOpI(c, parameter, Opcode.CALL_INTRINSIC_2, isTuple ? Intrinsic2.TypeVarWithConstraints : Intrinsic2.TypeVarWithBound);
    } else {
      addOpI(c, parameter, Opcode.CALL_INTRINSIC_1, intrinsicByKind[parameter.kind]);
    }
    addOpI(c, parameter, Opcode.COPY, 1);
    storeName(c, parameter, parameter.name);
  }
  const first = parameters[0];
  if (first !== undefined) addOpI(c, first, Opcode.BUILD_TUPLE, parameters.length);
}

export function typeAlias(c: Compiler, s: TypeAlias): void {
  const isGeneric = s.typeParams.length > 0;
  const name = s.name.id;
  if (isGeneric) {
    addOp(c, s, Opcode.PUSH_NULL);
    enterScope(c, `<generic parameters of ${name}>`, 'typeParams', s.typeParams, s.lineno);
    addLoadString(c, s, name);
    typeParameters(c, s.typeParams);
  } else {
    addLoadString(c, s, name);
    addLoadNone(c, s);
  }
  enterScope(c, name, 'function', s, s.lineno);
  // No docstring.
  c.unit.constants.add({ type: 'none' });
  visitExpression(c, s.value);
  addOp(c, s, Opcode.RETURN_VALUE);
  makeClosure(c, s, finishUnit(c, false), 0);
  addOpI(c, s, Opcode.BUILD_TUPLE, 3);
  addOpI(c, s, Opcode.CALL_INTRINSIC_1, Intrinsic1.TypeAlias);
  if (isGeneric) {
    makeClosure(c, s, finishUnit(c, false), 0);
    addOpI(c, s, Opcode.CALL, 0);
  }
  storeName(c, s, name);
}
