/**
 * Going through a run as a debugger does, forwards and backwards. In: the steps of a recording and where one stands. Out: the
 * step to stand at next, always a line of the scenario or the end of the run (backwards: its first line), never null.
 *
 * A call deeper is counted by `call` and `return` events between the two steps, so that a generator taken up again counts as a
 * call, as it does for `sys.settrace`. Breakpoints are the caller's matter: it asks `nextLine` for candidates.
 */
import { StepKind, type Recording } from '../../recording';

/** `in` the next line wherever it is, `over` the next line not deeper than here, `out` the next line of a caller. */
export type StepWish = 'in' | 'over' | 'out';

/** @param direction 1 or -1; backwards, `in` goes to the line that ran just before, `over` not into calls that have returned */
export function debugStep(recording: Recording, step: number, wish: StepWish, direction: 1 | -1): number {
  const { steps } = recording;
  const entering = direction === 1 ? StepKind.Call : StepKind.Return;
  const leaving = direction === 1 ? StepKind.Return : StepKind.Call;
  const limit = wish === 'in' ? Infinity : wish === 'over' ? 0 : -1;
  // The event at a moment is still to come; backwards it is not passed.
  let depth = direction === 1 && steps.kind(step) === StepKind.Return && isScenario(recording, step) ? -1 : 0;
  for (let at = step + direction; at >= 0 && at < steps.count; at += direction) {
    const kind = steps.kind(at);
    if (kind === entering) depth++;
    else if (kind === leaving) depth--;
    else if (kind === StepKind.Line && depth <= limit && isScenario(recording, at)) return at;
  }
  return direction === 1 ? steps.count - 1 : firstLine(recording);
}

/** The next line of the scenario at which `stops` says so; the end of the run (backwards: its first line) if none does. */
export function nextLine(recording: Recording, step: number, direction: 1 | -1, stops: (step: number) => boolean): number {
  const { steps } = recording;
  for (let at = step + direction; at >= 0 && at < steps.count; at += direction) {
    if (steps.kind(at) !== StepKind.End && isScenario(recording, at) && stops(at)) return at;
  }
  return direction === 1 ? steps.count - 1 : firstLine(recording);
}

/** The first line of the scenario that ran; the end if none did. */
export function firstLine(recording: Recording): number {
  const { steps } = recording;
  for (let at = 0; at < steps.count; at++) if (steps.kind(at) === StepKind.Line && isScenario(recording, at)) return at;
  return Math.max(0, steps.count - 1);
}

function isScenario(recording: Recording, step: number): boolean {
  const frame = recording.steps.frame(step);
  return frame !== 0 && recording.codes[recording.entities.value(frame)]?.inScenario === true;
}
