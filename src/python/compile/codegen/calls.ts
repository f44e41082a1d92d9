/**
 * Calls. After CPython compile.c (compiler_call, maybe_optimize_method_call, compiler_call_helper, compiler_subkwargs).
 */
import { Opcode } from '../../bytecode';
import type { Call, Expression, Keyword, Position } from '../../syntax';
import { failAt } from '../compileError';
import {
  addLoadAttribute, addLoadConst, addLoadString, addOp, addOpI, checkForbiddenName, visitExpression, visitExpressions, type Compiler,
} from '../compiler';
import { NO_LOCATION } from '../instructionSequence';
import { SymbolFlag } from '../symbolTable';
import { isImported, loadSuperAttribute, locationOfAttribute } from './attributes';
import { STACK_USE_GUIDELINE, TUPLE_BUILDING, buildDisplay } from './collections';
import { checkCaller } from './sourceChecks';

function validateKeywords(keywords: readonly Keyword[]): void {
  for (const [index, keyword] of keywords.entries()) {
    if (keyword.arg === null) continue;
    checkForbiddenName(keyword, keyword.arg, 'Store');
    const other = keywords.find((candidate, at) => at > index && candidate.arg === keyword.arg);
    if (other !== undefined) failAt(other, `keyword argument repeated: ${keyword.arg}`);
  }
}

function namesOf(keywords: readonly Keyword[]): { type: 'tuple'; items: { type: 'str'; value: string }[] } {
  return { type: 'tuple', items: keywords.map((keyword) => ({ type: 'str', value: keyword.arg ?? '' })) };
}

function addKeywordNames(c: Compiler, location: Position, keywords: readonly Keyword[]): void {
  addOpI(c, location, Opcode.KW_NAMES, c.unit.constants.add(namesOf(keywords)));
}

function isUnpacking(args: readonly Expression[], keywords: readonly Keyword[]): boolean {
  return args.some((arg) => arg.kind === 'Starred') || keywords.some((keyword) => keyword.arg === null);
}

/** `value.name(...)` without a bound method in between. Answers whether it could be done. */
function methodCall(c: Compiler, e: Call): boolean {
  const { func: method, args, keywords } = e;
  if (method.kind !== 'Attribute' || method.ctx !== 'Load') return false;
  if (isImported(c, method.value, SymbolFlag.Import)) return false;
  if (args.length + keywords.length + (keywords.length > 0 ? 1 : 0) >= STACK_USE_GUIDELINE) return false;
  if (isUnpacking(args, keywords)) return false;
  let location = loadSuperAttribute(c, method, true);
  if (location === null) {
    visitExpression(c, method.value);
    location = locationOfAttribute(method, method);
    addLoadAttribute(c, location, method.attr, true);
  }
  visitExpressions(c, args);
  if (keywords.length > 0) {
    visitExpressions(c, keywords.map((keyword) => keyword.value));
    addKeywordNames(c, location, keywords);
  }
  addOpI(c, locationOfAttribute(e, method), Opcode.CALL, args.length + keywords.length);
  return true;
}

export function call(c: Compiler, e: Call): void {
  validateKeywords(e.keywords);
  if (methodCall(c, e)) return;
  checkCaller(c, e.func);
  addOp(c, e.func, Opcode.PUSH_NULL);
  visitExpression(c, e.func);
  callWithArguments(c, e, 0, e.args, e.keywords);
}

/** Some `name=value` arguments as a dict. */
function keywordDict(c: Compiler, location: Position, keywords: readonly Keyword[]): void {
  const count = keywords.length;
  const isBig = count * 2 > STACK_USE_GUIDELINE;
  if (count > 1 && !isBig) {
    visitExpressions(c, keywords.map((keyword) => keyword.value));
    addLoadConst(c, location, namesOf(keywords));
    addOpI(c, location, Opcode.BUILD_CONST_KEY_MAP, count);
    return;
  }
  if (isBig) addOpI(c, NO_LOCATION, Opcode.BUILD_MAP, 0);
  for (const keyword of keywords) {
    addLoadString(c, location, keyword.arg ?? '');
    visitExpression(c, keyword.value);
    if (isBig) addOpI(c, NO_LOCATION, Opcode.MAP_ADD, 1);
  }
  if (!isBig) addOpI(c, location, Opcode.BUILD_MAP, count);
}

/** Calls what is on the stack; `pushed` positional arguments are there already. */
export function callWithArguments(
  c: Compiler, location: Position, pushed: number, args: readonly Expression[], keywords: readonly Keyword[],
): void {
  validateKeywords(keywords);
  if (args.length + keywords.length * 2 <= STACK_USE_GUIDELINE && !isUnpacking(args, keywords)) {
    visitExpressions(c, args);
    if (keywords.length > 0) {
      visitExpressions(c, keywords.map((keyword) => keyword.value));
      addKeywordNames(c, location, keywords);
    }
    addOpI(c, location, Opcode.CALL, pushed + args.length + keywords.length);
    return;
  }
  const only = args[0];
  if (pushed === 0 && args.length === 1 && only?.kind === 'Starred') visitExpression(c, only.value);
  else buildDisplay(c, location, args, pushed, TUPLE_BUILDING);
  if (keywords.length > 0) mergedKeywords(c, location, keywords);
  addOpI(c, location, Opcode.CALL_FUNCTION_EX, keywords.length > 0 ? 1 : 0);
}

function mergedKeywords(c: Compiler, location: Position, keywords: readonly Keyword[]): void {
  let hasDict = false;
  /** Named arguments since the last `**`. */
  let seen: Keyword[] = [];
  const flush = (): void => {
    if (seen.length === 0) return;
    keywordDict(c, location, seen);
    if (hasDict) addOpI(c, location, Opcode.DICT_MERGE, 1);
    hasDict = true;
    seen = [];
  };
  for (const keyword of keywords) {
    if (keyword.arg !== null) {
      seen.push(keyword);
      continue;
    }
    flush();
    if (!hasDict) addOpI(c, location, Opcode.BUILD_MAP, 0);
    hasDict = true;
    visitExpression(c, keyword.value);
    addOpI(c, location, Opcode.DICT_MERGE, 1);
  }
  flush();
}
