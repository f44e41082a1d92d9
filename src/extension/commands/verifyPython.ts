/**
 * Runs the program under a real interpreter and compares what it prints with what it printed here. Only in trusted folders, only after
 * the reader said so, never in web hosts. In: the text in the editor. Out: one sentence, and where something differs a diff editor.
 */
import * as vscode from 'vscode';
import { installedPython } from '#python';
import type { RunSummary } from '../../protocol';
import type { Interpreter, PythonRun } from '../python/installedPython';
import type { ReportDocuments } from '../reports/reportDocuments';
import type { RuntimePool } from '../runtime/runtimePool';
import { fileNameOf } from '../scenarios/scenario';
import { isPython, type Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';
import { patiently } from './asking';
import { profileVersion, pythonVersions } from './choosePythonVersion';
import { firstDifference, runVersions } from './compareVersions';
import { outputText } from './showOutput';

export interface VerifyParts {
  readonly scenarios: Scenarios;
  readonly pool: RuntimePool;
  readonly reports: ReportDocuments;
  /** Where the interpreter is remembered: of this machine, not of the folder. */
  readonly memory: vscode.Memento;
}

const memoryKey = 'heapglass.interpreter';
/** A real interpreter gets as much time as a run here, and this. */
const graceMs = 5000;

/** Whether this host can start an interpreter at all. */
export const canVerify = installedPython !== null;

export async function verifyPython(parts: VerifyParts): Promise<void> {
  const active = vscode.window.activeTextEditor?.document;
  const document = active !== undefined && isPython(active) ? active : parts.scenarios.current?.document;
  if (installedPython === null) {
    return void vscode.window.showInformationMessage(vscode.l10n.t('A web browser cannot start Python: open the file in VS Code on the desktop to compare it with an installed one.'));
  }
  if (document === undefined) return void vscode.window.showInformationMessage(vscode.l10n.t('Heapglass compares Python files: open one first.'));
  if (!vscode.workspace.isTrusted) {
    const manage = vscode.l10n.t('Manage Trust');
    const message = vscode.l10n.t('A real Python can do to this machine whatever the program says. Trust the folder first.');
    if (await vscode.window.showWarningMessage(message, manage) === manage) await vscode.commands.executeCommand('workbench.trust.manage');
    return;
  }
  let interpreter = await remembered(parts.memory) ?? await chooseInterpreter(parts.memory);
  const [run, other] = [vscode.l10n.t('Run'), vscode.l10n.t('Choose Another...')];
  while (interpreter !== null) {
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Run {0} under Python {1}?', fileNameOf(document), interpreter.version),
      { modal: true, detail: vscode.l10n.t('{0}\n\nUnlike Heapglass, a real Python gives the program your files, your network and your rights.', interpreter.executable) }, run, other,
    );
    if (answer === undefined) return;
    if (answer === run) return compareUnder(parts, document, interpreter);
    interpreter = await chooseInterpreter(parts.memory);
  }
}

async function remembered(memory: vscode.Memento): Promise<Interpreter | null> {
  const executable = memory.get<string>(memoryKey);
  return executable === undefined ? null : installedPython?.describe(executable) ?? null;
}

async function chooseInterpreter(memory: vscode.Memento): Promise<Interpreter | null> {
  const also = vscode.workspace.getConfiguration('python').get<string>('defaultInterpreterPath');
  const found = await patiently(vscode.l10n.t('Looking for Python'), async () => installedPython?.find(also === undefined || also === 'python' ? [] : [also]) ?? []);
  if (found === null) return null;
  interface Item extends vscode.QuickPickItem { readonly interpreter: Interpreter | null }
  const items: Item[] = [
    ...found.map((interpreter) => ({
      label: `$(symbol-event) ${interpreter.implementation === 'cpython' ? 'CPython' : interpreter.implementation} ${interpreter.version}`, description: interpreter.executable,
      detail: pythonVersions().includes(minorOf(interpreter)) ? '' : vscode.l10n.t('another version than Heapglass shows: its output may differ for that reason'), interpreter,
    })),
    { label: `$(folder-opened) ${vscode.l10n.t('Choose a file...')}`, interpreter: null },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Verify With an Installed Python'), placeHolder: vscode.l10n.t('Which Python should run the file?') });
  if (chosen === undefined) return null;
  const interpreter = chosen.interpreter ?? await askForFile();
  if (interpreter !== null) await memory.update(memoryKey, interpreter.executable);
  return interpreter;
}

async function askForFile(): Promise<Interpreter | null> {
  const [file] = await vscode.window.showOpenDialog({ title: vscode.l10n.t('Choose a Python interpreter'), canSelectMany: false }) ?? [];
  if (file === undefined) return null;
  const interpreter = await installedPython?.describe(file.fsPath) ?? null;
  if (interpreter === null) void vscode.window.showWarningMessage(vscode.l10n.t('{0} is no Python.', file.fsPath));
  return interpreter;
}

/** Runs both and tells; exported for the tests, which press no buttons. */
export async function compareUnder({ pool, reports }: Omit<VerifyParts, 'memory'>, document: vscode.TextDocument, interpreter: Interpreter): Promise<void> {
  const { limits, pythonVersion } = readSettings(document);
  const minor = minorOf(interpreter);
  const version = pythonVersions().includes(minor) ? minor : pythonVersion;
  const fileName = fileNameOf(document);
  const source = document.getText();
  const both = await patiently(vscode.l10n.t('Running {0} under Python {1}', fileName, interpreter.version), async (cancellation) => {
    const theirs = installedPython?.run(interpreter, { source, fileName }, {
      limitMs: limits.seconds * 1000 + graceMs, onCancelled: (listener) => void cancellation.onCancellationRequested(listener),
    });
    const [ours] = await runVersions(pool, document, [version], cancellation);
    const run = await theirs;
    return run === undefined || ours === undefined ? null : { run, summary: ours.summary };
  });
  if (both === null) return;
  const { message, same } = comparisonWords(interpreter, version, both.run, both.summary);
  if (!same) {
    const left = reports.text(vscode.l10n.t('{0} under Python {1}', fileName, interpreter.version), both.run.stdout);
    const right = reports.text(vscode.l10n.t('{0} in Heapglass as {1}', fileName, version), outputText(both.summary, 'stdout'));
    await vscode.commands.executeCommand('vscode.diff', left, right, vscode.l10n.t('Python {0} and Heapglass: {1}', interpreter.version, fileName), { preview: true });
    return void vscode.window.showWarningMessage(message);
  }
  void vscode.window.showInformationMessage(message);
}

/** The sentence that says what came out. */
export function comparisonWords(interpreter: Interpreter, version: string, run: PythonRun, summary: RunSummary): { readonly message: string; readonly same: boolean } {
  const theirs = run.stdout.split('\n');
  const ours = outputText(summary, 'stdout').split('\n');
  const at = firstDifference(theirs, ours);
  const same = at === Math.max(theirs.length, ours.length);
  const sentences = [same
    ? vscode.l10n.t('Python {0} prints the same {1} lines.', interpreter.version, theirs.at(-1) === '' ? theirs.length - 1 : theirs.length)
    : vscode.l10n.t('The output differs from line {0} on.', at + 1)];
  if (run.exitCode === null) sentences.push(vscode.l10n.t('The real run was ended before it was over.'));
  else if (summary.status !== 'stopped' && run.exitCode !== summary.exitCode) sentences.push(vscode.l10n.t('It ended with exit code {0}, here with {1}.', run.exitCode, summary.exitCode));
  if (summary.status === 'stopped') sentences.push(vscode.l10n.t('The run here was stopped at a limit.'));
  if (interpreter.implementation !== 'cpython') sentences.push(vscode.l10n.t('It is not CPython, whose memory manager is shown here.'));
  else if (minorOf(interpreter) !== version) sentences.push(vscode.l10n.t('The versions differ: Heapglass ran it as {0}.', version));
  else if (profileVersion(version) !== interpreter.version) sentences.push(vscode.l10n.t('Heapglass is exact for {0}.', profileVersion(version)));
  return { message: sentences.join(' '), same: same && (run.exitCode === summary.exitCode || summary.status === 'stopped') };
}

function minorOf({ version }: Interpreter): string {
  return version.replace(/^(\d+\.\d+).*$/, '$1');
}
