/**
 * Moments as the command line names them: `40` (step 40), `12:3` (before line 12 ran for the 3rd time), `12:-1` or `12:` (the last
 * time), `start`, `end`; a `+` after a line's hit means the moment when that hit was over. In: the text and a recording. Out: a step, or what there is
 * instead.
 */
import { StepKind, type Recording } from '../recording';

export type MomentAnswer = { readonly step: number } | { readonly message: string };

/** How many hits a message lists. */
const LISTED = 10;

const MOMENT = /^(?:(?<step>\d+)|L?(?<line>\d+):(?<hit>-?\d+)?(?<after>\+)?|L(?<alone>\d+)(?<afterAlone>\+)?)$/i;

/** Null when the text has the form of a moment, else what is wrong: for the grammar of the command line. */
export function momentMistake(text: string): string | null {
  if (text === 'start' || text === 'end') return null;
  const match = MOMENT.exec(text);
  if (match === null) return `'${text}' is no moment: write a step (40), a line and its hit (12:3, 12:-1, 12:), start or end`;
  return match.groups?.hit === '0' ? 'hits count from 1; -1 is the last' : null;
}

export function resolveMoment(recording: Recording, text: string): MomentAnswer {
  const last = recording.steps.count - 1;
  if (text === 'start') return { step: 0 };
  if (text === 'end') return { step: last };
  const mistake = momentMistake(text);
  const groups = MOMENT.exec(text)?.groups;
  if (mistake !== null || groups === undefined) return { message: mistake ?? '' };
  if (groups.step !== undefined) {
    const step = Number(groups.step);
    return step <= last ? { step } : { message: `there is no step ${step}: the run has steps 0 to ${last}` };
  }
  const found = hitOf(recording, Number(groups.line ?? groups.alone), groups.hit === undefined ? -1 : Number(groups.hit));
  if ('message' in found) return found;
  return groups.after === undefined && groups.afterAlone === undefined ? found : { step: stepAfter(recording, found.step) };
}

/** The moment shown when none is asked for: after the program's last line, before the interpreter's shutdown takes all down. */
export function restingMoment(recording: Recording): number {
  const { steps, codes, entities } = recording;
  for (let step = steps.count - 1; step >= 0; step--) {
    const code = codes[entities.value(steps.frame(step))];
    if (steps.kind(step) === StepKind.Return && code?.inScenario === true && code.name === '<module>') return step;
  }
  return steps.count - 1;
}

function hitOf(recording: Recording, line: number, hit: number): MomentAnswer {
  const hits = hitsOf(recording, line);
  if (hits.length === 0) return { message: `line ${line} never ran${nearestLines(recording, line)}` };
  const step = hits[hit > 0 ? hit - 1 : hits.length + hit];
  if (step !== undefined) return { step };
  const listed = hits.slice(0, LISTED).join(', ');
  const more = hits.length > LISTED ? ` and ${hits.length - LISTED} more` : '';
  return { message: `line ${line} ran ${hits.length === 1 ? 'once' : `${hits.length} times`}: ${hits.length === 1 ? 'step' : 'steps'} ${listed}${more}` };
}

/** The steps of a line of the program shown, in order. */
export function hitsOf(recording: Recording, line: number): number[] {
  const { steps } = recording;
  const hits: number[] = [];
  for (let step = 0; step < steps.count; step++) {
    if (steps.line(step) === line && steps.kind(step) === StepKind.Line && isOfProgram(recording, step)) hits.push(step);
  }
  return hits;
}

/** The next event of the same frame: then the line is over. */
function stepAfter(recording: Recording, step: number): number {
  const { steps } = recording;
  const frame = steps.frame(step);
  for (let next = step + 1; next < steps.count; next++) if (steps.frame(next) === frame) return next;
  return steps.count - 1;
}

function nearestLines(recording: Recording, line: number): string {
  const { steps } = recording;
  let below = 0;
  let above = Infinity;
  for (let step = 0; step < steps.count; step++) {
    if (steps.kind(step) !== StepKind.Line || !isOfProgram(recording, step)) continue;
    const ran = steps.line(step);
    if (ran < line) below = Math.max(below, ran);
    else above = Math.min(above, ran);
  }
  const near = [below, above].filter((ran) => ran > 0 && ran !== Infinity);
  return near.length === 0 ? '' : `; the nearest that did ${near.length === 1 ? 'is' : 'are'} ${near.join(' and ')}`;
}

function isOfProgram({ steps, entities, codes }: Recording, step: number): boolean {
  return codes[entities.value(steps.frame(step))]?.inScenario === true;
}
