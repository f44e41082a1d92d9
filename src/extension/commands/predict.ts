/**
 * A question for learners: the refcount of a name after the line that runs next. In: the moment shown and the reader's number. Out: whether
 * it was right, with the holders that make up the count; the session keeps the score.
 */
import * as vscode from 'vscode';
import type { LineEffect, NamedObject } from '../../protocol';
import { commandIds } from '../contributions';
import type { Scenarios } from '../scenarios/scenarios';
import { ask, pointedName, subjectOf, type Subject } from './asking';
import { revealLine } from './stepping';

export class PredictionScore implements vscode.Disposable {
  right = 0;
  asked = 0;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  add(isRight: boolean): void {
    this.asked++;
    if (isRight) this.right++;
    this.changed.fire();
  }

  /** `3 of 4 predictions right`; '' before the first. */
  get text(): string {
    return this.asked === 0 ? '' : vscode.l10n.t('{0} of {1} predictions right', this.right, this.asked);
  }

  dispose(): void {
    this.changed.dispose();
  }
}

export interface Prediction {
  readonly name: string;
  /** In the text that was run. */
  readonly line: number;
  /** The first moment after the line. */
  readonly after: number;
  readonly answer: NamedObject & { readonly refcount: number };
  readonly effect: LineEffect;
}

/** Most names looked at for one worth asking for. */
const mostNames = 8;
const mostHolders = 6;

/** What is asked for at the moment shown; null when no line runs after it, or none of its names is counted. */
export async function predictionAt(subject: Subject): Promise<Prediction | null> {
  const { scenario, run } = subject;
  let { step } = scenario;
  if (scenario.view?.event !== 'line') step = await ask(scenario, 'timeWalk', { step, wish: 'in', direction: 1 });
  if (step !== scenario.step) await scenario.seek(step);
  const line = scenario.view?.event === 'line' ? scenario.view.line : null;
  if (line === null) return null;
  const effect = await ask(scenario, 'timeHit', { step });
  if (effect === null) return null;
  const changed = new Set(effect.refcounts.map(({ object }) => object.id));
  const found: Prediction[] = [];
  const { own, others } = namesFor(subject, line);
  for (const name of [...own, ...others].slice(0, mostNames)) {
    // The names on the line are what it is about; any other will do when it has none that counts.
    if (found.length > 0 && !own.includes(name)) break;
    const answer = await ask(scenario, 'graphNamed', { step: effect.after, line, text: name });
    if ('message' in answer || answer.refcount === null || answer.step !== effect.after) continue;
    const prediction = { name, line, after: effect.after, answer: { ...answer, refcount: answer.refcount }, effect };
    // A count that changes is the better question; what the reader points at is the best.
    if (changed.has(answer.object.id) || name === pointedName(subject)?.text) return prediction;
    found.push(prediction);
  }
  return found[0] ?? null;

  function namesFor({ view }: Subject, at: number): { readonly own: readonly string[]; readonly others: readonly string[] } {
    const pointed = pointedName(subject);
    const onLine = run.annotations.find((annotation) => annotation.line === at)?.parts.map(({ name }) => name) ?? [];
    const seen = (scenario.view ?? view).roots.flatMap(({ slots }) => slots).map(({ label }) => label);
    const own = [...new Set([...(pointed?.line === at ? [pointed.text] : []), ...onLine])].filter((name) => /^[\p{L}_]/u.test(name));
    return { own, others: seen.filter((name) => /^[\p{L}_]/u.test(name) && !own.includes(name)) };
  }
}

/** @param given from a keybinding or a test; without it the reader is asked */
export async function predict(scenarios: Scenarios, score: PredictionScore, given?: number): Promise<void> {
  const subject = await subjectOf(scenarios);
  if (subject === null) return;
  const prediction = await predictionAt(subject);
  if (prediction === null) {
    return void vscode.window.showInformationMessage(vscode.l10n.t('No line with a counted name runs after this moment: go back to one first.'));
  }
  revealLine(subject.scenario);
  const number = typeof given === 'number' ? given : await askForCount(subject, prediction);
  if (number === null) return;
  score.add(number === prediction.answer.refcount);
  await subject.scenario.seek(prediction.after);
  revealLine(subject.scenario, prediction.line);
  const next = vscode.l10n.t('Next Line');
  const why = vscode.l10n.t('Why Alive?');
  const chosen = await vscode.window.showInformationMessage(`${verdict(prediction, number)} ${score.text}.`, next, why);
  if (chosen === next) await vscode.commands.executeCommand(commandIds.predict);
  if (chosen === why) {
    await vscode.commands.executeCommand(commandIds.whyAlive, { uri: subject.scenario.uri, object: prediction.answer.object.id, step: prediction.after });
  }
}

async function askForCount({ run }: Subject, { name, line }: Prediction): Promise<number | null> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Predict the Refcount'),
    prompt: vscode.l10n.t('The refcount of {0} after line {1}: {2}', name, line + 1, run.sourceLines[line]?.trim() ?? ''),
    placeHolder: vscode.l10n.t('How many hold it? (sys.getrefcount would show one more: its own argument)'),
    ignoreFocusOut: true,
    validateInput: (value) => (/^\s*\d+\s*$/.test(value) ? null : vscode.l10n.t('Write a number.')),
  });
  return text === undefined ? null : Number(text);
}

/** `Right: a is list #1 with refcount 2: global a, global b. It was 1 before the line.` */
export function verdict({ name, answer, effect }: Prediction, number: number): string {
  const { object, refcount, holders } = answer;
  const held = holders.length <= mostHolders ? holders.join(', ') : vscode.l10n.t('{0} and {1} more', holders.slice(0, mostHolders).join(', '), holders.length - mostHolders);
  const told = number === refcount
    ? vscode.l10n.t('Right: {0} is {1} with refcount {2} ({3}).', name, object.name, refcount, held)
    : vscode.l10n.t('Not {0}: {1} is {2} with refcount {3} ({4}).', number, name, object.name, refcount, held);
  const change = effect.refcounts.find((candidate) => candidate.object.id === object.id);
  return change === undefined || change.from === 0 ? told : `${told} ${vscode.l10n.t('It was {0} before the line.', change.from)}`;
}
