/**
 * What is on the evaluation stack before each instruction, as far as a jump to it must know (CPython 3.12: frameobject.c
 * mark_stacks). In: code. Out: for each code unit a stack as a number of three bits per entry, the top in the lowest bits.
 */
import { cacheCount, CodeFlags, decodeExceptionTable, Opcode, stackEffect, type CodeObject } from '../bytecode';

export const enum StackKind { Iterator = 1, Except = 2, Object = 3, Null = 4, Lasti = 5 }

const BITS = 3n;
const ENTRIES = 21n;
const WILL_OVERFLOW = 1n << ((ENTRIES - 1n) * BITS);
export const UNINITIALIZED = -2n;
export const OVERFLOWED = -1n;

function push(stack: bigint, kind: StackKind): bigint {
  return stack < 0n || stack >= WILL_OVERFLOW ? OVERFLOWED : (stack << BITS) | BigInt(kind);
}

export const pop = (stack: bigint): bigint => stack >> BITS;
export const top = (stack: bigint): StackKind => Number(stack & 7n) as StackKind;
const peek = (stack: bigint, depth: number): StackKind => top(stack >> (BITS * BigInt(depth - 1)));

function swap(stack: bigint, depth: number): bigint {
  const shift = BITS * BigInt(depth - 1);
  const low = stack & 7n;
  const high = (stack >> shift) & 7n;
  const rest = stack & ~(7n | (7n << shift));
  return rest | high | (low << shift);
}

function depthOf(stack: bigint): number {
  let depth = 0;
  for (let rest = stack; rest > 0n; rest = pop(rest)) depth++;
  return depth;
}

export function stacksBefore(code: CodeObject): readonly bigint[] {
  const length = code.code.length / 2;
  const stacks = new Array<bigint>(length + 1).fill(UNINITIALIZED);
  const isGenerator = (code.flags & (CodeFlags.Generator | CodeFlags.Coroutine | CodeFlags.AsyncGenerator)) !== 0;
  // A generator is sent None as it starts.
  stacks[0] = isGenerator ? push(0n, StackKind.Object) : 0n;
  while (scanInstructions(code, length, stacks) || scanHandlers(code, stacks));
  return stacks;
}

/** True: a place further up has become known, the scan must go on. */
function scanInstructions(code: CodeObject, length: number, stacks: bigint[]): boolean {
  let again = false;
  for (let unit = 0; unit < length;) {
    const stack = stacks[unit] as bigint;
    let argument = 0;
    let opcode = code.code[unit * 2] as number;
    while (opcode === Opcode.EXTENDED_ARG) {
      argument = (argument << 8) | (code.code[unit * 2 + 1] as number);
      unit++;
      opcode = code.code[unit * 2] as number;
      stacks[unit] = stack;
    }
    argument = (argument << 8) | (code.code[unit * 2 + 1] as number);
    const next = unit + 1 + cacheCount(opcode);
    if (stack !== UNINITIALIZED) {
      if (opcode === Opcode.JUMP_BACKWARD || opcode === Opcode.JUMP_BACKWARD_NO_INTERRUPT) {
        const target = unit + 1 - argument;
        if (stacks[target] === UNINITIALIZED) again = true;
        stacks[target] = stack;
      } else flow(opcode, argument, next, stack, stacks);
    }
    unit = next;
  }
  return again;
}

/** Where an instruction leads, and with what stack. */
function flow(opcode: number, argument: number, next: number, stack: bigint, stacks: bigint[]): void {
  switch (opcode) {
    case Opcode.POP_JUMP_IF_FALSE:
    case Opcode.POP_JUMP_IF_TRUE:
    case Opcode.POP_JUMP_IF_NONE:
    case Opcode.POP_JUMP_IF_NOT_NONE:
      stacks[next + argument] = stacks[next] = pop(stack);
      return;
    case Opcode.SEND:
      stacks[next + argument] = stacks[next] = stack;
      return;
    case Opcode.JUMP_FORWARD:
      stacks[next + argument] = stack;
      return;
    case Opcode.FOR_ITER:
      stacks[next + argument] = stacks[next] = push(stack, StackKind.Object);
      return;
    case Opcode.RETURN_VALUE:
    case Opcode.RETURN_CONST:
    case Opcode.RAISE_VARARGS:
    case Opcode.RERAISE:
      return;
    default:
      stacks[next] = after(opcode, argument, stack);
  }
}

function after(opcode: number, argument: number, stack: bigint): bigint {
  switch (opcode) {
    case Opcode.GET_ITER:
    case Opcode.GET_AITER: return push(pop(stack), StackKind.Iterator);
    case Opcode.END_ASYNC_FOR: return pop(pop(stack));
    case Opcode.PUSH_EXC_INFO: return push(stack, StackKind.Except);
    case Opcode.POP_EXCEPT: return pop(stack);
    case Opcode.PUSH_NULL: return push(stack, StackKind.Null);
    case Opcode.LOAD_GLOBAL: return push((argument & 1) !== 0 ? push(stack, StackKind.Null) : stack, StackKind.Object);
    case Opcode.LOAD_ATTR: return (argument & 1) !== 0 ? push(push(pop(stack), StackKind.Null), StackKind.Object) : stack;
    case Opcode.SWAP: return swap(stack, argument);
    case Opcode.COPY: return push(stack, peek(stack, argument));
    default: {
      let result = stack;
      let delta = stackEffect(opcode, argument, false);
      for (; delta < 0; delta++) result = pop(result);
      for (; delta > 0; delta--) result = push(result, StackKind.Object);
      return result;
    }
  }
}

function scanHandlers(code: CodeObject, stacks: bigint[]): boolean {
  let again = false;
  for (const { start, target, depth, lasti } of decodeExceptionTable(code.exceptiontable)) {
    if (stacks[start] === UNINITIALIZED || stacks[target] !== UNINITIALIZED) continue;
    again = true;
    let stack = stacks[start] as bigint;
    while (depthOf(stack) > depth) stack = pop(stack);
    if (lasti) stack = push(stack, StackKind.Lasti);
    stacks[target] = push(stack, StackKind.Except);
  }
  return again;
}

function isCompatibleKind(from: StackKind, to: StackKind): boolean {
  if (to === StackKind.Object) return from !== StackKind.Null;
  return to === StackKind.Null || from === to;
}

/** Whether code that expects the stack `to` can go on with `from`, after entries were popped. */
export function isCompatible(from: bigint, to: bigint): boolean {
  if (from < 0n || to < 0n) return false;
  let [one, other] = [from, to];
  while (one > other) one = pop(one);
  while (one > 0n) {
    if (!isCompatibleKind(top(one), top(other))) return false;
    one = pop(one);
    other = pop(other);
  }
  return other === 0n;
}

export function explainIncompatible(to: bigint): string {
  if (to === OVERFLOWED) return 'stack is too deep to analyze';
  if (to === UNINITIALIZED) return "can't jump into an exception handler, or code may be unreachable";
  switch (top(to)) {
    case StackKind.Except: return "can't jump into an 'except' block as there's no exception";
    case StackKind.Lasti: return "can't jump into a re-raising block as there's no location";
    case StackKind.Iterator: return "can't jump into the body of a for loop";
    default: return 'incompatible stacks';
  }
}
