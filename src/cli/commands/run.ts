/** `heapglass run FILE`: output, errors and exit status as `python3.12 FILE` gives them. Nothing is recorded. */
import { runPlain, type Clock, type Toolchain } from '../../session';
import type { Output } from '../output';
import type { SourceFile } from '../sourceFile';

export interface RunInput {
  readonly python: string;
  readonly programArguments: readonly string[];
  readonly readLine: () => string | null;
  readonly clock: Clock;
}

export function run(toolchain: Toolchain, file: SourceFile, input: RunInput, output: Output): number {
  return runPlain(toolchain, {
    source: file.source,
    fileName: file.path,
    pythonVersion: input.python,
    programArguments: input.programArguments,
    write: output.write,
    readLine: () => {
      output.flush(); // a prompt must be seen before the program waits
      return input.readLine();
    },
    clock: input.clock,
  });
}
