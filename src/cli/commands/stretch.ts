/** The commands about stretches of a run: `diff`, `growth` and `profile`. */
import { diffMoments, DIFF_LIMITS, RunIndex } from '../../analysis';
import { answerJson } from '../reporters/answerJson';
import { diffText } from '../reporters/runText';
import { restingMoment } from '../moments';
import { stepOf, type Asked } from './question';

const ROWS = 25;

export function diff(asked: Asked): void {
  const { question, subject, output, style } = asked;
  const from = question.from === undefined ? 0 : stepOf(asked, question.from);
  const to = question.to === undefined ? restingMoment(subject.timeline.recording) : stepOf(asked, question.to);
  const limit = question.limit ?? (question.format === 'text' ? ROWS : undefined);
  const answer = diffMoments(new RunIndex(subject.timeline), from, to, limit === undefined ? DIFF_LIMITS : { rows: limit, refcounts: limit, edges: limit });
  output.write('stdout', question.format === 'json' ? answerJson({ ...answer, lines: undefined }) : diffText(answer, subject.lines, style));
}
