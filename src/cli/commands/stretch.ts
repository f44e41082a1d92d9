/** The commands about stretches of a run: `diff`, `growth` and `profile`. */
import { answerJson, costReport, diffMoments, DIFF_LIMITS, growthReport, GROWTH_LIMITS, RunIndex } from '../../analysis';
import { costText, diffText, growthText } from '../reporters/runText';
import { restingMoment } from '../moments';
import { noteWindow, stepOf, timelineFor, type Asked } from './question';

const ROWS = 25;

export async function diff(asked: Asked): Promise<void> {
  const { question, subject, output, style } = asked;
  const from = question.from === undefined ? 0 : stepOf(asked, question.from);
  const to = question.to === undefined ? restingMoment(subject.timeline.recording) : stepOf(asked, question.to);
  const limit = question.limit ?? (question.format === 'text' ? ROWS : undefined);
  const answer = diffMoments(new RunIndex(await timelineFor(asked, Math.min(from, to), Math.max(from, to))), from, to, limit === undefined ? DIFF_LIMITS : { rows: limit, refcounts: limit, edges: limit });
  output.write('stdout', question.format === 'json' ? answerJson({ ...answer, lines: undefined }) : diffText(answer, subject.lines, style));
}

export async function growth(asked: Asked): Promise<void> {
  noteWindow(asked);
  const { question, subject, output, style } = asked;
  const answer = growthReport(new RunIndex(subject.timeline), question.limit === undefined ? GROWTH_LIMITS : { ...GROWTH_LIMITS, suspects: question.limit });
  output.write('stdout', question.format === 'json' ? answerJson({ ...answer, lines: undefined }) : growthText(answer, subject.lines, style));
}

export async function profile(asked: Asked): Promise<void> {
  noteWindow(asked);
  const { question, subject, output, style } = asked;
  const answer = costReport(new RunIndex(subject.timeline));
  output.write('stdout', question.format === 'json' ? answerJson({ ...answer, lines: undefined }) : costText(answer, subject.lines, style, question.limit ?? ROWS));
}
