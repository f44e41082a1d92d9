/** A run without recording, as `python3.12 FILE` would: text goes out, a status comes back. */
import { ExecutionStopped, giveSyntaxWarnings, runMain } from '../python/vm';
import { createInterpreter } from './interpreterFactory';
import { scenarioHost, type Clock } from './scenarioHost';
import { scenarioInput } from './scenarioInput';
import { syntaxErrorText } from './syntaxErrorText';
import type { Toolchain } from './toolchain';

export interface PlainRunOptions {
  readonly source: string;
  readonly fileName: string;
  /** One of `pythonVersions`; left out: the default. */
  readonly pythonVersion?: string | undefined;
  readonly programArguments: readonly string[];
  readonly write: (stream: 'stdout' | 'stderr', text: string) => void;
  readonly readLine?: () => string | null;
  readonly clock?: Clock;
}

export function runPlain(toolchain: Toolchain, options: PlainRunOptions): number {
  const { source, fileName } = options;
  const compiled = toolchain.compile(source, fileName, options.pythonVersion);
  if (compiled.code === null) {
    if (compiled.error !== null) options.write('stderr', syntaxErrorText(compiled.error, source, fileName));
    return 1;
  }
  const interpreter = createInterpreter(toolchain, {
    pythonVersion: options.pythonVersion,
    host: scenarioHost({
      write: options.write,
      argv: [fileName, ...options.programArguments],
      sourceText: (name) => (name === fileName ? source : null),
      shouldStop: () => false,
      readLine: scenarioInput(source, options.readLine),
      clock: options.clock,
    }),
  });
  try {
    giveSyntaxWarnings(interpreter, fileName, compiled.warnings);
    return runMain(interpreter, compiled.code).status;
  } catch (error) {
    if (!(error instanceof ExecutionStopped)) throw error;
    options.write('stderr', `heapglass: stopped (${error.reason})\n`);
    return 1;
  }
}
