/** A step as a line of text: step, event, line, function, and the refcounts of the names on the line. */
import type { TraceRow } from '../../analysis';

const STEP_WIDTH = 6;
const EVENT_WIDTH = 9;
const LINE_WIDTH = 5;
const FUNCTION_WIDTH = 20;

export function traceText(row: TraceRow): string {
  const place = row.file === null ? row.functionName : `${row.functionName} (${row.file})`;
  const counts = [...row.counts].map(([name, count]) => `${name} ${count}`).join(' · ');
  return `${[
    String(row.step).padStart(STEP_WIDTH),
    row.event.padEnd(EVENT_WIDTH),
    String(row.line ?? '').padStart(LINE_WIDTH),
    '',
    place.padEnd(FUNCTION_WIDTH),
    counts,
  ].join(' ').trimEnd()}\n`;
}
