/** Going through a run by commands: a step, over a line, to the next change or collection, to a moment the reader writes. */
import * as vscode from 'vscode';
import type { EventWish, SeekAnswer } from '../../protocol';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { activeScenario, ask, asSentence, patiently, pointedName, subjectOf, type CommandTarget, type Subject } from './asking';
import { readMoment } from './momentText';
import { selectLine } from './objectLinks';

type Direction = 1 | -1;

/** One step along, or to the next time the shown line runs. */
export async function move(scenarios: Scenarios, direction: Direction, sameLine = false): Promise<void> {
  const scenario = await activeScenario(scenarios);
  const step = await scenario?.neighbour(direction, sameLine);
  if (scenario != null && step != null) return goTo(scenario, step);
  if (scenario?.shown != null && sameLine) tellNone(direction === 1 ? vscode.l10n.t('This line does not run again.') : vscode.l10n.t('This line did not run before.'));
}

/** To the next line of the same call, or of its caller; what the line calls runs meanwhile. */
export async function stepOver(scenarios: Scenarios, direction: Direction): Promise<void> {
  const subject = await subjectOf(scenarios);
  if (subject === null) return;
  const { scenario } = subject;
  const step = await patiently(vscode.l10n.t('Stepping over the line'), () => ask(scenario, 'timeWalk', { step: scenario.step, wish: 'over', direction }));
  if (step !== null) await goTo(scenario, step);
}

/** The first moment of the run, or the one it rests at: after the program's last line. */
export async function toEnd(scenarios: Scenarios, direction: Direction): Promise<void> {
  const subject = await subjectOf(scenarios);
  if (subject !== null) await goTo(subject.scenario, direction === 1 ? subject.run.summary.stepCount - 1 : 0);
}

export async function toChange(scenarios: Scenarios, direction: Direction): Promise<void> {
  const subject = await subjectOf(scenarios);
  if (subject === null) return;
  const name = pointedName(subject)?.text;
  if (name === undefined) return tellNone(vscode.l10n.t('Put the cursor on a name first.'));
  const event = await changeOf(subject, name);
  const none = direction === 1 ? vscode.l10n.t('{0} does not change any more after this moment.', name) : vscode.l10n.t('{0} did not change before this moment.', name);
  await toEvent(subject, event, direction, none);
}

/** A plain name changes when it is bound anew or its object's refcount changes; what it leads to, by its refcount. */
async function changeOf({ scenario }: Subject, name: string): Promise<EventWish> {
  if (!/[.[]/.test(name)) return { kind: 'refcount', name };
  const answer = await ask(scenario, 'graphNamed', { step: scenario.step, text: name });
  return 'message' in answer ? { kind: 'refcount', name: name.replace(/[.[].*/, '') } : { kind: 'refcount', object: answer.object.id };
}

export async function toCollection(scenarios: Scenarios, direction: Direction): Promise<void> {
  const subject = await subjectOf(scenarios);
  if (subject === null) return;
  const none = direction === 1 ? vscode.l10n.t('No collection runs after this moment.') : vscode.l10n.t('No collection ran before this moment.');
  await toEvent(subject, { kind: 'collection' }, direction, none);
}

async function toEvent({ scenario }: Subject, event: EventWish, direction: Direction, none: string): Promise<void> {
  const answer: SeekAnswer | null = await patiently(vscode.l10n.t('Looking through the run'), () =>
    ask(scenario, 'timeSeek', { wish: { kind: 'event', event, from: scenario.step, direction } }));
  if (answer === null) return;
  if (answer.found === null) return tellNone(none);
  await goTo(scenario, answer.found.moment);
  vscode.window.setStatusBarMessage(answer.text, 6000);
}

/** @param written from a keybinding or a test; without it the reader is asked */
export async function goToStep(scenarios: Scenarios, written?: string): Promise<void> {
  const subject = await subjectOf(scenarios);
  if (subject === null) return;
  const { scenario, run } = subject;
  const text = typeof written === 'string' ? written : await askForMoment(subject, {
    title: vscode.l10n.t('Go to Step'),
    prompt: vscode.l10n.t('A step from 1 to {0}, a line and which time it runs (12:3; 12: for the last time), start or end', run.summary.stepCount),
    value: String(scenario.step + 1),
  });
  if (text === undefined) return;
  const moment = await momentOf(subject, text);
  if ('message' in moment) return tellNone(moment.message);
  await goTo(scenario, moment.step);
}

export function askForMoment(subject: Subject, options: { readonly title: string; readonly prompt: string; readonly value: string }): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    ...options,
    validateInput: async (value) => {
      const moment = await momentOf(subject, value);
      return 'message' in moment ? moment.message : null;
    },
  });
}

/** The moment a text names, or what is wrong with it. */
export async function momentOf({ scenario, run }: Subject, text: string): Promise<{ readonly step: number } | { readonly message: string }> {
  const { stepCount } = run.summary;
  const written = readMoment(text);
  switch (written?.kind) {
    case undefined: return { message: vscode.l10n.t('Write a step (40), a line and which time it runs (12:3), start or end.') };
    case 'start': return { step: 0 };
    case 'end': return { step: stepCount - 1 };
    case 'step': return written.step < stepCount ? { step: written.step } : { message: vscode.l10n.t('The run has {0} steps.', stepCount) };
    case 'line': {
      const { found, text: answer } = await ask(scenario, 'timeSeek', { wish: written });
      return found === null ? { message: asSentence(answer) } : { step: found.moment };
    }
  }
}

/** The command of links: shows a moment, and its line in the editor. */
export async function showMoment(scenarios: Scenarios, target: CommandTarget & { readonly line?: number }): Promise<void> {
  const subject = await subjectOf(scenarios, target);
  if (subject === null) return;
  const { scenario } = subject;
  if (target.step !== undefined) await scenario.seek(target.step);
  const line = target.line ?? (target.step === undefined ? null : scenario.view?.line ?? null);
  if (line !== null) await selectLine(scenario, line);
}

async function goTo(scenario: Scenario, step: number): Promise<void> {
  await scenario.seek(step);
  revealLine(scenario);
}

/** Brings the shown moment's line into sight without taking the focus. */
export function revealLine(scenario: Scenario, wanted: number | null = scenario.view?.line ?? null): void {
  const current = wanted === null ? null : scenario.shown?.lines.current(wanted) ?? null;
  if (current === null) return;
  for (const editor of vscode.window.visibleTextEditors) {
    if (editor.document !== scenario.document) continue;
    editor.revealRange(new vscode.Range(current, 0, current, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

function tellNone(message: string): void {
  void vscode.window.showInformationMessage(message);
}
