import * as vscode from 'vscode';
import { panelPage } from '../../../src/extension/panel/panelPage';
import { equal, includes, ok } from '../expect';

suite('the page of the panel', () => {
  const webview = { cspSource: 'https://source.test', asWebviewUri: (uri: vscode.Uri) => uri } as vscode.Webview;
  const page = () => panelPage(webview, vscode.Uri.parse('https://extension.test/folder'));

  test('allows nothing but its own script and styles', () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page())?.[1] ?? '';
    includes(policy, "default-src 'none'");
    ok(!policy.includes('unsafe'), 'nothing unsafe');
    const nonce = /script-src 'nonce-(\w+)'/.exec(policy)?.[1] ?? '';
    equal(nonce.length, 32);
    includes(page().replace(/[0-9a-f]{32}/g, nonce), `<script nonce="${nonce}" src="https://extension.test/folder/dist/panel.js">`);
  });

  test('has another nonce each time', () => {
    ok(page() !== page(), 'two pages differ');
  });
});
