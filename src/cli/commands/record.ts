/** `heapglass record FILE -o OUT`: runs a program as `run` does, and writes a recording. What it wrote is said on standard error. */
import { writeFileSync } from 'node:fs';
import { saveRun, type Toolchain } from '../../session';
import type { RecordCommand } from '../commandLine';
import type { Output } from '../output';
import type { SourceFile } from '../sourceFile';
import { record as recordProgram } from '../subject';
import { bytesText, counted } from '../text/layout';

const WRONG_USE = 2;

export async function record(toolchain: Toolchain, file: SourceFile, command: RecordCommand, version: string, output: Output): Promise<number> {
  const subject = recordProgram(toolchain, file, command, {
    window: command.window, onOutput: (stream, text) => output.write(stream, text),
  });
  // A syntax error was printed already.
  if ('message' in subject) return subject.status;
  const { run } = subject;
  const bytes = await saveRun(run, `heapglass ${version}`);
  if (bytes === null) return 1;
  try {
    writeFileSync(command.output, bytes);
  } catch (error) {
    output.write('stderr', `heapglass: can't write '${command.output}': ${(error as Error).message}\n`);
    return WRONG_USE;
  }
  const steps = subject.timeline.stepCount;
  if (run.stopReason !== '') output.write('stderr', `heapglass: ${run.stopReason}\n`);
  output.write('stderr', `heapglass: wrote ${command.output}: ${counted(steps, 'step')}, ${bytesText(bytes.length)}\n`);
  return run.exitCode;
}
