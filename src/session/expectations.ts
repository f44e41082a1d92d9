/**
 * The expectations of a document: read from its comments, checked against its run. In: source text; a timeline. Out: results as
 * plain data, lines from 0 as editors count. A source without expectations costs a search for one word.
 */
import { checkExpectations, readExpectations, RunIndex, type ExpectationList } from '../analysis';
import type { Timeline } from '../recording';
import type { Moments } from './moments';
import { sourceComments } from './sourceComments';

export interface ExpectationPlace {
  /** From 0. */
  readonly line: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

export interface ExpectationOutcome {
  /** `malformed`: the comment could not be read; `notRun`: the program was not run, or stopped before. */
  readonly status: 'passed' | 'failed' | 'malformed' | 'notRun';
  /** Of the check in its comment. */
  readonly range: ExpectationPlace;
  /** The line it speaks of, from 0. */
  readonly line: number;
  readonly text: string;
  readonly hits: number;
  /** The moment of the first failure, else of the last hit looked at; null when there is none. */
  readonly step: number | null;
  readonly message: string;
}

export function expectationsOf(source: string): ExpectationList {
  if (!source.includes('expect')) return { expectations: [], mistakes: [] };
  return readExpectations(source.split(/\r\n|\r|\n/), sourceComments(source));
}

/** In the order of the file. `timeline` is null when nothing ran. */
export function expectationOutcomes(source: string, timeline: Timeline | null, moments: Moments | null): ExpectationOutcome[] {
  const { expectations, mistakes } = expectationsOf(source);
  const placeOf = ({ line, startColumn, endColumn }: ExpectationPlace): ExpectationPlace => ({ line: line - 1, startColumn, endColumn });
  const outcomes: ExpectationOutcome[] = mistakes.map(({ range, message }) => ({
    status: 'malformed', range: placeOf(range), line: range.line - 1, text: '', hits: 0, step: null, message,
  }));
  if (timeline === null || moments === null) {
    for (const { range, line, text } of expectations) {
      outcomes.push({ status: 'notRun', range: placeOf(range), line: line - 1, text, hits: 0, step: null, message: 'the program did not run' });
    }
  } else {
    for (const { expectation, status, hits, step, message } of checkExpectations(new RunIndex(timeline), expectations)) {
      const { range, line, text } = expectation;
      outcomes.push({ status, range: placeOf(range), line: line - 1, text, hits, step: step === null ? null : moments.moment(step), message });
    }
  }
  return outcomes.sort((a, b) => a.range.line - b.range.line || a.range.startColumn - b.range.startColumn);
}
