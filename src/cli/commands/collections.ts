/** `heapglass collections FILE`: records a run and lists its collections, or shows one of them phase by phase. */
import { collectionSteps, type CollectionSteps } from '../../analysis';
import { recordRun, type Toolchain } from '../../session';
import type { Output } from '../output';
import { collectionLine, collectionText } from '../reporters/collectionsText';
import type { SourceFile } from '../sourceFile';

export interface CollectionsOptions {
  /** Which collection, from 1; null: a list of all. */
  readonly number: number | null;
  readonly json: boolean;
  /** Objects of imported modules, too. */
  readonly all: boolean;
  readonly programArguments: readonly string[];
}

const LIMITS = { steps: 1_000_000, seconds: 3600, megabytes: 2048 };
const WRONG_USE = 2;

/** The exit status is the program's; 2 when there is no such collection. */
export function collections(toolchain: Toolchain, file: SourceFile, options: CollectionsOptions, output: Output): number {
  let errors = '';
  const recorded = recordRun(toolchain, {
    source: file.source,
    fileName: file.path,
    programArguments: options.programArguments,
    limits: LIMITS,
    now: () => performance.now(),
    onOutput: (stream, text) => {
      if (stream === 'stderr') errors += text;
    },
  });
  const { timeline } = recorded;
  const count = timeline?.recording.collections.length ?? 0;
  let status = recorded.exitCode;
  if (options.number !== null && options.number > count) {
    output.write('stderr', `heapglass: there is no collection ${options.number}: the program had ${count}\n`);
    status = WRONG_USE;
  } else if (timeline !== null) {
    const numbers = options.number === null ? Array.from({ length: count }, (_unused, index) => index + 1) : [options.number];
    for (const number of numbers) {
      const steps = collectionSteps(timeline, number, options.number === null ? { limit: 0 } : { all: options.all });
      if (steps !== null) output.write('stdout', report(steps, options));
    }
  }
  output.write('stderr', errors);
  if (recorded.stopReason !== '') output.write('stderr', `heapglass: ${recorded.stopReason}\n`);
  return status;
}

function report(steps: CollectionSteps, options: CollectionsOptions): string {
  if (options.json) return `${JSON.stringify(options.number === null ? { ...steps, phases: undefined } : steps)}\n`;
  return options.number === null ? collectionLine(steps) : collectionText(steps);
}
