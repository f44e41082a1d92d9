/**
 * Comprehensions and generator expressions; all but the latter are inlined (PEP 709).
 * After CPython compile.c (compiler_comprehension, push_inlined_comprehension_state, compiler_*_comprehension_generator).
 */
import { assert, assertDefined } from '../../../base';
import { Opcode } from '../../bytecode';
import type { Comprehension, DictComp, Expression, GeneratorExp, ListComp, Position, SetComp } from '../../syntax';
import { failAt } from '../compileError';
import {
  addJump, addLoadNone, addName, addOp, addOpI, awaitsAtTopLevel, enterScope, finishUnit, newLabel, popFrameBlock, pushFrameBlock, useLabel,
  visitExpression, type Compiler,
} from '../compiler';
import { NO_LABEL, NO_LOCATION, type Label } from '../instructionSequence';
import { Scope, SymbolFlag, isFunctionLike, scopeOfSymbol, type SymbolTableEntry } from '../symbolTable';
import { wrapInStopIterationHandler } from './functions';
import { jumpIf } from './conditions';
import { makeClosure } from './names';
import { addYield, addYieldFrom } from './yields';

type ComprehensionNode = ListComp | SetComp | DictComp | GeneratorExp;

/** For each kind but generators, what makes the empty result. */
const buildByKind = { ListComp: Opcode.BUILD_LIST, SetComp: Opcode.BUILD_SET, DictComp: Opcode.BUILD_MAP } as const;

const nameByKind = { ListComp: '<listcomp>', SetComp: '<setcomp>', DictComp: '<dictcomp>', GeneratorExp: '<genexpr>' } as const;

function evaluateIterable(c: Compiler, location: Position, generator: Comprehension): void {
  visitExpression(c, generator.iter);
  addOp(c, location, generator.isAsync ? Opcode.GET_AITER : Opcode.GET_ITER);
}

export function comprehension(c: Compiler, e: ComprehensionNode): void {
  const entry = c.table.blocks.get(e);
  assertDefined(entry, 'every comprehension has a symbol table entry');
  const outermost = e.generators[0];
  assertDefined(outermost, 'a comprehension has a generator');
  const { scopeType } = c.unit;
  const isAsync = entry.coroutine;
  const isInlined = entry.comprehensionInlined;
  let inlined: InlinedState | null = null;
  if (isInlined) {
    evaluateIterable(c, e, outermost);
    inlined = pushInlinedState(c, e, entry);
  } else {
    enterScope(c, nameByKind[e.kind], 'comprehension', e, e.lineno);
  }
  if (isAsync && e.kind !== 'GeneratorExp' && scopeType !== 'asyncFunction' && scopeType !== 'comprehension' && !awaitsAtTopLevel(c)) {
    failAt(e, 'asynchronous comprehension outside of an asynchronous function');
  }
  if (e.kind !== 'GeneratorExp') {
    addOpI(c, e, buildByKind[e.kind], 0);
    if (isInlined) addOpI(c, e, Opcode.SWAP, 2);
  }
  generatorLoop(c, e, 0, 0, isInlined);
  if (inlined !== null) {
    popInlinedState(c, e, inlined);
    return;
  }
  if (e.kind === 'GeneratorExp') wrapInStopIterationHandler(c);
  else addOp(c, e, Opcode.RETURN_VALUE);
  makeClosure(c, e, finishUnit(c, true), 0);
  evaluateIterable(c, e, outermost);
  addOpI(c, e, Opcode.CALL, 0);
  if (isAsync && e.kind !== 'GeneratorExp') {
    addOpI(c, e, Opcode.GET_AWAITABLE, 0);
    addLoadNone(c, e);
    addYieldFrom(c, e, true);
  }
}

/** One `for` of the comprehension, those inside it, and in the innermost the element. */
function generatorLoop(c: Compiler, e: ComprehensionNode, index: number, depth: number, isIteratorOnStack: boolean): void {
  const generator = e.generators[index];
  assertDefined(generator, 'a generator for each level');
  if (generator.isAsync) asyncLoop(c, e, generator, index, depth, isIteratorOnStack);
  else syncLoop(c, e, generator, index, depth, isIteratorOnStack);
}

/** In `for x in [value]` the loop is an assignment: the value, or null. */
function onlyItem(iterable: Expression): Expression | null {
  if (iterable.kind !== 'List' && iterable.kind !== 'Tuple') return null;
  const [item] = iterable.elts;
  return iterable.elts.length === 1 && item !== undefined && item.kind !== 'Starred' ? item : null;
}

function syncLoop(
  c: Compiler, e: ComprehensionNode, generator: Comprehension, index: number, depth: number, isIteratorOnStack: boolean,
): void {
  const start = newLabel(c);
  const ifCleanup = newLabel(c);
  const anchor = newLabel(c);
  let isLoop = true;
  if (!isIteratorOnStack) {
    if (index === 0) {
      c.unit.argcount = 1;
      addOpI(c, e, Opcode.LOAD_FAST, 0);
    } else {
      const item = onlyItem(generator.iter);
      if (item !== null) {
        visitExpression(c, item);
        isLoop = false;
      } else {
        visitExpression(c, generator.iter);
        addOp(c, e, Opcode.GET_ITER);
      }
    }
  }
  if (isLoop) {
    useLabel(c, start);
    addJump(c, e, Opcode.FOR_ITER, anchor);
  }
  visitExpression(c, generator.target);
  for (const test of generator.ifs) jumpIf(c, e, test, ifCleanup, false);
  const elementLocation = innerPart(c, e, index, isLoop ? depth + 1 : depth);
  useLabel(c, ifCleanup);
  if (isLoop) {
    addJump(c, elementLocation, Opcode.JUMP, start);
    useLabel(c, anchor);
    addOp(c, NO_LOCATION, Opcode.END_FOR);
  }
}

function asyncLoop(
  c: Compiler, e: ComprehensionNode, generator: Comprehension, index: number, depth: number, isIteratorOnStack: boolean,
): void {
  const start = newLabel(c);
  const except = newLabel(c);
  const ifCleanup = newLabel(c);
  if (!isIteratorOnStack) {
    if (index === 0) {
      c.unit.argcount = 1;
      addOpI(c, e, Opcode.LOAD_FAST, 0);
    } else {
      evaluateIterable(c, e, generator);
    }
  }
  useLabel(c, start);
  pushFrameBlock(c, e, { type: 'asyncComprehensionGenerator' });
  addJump(c, e, Opcode.SETUP_FINALLY, except);
  addOp(c, e, Opcode.GET_ANEXT);
  addLoadNone(c, e);
  addYieldFrom(c, e, true);
  addOp(c, e, Opcode.POP_BLOCK);
  visitExpression(c, generator.target);
  for (const test of generator.ifs) jumpIf(c, e, test, ifCleanup, false);
  const elementLocation = innerPart(c, e, index, depth + 1);
  useLabel(c, ifCleanup);
  addJump(c, elementLocation, Opcode.JUMP, start);
  popFrameBlock(c);
  useLabel(c, except);
  addOp(c, e, Opcode.END_ASYNC_FOR);
}

/** The loops inside, or the element if there are none; answers where the jump back is said to be. */
function innerPart(c: Compiler, e: ComprehensionNode, index: number, depth: number): Position {
  const element = e.kind === 'DictComp' ? e.key : e.elt;
  if (index + 1 < e.generators.length) {
    generatorLoop(c, e, index + 1, depth, false);
    return element;
  }
  visitExpression(c, element);
  switch (e.kind) {
    case 'GeneratorExp':
      addYield(c, element);
      addOp(c, element, Opcode.POP_TOP);
      return element;
    case 'ListComp': addOpI(c, element, Opcode.LIST_APPEND, depth + 1); return element;
    case 'SetComp': addOpI(c, element, Opcode.SET_ADD, depth + 1); return element;
    case 'DictComp': {
      visitExpression(c, e.value);
      const { lineno, colOffset } = e.key;
      const { endLineno, endColOffset } = e.value;
      const location = { lineno, colOffset, endLineno, endColOffset };
      addOpI(c, location, Opcode.MAP_ADD, depth + 1);
      return location;
    }
  }
}

/** What must be put back after an inlined comprehension. */
interface InlinedState {
  /** Names whose outer values lie on the stack. */
  readonly pushedLocals: string[];
  /** For names treated differently inside, their symbols outside. */
  readonly outerSymbols: Map<string, number>;
  readonly fastHidden: Set<string>;
  cleanup: Label;
  end: Label;
}

function pushInlinedState(c: Compiler, location: Position, entry: SymbolTableEntry): InlinedState {
  const { unit } = c;
  const state: InlinedState = {
    pushedLocals: [], outerSymbols: new Map(), fastHidden: new Set(), cleanup: NO_LABEL, end: NO_LABEL,
  };
  const inClass = unit.entry.type === 'class' && unit.inlinedComprehensions === 0;
  unit.inlinedComprehensions++;
  for (const [name, symbol] of entry.symbols) {
    const isBoundHere = (symbol & SymbolFlag.Local) !== 0 && (symbol & SymbolFlag.Nonlocal) === 0;
    if (!isBoundHere && !inClass) continue;
    if (!isFunctionLike(unit.entry) && unit.fastHidden.get(name) !== true) {
      // In a module or class the name is a fast local only in here.
      unit.fastHidden.set(name, true);
      state.fastHidden.add(name);
    }
    const scope = scopeOfSymbol(symbol);
    const outerSymbol = unit.entry.symbols.get(name) ?? 0;
    const outerScope = scopeOfSymbol(outerSymbol);
    if (scope !== outerScope && !(scope === Scope.Cell && outerScope === Scope.Free)) {
      unit.entry.symbols.set(name, symbol);
      state.outerSymbols.set(name, outerSymbol);
    }
    addName(c, location, Opcode.LOAD_FAST_AND_CLEAR, unit.varnames, name);
    if (scope === Scope.Cell) {
      addName(c, location, Opcode.MAKE_CELL, outerScope === Scope.Free ? unit.freevars : unit.cellvars, name);
    }
    state.pushedLocals.push(name);
  }
  if (state.pushedLocals.length > 0) {
    // The iterator lies below; it must come back to the top.
    addOpI(c, location, Opcode.SWAP, state.pushedLocals.length + 1);
    state.cleanup = newLabel(c);
    state.end = newLabel(c);
    addJump(c, location, Opcode.SETUP_FINALLY, state.cleanup);
  }
  return state;
}

function restoreLocals(c: Compiler, location: Position, state: InlinedState): void {
  addOpI(c, location, Opcode.SWAP, state.pushedLocals.length + 1);
  for (const name of state.pushedLocals.toReversed()) {
    addName(c, location, Opcode.STORE_FAST_MAYBE_NULL, c.unit.varnames, name);
  }
}

function popInlinedState(c: Compiler, location: Position, state: InlinedState): void {
  const { unit } = c;
  unit.inlinedComprehensions--;
  assert(unit.inlinedComprehensions >= 0, 'inlined comprehensions nest');
  for (const [name, symbol] of state.outerSymbols) unit.entry.symbols.set(name, symbol);
  if (state.pushedLocals.length > 0) {
    addOp(c, NO_LOCATION, Opcode.POP_BLOCK);
    addJump(c, NO_LOCATION, Opcode.JUMP, state.end);
    // An exception inside: drop the unfinished result, put the locals back, go on raising.
    useLabel(c, state.cleanup);
    addOpI(c, NO_LOCATION, Opcode.SWAP, 2);
    addOp(c, NO_LOCATION, Opcode.POP_TOP);
    restoreLocals(c, location, state);
    addOpI(c, NO_LOCATION, Opcode.RERAISE, 0);
    useLabel(c, state.end);
    restoreLocals(c, location, state);
  }
  // False, not absent: the slot stays marked as hidden.
  for (const name of state.fastHidden) unit.fastHidden.set(name, false);
}
