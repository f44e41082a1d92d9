/** `heapglass show FILE|OUT`: the heap at a moment, as text, JSON, Graphviz or a drawing. */
import { momentFile, momentFileLimits, momentReport } from '../../analysis';
import { showText } from '../reporters/showText';
import { stepOf, timelineFor, type Asked } from './question';

export async function show(asked: Asked): Promise<void> {
  const { question, subject, style, output } = asked;
  const { format } = question;
  const step = stepOf(asked);
  const made = momentReport(await timelineFor(asked, step), step, momentFileLimits(format === 'text' ? 'json' : format));
  // A replay knows no steps after its window.
  const { stepCount } = subject.timeline;
  const report = { ...made, stepCount, view: { ...made.view, stepCount } };
  const { fileName: file, pythonVersion } = subject.run.input;
  if (format === 'text') return output.write('stdout', showText(report, { file, pythonVersion, lines: subject.lines }, style));
  return output.write('stdout', momentFile(format, report, { file, pythonVersion, sourceLine: (line) => subject.lines[line] ?? '' }));
}
