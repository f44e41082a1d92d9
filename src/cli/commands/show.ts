/** `heapglass show FILE|OUT`: the heap at a moment, as text, JSON, Graphviz or a drawing. */
import { momentReport } from '../../analysis';
import { answerJson } from '../reporters/answerJson';
import { showDot } from '../reporters/showDot';
import { showText } from '../reporters/showText';
import { heapSvg } from '../reporters/svg/heapSvg';
import { stepOf, timelineFor, type Asked } from './question';

/** More would be read by nobody; pictures have room for fewer. */
const OPTIONS = { view: { nodeLimit: 300, slotLimit: 40, showAtoms: false }, names: 60, others: 40, slots: 12 };
const PICTURE = { ...OPTIONS, view: { nodeLimit: 120, slotLimit: 12, showAtoms: false } };

export async function show(asked: Asked): Promise<void> {
  const { question, subject, style, output } = asked;
  const step = stepOf(asked);
  const isPicture = question.format === 'dot' || question.format === 'svg';
  const made = momentReport(await timelineFor(asked, step), step, isPicture ? PICTURE : OPTIONS);
  // A replay knows no steps after its window.
  const { stepCount } = subject.timeline;
  const report = { ...made, stepCount, view: { ...made.view, stepCount } };
  const input = { file: subject.run.input.fileName, pythonVersion: subject.run.input.pythonVersion, lines: subject.lines };
  switch (question.format) {
    case 'text': return output.write('stdout', showText(report, input, style));
    case 'json': return output.write('stdout', answerJson({ file: input.file, python: input.pythonVersion, ...report, view: undefined }));
    case 'dot': return output.write('stdout', showDot(report.view, input.file));
    case 'svg': return output.write('stdout', heapSvg(report.view, { title: input.file, sourceLine: report.line === null ? '' : subject.lines[report.line]?.trim() ?? '' }));
  }
}
