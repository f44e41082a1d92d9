/**
 * SyntaxWarnings for code that can't work or surely means something else: `x is 1`, `(1, 2)(3)`, `[1][a, b]`.
 * After CPython compile.c (check_compare, check_caller, check_subscripter, check_index, infer_type).
 */
import type { Compare, ConstantValue, Expression } from '../../syntax';
import { warnAt, type Compiler } from '../compiler';

/** For each kind of constant, the name of its type. */
const typeNameByConstant: Record<ConstantValue['type'], string> = {
  none: 'NoneType', ellipsis: 'ellipsis', bool: 'bool', int: 'int', float: 'float', complex: 'complex', str: 'str',
  bytes: 'bytes', tuple: 'tuple', frozenset: 'frozenset',
};

/** For each kind of expression whose type is plain, its name. */
const typeNameByKind: Partial<Record<Expression['kind'], string>> = {
  Tuple: 'tuple', List: 'list', ListComp: 'list', Dict: 'dict', DictComp: 'dict', Set: 'set', SetComp: 'set',
  GeneratorExp: 'generator', Lambda: 'function', JoinedStr: 'str', FormattedValue: 'str',
};

function inferType(e: Expression): string | null {
  return e.kind === 'Constant' ? typeNameByConstant[e.value.type] : (typeNameByKind[e.kind] ?? null);
}

/** Comparing identity with a constant other than the named singletons depends on the implementation. */
function isDoubtfulIdentity(e: Expression): boolean {
  return e.kind === 'Constant' && e.value.type !== 'none' && e.value.type !== 'bool' && e.value.type !== 'ellipsis';
}

export function checkComparison(c: Compiler, e: Compare): void {
  let left = e.left;
  for (const [index, right] of e.comparators.entries()) {
    const op = e.ops[index];
    if (op === 'Is' || op === 'IsNot') {
      const literal = [left, right].find(isDoubtfulIdentity);
      if (literal !== undefined) {
        const [words, meant] = op === 'Is' ? ['is', '=='] : ['is not', '!='];
        warnAt(c, e, `"${words}" with '${inferType(literal)}' literal. Did you mean "${meant}"?`);
        return;
      }
    }
    left = right;
  }
}

const NOT_CALLABLE = new Set<Expression['kind']>([
  'Constant', 'Tuple', 'List', 'ListComp', 'Dict', 'DictComp', 'Set', 'SetComp', 'GeneratorExp', 'JoinedStr', 'FormattedValue',
]);

export function checkCaller(c: Compiler, e: Expression): void {
  if (NOT_CALLABLE.has(e.kind)) {
    warnAt(c, e, `'${inferType(e)}' object is not callable; perhaps you missed a comma?`);
  }
}

const NOT_SUBSCRIPTABLE = new Set<Expression['kind']>(['Set', 'SetComp', 'GeneratorExp', 'Lambda']);
const CONSTANTS_NOT_SUBSCRIPTABLE = new Set<ConstantValue['type']>([
  'none', 'ellipsis', 'int', 'bool', 'float', 'complex', 'frozenset',
]);

export function checkSubscripted(c: Compiler, e: Expression): void {
  if (NOT_SUBSCRIPTABLE.has(e.kind) || (e.kind === 'Constant' && CONSTANTS_NOT_SUBSCRIPTABLE.has(e.value.type))) {
    warnAt(c, e, `'${inferType(e)}' object is not subscriptable; perhaps you missed a comma?`);
  }
}

const INDEXED_BY_INTEGERS = new Set<Expression['kind']>(['Tuple', 'List', 'ListComp', 'JoinedStr', 'FormattedValue']);
const CONSTANTS_INDEXED_BY_INTEGERS = new Set<ConstantValue['type']>(['str', 'bytes', 'tuple']);

export function checkIndex(c: Compiler, e: Expression, index: Expression): void {
  const indexType = inferType(index);
  if (indexType === null || indexType === 'int' || indexType === 'bool') return;
  const isIndexed = e.kind === 'Constant' ? CONSTANTS_INDEXED_BY_INTEGERS.has(e.value.type) : INDEXED_BY_INTEGERS.has(e.kind);
  if (!isIndexed) return;
  const type = inferType(e);
  warnAt(c, e, `${type} indices must be integers or slices, not ${indexType}; perhaps you missed a comma?`);
}
