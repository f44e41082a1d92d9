/** What the commands that answer questions share: the subject, the style of the text, moments and names with their messages. */
import { HeapGraph, resolveName } from '../../analysis';
import type { Timeline } from '../../recording';
import { replayWindow, windowAround, type Toolchain } from '../../session';
import type { Question } from '../commandLine';
import { resolveMoment, restingMoment } from '../moments';
import type { Output } from '../output';
import type { Subject } from '../subject';
import type { Style, TerminalFacts } from '../text/style';

export interface Asked {
  readonly question: Question;
  readonly subject: Subject;
  readonly style: Style;
  readonly output: Output;
  readonly terminal: TerminalFacts;
  /** For a part of a long run that has to be run again. */
  readonly toolchain: () => Promise<Toolchain>;
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

/** A timeline that has these steps: the subject's own, or that of a replay when their record was given up. */
export async function timelineFor({ subject, terminal, output, toolchain }: Asked, from: number, to = from): Promise<Timeline> {
  const { timeline, run } = subject;
  const { windowStart } = timeline.recording;
  // What changed since the step before belongs to a moment.
  if (Math.max(from - 1, 0) >= windowStart) return timeline;
  const window = windowAround(timeline.recording, from, to);
  let told = performance.now();
  const replay = replayWindow(await toolchain(), run, window, {
    now: () => performance.now(),
    onProgress: (steps) => {
      if (!terminal.isTerminal || performance.now() - told < PROGRESS_INTERVAL) return;
      told = performance.now();
      output.write('stderr', `\rreplaying: ${Math.floor(steps / window.to * 100)}% `);
      output.flush();
    },
  });
  if (terminal.isTerminal) output.write('stderr', '\r\u001b[K');
  if (replay?.timeline == null) throw new NoAnswer(`the program could not be run again up to step ${window.to}`);
  return replay.timeline;
}

/** Milliseconds. */
const PROGRESS_INTERVAL = 200;

/** Questions about the whole run, of which only a part is on record. */
export function noteWindow({ subject, output }: Asked): void {
  const { windowStart, steps } = subject.timeline.recording;
  if (windowStart > 0) output.write('stderr', `heapglass: this is about steps ${windowStart} to ${steps.count - 1}; more are kept with a higher --megabytes\n`);
}

/** The graph of the moment and the entity the question's name leads to there. @throws NoAnswer */
export async function namedObject(asked: Asked): Promise<{ readonly graph: HeapGraph; readonly entity: number; readonly step: number }> {
  const step = stepOf(asked);
  const timeline = await timelineFor(asked, step);
  const { recording } = timeline;
  const graph = new HeapGraph(recording, timeline.seek(step), step);
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
