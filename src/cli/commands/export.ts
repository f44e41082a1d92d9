/** `heapglass export FILE|OUT -o PAGE`: a recorded run as one HTML file that replays itself. What it wrote is said on standard error. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { replayFile, type ReplayParts } from '../../replay';
import { saveRun, type Toolchain } from '../../session';
import type { ExportCommand } from '../commandLine';
import { resolveMoment } from '../moments';
import type { Output } from '../output';
import { openSubject } from '../subject';
import { bytesText, counted } from '../text/layout';

const NO_ANSWER = 1;
const WRONG_USE = 2;

/** @param parts the built files of the page */
export async function exportReplay(
  toolchain: () => Promise<Toolchain>, command: ExportCommand, parts: () => ReplayParts, version: string, output: Output,
): Promise<number> {
  const subject = await openSubject(command, toolchain);
  if ('message' in subject) {
    output.write('stderr', `${subject.message}\n`);
    return subject.status;
  }
  const { run, session, timeline } = subject;
  const found = command.at === undefined ? null : resolveMoment(timeline.recording, command.at);
  if (found !== null && 'message' in found) {
    output.write('stderr', `heapglass: ${found.message}\n`);
    return NO_ANSWER;
  }
  const recording = await saveRun(run, `heapglass ${version}`);
  if (recording === null) return NO_ANSWER;
  const text = await replayFile({ recording, title: path.basename(run.input.fileName), step: found === null ? null : session.momentOf(found.step), parts: parts() });
  try {
    writeFileSync(command.output, text);
  } catch (error) {
    output.write('stderr', `heapglass: can't write '${command.output}': ${(error as Error).message}\n`);
    return WRONG_USE;
  }
  if (run.stopReason !== '') output.write('stderr', `heapglass: ${run.stopReason}\n`);
  output.write('stderr', `heapglass: wrote ${command.output}: ${counted(session.stepCount, 'moment')}, ${bytesText(Buffer.byteLength(text))}\n`);
  return 0;
}
