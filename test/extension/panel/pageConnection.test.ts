import type * as vscode from 'vscode';
import { PageConnection } from '../../../src/extension/panel/pageConnection';
import { unpack, type PanelState } from '../../../src/protocol';
import { state } from '../../panel/viewFixtures';
import { equal } from '../expect';

const nothing = () => null;
const calls = { seek: nothing, move: nothing, reveal: nothing, openExample: nothing, wish: nothing, ask: () => new ArrayBuffer(0) };

/** A webview that keeps what it is sent; the test answers when it likes. */
function fakeWebview() {
  let receive = (_message: unknown) => {};
  const sent: { kind: string; id: number; argument: ArrayBuffer }[] = [];
  const webview = {
    postMessage(message: { kind: string; id: number; argument: ArrayBuffer }) {
      if (message.kind === 'call') sent.push(message);
      return Promise.resolve(true);
    },
    onDidReceiveMessage(listener: (message: unknown) => void) {
      receive = listener;
      return { dispose: nothing };
    },
  } as unknown as vscode.Webview;
  return {
    webview,
    sent,
    titles: () => sent.map((message) => unpack<PanelState>(message.argument).title),
    ready: () => receive({ kind: 'call', id: 1, name: 'ready' }),
    async answer() {
      receive({ kind: 'answer', id: sent.at(-1)?.id, value: null });
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

suite('page connection', () => {
  test('sends nothing before the page is ready, then the newest state', () => {
    const page = fakeWebview();
    let title = 'one';
    const connection = new PageConnection(page.webview, calls, () => state(null, { title }));
    connection.push();
    title = 'two';
    equal(page.titles(), []);
    page.ready();
    equal(page.titles(), ['two']);
    connection.dispose();
  });

  test('has one state under way, and then sends only the newest', async () => {
    const page = fakeWebview();
    let title = 'one';
    const connection = new PageConnection(page.webview, calls, () => state(null, { title }));
    page.ready();
    for (title of ['two', 'three', 'four']) connection.push();
    equal(page.titles(), ['one']);
    await page.answer();
    equal(page.titles(), ['one', 'four']);
    await page.answer();
    equal(page.titles(), ['one', 'four']);
    connection.dispose();
  });

  test('sends to a page that was loaded again, though the earlier one never answered', () => {
    const page = fakeWebview();
    const connection = new PageConnection(page.webview, calls, () => state(null, { title: 'one' }));
    page.ready();
    connection.hide();
    connection.push();
    equal(page.titles(), ['one']);
    page.ready();
    equal(page.titles(), ['one', 'one']);
    connection.dispose();
  });
});
