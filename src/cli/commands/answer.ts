/** Answers one question: opens its subject, calls the command, turns a missing answer into a message. Out: the exit status. */
import type { Toolchain } from '../../session';
import type { Question, QuestionName } from '../commandLine';
import type { Output } from '../output';
import { openSubject, type Subject } from '../subject';
import { styleFor, type TerminalFacts } from '../text/style';
import { follow, free, why } from './object';
import { NoAnswer, type Asked } from './question';
import { show } from './show';
import { diff, growth, profile } from './stretch';

const COMMANDS: Readonly<Record<QuestionName, (asked: Asked) => Promise<void>>> = { show, why, free, follow, diff, growth, profile };

const NO_ANSWER = 1;

export async function answer(question: Question, toolchain: () => Promise<Toolchain>, terminal: TerminalFacts, output: Output): Promise<number> {
  const subject = await openSubject(question, toolchain);
  if ('message' in subject) {
    output.write('stderr', `${subject.message}\n`);
    return subject.status;
  }
  noteEnding(subject, output);
  try {
    await COMMANDS[question.command]({ question, subject, output, terminal, toolchain, style: styleFor(terminal, question.colour, question.width) });
    return 0;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    output.write('stderr', `heapglass: ${error.message}\n`);
    return NO_ANSWER;
  }
}

/** The program's own output isn't shown, so a failure would go unseen. */
function noteEnding({ run }: Subject, output: Output): void {
  if (run.stopReason !== '') output.write('stderr', `heapglass: ${run.stopReason}\n`);
  else if (run.status === 'exception') {
    const problem = run.problems.find(({ severity }) => severity === 'error');
    if (problem !== undefined) output.write('stderr', `heapglass: the program ended with ${problem.message.split('\n')[0] ?? ''} (line ${problem.range.startLine + 1})\n`);
  }
}
