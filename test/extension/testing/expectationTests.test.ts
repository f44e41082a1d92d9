/** Expectations as the editor shows them: problems, completion, hover help. The Test Explorer has no interface tests can read. */
import * as vscode from 'vscode';
import { equal, includes, ok } from '../expect';
import { closeEditors, openAndRun } from '../window';

const PROGRAM = 'a = []\nb = a  # expect: refcount(a) == 2\ndel b  # expect: freed(b)\nc = 1  # expect: refcont(a) == 1\n';

suite('expectations', () => {
  teardown(closeEditors);

  test('that fail or can not be read are problems at their places, those that hold are none', async () => {
    const { editor, scenario } = await openAndRun(PROGRAM);
    equal((scenario.shown?.expectations ?? []).map(({ status }) => status), ['passed', 'failed', 'malformed']);
    const problems = vscode.languages.getDiagnostics(editor.document.uri).filter(({ code }) => code === 'expectation');
    equal(problems.map(({ range, severity }) => [editor.document.getText(range), severity]), [
      ['freed(b)', vscode.DiagnosticSeverity.Error], ['refcont(a) == 1', vscode.DiagnosticSeverity.Warning],
    ]);
    includes(problems[0]?.message ?? '', 'is alive, refcount 1: global a');
    includes(problems[1]?.message ?? '', "no expectation 'refcont'");
  });

  test('are completed and explained while they are written', async () => {
    const { editor } = await openAndRun(PROGRAM);
    const place = new vscode.Position(1, editor.document.lineAt(1).text.indexOf('refcount'));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', editor.document.uri, place);
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    for (const word of ['refcount', 'freed', 'holders', 'cycles', '@hit']) ok(labels.includes(word), `${word} is offered`);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, place.translate(0, 2));
    const text = hovers.flatMap(({ contents }) => contents).map((content) => (content instanceof vscode.MarkdownString ? content.value : '')).join('\n');
    includes(text.replaceAll('&nbsp;', ' '), 'refcount of the object after the line');
  });
});
