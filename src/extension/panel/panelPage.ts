/** The page shown in a webview: its policy, its two files, the words it says. Nothing from a program is in it. */
import * as vscode from 'vscode';

export function panelPage(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
  const policy = [
    "default-src 'none'",
    // The nonce is for the one style element the component toolkit adds.
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    // Drawings the page turns into points: made here, of text, and never fetched.
    'img-src blob:',
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  // Data, not a script: the page reads its words from it. They are ours; even so nothing in them can end the element.
  const words = JSON.stringify(vscode.l10n.bundle ?? {}).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta property="csp-nonce" content="${nonce}">
  <link rel="stylesheet" href="${file('panel.css')}">
  <title>Heapglass</title>
</head>
<body>
  <script type="application/json" id="words">${words}</script>
  <div id="heapglass"></div>
  <script nonce="${nonce}" src="${file('panel.js')}"></script>
</body>
</html>`;
}

export function panelOptions(extensionUri: vscode.Uri): vscode.WebviewOptions & vscode.WebviewPanelOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')] };
}
