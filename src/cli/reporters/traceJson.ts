/** A step as one JSON object on a line of its own. */
import type { TraceRow } from '../../analysis';

export function traceJson(row: TraceRow): string {
  return `${JSON.stringify({
    step: row.step,
    event: row.event,
    line: row.line,
    function: row.functionName,
    ...(row.file === null ? {} : { file: row.file }),
    refcounts: Object.fromEntries(row.counts),
    ...(row.output === '' ? {} : { output: row.output }),
  })}\n`;
}
