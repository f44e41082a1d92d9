/**
 * Assignments, also in place and annotated. After CPython compile.c (compiler_augassign, compiler_annassign).
 */
import { Opcode } from '../../bytecode';
import type { AnnAssign, Assign, AugAssign, Expression } from '../../syntax';
import {
  addLoadAttribute, addLoadString, addName, addOp, addOpI, checkForbiddenName, hasFutureAnnotations, visitExpression, type Compiler,
} from '../compiler';
import { mangle } from '../privateNames';
import { unparseExpression } from '../unparse';
import { locationOfAttribute } from './attributes';
import { loadName, storeName } from './names';
import { addBinary } from './operators';
import { isTwoElementSlice, sliceParts } from './subscripts';

export function assignment(c: Compiler, s: Assign): void {
  visitExpression(c, s.value);
  for (const [index, target] of s.targets.entries()) {
    if (index < s.targets.length - 1) addOpI(c, s, Opcode.COPY, 1);
    visitExpression(c, target);
  }
}

export function augmentedAssignment(c: Compiler, s: AugAssign): void {
  const { target } = s;
  const isSlice = target.kind === 'Subscript' && isTwoElementSlice(target.slice);
  switch (target.kind) {
    case 'Attribute':
      visitExpression(c, target.value);
      addOpI(c, target, Opcode.COPY, 1);
      addLoadAttribute(c, locationOfAttribute(target, target), target.attr);
      break;
    case 'Subscript':
      visitExpression(c, target.value);
      if (isTwoElementSlice(target.slice)) {
        sliceParts(c, target.slice);
        for (let i = 0; i < 3; i++) addOpI(c, target, Opcode.COPY, 3);
        addOp(c, target, Opcode.BINARY_SLICE);
      } else {
        visitExpression(c, target.slice);
        for (let i = 0; i < 2; i++) addOpI(c, target, Opcode.COPY, 2);
        addOp(c, target, Opcode.BINARY_SUBSCR);
      }
      break;
    case 'Name': loadName(c, target, target.id); break;
  }
  visitExpression(c, s.value);
  addBinary(c, s, s.op, true);
  switch (target.kind) {
    case 'Attribute': {
      const location = locationOfAttribute(target, target);
      addOpI(c, location, Opcode.SWAP, 2);
      addName(c, location, Opcode.STORE_ATTR, c.unit.names, target.attr);
      break;
    }
    case 'Subscript':
      if (isSlice) addOpI(c, target, Opcode.SWAP, 4);
      addOpI(c, target, Opcode.SWAP, 3);
      addOpI(c, target, Opcode.SWAP, 2);
      addOp(c, target, isSlice ? Opcode.STORE_SLICE : Opcode.STORE_SUBSCR);
      break;
    case 'Name': storeName(c, target, target.id); break;
  }
}

/** Evaluates something only to see that it can be. */
function evaluate(c: Compiler, e: Expression): void {
  visitExpression(c, e);
  addOp(c, e, Opcode.POP_TOP);
}

function evaluateSubscript(c: Compiler, e: Expression): void {
  switch (e.kind) {
    case 'Slice':
      for (const part of [e.lower, e.upper, e.step]) if (part !== null) evaluate(c, part);
      break;
    case 'Tuple':
      for (const item of e.elts) evaluateSubscript(c, item);
      break;
    default: evaluate(c, e);
  }
}

export function annotatedAssignment(c: Compiler, s: AnnAssign): void {
  const { target, value, annotation } = s;
  const isEvaluated = c.unit.scopeType === 'module' || c.unit.scopeType === 'class';
  // The assignment comes first, the annotation last.
  if (value !== null) {
    visitExpression(c, value);
    visitExpression(c, target);
  }
  switch (target.kind) {
    case 'Name':
      checkForbiddenName(s, target.id, 'Store');
      if (s.simple && isEvaluated) {
        if (hasFutureAnnotations(c)) addLoadString(c, annotation, unparseExpression(annotation));
        else visitExpression(c, annotation);
        addName(c, s, Opcode.LOAD_NAME, c.unit.names, '__annotations__');
        addLoadString(c, s, mangle(c.unit.privateName, target.id));
        addOp(c, s, Opcode.STORE_SUBSCR);
      }
      break;
    case 'Attribute':
      checkForbiddenName(s, target.attr, 'Store');
      if (value === null) evaluate(c, target.value);
      break;
    case 'Subscript':
      if (value === null) {
        evaluate(c, target.value);
        evaluateSubscript(c, target.slice);
      }
      break;
  }
  if (!s.simple && isEvaluated && !hasFutureAnnotations(c)) evaluate(c, annotation);
}
