import * as vscode from 'vscode';
import { ask, objectOf } from '../../../src/extension/commands/asking';
import { lifeReport, whyReport } from '../../../src/extension/commands/objects';
import { commandIds } from '../../../src/extension/contributions';
import { equal, eventually, includes, ok } from '../expect';
import { closeEditors, extensionApi, openAndRun } from '../window';

const SOURCE = `class Node:
    pass
kept = [Node()]
node = kept[0]
other = node
del other
del node
`;

/** Accepts what a list offers first: tries until there is a list, and the command that opened it is over. */
async function acceptFirst(command: Thenable<unknown>): Promise<void> {
  let over = false;
  void command.then(() => {
    over = true;
  });
  await eventually(async () => {
    if (!over) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return over;
  }, 'the list was answered');
}

suite('questions about an object', () => {
  teardown(closeEditors);

  test('why it is alive: choosing a reference goes to the line that made it', async () => {
    const { editor, scenario } = await openAndRun(SOURCE);
    editor.selection = new vscode.Selection(3, 1, 3, 1);
    await vscode.commands.executeCommand(commandIds.goToStep, '6:1');
    await acceptFirst(vscode.commands.executeCommand(commandIds.whyAlive));
    await eventually(() => vscode.window.activeTextEditor?.selection.active.line === 3, 'the cursor is on the line that bound the name');
    equal(scenario.view?.line, 4);
  });

  test('its life: going through the list shows each moment, leaving it goes back', async () => {
    const { editor, scenario } = await openAndRun(SOURCE);
    editor.selection = new vscode.Selection(3, 1, 3, 1);
    await vscode.commands.executeCommand(commandIds.goToStep, '6:1');
    const began = scenario.step;
    const command = vscode.commands.executeCommand(commandIds.followObject);
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      return scenario.step !== began;
    }, 'another event is shown');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await command;
    equal(scenario.step, began);
  });

  test('asked by a hover, by its number', async () => {
    const { scenario } = await openAndRun(SOURCE);
    const id = scenario.view?.nodes.find(({ type }) => type === 'list')?.id ?? 0;
    ok(id > 0, 'the list is drawn');
    await acceptFirst(vscode.commands.executeCommand(commandIds.whatWouldFree, { uri: scenario.uri, object: id, step: scenario.step }));
    await eventually(() => vscode.window.activeTextEditor?.selection.active.line === 2, 'the line that bound `kept`');
  });

  test('as text, with links to the moments', async () => {
    const { editor, scenario } = await openAndRun(SOURCE);
    editor.selection = new vscode.Selection(3, 1, 3, 1);
    await vscode.commands.executeCommand(commandIds.goToStep, '6:1');
    const { reports, scenarios } = await extensionApi();
    const chosen = await objectOf(scenarios);
    ok(chosen, 'the name stands for something');
    const story = await ask(scenario, 'timeObject', { object: chosen.object });
    ok(story, 'it has a life');
    const document = await reports.show(lifeReport(chosen, story.lines, story.events));
    includes(document.getText(), `The life of ${chosen.name}`);
    const why = await reports.show(whyReport(chosen, 'It is held.', ['global kept -> list #1[0]']));
    includes(why.getText(), '- global kept -> list #1[0]');
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    ok(links.some(({ target }) => target?.toString().startsWith(`command:${commandIds.showMoment}`)), 'its steps are links');
    equal(scenario.failure, '');
  });
});
