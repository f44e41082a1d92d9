/** The page of a recording that can't be opened: what is wrong with the file and what to do. No script; nothing of the file but its name. */
import * as vscode from 'vscode';
import type { FileRefusal } from '../../protocol';

export function refusalPage(name: string, { message, action }: FileRefusal): string {
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
  <title>${escaped(name)}</title>
</head>
<body>
  <main>
    <h1>${escaped(vscode.l10n.t('{0} can\'t be opened', name))}</h1>
    <p role="alert">${escaped(message)}</p>
    <p>${escaped(action)}</p>
  </main>
</body>
</html>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
