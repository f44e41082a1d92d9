/**
 * `match` statements. After CPython compile.c (compiler_match_inner).
 */
import { assertDefined } from '../../../base';
import { Opcode } from '../../bytecode';
import type { Match, Pattern } from '../../syntax';
import { addJump, addOp, addOpI, newLabel, useLabel, visitExpression, visitStatements, type Compiler } from '../compiler';
import { NO_LOCATION } from '../instructionSequence';
import { jumpIf } from './conditions';
import { storeName } from './names';
import { emitFailPops, ensureFailPops, isWildcard, newPatternContext, pattern } from './patterns';

function isTrailingDefault(last: Pattern, cases: number): boolean {
  return isWildcard(last) && cases > 1;
}

export function matchStatement(c: Compiler, s: Match): void {
  visitExpression(c, s.subject);
  const end = newLabel(c);
  const lastCase = s.cases.at(-1);
  assertDefined(lastCase, 'a match statement has cases');
  const hasDefault = isTrailingDefault(lastCase.pattern, s.cases.length);
  const tested = hasDefault ? s.cases.slice(0, -1) : s.cases;
  for (const [index, item] of tested.entries()) {
    const isLastTested = index === tested.length - 1;
    const at = item.pattern;
    if (!isLastTested) addOpI(c, at, Opcode.COPY, 1);
    const isLast = index === s.cases.length - 1;
    const context = newPatternContext(item.guard !== null || isLast);
    pattern(c, item.pattern, context);
    for (const name of context.stores) storeName(c, at, name);
    if (item.guard !== null) {
      ensureFailPops(c, context, 0);
      const fail = context.failPops[0];
      assertDefined(fail, 'made just before');
      jumpIf(c, at, item.guard, fail, false);
    }
    if (!isLastTested) addOp(c, at, Opcode.POP_TOP);
    visitStatements(c, item.body);
    addJump(c, NO_LOCATION, Opcode.JUMP, end);
    // Cleaning up belongs to the pattern which failed, not to the body's last line.
    emitFailPops(c, at, context);
  }
  if (hasDefault) {
    // Shows that the default was reached.
    addOp(c, lastCase.pattern, Opcode.NOP);
    if (lastCase.guard !== null) jumpIf(c, lastCase.pattern, lastCase.guard, end, false);
    visitStatements(c, lastCase.body);
  }
  useLabel(c, end);
}
