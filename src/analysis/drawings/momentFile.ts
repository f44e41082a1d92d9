/**
 * A moment as a file for others: a drawing (SVG), a graph for Graphviz, JSON. In: a report and what the program is called. Out: the
 * text of the file; the command line writes it to its output, the editor where the reader says.
 */
import { answerJson } from '../answerJson';
import type { MomentReport, MomentReportOptions } from '../momentReport';
import { heapDot } from './heapDot';
import { heapSvg, type DrawingColours } from './heapSvg';

export type MomentFileFormat = 'svg' | 'json' | 'dot';

/** What the file says besides the moment. */
export interface MomentFileInput {
  readonly file: string;
  readonly pythonVersion: string;
  /** The text of a line (from 0); '' where there is none. */
  readonly sourceLine: (line: number) => string;
  readonly colours?: DrawingColours;
}

/** How much a file has room for: pictures less than what is read by programs. */
export function momentFileLimits(format: MomentFileFormat): MomentReportOptions {
  const picture = format !== 'json';
  return { view: { nodeLimit: picture ? 120 : 300, slotLimit: picture ? 12 : 40, showAtoms: false }, names: 60, others: 40, slots: 12 };
}

export function momentFile(format: MomentFileFormat, report: MomentReport, { file, pythonVersion, sourceLine, colours }: MomentFileInput): string {
  switch (format) {
    case 'json': return answerJson({ file, python: pythonVersion, ...report, view: undefined });
    case 'dot': return heapDot(report.view, file);
    case 'svg': return heapSvg(report.view, { title: file, sourceLine: report.line === null ? '' : sourceLine(report.line).trim(), ...(colours === undefined ? {} : { colours }) });
  }
}
