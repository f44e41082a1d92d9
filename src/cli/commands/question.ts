/** What the commands that answer questions share: the subject, the style of the text, moments and names with their messages. */
import { HeapGraph, resolveName } from '../../analysis';
import type { Question } from '../commandLine';
import { resolveMoment, restingMoment } from '../moments';
import type { Output } from '../output';
import type { Subject } from '../subject';
import type { Style } from '../text/style';

export interface Asked {
  readonly question: Question;
  readonly subject: Subject;
  readonly style: Style;
  readonly output: Output;
}

/** A question without an answer: no such name, line or moment. Printed as one line; exit status 1. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** The step of a moment as given, or of the one to look at when none is. @throws NoAnswer */
export function stepOf({ subject, question }: Asked, text = question.at): number {
  const { recording } = subject.timeline;
  if (text === undefined) return restingMoment(recording);
  const answer = resolveMoment(recording, text);
  if ('message' in answer) throw new NoAnswer(answer.message);
  return answer.step;
}

/** The graph of the moment and the entity the question's name leads to there. @throws NoAnswer */
export function namedObject(asked: Asked): { readonly graph: HeapGraph; readonly entity: number; readonly step: number } {
  const { recording } = asked.subject.timeline;
  const step = stepOf(asked);
  const graph = new HeapGraph(recording, asked.subject.timeline.seek(step), step);
  const found = resolveName(graph, recording.steps.frame(step), asked.question.name);
  if ('message' in found) throw new NoAnswer(found.message);
  return { graph, entity: found.entity, step };
}

/** Where a moment stands: `step 40, before line 12`. */
export function momentText({ subject }: Asked, step: number): string {
  const { steps } = subject.timeline.recording;
  const line = steps.line(step);
  return step === steps.count - 1 ? `step ${step}, the end of the run` : line > 0 ? `step ${step}, line ${line}` : `step ${step}`;
}
