/**
 * What commands share: which scenario one is about, questions to its run, the name the reader points at, waiting in sight of the reader.
 * In: where the reader is, or what a hover or the panel handed on. Out: answers, or null when the reader was told why there are none.
 */
import * as vscode from 'vscode';
import { unpack, type HeapView, type NamedObject, type PanelAnswer, type PanelQuestion, type PanelQuestions } from '../../protocol';
import type { Scenario, ShownRun } from '../scenarios/scenario';
import { isPython, type Scenarios } from '../scenarios/scenarios';
import { namePathAt } from './namePathAt';

/** What hovers, lenses and the panel hand to a command; from the palette it comes without. */
export interface CommandTarget {
  readonly uri?: string;
  /** As in `HeapNode.id`. */
  readonly object?: number;
  readonly step?: number;
}

/** A scenario with a moment to speak of. */
export interface Subject {
  readonly scenario: Scenario;
  readonly run: ShownRun;
  readonly view: HeapView;
}

/** Longer than this, and the reader is shown that work goes on, and may end it. */
const patienceMs = 1000;

export async function ask<Name extends keyof PanelQuestions>(
  scenario: Scenario, name: Name, request: Omit<Parameters<PanelQuestions[Name]>[0], 'uri'>,
): Promise<PanelAnswer<Name>> {
  return unpack<PanelAnswer<Name>>(await scenario.ask({ name, request } as unknown as PanelQuestion));
}

/** The active Python editor's scenario, run if it never was; else the current one. */
export async function activeScenario(scenarios: Scenarios): Promise<Scenario | null> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !isPython(document)) return scenarios.current;
  const scenario = scenarios.find(document);
  if (scenario !== undefined && scenario.phase !== 'fresh') {
    scenarios.makeCurrent(scenario);
    return scenario;
  }
  const made = await scenarios.run(document);
  scenarios.makeCurrent(made);
  return made;
}

/** Null when there is nothing to speak of, which the reader has then been told. */
export async function subjectOf(scenarios: Scenarios, target: CommandTarget = {}): Promise<Subject | null> {
  const scenario = target.uri === undefined ? await activeScenario(scenarios) : scenarioOf(scenarios, target.uri);
  await scenario?.whenSettled(30_000);
  if (scenario?.shown == null || scenario.view === null) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing was run yet: open a Python file and run "Heapglass: Run Scenario".'));
    return null;
  }
  return { scenario, run: scenario.shown, view: scenario.view };
}

function scenarioOf(scenarios: Scenarios, uri: string): Scenario | null {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri);
  const scenario = document === undefined ? undefined : scenarios.find(document);
  if (scenario === undefined) return null;
  scenarios.makeCurrent(scenario);
  return scenario;
}

export interface ChosenObject extends Subject {
  readonly object: number;
  /** `list #3` */
  readonly name: string;
  /** The moment it was found at. */
  readonly step: number;
}

/** The object a command is about: handed on, else what the name under the cursor stands for, else what the reader is asked for. */
export async function objectOf(scenarios: Scenarios, target: CommandTarget = {}): Promise<ChosenObject | null> {
  const subject = await subjectOf(scenarios, target);
  if (subject === null) return null;
  const { scenario } = subject;
  const step = target.step ?? scenario.step;
  if (target.object !== undefined) {
    const named = await ask(scenario, 'graphNamed', { step, text: `#${target.object}` });
    return { ...subject, object: target.object, name: 'message' in named ? `#${target.object}` : named.object.name, step };
  }
  const named = await nameAtCursor(subject);
  if (named === null) return null;
  return { ...subject, object: named.answer.object.id, name: named.answer.object.name, step: named.answer.step };
}

/** What the name under the cursor stands for, or one the reader writes; null when the reader gave up or was told why not. */
export async function nameAtCursor(subject: Subject): Promise<{ readonly text: string; readonly answer: NamedObject } | null> {
  const { scenario, view } = subject;
  const pointed = pointedName(subject);
  const text = pointed?.text ?? await vscode.window.showInputBox({
    title: vscode.l10n.t('Which Object?'),
    prompt: vscode.l10n.t('A name of the program, or what it leads to: a, a.next[0], #17'),
    value: firstName(view),
    validateInput: async (value) => {
      if (value.trim() === '') return vscode.l10n.t('Write a name.');
      const answer = await ask(scenario, 'graphNamed', { step: scenario.step, text: value.trim() });
      return 'message' in answer ? asSentence(answer.message) : null;
    },
  });
  if (text === undefined) return null;
  const answer = await ask(scenario, 'graphNamed', { step: scenario.step, text: text.trim(), ...(pointed === null ? {} : { line: pointed.line }) });
  if (!('message' in answer)) return { text, answer };
  void vscode.window.showInformationMessage(asSentence(answer.message));
  return null;
}

/** The name under the cursor with its line in the text that was run. */
export function pointedName({ scenario, run }: Subject): { readonly text: string; readonly line: number } | null {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== scenario.document) return null;
  const { active, start, end } = editor.selection;
  const line = run.lines.original(active.line);
  if (line === null) return null;
  const selected = start.line === end.line ? editor.document.getText(editor.selection).trim() : '';
  const text = selected === '' ? namePathAt(editor.document.lineAt(active.line).text, active.character) : selected;
  return text === null ? null : { text, line };
}

function firstName(view: HeapView): string {
  return view.roots.flatMap(({ slots }) => slots).find(({ target }) => target !== null)?.label ?? '';
}

/** Messages of the runtime begin small and count moments in their own way. */
export function asSentence(message: string): string {
  const text = message.replace(/ (is made) at step \d+/, ' $1 later').replace(/ (died) before step \d+/, ' $1 before').replace(/ at step \d+/, '').replace(/\.?$/, '.');
  // The name of an object stays as it is: `list #3`.
  return /^\S+ #\d/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** Work that may take long: after a second it is shown, and can be ended; null when it was. */
export async function patiently<T>(title: string, work: (cancellation: vscode.CancellationToken) => Promise<T>): Promise<T | null> {
  const source = new vscode.CancellationTokenSource();
  const task = work(source.token);
  try {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), patienceMs);
    });
    const first = await Promise.race([task.then((value) => ({ value })), late]);
    clearTimeout(timer);
    if (first !== 'late') return first.value;
    return await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (_, cancelled) => {
      const ended = new Promise<null>((resolve) => cancelled.onCancellationRequested(() => {
        source.cancel();
        resolve(null);
      }));
      task.catch(() => undefined); // whoever still waits for it is told; ended by the reader, nobody does
      return Promise.race([task, ended]);
    });
  } finally {
    source.dispose();
  }
}
