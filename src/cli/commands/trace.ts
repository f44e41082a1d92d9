/** `heapglass trace FILE`: records a run and lists its steps. What the program prints to standard error is passed on. */
import { traceRows } from '../../analysis';
import { recordRun, Session, type Toolchain } from '../../session';
import type { Output } from '../output';
import { traceJson } from '../reporters/traceJson';
import { traceText } from '../reporters/traceText';
import type { SourceFile } from '../sourceFile';

export interface TraceOptions {
  readonly json: boolean;
  /** Steps in imported modules, too. */
  readonly all: boolean;
  readonly python: string;
  readonly programArguments: readonly string[];
}

const LIMITS = { steps: 1_000_000, seconds: 3600, megabytes: 2048 };

export function trace(toolchain: Toolchain, file: SourceFile, options: TraceOptions, output: Output): number {
  let errors = '';
  const recorded = recordRun(toolchain, {
    source: file.source,
    fileName: file.path,
    pythonVersion: options.python,
    programArguments: options.programArguments,
    library: options.all,
    limits: LIMITS,
    now: () => performance.now(),
    onOutput: (stream, text) => {
      if (stream === 'stderr') errors += text;
    },
  });
  if (recorded.timeline !== null) {
    const session = new Session(recorded);
    const rows = traceRows(recorded.timeline, (code) => session.namesOf(code));
    const report = options.json ? traceJson : traceText;
    for (const row of rows) if (options.all || row.file === null) output.write('stdout', report(row));
  }
  output.write('stderr', errors);
  if (recorded.stopReason !== '') output.write('stderr', `heapglass: ${recorded.stopReason}\n`);
  return recorded.exitCode;
}
