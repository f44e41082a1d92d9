/**
 * Conditions of breakpoints: `i == 3 and refcount(a) > 2`. In: their text; a run and a step. Out: whether it holds, or what can't be
 * told. Nothing runs: names are looked up in the recording and compared with literals.
 *
 * Grammar: term ("and" term)*, where term is an expectation's check, `NAME op LITERAL`, `NAME is [not] None`, or `len(NAME) op NUMBER`. NAME may
 * have attributes and subscripts; LITERAL is a number, a text, None, True or False.
 */
import { LabelKind, labelKind, Timeline, valueText } from '../../recording';
import { compareNumbers, ExpectationChecker } from '../expectations/checkExpectations';
import type { Check, Comparison } from '../expectations/expectation';
import { readCheck } from '../expectations/expectationText';
import { HeapGraph } from '../heapGraph';
import { resolveName } from '../resolveName';
import type { RunIndex } from './runIndex';

type Literal = { readonly kind: 'number'; readonly value: number } | { readonly kind: 'text'; readonly value: string } | { readonly kind: 'name'; readonly value: string };

type Term =
  | { readonly kind: 'check'; readonly check: Check }
  | { readonly kind: 'value'; readonly name: string; readonly comparison: Comparison; readonly literal: Literal }
  | { readonly kind: 'length'; readonly name: string; readonly comparison: Comparison; readonly value: number };

export interface Condition {
  readonly terms: readonly Term[];
}

const COMPARED = /^(.*?)\s*(==|!=|<=|>=|<|>|\bis\s+not\b|\bis\b)\s*(.*)$/;
const CHECK = /^(not\s+)?(refcount|generation|size|freed|alive|tracked|reachable|holders)\s*\(/;
const LENGTH = /^len\s*\((.*)\)$/;

/** The condition, or one sentence on what is wrong. */
export function parseCondition(text: string): Condition | string {
  const terms: Term[] = [];
  for (const part of text.split(/\s+and\s+/)) {
    const term = parseTerm(part.trim());
    if (typeof term === 'string') return term;
    terms.push(term);
  }
  return { terms };
}

function parseTerm(text: string): Term | string {
  if (CHECK.test(text)) {
    const check = readCheck(text);
    return typeof check === 'string' ? check : { kind: 'check', check };
  }
  const match = COMPARED.exec(text);
  if (match === null) return `'${text}' is no condition: write i == 3, name is None, len(items) > 2 or refcount(a) == 2`;
  const [, left = '', operator = '', right = ''] = match;
  const literal = parseLiteral(right.trim());
  if (literal === null) return `'${right}' must be a number, a text in quotes, None, True or False`;
  const comparison = operator.startsWith('is') ? (operator === 'is' ? '==' : '!=') : operator as Comparison;
  const length = LENGTH.exec(left);
  if (length !== null) {
    if (literal.kind !== 'number') return `len(...) must be compared with a number`;
    return { kind: 'length', name: (length[1] as string).trim(), comparison, value: literal.value };
  }
  if (literal.kind === 'name' && comparison !== '==' && comparison !== '!=') return `${literal.value} can only be compared by == and !=`;
  return { kind: 'value', name: left.trim(), comparison, literal };
}

function parseLiteral(text: string): Literal | null {
  if (/^(None|True|False)$/.test(text)) return { kind: 'name', value: text };
  if (/^[-+]?(\d[\d_]*\.?\d*(e[-+]?\d+)?|\.\d+)$/i.test(text)) return { kind: 'number', value: Number(text.replaceAll('_', '')) };
  const quoted = /^(["'])(.*)\1$/.exec(text);
  return quoted === null ? null : { kind: 'text', value: (quoted[2] as string).replace(/\\(.)/g, '$1') };
}

/** Decides conditions at steps of one run; it has a timeline of its own. */
export class ConditionJudge {
  private readonly checker: ExpectationChecker;
  private readonly timeline: Timeline;

  constructor(private readonly index: RunIndex) {
    this.checker = new ExpectationChecker(index);
    this.timeline = new Timeline(index.recording);
  }

  /** A name that stands for nothing makes it false. */
  holds({ terms }: Condition, step: number): boolean {
    return terms.every((term) => this.termHolds(term, step));
  }

  private termHolds(term: Term, step: number): boolean {
    if (term.kind === 'check') return this.checker.check(term.check, step, step) === '';
    const { recording } = this.index;
    const graph = new HeapGraph(recording, this.timeline.seek(step), step);
    const found = resolveName(graph, recording.steps.frame(step), term.name);
    if ('message' in found) return false;
    if (term.kind === 'length') return compareNumbers(itemCount(graph, found.entity), term.comparison, term.value);
    const text = valueText(recording, found.entity);
    const { literal } = term;
    switch (literal.kind) {
      case 'name': return (text === literal.value) === (term.comparison === '==');
      case 'number': {
        const value = text === 'True' ? 1 : text === 'False' ? 0 : Number(text);
        return text !== '' && !Number.isNaN(value) && compareNumbers(value, term.comparison, literal.value);
      }
      case 'text': {
        const value = unquotedText(text);
        return value !== null && compareTexts(value, term.comparison, literal.value);
      }
    }
  }
}

/** The text behind a str's repr; null for anything else. */
function unquotedText(text: string): string | null {
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  return quoted === null ? null : (quoted[2] as string).replace(/\\(.)/g, '$1');
}

function itemCount(graph: HeapGraph, entity: number): number {
  return graph.slotsOf(entity).filter(({ label }) => {
    const kind = labelKind(label);
    return kind === LabelKind.Index || kind === LabelKind.Value || kind === LabelKind.Member;
  }).length;
}

function compareTexts(actual: string, comparison: Comparison, value: string): boolean {
  return compareNumbers(actual < value ? -1 : actual > value ? 1 : 0, comparison, 0);
}
