import * as vscode from 'vscode';
import { placeIn } from '../../../src/extension/panel/heapPanels';
import { equal, eventually, ok } from '../expect';
import { closeEditors, extensionApi, openAndRun } from '../window';

suite('heap panels', () => {
  teardown(closeEditors);

  test('may be several: one follows the editor, another stays with its file', async () => {
    const { panels, scenarios } = await extensionApi();
    const one = await openAndRun('a = []\n');
    panels.open();
    const [following] = panels.pages;
    const pinned = await panels.openAnother(one.editor.document);
    equal(panels.pages.length, 2);
    const two = await openAndRun('b = []\nc = b\n');
    scenarios.makeCurrent(two.scenario);
    equal([following.scenario === two.scenario, pinned.scenario === one.scenario], [true, true]);
    equal([following.place?.isPinned, pinned.place?.isPinned, pinned.place?.uri], [false, true, one.scenario.uri]);
    pinned.unpin();
    equal(pinned.scenario === two.scenario, true, 'it follows again');
    ok(following.state().run !== 0, 'there is a run');
  });

  test('may stay at a moment of their own', async () => {
    const { panels } = await extensionApi();
    const { scenario } = await openAndRun('a = []\nb = [a]\nc = [b]\n');
    panels.open();
    const [page] = panels.pages;
    await scenario.seek(1);
    page.keepMoment();
    await scenario.seek(3);
    await eventually(() => page.state().view?.step === 1 && scenario.view?.step === 3, 'the page stays, the scenario moves');
    equal(page.place, { uri: scenario.uri, step: 1, isPinned: false, keepsMoment: true });
    page.followMoment();
    equal(page.state().view?.step, 3);
  });

  test('come back where they were, from what the page kept', async () => {
    const { panels } = await extensionApi();
    const { scenario, editor } = await openAndRun('a = []\nb = [a]\nc = [b]\n');
    const place = { uri: scenario.uri, step: 2, isPinned: true, keepsMoment: true };
    const panel = vscode.window.createWebviewPanel('heapglass.panel', 'Heap', { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
    await panels.deserializeWebviewPanel(panel, { place, zoom: 2 });
    const [page] = panels.pages;
    await eventually(() => page.state().view?.step === 2, 'its moment is shown');
    equal([page.place, page.scenario?.document === editor.document], [place, true]);
    panel.dispose();
    equal(panels.pages.length, 0);
  });

  test('take nothing else for a place', () => {
    for (const state of [null, 3, {}, { place: 3 }, { place: { uri: '', step: 1 } }, { place: { uri: 'file:///a.py', step: -1 } }, { place: { uri: 'file:///a.py', step: 0.5 } }]) {
      equal(placeIn(state), null);
    }
    equal(placeIn({ place: { uri: 'file:///a.py', step: 3 } }), { uri: 'file:///a.py', step: 3, isPinned: false, keepsMoment: false });
  });
});
