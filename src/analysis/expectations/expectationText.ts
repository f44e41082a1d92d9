/**
 * Reads the expectations of a source text: comments that begin with `# expect:`. In: the text, and where its comments are. Out:
 * expectations, and mistakes with their places; nothing is thrown. A `#` inside a string is no comment, which only a tokenizer
 * knows, so comments are handed in.
 *
 * Grammar: `expect: check ("," check)* ["@hit" NUMBER]`, where check is one of
 *   refcount(S) == 2   generation(S) < 2   size(S) <= 64     collected == 2   cycles == 0   allocated <= 3   freed == 1
 *   [not] freed(S)     [not] alive(S)      [not] tracked(S)  [not] reachable(S)   holders(S) == {"global a", ...}
 */
import { closingBracket } from '../namePath';
import type { Check, Comparison, Expectation, ExpectationList, ExpectationMistake, ExpectationRange } from './expectation';

/** A comment of the source. */
export interface SourceComment {
  /** From 1. */
  readonly line: number;
  /** Of the `#`, from 0. */
  readonly column: number;
  /** From the `#` on. */
  readonly text: string;
}

const NUMBERS = new Set(['refcount', 'generation', 'size']);
const TOTALS = new Set(['collected', 'cycles', 'allocated', 'freed']);
const STATES = new Set(['freed', 'alive', 'tracked', 'reachable']);
const OPENING = /^#+\s*expect\s*:/;
const HIT = /\s*@hit\s+(\d+)\s*$/;
const EVERY_WORD = 'refcount, freed, alive, collected, generation, tracked, reachable, holders, cycles, allocated or size';

/** @param lines the source's lines, to find the line of code a comment alone on its line speaks of. */
export function readExpectations(lines: readonly string[], comments: readonly SourceComment[]): ExpectationList {
  const expectations: Expectation[] = [];
  const mistakes: ExpectationMistake[] = [];
  const commentLines = new Map(comments.map((comment) => [comment.line, comment]));
  for (const comment of comments) {
    const opening = OPENING.exec(comment.text);
    if (opening === null) continue;
    const line = lineOfCode(lines, commentLines, comment);
    const body = comment.text.slice(opening[0].length);
    const hitMatch = HIT.exec(body);
    const hit = hitMatch === null ? null : Number(hitMatch[1]);
    const end = hitMatch === null ? body.length : hitMatch.index;
    const start = comment.column + opening[0].length;
    if (hit === 0) mistakes.push({ range: rangeOf(comment.line, start + end, start + body.length), message: 'hits count from 1' });
    for (const part of splitChecks(body.slice(0, end))) {
      const range = rangeOf(comment.line, start + part.start, start + part.start + part.text.length);
      if (line === 0) {
        mistakes.push({ range, message: 'there is no line of code above this expectation' });
        continue;
      }
      const check = readCheck(part.text);
      if (typeof check === 'string') mistakes.push({ range, message: check });
      else expectations.push({ check, text: part.text, range, line, hit });
    }
  }
  return { expectations, mistakes };
}

function rangeOf(line: number, startColumn: number, endColumn: number): ExpectationRange {
  return { line, startColumn, endColumn: Math.max(endColumn, startColumn + 1) };
}

/** The comment's own line, or the nearest above that holds more than a comment; 0 if there is none. */
function lineOfCode(lines: readonly string[], comments: ReadonlyMap<number, SourceComment>, comment: SourceComment): number {
  for (let line = comment.line; line >= 1; line--) {
    const column = comments.get(line)?.column;
    if ((lines[line - 1] ?? '').slice(0, column).trim() !== '') return line;
  }
  return 0;
}

/** The checks between commas outside brackets and quotes; an empty comment is one empty check. */
function splitChecks(text: string): { readonly text: string; readonly start: number }[] {
  const parts: { text: string; start: number }[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  const add = (to: number): void => {
    const part = text.slice(from, to);
    parts.push({ text: part.trim(), start: from + part.length - part.trimStart().length });
  };
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (quote !== '') {
      if (character === '\\') i++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (character === ',' && depth === 0) {
      add(i);
      from = i + 1;
    }
  }
  add(text.length);
  return parts;
}

/** One check without its comment, or what is wrong with the text. */
export function readCheck(text: string): Check | string {
  if (text === '') return `an expectation is missing here: ${EVERY_WORD}`;
  const match = /^(not\s+)?([A-Za-z_]+)\s*/.exec(text);
  if (match === null) return `'${text}' is no expectation: begin with ${EVERY_WORD}`;
  const negated = match[1] !== undefined;
  const word = match[2] as string;
  const rest = text.slice(match[0].length);
  if (!NUMBERS.has(word) && !TOTALS.has(word) && !STATES.has(word) && word !== 'holders') return `there is no expectation '${word}': use ${EVERY_WORD}`;
  if (!rest.startsWith('(')) {
    if (!TOTALS.has(word)) return `${word} needs a name in parentheses: ${word}(a)`;
    if (negated) return `'not' goes before freed, alive, tracked, reachable and holders: compare ${word} by !=`;
    return readNumber(word, rest, (comparison, value) => ({ kind: 'total', quantity: word as 'collected', comparison, value }));
  }
  const close = closingBracket(rest);
  if (close < 0) return "a ')' is missing";
  const subject = rest.slice(1, close).trim();
  if (subject === '') return `${word} needs a name in parentheses: ${word}(a)`;
  const after = rest.slice(close + 1).trim();
  if (NUMBERS.has(word)) {
    if (negated) return `'not' goes before freed, alive, tracked, reachable and holders: compare ${word} by !=`;
    return readNumber(`${word}(${subject})`, after, (comparison, value) => ({ kind: 'number', quantity: word as 'refcount', subject, comparison, value }));
  }
  if (word === 'holders') return readHolders(subject, after, negated);
  if (!STATES.has(word)) return `${word} takes no name: ${word} == 0`;
  return after === '' ? { kind: 'state', property: word as 'freed', subject, negated } : `'${after}' is too much: ${word}(${subject}) is a whole expectation`;
}

function readNumber(left: string, rest: string, make: (comparison: Comparison, value: number) => Check): Check | string {
  const match = /^(==|!=|<=|>=|<|>)\s*(\d+)$/.exec(rest.trim());
  if (match === null) return `${left} must be compared with a number: ${left} == 1`;
  return make(match[1] as Comparison, Number(match[2]));
}

function readHolders(subject: string, rest: string, negated: boolean): Check | string {
  const example = `holders(${subject}) == {"global ${subject}"}`;
  const match = /^(==|!=)\s*\{(.*)\}$/.exec(rest);
  if (match === null) return `holders must be compared with texts in braces: ${example}`;
  const holders: string[] = [];
  const body = (match[2] as string).trim();
  for (const part of body === '' ? [] : splitChecks(body)) {
    const quoted = /^(["'])(.*)\1$/.exec(part.text);
    if (quoted === null) return `'${part.text}' must be a text in quotes: ${example}`;
    holders.push((quoted[2] as string).replace(/\\(.)/g, '$1'));
  }
  return { kind: 'holders', subject, holders, negated: negated !== (match[1] === '!=') };
}
