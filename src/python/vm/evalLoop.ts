/**
 * The eval loop: runs frames until the entry frame returns, yields or lets an exception out.
 *
 * In: an entry frame. Out: the value it returned (owned), or a thrown `PythonError`. One `switch` over
 * CPython 3.12's instructions, each with CPython's stack effect and ownership (Python/bytecodes.c):
 * every slot below `sp` owns a reference. Short bodies are here; long ones are functions in the
 * `*Operations.ts` files beside it.
 *
 * Invariants: `frame.pc` and `frame.stackPointer` are those of the start of the instruction that runs,
 * so an instruction may throw as long as it has not given back any of its inputs; if it has, it sets
 * `frame.stackPointer` first. Calls of Python functions push a frame and stay in this loop; only calls
 * through native code run a nested `evaluate`.
 *
 * Deliberately absent: what the types mean (`objects/`), when collections are due (`memory/`).
 */
import { ComparisonMask, Opcode } from '../bytecode';
import { incref, PyObject } from '../memory';
import {
  contains, dictSetTake, getItem, getIter, isTrue, listAppend, newBool, newList, newTupleOf, numberInvert, numberNegative, PythonError,
  richCompare, setAdd, setAttribute, setItem, type CompareOp, type PyCell, type PyDict, type PyFunction, type PyList, type PyTuple, type RangeIteratorData,
} from '../objects';
import * as attributes from './attributeOperations';
import * as asyncOperations from './asyncOperations';
import { binaryOperation } from './binaryOperations';
import * as build from './buildOperations';
import { callFunctionEx, callNative, ENTERED, FINISHES_CALL, finishCallEx, isWarm } from './callOperations';
import * as exceptions from './exceptionOperations';
import { pushCallFrame } from './frameEntry';
import { leaveFrame } from './frameExit';
import type { Frame, Slot } from './frame';
import { createGeneratorFrom, enterGenerator, suspendGenerator } from './generator';
import * as imports from './imports';
import type { InlineCache } from './inlineCache';
import { Fused, LINE_FLAG, OPCODE_MASK } from './instruction';
import type { Interpreter } from './interpreter';
import * as intrinsics from './intrinsics';
import * as matching from './matchOperations';
import * as names from './nameOperations';
import { floatResult, isFloatOperation, smallIntResult } from './smallArithmetic';
import { traceLine } from './tracing';
import { findHandler, recordTraceback, toPendingException } from './unwinding';

/** Runs `entry` (whose `isEntry` is set) to its end; `thrown` (taken over) is raised where it stands. */
export function evaluate(rt: Interpreter, entry: Frame, thrown: PyObject | null = null): PyObject {
  let frame = entry;
  /** The exception on its way (owned), or null. */
  let pending = thrown !== null && rt.monitor !== null ? rt.monitor.thrown(entry, thrown) : thrown;
  /** The exception is raised again: its traceback already has this frame. */
  let reraised = false;
  /** Of a RERAISE: where it stands, as its frame's pc is set back to where the exception came from; else -1. */
  let reraisedAt = -1;
  const { heap, executionObserver: observer } = rt;
  const intType = rt.types.int;
  const floatType = rt.types.float;
  const rangeIteratorType = rt.types.rangeIterator;
  const listType = rt.types.list;
  const dictType = rt.types.dict;
  const functionType = rt.types.function;
  const { smallInts, none } = rt;
  const { smallIntMaximum, dropsFromTheTop: fromTheTop, operandsDropFromTheTop: operandsFromTheTop } = rt.profile;
  const pyTrue = rt.true;
  const pyFalse = rt.false;

  frames: for (;;) {
    const code = frame.code;
    const form = code.running ?? code.decodeInstructions();
    const { instructions, caches } = form;
    const consts = code.consts;
    const stack = frame.stack;
    const base = frame.base;
    let sp = frame.stackPointer;
    let pc = frame.pc + 2;

    if (pending !== null) {
      if (!reraised) {
        recordTraceback(rt, frame, pending);
        if (rt.monitor !== null) pending = rt.monitor.raised(frame, pending);
      }
      reraised = false;
      const target = findHandler(rt, frame, pending, reraisedAt < 0 ? frame.pc : reraisedAt);
      reraisedAt = -1;
      if (target < 0) {
        const left: Frame = frame;
        observer?.unwind(left);
        if (rt.monitor !== null) pending = rt.monitor.unwound(left, pending);
        const previous = leaveFrame(rt, left);
        if (left.isEntry) throw new PythonError(pending);
        frame = previous as Frame;
        continue frames;
      }
      pending = null;
      sp = frame.stackPointer;
      pc = target;
    }

    let kwnames: PyTuple | null = null;
    try {
      for (;;) {
        let opcode = instructions[pc] as number;
        const arg = instructions[pc + 1] as number;
        frame.stackPointer = sp;
        if (opcode >= LINE_FLAG) {
          const previousPc = frame.pc;
          frame.pc = pc;
          if (observer !== null && (opcode & LINE_FLAG) !== 0) traceLine(observer, frame, previousPc, pc);
          if (rt.monitor !== null && rt.monitor.instruction(frame, previousPc, pc, opcode)) {
            pc = frame.pc;
            sp = frame.stackPointer;
            continue;
          }
          opcode &= OPCODE_MASK;
        }
        frame.pc = pc;
        pc += 2;
        switch (opcode) {
          case Opcode.NOP:
          case Opcode.CACHE:
            continue;
          case Opcode.RESUME:
            if (arg < 2 && --rt.ticks <= 0) rt.checkPoint();
            continue;
          case Fused.FastFastBinary:
          case Fused.FastConstBinary: {
            const left = stack[base + arg] as PyObject;
            const right = (opcode === Fused.FastFastBinary ? stack[base + (instructions[pc + 1] as number)] : consts[instructions[pc + 1] as number]) as PyObject;
            const isInt = left.type === intType && right.type === intType && typeof left.value === 'number' && typeof right.value === 'number';
            const operation = instructions[pc + 3] as number;
            let number: number;
            if (isInt) {
              number = smallIntResult(operation, left.value as number, right.value as number);
              if (!(number <= Number.MAX_SAFE_INTEGER && number >= -Number.MAX_SAFE_INTEGER)) {
                left.refcnt++;
                stack[sp++] = left;
                continue;
              }
            } else if (left.type === floatType && right.type === floatType && isFloatOperation(operation, right.value as number)) {
              number = floatResult(operation, left.value as number, right.value as number);
            } else {
              left.refcnt++;
              stack[sp++] = left;
              continue;
            }
            pc += 4;
            let result: PyObject;
            if (instructions[pc] === Opcode.STORE_FAST) {
              // The variable's old number is about to die: if nobody can tell, it becomes the new one.
              const slot = base + (instructions[pc + 1] as number);
              const old = stack[slot] as Slot;
              pc += 2;
              frame.pc = pc - 2;
              if (isInt && number >= -5 && number <= smallIntMaximum) {
                result = smallInts[number + 5] as PyObject;
                result.refcnt++;
              } else if (old !== null && old.refcnt === 1 && old.gc === 0 && old.serial === 0 && old.type === (isInt ? intType : floatType)) {
                old.value = number;
                continue;
              } else result = new PyObject(isInt ? intType : floatType, number);
              stack[slot] = result;
              if (old !== null && --old.refcnt === 0) old.type.dealloc(rt, old);
              continue;
            }
            frame.pc = pc - 2;
            if (isInt && number >= -5 && number <= smallIntMaximum) {
              result = smallInts[number + 5] as PyObject;
              result.refcnt++;
            } else result = new PyObject(isInt ? intType : floatType, number);
            stack[sp++] = result;
            continue;
          }
          case Fused.FastFastCompare:
          case Fused.FastConstCompare: {
            const left = stack[base + arg] as PyObject;
            const right = (opcode === Fused.FastFastCompare ? stack[base + (instructions[pc + 1] as number)] : consts[instructions[pc + 1] as number]) as PyObject;
            let outcome: number;
            if (left.type === intType && right.type === intType && typeof left.value === 'number' && typeof right.value === 'number') {
              outcome = left.value < right.value ? ComparisonMask.Less : left.value > right.value ? ComparisonMask.Greater : ComparisonMask.Equal;
            } else if (left.type === floatType && right.type === floatType) {
              const x = left.value as number;
              const y = right.value as number;
              outcome = x < y ? ComparisonMask.Less : x > y ? ComparisonMask.Greater : x === y ? ComparisonMask.Equal : ComparisonMask.Unordered;
            } else {
              left.refcnt++;
              stack[sp++] = left;
              continue;
            }
            const holds = ((instructions[pc + 3] as number) & outcome) !== 0;
            frame.pc = pc + 4;
            pc = holds === (instructions[pc + 4] === Opcode.POP_JUMP_IF_TRUE) ? (instructions[pc + 5] as number) : pc + 6;
            continue;
          }
          case Fused.FastAttribute: {
            const owner = stack[base + arg] as PyObject;
            const cache = caches[pc >> 1] as InlineCache | null;
            if (cache !== null && cache.version === (owner.type as typeof intType).versionTag) {
              const value = attributes.cachedAttribute(cache, owner);
              if (value !== null) {
                value.refcnt++;
                stack[sp++] = value;
                frame.pc = pc;
                pc += 2;
                continue;
              }
            }
            owner.refcnt++;
            stack[sp++] = owner;
            continue;
          }
          case Opcode.LOAD_FAST: {
            const value = stack[base + arg] as PyObject;
            value.refcnt++;
            stack[sp++] = value;
            continue;
          }
          case Opcode.LOAD_FAST_CHECK: {
            const value = stack[base + arg] as Slot;
            if (value === null) names.raiseUnboundLocal(rt, code, arg);
            value.refcnt++;
            stack[sp++] = value;
            continue;
          }
          case Opcode.LOAD_FAST_AND_CLEAR:
            stack[sp++] = stack[base + arg] as Slot;
            stack[base + arg] = null;
            continue;
          case Opcode.LOAD_CONST: {
            const value = consts[arg] as PyObject;
            value.refcnt++;
            stack[sp++] = value;
            continue;
          }
          case Opcode.STORE_FAST: {
            const old = stack[base + arg] as Slot;
            stack[base + arg] = stack[--sp] as Slot;
            if (old !== null && --old.refcnt === 0) old.type.dealloc(rt, old);
            continue;
          }
          case Opcode.DELETE_FAST: {
            const old = stack[base + arg] as Slot;
            if (old === null) names.raiseUnboundLocal(rt, code, arg);
            stack[base + arg] = null;
            if (--old.refcnt === 0) old.type.dealloc(rt, old);
            continue;
          }
          case Opcode.POP_TOP: {
            const value = stack[--sp] as PyObject;
            if (--value.refcnt === 0) value.type.dealloc(rt, value);
            continue;
          }
          case Opcode.PUSH_NULL:
            stack[sp++] = null;
            continue;
          case Opcode.END_FOR: {
            const second = stack[--sp] as PyObject;
            const first = stack[--sp] as PyObject;
            if (--second.refcnt === 0) second.type.dealloc(rt, second);
            if (--first.refcnt === 0) first.type.dealloc(rt, first);
            continue;
          }
          case Opcode.END_SEND: {
            const value = stack[--sp] as PyObject;
            const receiver = stack[sp - 1] as PyObject;
            if (observer !== null && (receiver.type === rt.types.generator || receiver.type === rt.types.coroutine)) {
              observer.exception(frame, null, frame.line);
            }
            stack[sp - 1] = value;
            if (--receiver.refcnt === 0) receiver.type.dealloc(rt, receiver);
            continue;
          }
          case Opcode.COPY: {
            const value = stack[sp - arg] as Slot;
            if (value !== null) value.refcnt++;
            stack[sp++] = value;
            continue;
          }
          case Opcode.SWAP: {
            const top = stack[sp - 1] as Slot;
            stack[sp - 1] = stack[sp - arg] as Slot;
            stack[sp - arg] = top;
            continue;
          }

          case Opcode.BINARY_OP: {
            const right = stack[sp - 1] as PyObject;
            const left = stack[sp - 2] as PyObject;
            let result: PyObject;
            if (left.type === intType && right.type === intType && typeof left.value === 'number' && typeof right.value === 'number') {
              const number = smallIntResult(arg, left.value, right.value);
              if (number <= Number.MAX_SAFE_INTEGER && number >= -Number.MAX_SAFE_INTEGER) {
                if (number >= -5 && number <= smallIntMaximum) {
                  result = smallInts[number + 5] as PyObject;
                  result.refcnt++;
                } else result = new PyObject(intType, number);
                stack[--sp - 1] = result;
                if (--left.refcnt === 0) heap.free(left);
                if (--right.refcnt === 0) heap.free(right);
                continue;
              }
            } else if (left.type === floatType && right.type === floatType && isFloatOperation(arg, right.value as number)) {
              stack[--sp - 1] = new PyObject(floatType, floatResult(arg, left.value as number, right.value as number));
              if (--left.refcnt === 0) heap.free(left);
              if (--right.refcnt === 0) heap.free(right);
              continue;
            }
            result = binaryOperation(rt, arg, left, right);
            stack[--sp - 1] = result;
            if (operandsFromTheTop && --right.refcnt === 0) right.type.dealloc(rt, right);
            if (--left.refcnt === 0) left.type.dealloc(rt, left);
            if (!operandsFromTheTop && --right.refcnt === 0) right.type.dealloc(rt, right);
            continue;
          }
          case Opcode.COMPARE_OP: {
            const right = stack[sp - 1] as PyObject;
            const left = stack[sp - 2] as PyObject;
            let outcome: number;
            if (left.type === intType && right.type === intType && typeof left.value === 'number' && typeof right.value === 'number') {
              outcome = left.value < right.value ? ComparisonMask.Less : left.value > right.value ? ComparisonMask.Greater : ComparisonMask.Equal;
            } else if (left.type === floatType && right.type === floatType) {
              const x = left.value as number;
              const y = right.value as number;
              outcome = x < y ? ComparisonMask.Less : x > y ? ComparisonMask.Greater : x === y ? ComparisonMask.Equal : ComparisonMask.Unordered;
            } else {
              const result = richCompare(rt, left, right, (arg >> 4) as CompareOp);
              stack[--sp - 1] = result;
              if (fromTheTop && --right.refcnt === 0) right.type.dealloc(rt, right);
              if (--left.refcnt === 0) left.type.dealloc(rt, left);
              if (!fromTheTop && --right.refcnt === 0) right.type.dealloc(rt, right);
              continue;
            }
            if (--left.refcnt === 0) heap.free(left);
            if (--right.refcnt === 0) heap.free(right);
            sp -= 2;
            const holds = (arg & outcome) !== 0;
            // A conditional jump nearly always follows: taken at once, without the bool in between.
            const next = instructions[pc] as number;
            if (next === Opcode.POP_JUMP_IF_FALSE) {
              frame.pc = pc;
              pc = holds ? pc + 2 : (instructions[pc + 1] as number);
              continue;
            }
            if (next === Opcode.POP_JUMP_IF_TRUE) {
              frame.pc = pc;
              pc = holds ? (instructions[pc + 1] as number) : pc + 2;
              continue;
            }
            const result = holds ? pyTrue : pyFalse;
            result.refcnt++;
            stack[sp++] = result;
            continue;
          }
          case Opcode.IS_OP: {
            const right = stack[sp - 1] as PyObject;
            const left = stack[sp - 2] as PyObject;
            const result = (left === right) === (arg === 0) ? pyTrue : pyFalse;
            result.refcnt++;
            stack[--sp - 1] = result;
            if (fromTheTop && --right.refcnt === 0) right.type.dealloc(rt, right);
            if (--left.refcnt === 0) left.type.dealloc(rt, left);
            if (!fromTheTop && --right.refcnt === 0) right.type.dealloc(rt, right);
            continue;
          }
          case Opcode.CONTAINS_OP: {
            const right = stack[sp - 1] as PyObject;
            const left = stack[sp - 2] as PyObject;
            const result = contains(rt, right, left) === (arg === 0) ? pyTrue : pyFalse;
            result.refcnt++;
            stack[--sp - 1] = result;
            if (fromTheTop && --right.refcnt === 0) right.type.dealloc(rt, right);
            if (--left.refcnt === 0) left.type.dealloc(rt, left);
            if (!fromTheTop && --right.refcnt === 0) right.type.dealloc(rt, right);
            continue;
          }
          case Opcode.UNARY_NOT: {
            const value = stack[sp - 1] as PyObject;
            const result = value === pyTrue ? pyFalse : value === pyFalse ? pyTrue : isTrue(rt, value) ? pyFalse : pyTrue;
            result.refcnt++;
            stack[sp - 1] = result;
            if (--value.refcnt === 0) value.type.dealloc(rt, value);
            continue;
          }
          case Opcode.UNARY_NEGATIVE: {
            const value = stack[sp - 1] as PyObject;
            stack[sp - 1] = numberNegative(rt, value);
            if (--value.refcnt === 0) value.type.dealloc(rt, value);
            continue;
          }
          case Opcode.UNARY_INVERT: {
            const value = stack[sp - 1] as PyObject;
            stack[sp - 1] = numberInvert(rt, value);
            if (--value.refcnt === 0) value.type.dealloc(rt, value);
            continue;
          }

          case Opcode.POP_JUMP_IF_FALSE: {
            const value = stack[sp - 1] as PyObject;
            if (value === pyFalse || (value !== pyTrue && !isTrue(rt, value))) pc = arg;
            sp--;
            if (--value.refcnt === 0) value.type.dealloc(rt, value);
            continue;
          }
          case Opcode.POP_JUMP_IF_TRUE: {
            const value = stack[sp - 1] as PyObject;
            if (value === pyTrue || (value !== pyFalse && isTrue(rt, value))) pc = arg;
            sp--;
            if (--value.refcnt === 0) value.type.dealloc(rt, value);
            continue;
          }
          case Opcode.POP_JUMP_IF_NONE: {
            const value = stack[--sp] as PyObject;
            if (value === none) pc = arg;
            if (--value.refcnt === 0) value.type.dealloc(rt, value);
            continue;
          }
          case Opcode.POP_JUMP_IF_NOT_NONE: {
            const value = stack[--sp] as PyObject;
            if (value !== none) pc = arg;
            if (--value.refcnt === 0) value.type.dealloc(rt, value);
            continue;
          }
          case Opcode.JUMP_FORWARD:
            pc = arg;
            continue;
          case Opcode.JUMP_BACKWARD:
            pc = arg;
            if (--rt.ticks <= 0) rt.checkPoint();
            continue;
          case Opcode.JUMP_BACKWARD_NO_INTERRUPT:
            pc = arg;
            continue;

          case Opcode.LOAD_GLOBAL: {
            if ((arg & 1) !== 0) stack[sp++] = null;
            const cache = caches[frame.pc >> 1] as InlineCache | null;
            const globals = frame.globals.value;
            let value: PyObject | null = null;
            if (cache !== null && cache.object === frame.globals && cache.version === globals.keysVersion) {
              if (cache.version2 < 0) value = globals.values[cache.index] as Slot;
              else if (cache.version2 === frame.builtins.value.keysVersion) value = frame.builtins.value.values[cache.index] as Slot;
            }
            if (value === null) value = names.loadGlobal(rt, frame, arg >> 1, frame.pc);
            value.refcnt++;
            stack[sp++] = value;
            continue;
          }
          case Opcode.LOAD_NAME:
            stack[sp++] = names.loadName(rt, frame, arg);
            continue;
          case Opcode.STORE_NAME:
            names.storeName(rt, frame, arg, stack[sp - 1] as PyObject);
            sp--;
            continue;
          case Opcode.DELETE_NAME:
            names.deleteName(rt, frame, arg);
            continue;
          case Opcode.STORE_GLOBAL:
            names.storeGlobal(rt, frame, arg, stack[sp - 1] as PyObject);
            sp--;
            continue;
          case Opcode.DELETE_GLOBAL:
            names.deleteGlobal(rt, frame, arg);
            continue;
          case Opcode.LOAD_LOCALS:
            stack[sp++] = names.loadLocals(rt, frame);
            continue;
          case Opcode.LOAD_FROM_DICT_OR_GLOBALS: {
            const mapping = stack[sp - 1] as PyObject;
            stack[sp - 1] = names.loadFromDictOrGlobals(rt, frame, mapping, arg);
            if (--mapping.refcnt === 0) mapping.type.dealloc(rt, mapping);
            continue;
          }
          case Opcode.LOAD_FROM_DICT_OR_DEREF: {
            const mapping = stack[sp - 1] as PyObject;
            stack[sp - 1] = names.loadFromDictOrDeref(rt, frame, mapping, arg);
            if (--mapping.refcnt === 0) mapping.type.dealloc(rt, mapping);
            continue;
          }
          case Opcode.MAKE_CELL: {
            const cell: PyCell = heap.newContainer(rt.types.cell, stack[base + arg] as Slot);
            heap.track(cell);
            stack[base + arg] = cell;
            continue;
          }
          case Opcode.COPY_FREE_VARS: {
            const closure = frame.function.value.closure as PyTuple;
            const first = base + code.nlocalsplus - arg;
            for (let i = 0; i < arg; i++) stack[first + i] = incref(closure.value[i] as PyObject);
            continue;
          }
          case Opcode.LOAD_CLOSURE: {
            const cell = stack[base + arg] as PyObject;
            cell.refcnt++;
            stack[sp++] = cell;
            continue;
          }
          case Opcode.LOAD_DEREF: {
            const value = (stack[base + arg] as PyCell).value;
            if (value === null) names.raiseUnboundDeref(rt, code, arg);
            value.refcnt++;
            stack[sp++] = value;
            continue;
          }
          case Opcode.STORE_DEREF: {
            const cell = stack[base + arg] as PyCell;
            const old = cell.value;
            cell.value = stack[--sp] as PyObject;
            if (heap.observer !== null) heap.observer.mutated(cell);
            if (old !== null && --old.refcnt === 0) old.type.dealloc(rt, old);
            continue;
          }
          case Opcode.DELETE_DEREF: {
            const cell = stack[base + arg] as PyCell;
            const old = cell.value;
            if (old === null) names.raiseUnboundDeref(rt, code, arg);
            cell.value = null;
            if (heap.observer !== null) heap.observer.mutated(cell);
            if (--old.refcnt === 0) old.type.dealloc(rt, old);
            continue;
          }

          case Opcode.LOAD_ATTR: {
            const owner = stack[sp - 1] as PyObject;
            const cache = caches[frame.pc >> 1] as InlineCache | null;
            if (cache !== null && cache.version === (owner.type as typeof intType).versionTag) {
              const value = attributes.cachedAttribute(cache, owner);
              if (value !== null) {
                value.refcnt++;
                if ((arg & 1) !== 0) {
                  if (cache.kind === attributes.METHOD_KIND) {
                    stack[sp - 1] = value;
                    stack[sp++] = owner;
                    continue;
                  }
                  stack[sp - 1] = null;
                  stack[sp++] = value;
                } else stack[sp - 1] = value;
                if (--owner.refcnt === 0) owner.type.dealloc(rt, owner);
                continue;
              }
            }
            if (attributes.loadAttribute(rt, frame, arg) === ENTERED) {
              frame = rt.frame as Frame;
              continue frames;
            }
            sp += arg & 1;
            continue;
          }
          case Opcode.STORE_ATTR: {
            const owner = stack[sp - 1] as PyObject;
            const value = stack[sp - 2] as PyObject;
            const cache = caches[frame.pc >> 1] as InlineCache | null;
            if (cache === null || cache.version !== (owner.type as typeof intType).versionTag || !attributes.storeCached(rt, cache, owner, value)) {
              attributes.storeAttributeAndCache(rt, frame, owner, arg, value);
            }
            sp -= 2;
            if (--value.refcnt === 0) value.type.dealloc(rt, value);
            if (--owner.refcnt === 0) owner.type.dealloc(rt, owner);
            continue;
          }
          case Opcode.DELETE_ATTR: {
            const owner = stack[sp - 1] as PyObject;
            setAttribute(rt, owner, code.names[arg] as (typeof code.names)[number], null);
            sp--;
            if (--owner.refcnt === 0) owner.type.dealloc(rt, owner);
            continue;
          }
          case Opcode.LOAD_SUPER_ATTR:
            sp = attributes.loadSuperAttribute(rt, frame, arg, sp);
            continue;

          case Opcode.BINARY_SUBSCR: {
            const key = stack[sp - 1] as PyObject;
            const container = stack[sp - 2] as PyObject;
            let result: Slot = null;
            if (key.type === intType && typeof key.value === 'number' && key.value >= 0) {
              if (container.type === rt.types.list || container.type === rt.types.tuple) {
                result = ((container as PyList).value[key.value] as PyObject | undefined) ?? null;
                if (result !== null) result.refcnt++;
              }
            }
            if (result === null) {
              if (container.type.isGC && (container.type as typeof intType).flags.heap && attributes.enterGetitem(rt, frame, container)) {
                frame = rt.frame as Frame;
                continue frames;
              }
              result = getItem(rt, container, key);
            }
            stack[--sp - 1] = result;
            if (operandsFromTheTop && --key.refcnt === 0) key.type.dealloc(rt, key);
            if (--container.refcnt === 0) container.type.dealloc(rt, container);
            if (!operandsFromTheTop && --key.refcnt === 0) key.type.dealloc(rt, key);
            continue;
          }
          case Opcode.STORE_SUBSCR: {
            const key = stack[sp - 1] as PyObject;
            const container = stack[sp - 2] as PyObject;
            const value = stack[sp - 3] as PyObject;
            if (container.type === listType && key.type === intType && typeof key.value === 'number') {
              // Hot path: the value moves from the stack into the list.
              const items = (container as PyList).value;
              const index = key.value;
              if (index >= 0 && index < items.length) {
                const old = items[index] as PyObject;
                items[index] = value;
                if (heap.observer !== null) heap.observer.mutated(container, index);
                sp -= 3;
                frame.stackPointer = sp;
                if (--old.refcnt === 0) old.type.dealloc(rt, old);
                if (--key.refcnt === 0) key.type.dealloc(rt, key);
                if (--container.refcnt === 0) container.type.dealloc(rt, container);
                continue;
              }
            } else if (container.type === dictType && key.type !== intType && key.type !== rt.types.str && isWarm(frame)) {
              // STORE_SUBSCR_DICT, from the second execution on: the dict takes key and value over, as the key's __eq__ can see.
              stack[sp - 3] = container;
              frame.stackPointer = sp - 2;
              dictSetTake(rt, container as PyDict, key, value);
              sp -= 3;
              if (--container.refcnt === 0) container.type.dealloc(rt, container);
              continue;
            }
            setItem(rt, container, key, value);
            sp -= 3;
            if (!fromTheTop && --value.refcnt === 0) value.type.dealloc(rt, value);
            if (fromTheTop && --key.refcnt === 0) key.type.dealloc(rt, key);
            if (--container.refcnt === 0) container.type.dealloc(rt, container);
            if (!fromTheTop && --key.refcnt === 0) key.type.dealloc(rt, key);
            if (fromTheTop && --value.refcnt === 0) value.type.dealloc(rt, value);
            continue;
          }
          case Opcode.DELETE_SUBSCR:
            build.deleteSubscript(rt, stack, sp);
            sp -= 2;
            continue;
          case Opcode.BINARY_SLICE:
            stack[sp - 3] = build.binarySlice(rt, stack, sp);
            sp -= 2;
            continue;
          case Opcode.STORE_SLICE:
            build.storeSlice(rt, stack, sp);
            sp -= 4;
            continue;

          case Opcode.GET_ITER: {
            const iterable = stack[sp - 1] as PyObject;
            stack[sp - 1] = getIter(rt, iterable);
            if (--iterable.refcnt === 0) iterable.type.dealloc(rt, iterable);
            continue;
          }
          case Opcode.FOR_ITER: {
            const iterator = stack[sp - 1] as PyObject;
            if (iterator.type === rt.types.generator && enterGenerator(rt, frame, iterator, incref(none), arg)) {
              frame = rt.frame as Frame;
              continue frames;
            }
            if (iterator.type === rangeIteratorType) {
              const range = iterator.value as RangeIteratorData;
              if (typeof range.next === 'number' && range.remaining > 0) {
                const number = range.next;
                range.next = number + range.step;
                range.remaining--;
                if (number >= -5 && number <= smallIntMaximum) {
                  const small = smallInts[number + 5] as PyObject;
                  small.refcnt++;
                  stack[sp++] = small;
                } else if (instructions[pc] === Opcode.STORE_FAST) {
                  const slot = base + (instructions[pc + 1] as number);
                  const old = stack[slot] as Slot;
                  frame.pc = pc;
                  pc += 2;
                  if (old !== null && old.refcnt === 1 && old.gc === 0 && old.serial === 0 && old.type === intType) {
                    old.value = number;
                    continue;
                  }
                  stack[slot] = new PyObject(intType, number);
                  if (old !== null && --old.refcnt === 0) old.type.dealloc(rt, old);
                } else stack[sp++] = new PyObject(intType, number);
                continue;
              }
            }
            const next = build.iterateNext(rt, iterator, frame);
            if (next !== null) stack[sp++] = next;
            else {
              sp--;
              if (--iterator.refcnt === 0) iterator.type.dealloc(rt, iterator);
              pc = arg + 2;
            }
            continue;
          }

          case Opcode.KW_NAMES:
            kwnames = consts[arg] as PyTuple;
            continue;
          case Opcode.CALL: {
            let first = sp - arg;
            /** What is left of the caller's stack once callable and arguments are gone. */
            const bottom = first - 2;
            let callable = stack[first - 1] as PyObject;
            const method = stack[first - 2] as Slot;
            if (method !== null) {
              callable = method;
              first--;
            } else if (callable.type === rt.types.method) {
              // A bound method is taken apart: its function and self take its place.
              const bound = callable as PyObject<{ function: PyObject; self: PyObject }>;
              callable = incref(bound.value.function);
              stack[first - 2] = callable;
              stack[--first] = incref(bound.value.self);
              if (--bound.refcnt === 0) bound.type.dealloc(rt, bound);
            }
            if (callable.type === functionType) {
              const keywords = kwnames;
              kwnames = null;
              // The arguments and the function move to the callee; what is left of the stack is the caller's.
              frame = pushCallFrame(rt, frame, callable as PyFunction, first, sp - first, keywords, bottom);
              continue frames;
            }
            const keywords = kwnames;
            kwnames = null;
            sp = callNative(rt, frame, callable, first, sp, keywords, bottom);
            continue;
          }
          case Fused.MonitoredCall: {
            const keywords = kwnames;
            kwnames = null;
            sp = rt.hooks.call(frame, arg, keywords);
            if (sp < 0) {
              frame = rt.frame as Frame;
              continue frames;
            }
            continue;
          }
          case Fused.MonitoredCallEx:
            if (rt.hooks.callEx(frame, arg) === ENTERED) {
              frame = rt.frame as Frame;
              continue frames;
            }
            sp = frame.stackPointer;
            if (--rt.ticks <= 0) rt.checkPoint();
            continue;
          case Opcode.CALL_FUNCTION_EX: {
            const entered = callFunctionEx(rt, frame, arg);
            if (entered === ENTERED) {
              frame = rt.frame as Frame;
              continue frames;
            }
            sp = frame.stackPointer;
            if (--rt.ticks <= 0) rt.checkPoint();
            continue;
          }
          case Opcode.RETURN_VALUE:
          case Opcode.RETURN_CONST: {
            let value: PyObject;
            if (opcode === Opcode.RETURN_CONST) {
              value = consts[arg] as PyObject;
              value.refcnt++;
            } else {
              value = stack[--sp] as PyObject;
              frame.stackPointer = sp;
            }
            if (observer !== null) observer.return(frame, value);
            const left: Frame = frame;
            const returnPc = left.returnPc;
            const previous = leaveFrame(rt, left);
            if (left.isEntry) return value;
            frame = previous as Frame;
            if (returnPc !== -1) {
              if (returnPc === FINISHES_CALL) {
                finishCallEx(rt, frame, value);
                continue frames;
              }
              frame.pc = returnPc;
            }
            frame.stack[frame.stackPointer++] = value;
            continue frames;
          }
          case Opcode.RETURN_GENERATOR: {
            const left: Frame = frame;
            const generator = createGeneratorFrom(rt, left);
            const previous = rt.frame;
            if (left.isEntry) {
              left.isEntry = false;
              return generator;
            }
            frame = previous as Frame;
            frame.stack[frame.stackPointer++] = generator;
            continue frames;
          }
          case Opcode.YIELD_VALUE: {
            const value = stack[--sp] as PyObject;
            frame.stackPointer = sp;
            if (observer !== null) observer.return(frame, value);
            const left: Frame = frame;
            const previous = suspendGenerator(rt, left);
            if (left.isEntry) {
              left.isEntry = false;
              return value;
            }
            frame = previous as Frame;
            frame.stack[frame.stackPointer++] = value;
            continue frames;
          }
          case Opcode.SEND: {
            const entered = asyncOperations.send(rt, frame, arg);
            if (entered === ENTERED) {
              frame = rt.frame as Frame;
              continue frames;
            }
            if (entered === asyncOperations.FINISHED) pc = arg;
            continue;
          }

          case Opcode.BUILD_TUPLE: {
            const items = stack.slice(sp - arg, sp) as PyObject[];
            sp -= arg;
            stack[sp++] = newTupleOf(rt, items);
            continue;
          }
          case Opcode.BUILD_LIST: {
            const items = stack.slice(sp - arg, sp) as PyObject[];
            sp -= arg;
            stack[sp++] = newList(rt, items);
            continue;
          }
          case Opcode.BUILD_SET:
            sp = build.buildSet(rt, frame, arg);
            continue;
          case Opcode.BUILD_MAP:
            sp = build.buildMap(rt, frame, arg);
            continue;
          case Opcode.BUILD_CONST_KEY_MAP:
            sp = build.buildConstKeyMap(rt, frame, arg);
            continue;
          case Opcode.BUILD_STRING:
            sp = build.buildString(rt, stack, sp, arg);
            continue;
          case Opcode.BUILD_SLICE:
            sp = build.buildSlice(rt, stack, sp, arg);
            continue;
          case Opcode.FORMAT_VALUE:
            sp = build.formatValue(rt, stack, sp, arg);
            continue;
          case Opcode.LIST_APPEND: {
            const item = stack[--sp] as PyObject;
            listAppend(rt, stack[sp - arg] as PyList, item);
            if (--item.refcnt === 0) item.type.dealloc(rt, item);
            continue;
          }
          case Opcode.SET_ADD: {
            const item = stack[sp - 1] as PyObject;
            setAdd(rt, stack[sp - 1 - arg] as Parameters<typeof setAdd>[1], item);
            sp--;
            if (--item.refcnt === 0) item.type.dealloc(rt, item);
            continue;
          }
          case Opcode.MAP_ADD:
            build.mapAdd(rt, stack, sp, arg);
            sp -= 2;
            continue;
          case Opcode.LIST_EXTEND:
            build.listExtend(rt, stack, sp, arg);
            sp--;
            continue;
          case Opcode.SET_UPDATE:
            build.setUpdate(rt, stack, sp, arg);
            sp--;
            continue;
          case Opcode.DICT_UPDATE:
            build.dictUpdateOperation(rt, stack, sp, arg);
            sp--;
            continue;
          case Opcode.DICT_MERGE:
            build.dictMergeOperation(rt, stack, sp, arg);
            sp--;
            continue;
          case Opcode.UNPACK_SEQUENCE: {
            const sequence = stack[sp - 1] as PyObject;
            if (sequence.type === rt.types.tuple && (sequence as PyTuple).value.length === arg) {
              const items = (sequence as PyTuple).value;
              sp--;
              for (let i = arg - 1; i >= 0; i--) {
                const item = items[i] as PyObject;
                item.refcnt++;
                stack[sp++] = item;
              }
              if (--sequence.refcnt === 0) sequence.type.dealloc(rt, sequence);
              continue;
            }
            sp = build.unpackSequence(rt, frame, arg);
            continue;
          }
          case Opcode.UNPACK_EX:
            sp = build.unpackEx(rt, frame, arg);
            continue;
          case Opcode.GET_LEN:
            stack[sp] = build.getLen(rt, stack[sp - 1] as PyObject);
            sp++;
            continue;
          case Opcode.MAKE_FUNCTION:
            sp = build.makeFunctionOperation(rt, frame, arg);
            continue;
          case Opcode.LOAD_BUILD_CLASS:
            stack[sp++] = names.loadBuildClass(rt, frame);
            continue;
          case Opcode.LOAD_ASSERTION_ERROR:
            stack[sp++] = incref(rt.exceptions.AssertionError.object);
            continue;
          case Opcode.SETUP_ANNOTATIONS:
            names.setupAnnotations(rt, frame);
            continue;
          case Opcode.IMPORT_NAME: {
            const fromlist = stack[sp - 1] as PyObject;
            const level = stack[sp - 2] as PyObject;
            const module = imports.importName(rt, frame, arg, fromlist, level);
            stack[--sp - 1] = module;
            if (--level.refcnt === 0) level.type.dealloc(rt, level);
            if (--fromlist.refcnt === 0) fromlist.type.dealloc(rt, fromlist);
            continue;
          }
          case Opcode.IMPORT_FROM:
            stack[sp] = imports.importFrom(rt, stack[sp - 1] as PyObject, code.names[arg] as (typeof code.names)[number]);
            sp++;
            continue;

          case Opcode.RAISE_VARARGS:
            pending = exceptions.raiseVarargs(rt, frame, arg);
            reraised = exceptions.isReraise(arg);
            continue frames;
          case Opcode.RERAISE:
            pending = exceptions.prepareReraise(rt, frame, arg);
            reraised = true;
            reraisedAt = pc - 2;
            continue frames;
          case Opcode.PUSH_EXC_INFO:
            exceptions.pushExceptionInfo(rt, stack, sp);
            sp++;
            continue;
          case Opcode.POP_EXCEPT: {
            const previous = stack[--sp] as PyObject;
            frame.stackPointer = sp;
            exceptions.popExcept(rt, previous);
            continue;
          }
          case Opcode.CHECK_EXC_MATCH: {
            const type = stack[sp - 1] as PyObject;
            const result = newBool(rt, exceptions.checkExceptionMatch(rt, stack[sp - 2] as PyObject, type));
            stack[sp - 1] = result;
            if (--type.refcnt === 0) type.type.dealloc(rt, type);
            continue;
          }
          case Opcode.CHECK_EG_MATCH:
            exceptions.checkGroupMatch(rt, stack, sp);
            continue;
          case Opcode.BEFORE_WITH:
            exceptions.beforeWith(rt, stack, sp);
            sp++;
            continue;
          case Opcode.WITH_EXCEPT_START:
            stack[sp] = exceptions.withExceptStart(rt, stack, sp);
            sp++;
            continue;

          case Opcode.MATCH_MAPPING:
          case Opcode.MATCH_SEQUENCE:
            stack[sp] = matching.matchKind(rt, stack[sp - 1] as PyObject, opcode === Opcode.MATCH_MAPPING);
            sp++;
            continue;
          case Opcode.MATCH_KEYS:
            stack[sp] = matching.matchKeys(rt, stack[sp - 2] as PyObject, stack[sp - 1] as PyTuple);
            sp++;
            continue;
          case Opcode.MATCH_CLASS:
            sp = matching.matchClassOperation(rt, stack, sp, arg);
            continue;

          case Opcode.CALL_INTRINSIC_1: {
            const value = stack[sp - 1] as PyObject;
            stack[sp - 1] = intrinsics.callIntrinsic1(rt, frame, arg, value);
            if (--value.refcnt === 0) value.type.dealloc(rt, value);
            continue;
          }
          case Opcode.CALL_INTRINSIC_2: {
            const second = stack[sp - 1] as PyObject;
            const first = stack[sp - 2] as PyObject;
            stack[--sp - 1] = intrinsics.callIntrinsic2(rt, arg, first, second);
            if (--first.refcnt === 0) first.type.dealloc(rt, first);
            if (--second.refcnt === 0) second.type.dealloc(rt, second);
            continue;
          }

          case Opcode.GET_YIELD_FROM_ITER:
            asyncOperations.getYieldFromIter(rt, frame);
            continue;
          case Opcode.GET_AWAITABLE:
            asyncOperations.getAwaitable(rt, frame, arg);
            continue;
          case Opcode.GET_AITER:
            asyncOperations.getAiter(rt, stack, sp);
            continue;
          case Opcode.GET_ANEXT:
            stack[sp] = asyncOperations.getAnext(rt, stack[sp - 1] as PyObject);
            sp++;
            continue;
          case Opcode.BEFORE_ASYNC_WITH:
            exceptions.beforeAsyncWith(rt, stack, sp);
            sp++;
            continue;
          case Opcode.END_ASYNC_FOR: {
            const outcome = asyncOperations.endAsyncFor(rt, frame);
            if (outcome !== null) {
              pending = outcome;
              reraised = true;
              continue frames;
            }
            sp -= 2;
            continue;
          }
          case Opcode.CLEANUP_THROW: {
            const outcome = asyncOperations.cleanupThrow(rt, frame);
            if (outcome !== null) {
              pending = outcome;
              reraised = true;
              continue frames;
            }
            sp = frame.stackPointer;
            continue;
          }
          default:
            rt.unknownInstruction(opcode);
        }
      }
    } catch (error) {
      pending = toPendingException(rt, error);
    }
  }
}

