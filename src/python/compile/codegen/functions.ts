/**
 * Function definitions, lambdas, decorators, defaults and annotations.
 * After CPython compile.c (compiler_function, compiler_function_body, compiler_lambda, compiler_visit_annotations ...).
 */
import { FunctionFlags, Intrinsic1, Intrinsic2, Opcode } from '../../bytecode';
import type { Arg, Arguments, AsyncFunctionDef, Expression, FunctionDef, Lambda, Position } from '../../syntax';
import { docString } from '../astOptimizer';
import {
  addLoadConst, addLoadNone, addLoadString, addOp, addOpI, checkForbiddenName, enterScope, finishUnit, hasFutureAnnotations,
  newLabel, useLabel, visitExpression, visitExpressions, visitStatements, type Compiler,
} from '../compiler';
import { NO_LOCATION } from '../instructionSequence';
import { mangle } from '../privateNames';
import { unparseExpression } from '../unparse';
import { makeClosure, storeName } from './names';
import { typeParameters } from './typeParameters';

export function applyDecorators(c: Compiler, decorators: readonly Expression[]): void {
  for (const decorator of decorators.toReversed()) addOpI(c, decorator, Opcode.CALL, 0);
}

function checkArguments(args: Arguments): void {
  for (const arg of [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg]) {
    if (arg !== null) checkForbiddenName(arg, arg.arg, 'Store');
  }
}

/** Pushes defaults; answers which `FunctionFlags` that makes. */
function defaultArguments(c: Compiler, location: Position, args: Arguments): number {
  let flags = 0;
  if (args.defaults.length > 0) {
    visitExpressions(c, args.defaults);
    addOpI(c, location, Opcode.BUILD_TUPLE, args.defaults.length);
    flags |= FunctionFlags.Defaults;
  }
  const keys: string[] = [];
  for (const [index, arg] of args.kwonlyargs.entries()) {
    const value = args.kwDefaults[index];
    if (value === null || value === undefined) continue;
    keys.push(mangle(c.unit.privateName, arg.arg));
    visitExpression(c, value);
  }
  if (keys.length > 0) {
    addLoadConst(c, location, { type: 'tuple', items: keys.map((value) => ({ type: 'str', value })) });
    addOpI(c, location, Opcode.BUILD_CONST_KEY_MAP, keys.length);
    flags |= FunctionFlags.KeywordDefaults;
  }
  return flags;
}

/** Pushes a name and its annotation. */
function annotation(c: Compiler, location: Position, name: string, value: Expression | null): number {
  if (value === null) return 0;
  addLoadString(c, location, mangle(c.unit.privateName, name));
  if (hasFutureAnnotations(c)) {
    addLoadString(c, value, unparseExpression(value));
  } else if (value.kind === 'Starred') {
    visitExpression(c, value.value);
    addOpI(c, location, Opcode.UNPACK_SEQUENCE, 1);
  } else {
    visitExpression(c, value);
  }
  return 2;
}

/** Pushes a tuple of names and annotations, if there are any. */
function annotations(c: Compiler, location: Position, args: Arguments, returns: Expression | null): number {
  const ofArg = (arg: Arg | null): number => (arg === null ? 0 : annotation(c, location, arg.arg, arg.annotation));
  let length = 0;
  for (const arg of [...args.args, ...args.posonlyargs, args.vararg, ...args.kwonlyargs, args.kwarg]) length += ofArg(arg);
  length += annotation(c, location, 'return', returns);
  if (length === 0) return 0;
  addOpI(c, location, Opcode.BUILD_TUPLE, length);
  return FunctionFlags.Annotations;
}

/** A StopIteration which leaves a generator becomes a RuntimeError (PEP 479). */
export function wrapInStopIterationHandler(c: Compiler): void {
  const handler = newLabel(c);
  c.unit.sequence.prepend(Opcode.SETUP_CLEANUP, handler, NO_LOCATION);
  addLoadNone(c, NO_LOCATION);
  addOp(c, NO_LOCATION, Opcode.RETURN_VALUE);
  useLabel(c, handler);
  addOpI(c, NO_LOCATION, Opcode.CALL_INTRINSIC_1, Intrinsic1.StopIterationError);
  addOpI(c, NO_LOCATION, Opcode.RERAISE, 1);
}

function setArgumentCounts(c: Compiler, args: Arguments): void {
  c.unit.argcount = args.args.length;
  c.unit.posonlyargcount = args.posonlyargs.length;
  c.unit.kwonlyargcount = args.kwonlyargs.length;
}

function functionBody(c: Compiler, s: FunctionDef | AsyncFunctionDef, flags: number, firstLine: number): void {
  enterScope(c, s.name, s.kind === 'AsyncFunctionDef' ? 'asyncFunction' : 'function', s, firstLine);
  const text = c.optimize < 2 ? docString(s.body) : null;
  // The first constant is the docstring, or None.
  c.unit.constants.add(text === null ? { type: 'none' } : { type: 'str', value: text });
  setArgumentCounts(c, s.args);
  visitStatements(c, text === null ? s.body : s.body.slice(1));
  if (c.unit.entry.coroutine || c.unit.entry.generator) wrapInStopIterationHandler(c);
  makeClosure(c, s, finishUnit(c, true), flags);
}

export function functionDefinition(c: Compiler, s: FunctionDef | AsyncFunctionDef): void {
  checkArguments(s.args);
  visitExpressions(c, s.decoratorList);
  const firstLine = s.decoratorList[0]?.lineno ?? s.lineno;
  const isGeneric = s.typeParams.length > 0;
  // For the call of the type parameters' function.
  if (isGeneric) addOp(c, s, Opcode.PUSH_NULL);
  let flags = defaultArguments(c, s, s.args);
  let passedArguments = 0;
  if (isGeneric) {
    const hasDefaults = (flags & FunctionFlags.Defaults) !== 0;
    const hasKeywordDefaults = (flags & FunctionFlags.KeywordDefaults) !== 0;
    passedArguments = (hasDefaults ? 1 : 0) + (hasKeywordDefaults ? 1 : 0);
    if (passedArguments === 2) addOpI(c, s, Opcode.SWAP, 2);
    enterScope(c, `<generic parameters of ${s.name}>`, 'typeParams', s.typeParams, firstLine);
    typeParameters(c, s.typeParams);
    if (hasDefaults || hasKeywordDefaults) addOpI(c, s, Opcode.LOAD_FAST, 0);
    if (hasDefaults && hasKeywordDefaults) addOpI(c, s, Opcode.LOAD_FAST, 1);
  }
  flags |= annotations(c, s, s.args, s.returns);
  functionBody(c, s, flags, firstLine);
  if (isGeneric) {
    addOpI(c, s, Opcode.SWAP, 2);
    addOpI(c, s, Opcode.CALL_INTRINSIC_2, Intrinsic2.SetFunctionTypeParams);
    c.unit.argcount = passedArguments;
    makeClosure(c, s, finishUnit(c, false), 0);
    if (passedArguments > 0) addOpI(c, s, Opcode.SWAP, passedArguments + 1);
    addOpI(c, s, Opcode.CALL, passedArguments);
  }
  applyDecorators(c, s.decoratorList);
  storeName(c, s, s.name);
}

export function lambda(c: Compiler, e: Lambda): void {
  checkArguments(e.args);
  const flags = defaultArguments(c, e, e.args);
  enterScope(c, '<lambda>', 'lambda', e, e.lineno);
  // A lambda has no docstring.
  c.unit.constants.add({ type: 'none' });
  setArgumentCounts(c, e.args);
  visitExpression(c, e.body);
  const isGenerator = c.unit.entry.generator;
  if (!isGenerator) {
    addOp(c, { lineno: e.lineno, endLineno: e.lineno, colOffset: 0, endColOffset: 0 }, Opcode.RETURN_VALUE);
  }
  makeClosure(c, e, finishUnit(c, !isGenerator), flags);
}
