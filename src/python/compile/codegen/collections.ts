/**
 * Displays of tuples, lists, sets and dicts, and unpacking into targets.
 * After CPython compile.c (starunpack_helper, assignment_helper, compiler_dict ...).
 */
import { Intrinsic1, Opcode } from '../../bytecode';
import type { ConstantValue, Dict, Expression, List, Position, Set as SetNode, Tuple } from '../../syntax';
import { failAt } from '../compileError';
import { addLoadConst, addOpI, visitExpression, visitExpressions, type Compiler } from '../compiler';
import { distinctItems } from '../constantKeys';

/** From so many items on, things are built piece by piece, so that the stack stays small. */
export const STACK_USE_GUIDELINE = 30;

/** How a display is built: at once, item by item, from an iterable. */
interface Building {
  readonly build: Opcode;
  readonly add: Opcode;
  readonly extend: Opcode;
  readonly asTuple: boolean;
}

const LIST_BUILDING: Building = {
  build: Opcode.BUILD_LIST, add: Opcode.LIST_APPEND, extend: Opcode.LIST_EXTEND, asTuple: false,
};
const SET_BUILDING: Building = { build: Opcode.BUILD_SET, add: Opcode.SET_ADD, extend: Opcode.SET_UPDATE, asTuple: false };
export const TUPLE_BUILDING: Building = { ...LIST_BUILDING, asTuple: true };

/** The values if all are constants. */
function constantValues(items: readonly (Expression | null)[]): ConstantValue[] | null {
  const values: ConstantValue[] = [];
  for (const item of items) {
    if (item?.kind !== 'Constant') return null;
    values.push(item.value);
  }
  return values;
}

/** Builds a display; `pushed` items of it are on the stack already. */
export function buildDisplay(
  c: Compiler, location: Position, elements: readonly Expression[], pushed: number, building: Building,
): void {
  const { build, add, extend, asTuple } = building;
  const count = elements.length;
  const constants = count > 2 ? constantValues(elements) : null;
  if (constants !== null) {
    if (asTuple && pushed === 0) {
      addLoadConst(c, location, { type: 'tuple', items: constants });
      return;
    }
    addOpI(c, location, build, pushed);
    const isSet = add === Opcode.SET_ADD;
    addLoadConst(c, location, isSet
      ? { type: 'frozenset', items: distinctItems(constants) }
      : { type: 'tuple', items: constants });
    addOpI(c, location, extend, 1);
    if (asTuple) addOpI(c, location, Opcode.CALL_INTRINSIC_1, Intrinsic1.ListToTuple);
    return;
  }
  const isBig = count + pushed > STACK_USE_GUIDELINE;
  if (!isBig && !elements.some((element) => element.kind === 'Starred')) {
    visitExpressions(c, elements);
    addOpI(c, location, asTuple ? Opcode.BUILD_TUPLE : build, count + pushed);
    return;
  }
  let isBuilt = isBig;
  if (isBig) addOpI(c, location, build, pushed);
  for (const [index, element] of elements.entries()) {
    if (element.kind === 'Starred') {
      if (!isBuilt) addOpI(c, location, build, index + pushed);
      isBuilt = true;
      visitExpression(c, element.value);
      addOpI(c, location, extend, 1);
    } else {
      visitExpression(c, element);
      if (isBuilt) addOpI(c, location, add, 1);
    }
  }
  if (asTuple) addOpI(c, location, Opcode.CALL_INTRINSIC_1, Intrinsic1.ListToTuple);
}

/** Unpacks the value on the stack into the targets. */
function unpackInto(c: Compiler, location: Position, targets: readonly Expression[]): void {
  const count = targets.length;
  let isStarred = false;
  for (const [index, target] of targets.entries()) {
    if (target.kind !== 'Starred') continue;
    if (isStarred) failAt(location, 'multiple starred expressions in assignment');
    const after = count - index - 1;
    if (index >= 1 << 8 || after >= 0x7fffffff >> 8) failAt(location, 'too many expressions in star-unpacking assignment');
    addOpI(c, location, Opcode.UNPACK_EX, index + (after << 8));
    isStarred = true;
  }
  if (!isStarred) addOpI(c, location, Opcode.UNPACK_SEQUENCE, count);
  for (const target of targets) visitExpression(c, target.kind === 'Starred' ? target.value : target);
}

export function listOrTuple(c: Compiler, e: List | Tuple): void {
  switch (e.ctx) {
    case 'Store': unpackInto(c, e, e.elts); break;
    case 'Load': buildDisplay(c, e, e.elts, 0, e.kind === 'Tuple' ? TUPLE_BUILDING : LIST_BUILDING); break;
    case 'Del': visitExpressions(c, e.elts); break;
  }
}

export function setDisplay(c: Compiler, e: SetNode): void {
  buildDisplay(c, e, e.elts, 0, SET_BUILDING);
}

/** A stretch of `key: value` entries without `**` between them. */
function partOfDict(c: Compiler, e: Dict, begin: number, end: number): void {
  const keys = e.keys.slice(begin, end);
  const values = e.values.slice(begin, end);
  const count = end - begin;
  const isBig = count * 2 > STACK_USE_GUIDELINE;
  const constants = count > 1 && !isBig ? constantValues(keys) : null;
  if (constants !== null) {
    visitExpressions(c, values);
    addLoadConst(c, e, { type: 'tuple', items: constants });
    addOpI(c, e, Opcode.BUILD_CONST_KEY_MAP, count);
    return;
  }
  if (isBig) addOpI(c, e, Opcode.BUILD_MAP, 0);
  for (const [index, key] of keys.entries()) {
    const value = values[index];
    if (key === null || value === undefined) continue;
    visitExpression(c, key);
    visitExpression(c, value);
    if (isBig) addOpI(c, e, Opcode.MAP_ADD, 1);
  }
  if (!isBig) addOpI(c, e, Opcode.BUILD_MAP, count);
}

export function dictDisplay(c: Compiler, e: Dict): void {
  let hasDict = false;
  let elements = 0;
  const flush = (begin: number, end: number): void => {
    partOfDict(c, e, begin, end);
    if (hasDict) addOpI(c, e, Opcode.DICT_UPDATE, 1);
    hasDict = true;
    elements = 0;
  };
  for (const [index, value] of e.values.entries()) {
    if (e.keys[index] === null) {
      if (elements > 0) flush(index - elements, index);
      if (!hasDict) addOpI(c, e, Opcode.BUILD_MAP, 0);
      hasDict = true;
      visitExpression(c, value);
      addOpI(c, e, Opcode.DICT_UPDATE, 1);
    } else if (elements * 2 > STACK_USE_GUIDELINE) {
      flush(index - elements, index + 1);
    } else {
      elements++;
    }
  }
  if (elements > 0) flush(e.values.length - elements, e.values.length);
  if (!hasDict) addOpI(c, e, Opcode.BUILD_MAP, 0);
}
