/**
 * Syntax newer than the version of Python asked for with `feature_version` (the CHECK_VERSION calls of Grammar/python.gram). In:
 * text, tree and minor version. Out: the first thing too new, or null. `ast` alone asks for it.
 */
import type { SyntaxDiagnostic } from './diagnostic';
import type { Module, Position } from './nodes';
import type { SourceText } from './sourceText';
import { childNodes } from './treeWalk';

type Data = Readonly<Record<string, unknown>>;

interface Feature { readonly since: number; readonly text: string; readonly isIn: (node: Data, text: SourceText) => boolean }

const ofKind = (...kinds: string[]) => (node: Data): boolean => kinds.includes(node.kind as string);
const hasItems = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

/** `with (a as b, c):`: the bracket behind `with` closes just before the colon. */
function hasParenthesizedItems(node: Data, { text, lines, columns }: SourceText): boolean {
  if (node.kind !== 'With' && node.kind !== 'AsyncWith') return false;
  const { lineno, colOffset } = node as unknown as Position;
  let start = 0;
  while (start < text.length && (lines[start] !== lineno || columns[start] !== colOffset)) start++;
  const head = /^(?:async\s+)?with\s*\(/.exec(text.slice(start));
  if (head === null) return false;
  let depth = 1;
  let at = start + head[0].length;
  for (; at < text.length && depth > 0; at++) depth += '([{'.includes(text[at]) ? 1 : ')]}'.includes(text[at]) ? -1 : 0;
  const items = node.items as readonly { optionalVars: unknown }[];
  return /^\s*:/.test(text.slice(at)) && (items.length > 1 || items.some(({ optionalVars }) => optionalVars !== null));
}

const FEATURES: readonly Feature[] = [
  { since: 5, text: "The '@' operator is", isIn: (node) => node.op === 'MatMult' },
  { since: 5, text: 'Async functions are', isIn: ofKind('AsyncFunctionDef') },
  { since: 5, text: 'Async for loops are', isIn: ofKind('AsyncFor') },
  { since: 5, text: 'Async with statements are', isIn: ofKind('AsyncWith') },
  { since: 5, text: 'Await expressions are', isIn: ofKind('Await') },
  { since: 6, text: 'Async comprehensions are', isIn: (node) => node.isAsync === true && 'ifs' in node },
  { since: 6, text: 'Variable annotation syntax is', isIn: ofKind('AnnAssign') },
  { since: 8, text: 'Assignment expressions are', isIn: ofKind('NamedExpr') },
  { since: 8, text: 'Positional-only parameters are', isIn: (node) => hasItems(node.posonlyargs) },
  { since: 9, text: 'Parenthesized context managers are', isIn: hasParenthesizedItems },
  { since: 10, text: 'Pattern matching is', isIn: ofKind('Match') },
  { since: 11, text: 'Exception groups are', isIn: ofKind('TryStar') },
  { since: 12, text: 'Type statement is', isIn: ofKind('TypeAlias') },
  { since: 12, text: 'Type parameter lists are', isIn: (node) => hasItems(node.typeParams) },
];

/** Numbers like `1_000` leave no trace in the tree. */
function hasUnderscore(node: Data, { text, lines, columns }: SourceText): boolean {
  if (node.kind !== 'Constant' || !['int', 'float', 'complex'].includes((node.value as { type: string }).type)) return false;
  const { lineno, colOffset } = node as unknown as Position;
  for (let start = 0; start < text.length; start++) {
    if (lines[start] === lineno && columns[start] === colOffset) return /^[\w.]*_/.test(text.slice(start));
  }
  return false;
}

function firstTooNew(node: object, around: Position, source: SourceText, version: number): SyntaxDiagnostic | null {
  const place = 'lineno' in node ? (node as Position) : around;
  const data = node as Data;
  const feature = FEATURES.find(({ since, isIn }) => since > version && isIn(data, source))
    ?? (version < 6 && hasUnderscore(data, source) ? { since: 6, text: 'Underscores in numeric literals are' } : undefined);
  if (feature !== undefined) {
    const { lineno, colOffset, endLineno, endColOffset } = place;
    const message = `${feature.text} only supported in Python 3.${feature.since} and greater`;
    return { exception: 'SyntaxError', message, lineno, colOffset, endLineno, endColOffset };
  }
  for (const child of childNodes(node)) {
    const found = firstTooNew(child, place, source, version);
    if (found !== null) return found;
  }
  return null;
}

export function checkFeatureVersion(source: SourceText, module: Module, version: number): SyntaxDiagnostic | null {
  return firstTooNew(module, { lineno: 1, colOffset: 0, endLineno: 1, endColOffset: 0 }, source, version);
}
