/**
 * What is left of a run, to be compared with that of a changed text: how it ended, what it printed, what was alive at its end. In: a
 * session. Out: numbers and texts.
 */
import type { RunStatus } from './recordedRun';
import type { Session } from './session';

export interface Outcome {
  readonly status: RunStatus;
  readonly exitCode: number;
  /** What it wrote to standard output. */
  readonly output: string;
  /** Of what ended it; '' if it ended by itself. */
  readonly message: string;
  /** Objects of the program alive when it ended, and their bytes. */
  readonly objects: number;
  readonly bytes: number;
  /** Unreachable cycles then. */
  readonly cycles: number;
  /** Objects no root reached then. */
  readonly unreachable: number;
  readonly collections: number;
}

export function outcomeOf(session: Session): Outcome {
  const { run } = session;
  const left = session.time?.leftAtExit() ?? { objects: 0, bytes: 0, cycles: 0, unreachable: 0 };
  const error = run.problems.find(({ severity }) => severity === 'error');
  return {
    status: run.status, exitCode: run.exitCode,
    output: session.output().filter(({ stream }) => stream === 'stdout').map(({ text }) => text).join(''),
    message: run.stopReason !== '' ? run.stopReason : run.status === 'finished' ? '' : error?.message ?? '',
    collections: run.timeline?.recording.collections.length ?? 0,
    ...left,
  };
}
