/**
 * The six levels of binary operators in one function. In: how to match an operand (`factor`). Out: a
 * matcher for `bitwise_or`. The grammar has a left-recursive rule for each level; precedence climbing
 * reads the same tokens and builds the same tree in a sixth of the calls, which matters for the depth
 * of JavaScript's stack as much as for speed. `**` groups to the right and belongs to `power`.
 */
import type { Expression, Operator } from '../nodes';
import type { Matcher } from './grammarCompiler';
import { noMatch } from './machine';
import type { Machine } from './machine';
import { operatorKind, tokenKindCount } from './tokenKinds';

const levels: [string, Operator][][] = [
  [['|', 'BitOr']],
  [['^', 'BitXor']],
  [['&', 'BitAnd']],
  [['<<', 'LShift'], ['>>', 'RShift']],
  [['+', 'Add'], ['-', 'Sub']],
  [['*', 'Mult'], ['/', 'Div'], ['//', 'FloorDiv'], ['%', 'Mod'], ['@', 'MatMult']],
];

/** For each kind of token, its level from 1, or 0. */
const levelByKind = new Uint8Array(tokenKindCount);
const operatorByKind: Operator[] = [];
levels.forEach((operators, index) => {
  for (const [text, operator] of operators) {
    levelByKind[operatorKind(text)] = index + 1;
    operatorByKind[operatorKind(text)] = operator;
  }
});

export function binaryOperators(operand: Matcher): Matcher {
  const climb = (machine: Machine, lowest: number): unknown => {
    const { start } = machine.token();
    let left = operand.match(machine);
    if (left === noMatch) return noMatch;
    for (;;) {
      const { kind } = machine.token();
      const level = levelByKind[kind];
      if (level === 0 || level < lowest) return left;
      const { mark } = machine;
      machine.mark++;
      const right = climb(machine, level + 1);
      if (right === noMatch) {
        machine.mark = mark;
        return left;
      }
      left = machine.build.binOp(start, machine.lastEnd(), left as Expression, operatorByKind[kind], right as Expression);
    }
  };
  return { match: (machine) => climb(machine, 1) };
}
