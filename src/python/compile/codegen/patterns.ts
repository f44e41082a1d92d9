/**
 * Patterns of `match` statements. Each consumes the subject on top of the stack; on failure it jumps to a block which
 * pops what the pattern has put there meanwhile. Names are stored only when the whole pattern has matched: until then
 * their values wait on the stack, below the `onTop` items.
 * After CPython compile.c (compiler_pattern_*, pattern_helper_*).
 */
import { assert, assertDefined } from '../../../base';
import { Opcode, constantRepr, stringRepr } from '../../bytecode';
import type {
  MatchAs, MatchClass, MatchMapping, MatchOr, MatchSequence, MatchStar, Pattern, Position,
} from '../../syntax';
import { failAt } from '../compileError';
import {
  addJump, addLoadConst, addLoadInt, addLoadNone, addOp, addOpI, checkForbiddenName, newLabel, useLabel, visitExpression, type Compiler,
} from '../compiler';
import { equalityKey } from '../constantKeys';
import type { Label } from '../instructionSequence';
import { addComparison } from './conditions';
import { addBinary } from './operators';

export interface PatternContext {
  /** Names to be stored, in the order in which their values lie on the stack. */
  stores: string[];
  /** Whether a pattern that always matches may stand here. */
  allowIrrefutable: boolean;
  /** Jumping to `failPops[i]` pops i items. */
  failPops: Label[];
  /** Number of items which stay on top of the stack until the pattern is done. */
  onTop: number;
}

export function newPatternContext(allowIrrefutable: boolean): PatternContext {
  return { stores: [], allowIrrefutable, failPops: [], onTop: 0 };
}

export function isWildcard(p: Pattern): boolean {
  return p.kind === 'MatchAs' && p.name === null;
}

function isStarWildcard(p: Pattern): boolean {
  return p.kind === 'MatchStar' && p.name === null;
}

export function ensureFailPops(c: Compiler, context: PatternContext, count: number): void {
  while (context.failPops.length <= count) context.failPops.push(newLabel(c));
}

function jumpToFail(c: Compiler, location: Position, context: PatternContext, opcode: Opcode): void {
  const pops = context.onTop + context.stores.length;
  ensureFailPops(c, context, pops);
  const label = context.failPops[pops];
  assertDefined(label, 'made just before');
  addJump(c, location, opcode, label);
}

export function emitFailPops(c: Compiler, location: Position, context: PatternContext): void {
  for (const [index, label] of context.failPops.toReversed().entries()) {
    useLabel(c, label);
    if (index < context.failPops.length - 1) addOp(c, location, Opcode.POP_TOP);
  }
  context.failPops = [];
}

/** Moves the top of the stack below the `count - 1` items under it. */
function rotate(c: Compiler, location: Position, count: number): void {
  for (let depth = count; depth > 1; depth--) addOpI(c, location, Opcode.SWAP, depth);
}

function keepForName(c: Compiler, location: Position, name: string | null, context: PatternContext): void {
  if (name === null) {
    addOp(c, location, Opcode.POP_TOP);
    return;
  }
  checkForbiddenName(location, name, 'Store');
  if (context.stores.includes(name)) failAt(location, `multiple assignments to name ${stringRepr(name)} in pattern`);
  rotate(c, location, context.onTop + context.stores.length + 1);
  context.stores.push(name);
}

export function pattern(c: Compiler, p: Pattern, context: PatternContext): void {
  switch (p.kind) {
    case 'MatchValue':
      if (p.value.kind !== 'Constant' && p.value.kind !== 'Attribute') {
        failAt(p, 'patterns may only match literals and attribute lookups');
      }
      visitExpression(c, p.value);
      addComparison(c, p, 'Eq');
      jumpToFail(c, p, context, Opcode.POP_JUMP_IF_FALSE);
      break;
    case 'MatchSingleton':
      addLoadConst(c, p, p.value);
      addComparison(c, p, 'Is');
      jumpToFail(c, p, context, Opcode.POP_JUMP_IF_FALSE);
      break;
    case 'MatchSequence': sequencePattern(c, p, context); break;
    case 'MatchMapping': mappingPattern(c, p, context); break;
    case 'MatchClass': classPattern(c, p, context); break;
    case 'MatchStar': keepForName(c, p, p.name, context); break;
    case 'MatchAs': asPattern(c, p, context); break;
    case 'MatchOr': orPattern(c, p, context); break;
  }
}

/** A pattern inside another: it may always match. */
function subpattern(c: Compiler, p: Pattern, context: PatternContext): void {
  const { allowIrrefutable } = context;
  context.allowIrrefutable = true;
  pattern(c, p, context);
  context.allowIrrefutable = allowIrrefutable;
}

function asPattern(c: Compiler, p: MatchAs, context: PatternContext): void {
  if (p.pattern === null) {
    if (!context.allowIrrefutable) {
      const what = p.name === null ? 'wildcard' : `name capture ${stringRepr(p.name)}`;
      failAt(p, `${what} makes remaining patterns unreachable`);
    }
    keepForName(c, p, p.name, context);
    return;
  }
  context.onTop++;
  addOpI(c, p, Opcode.COPY, 1);
  pattern(c, p.pattern, context);
  context.onTop--;
  keepForName(c, p, p.name, context);
}

function sequencePattern(c: Compiler, p: MatchSequence, context: PatternContext): void {
  const { patterns } = p;
  const size = patterns.length;
  const stars = patterns.filter((part): part is MatchStar => part.kind === 'MatchStar');
  if (stars.length > 1) failAt(p, 'multiple starred names in sequence pattern');
  const star = patterns.findIndex((part) => part.kind === 'MatchStar');
  const onlyWildcards = patterns.every((part) => isWildcard(part) || isStarWildcard(part));
  context.onTop++;
  addOp(c, p, Opcode.MATCH_SEQUENCE);
  jumpToFail(c, p, context, Opcode.POP_JUMP_IF_FALSE);
  if (star < 0 || size > 1) {
    addOp(c, p, Opcode.GET_LEN);
    addLoadInt(c, p, star < 0 ? size : size - 1);
    addComparison(c, p, star < 0 ? 'Eq' : 'GtE');
    jumpToFail(c, p, context, Opcode.POP_JUMP_IF_FALSE);
  }
  // What comes next consumes the subject.
  context.onTop--;
  if (onlyWildcards) addOp(c, p, Opcode.POP_TOP);
  else if (stars.some(isStarWildcard)) sequenceBySubscript(c, p, star, context);
  else sequenceByUnpacking(c, p, context);
}

function sequenceByUnpacking(c: Compiler, p: MatchSequence, context: PatternContext): void {
  const size = p.patterns.length;
  const star = p.patterns.findIndex((part) => part.kind === 'MatchStar');
  if (star >= 0) {
    const after = size - star - 1;
    if (star >= 1 << 8 || after >= 0x7fffffff >> 8) failAt(p, 'too many expressions in star-unpacking sequence pattern');
    addOpI(c, p, Opcode.UNPACK_EX, star + (after << 8));
  } else {
    addOpI(c, p, Opcode.UNPACK_SEQUENCE, size);
  }
  context.onTop += size;
  for (const part of p.patterns) {
    context.onTop--;
    subpattern(c, part, context);
  }
}

/** For `[first, *_, last]`: what the star would collect is never made. */
function sequenceBySubscript(c: Compiler, p: MatchSequence, star: number, context: PatternContext): void {
  context.onTop++;
  const size = p.patterns.length;
  for (const [index, part] of p.patterns.entries()) {
    if (isWildcard(part) || index === star) continue;
    addOpI(c, p, Opcode.COPY, 1);
    if (index < star) {
      addLoadInt(c, p, index);
    } else {
      // Negative indices need not be supported.
      addOp(c, p, Opcode.GET_LEN);
      addLoadInt(c, p, size - index);
      addBinary(c, p, 'Sub', false);
    }
    addOp(c, p, Opcode.BINARY_SUBSCR);
    subpattern(c, part, context);
  }
  context.onTop--;
  addOp(c, p, Opcode.POP_TOP);
}

function checkClassAttributes(p: MatchClass): void {
  for (const [index, attribute] of p.kwdAttrs.entries()) {
    const at = p.kwdPatterns[index] ?? p;
    checkForbiddenName(at, attribute, 'Store');
    const other = p.kwdAttrs.indexOf(attribute, index + 1);
    if (other >= 0) failAt(p.kwdPatterns[other] ?? p, `attribute name repeated in class pattern: ${attribute}`);
  }
}

function testNotNone(c: Compiler, location: Position): void {
  addOpI(c, location, Opcode.COPY, 1);
  addLoadNone(c, location);
  addOpI(c, location, Opcode.IS_OP, 1);
}

function classPattern(c: Compiler, p: MatchClass, context: PatternContext): void {
  checkClassAttributes(p);
  const parts = [...p.patterns, ...p.kwdPatterns];
  visitExpression(c, p.cls);
  addLoadConst(c, p, { type: 'tuple', items: p.kwdAttrs.map((value) => ({ type: 'str', value })) });
  addOpI(c, p, Opcode.MATCH_CLASS, p.patterns.length);
  testNotNone(c, p);
  // On top is a tuple of the attributes, or None.
  context.onTop++;
  jumpToFail(c, p, context, Opcode.POP_JUMP_IF_FALSE);
  addOpI(c, p, Opcode.UNPACK_SEQUENCE, parts.length);
  context.onTop += parts.length - 1;
  for (const part of parts) {
    context.onTop--;
    if (isWildcard(part)) addOp(c, p, Opcode.POP_TOP);
    else subpattern(c, part, context);
  }
}

function mappingKeys(c: Compiler, p: MatchMapping): void {
  const seen = new Set<string>();
  for (const key of p.keys) {
    if (key.kind === 'Constant') {
      const text = equalityKey(key.value);
      if (seen.has(text)) failAt(p, `mapping pattern checks duplicate key (${constantRepr(key.value)})`);
      seen.add(text);
    } else if (key.kind !== 'Attribute') {
      failAt(p, 'mapping pattern keys may only match literals and attribute lookups');
    }
    visitExpression(c, key);
  }
}

function mappingPattern(c: Compiler, p: MatchMapping, context: PatternContext): void {
  const size = p.keys.length;
  context.onTop++;
  addOp(c, p, Opcode.MATCH_MAPPING);
  jumpToFail(c, p, context, Opcode.POP_JUMP_IF_FALSE);
  if (size === 0 && p.rest === null) {
    context.onTop--;
    addOp(c, p, Opcode.POP_TOP);
    return;
  }
  if (size > 0) {
    addOp(c, p, Opcode.GET_LEN);
    addLoadInt(c, p, size);
    addComparison(c, p, 'GtE');
    jumpToFail(c, p, context, Opcode.POP_JUMP_IF_FALSE);
  }
  mappingKeys(c, p);
  addOpI(c, p, Opcode.BUILD_TUPLE, size);
  addOp(c, p, Opcode.MATCH_KEYS);
  // [subject, keys, values or None]
  context.onTop += 2;
  testNotNone(c, p);
  jumpToFail(c, p, context, Opcode.POP_JUMP_IF_FALSE);
  addOpI(c, p, Opcode.UNPACK_SEQUENCE, size);
  context.onTop += size - 1;
  for (const part of p.patterns) {
    context.onTop--;
    subpattern(c, part, context);
  }
  context.onTop -= 2;
  if (p.rest === null) {
    addOp(c, p, Opcode.POP_TOP);
    addOp(c, p, Opcode.POP_TOP);
    return;
  }
  // rest = dict(subject); for key in keys: del rest[key]
  addOpI(c, p, Opcode.BUILD_MAP, 0);
  addOpI(c, p, Opcode.SWAP, 3);
  addOpI(c, p, Opcode.DICT_UPDATE, 2);
  addOpI(c, p, Opcode.UNPACK_SEQUENCE, size);
  for (let left = size; left > 0; left--) {
    addOpI(c, p, Opcode.COPY, 1 + left);
    addOpI(c, p, Opcode.SWAP, 2);
    addOp(c, p, Opcode.DELETE_SUBSCR);
  }
  keepForName(c, p, p.rest, context);
}

/** Brings an alternative's names into the order of the first one's, on the stack and in `stores`. */
function reorderStores(c: Compiler, location: Position, p: MatchOr, control: readonly string[], context: PatternContext): void {
  if (context.stores.length !== control.length) failAt(p, 'alternative patterns bind different names');
  for (let icontrol = control.length - 1; icontrol >= 0; icontrol--) {
    const istores = context.stores.indexOf(control[icontrol] ?? '');
    if (istores < 0) failAt(p, 'alternative patterns bind different names');
    if (icontrol === istores) continue;
    assert(istores < icontrol, 'names above are in place already');
    const rotations = istores + 1;
    const rotated = context.stores.splice(0, rotations);
    context.stores.splice(icontrol - istores, 0, ...rotated);
    for (let i = 0; i < rotations; i++) rotate(c, location, icontrol + 1);
  }
}

function orPattern(c: Compiler, p: MatchOr, context: PatternContext): void {
  const end = newLabel(c);
  let control: string[] | null = null;
  for (const [index, alternative] of p.patterns.entries()) {
    const isLast = index === p.patterns.length - 1;
    const inner = newPatternContext(isLast && context.allowIrrefutable);
    addOpI(c, alternative, Opcode.COPY, 1);
    pattern(c, alternative, inner);
    if (control === null) control = [...inner.stores];
    else reorderStores(c, alternative, p, control, inner);
    addJump(c, alternative, Opcode.JUMP, end);
    emitFailPops(c, alternative, inner);
  }
  assertDefined(control, 'a pattern has alternatives');
  // None matched.
  addOp(c, p, Opcode.POP_TOP);
  jumpToFail(c, p, context, Opcode.JUMP);
  useLabel(c, end);
  // Between the new values and their place lie a copy of the subject, what is on top, and earlier stores.
  const rotations = control.length + 1 + context.onTop + context.stores.length;
  for (const name of control) {
    rotate(c, p, rotations);
    if (context.stores.includes(name)) failAt(p, `multiple assignments to name ${stringRepr(name)} in pattern`);
    context.stores.push(name);
  }
  addOp(c, p, Opcode.POP_TOP);
}
