/** Help with writing expectations: completion inside `# expect:` comments, and an explanation of the word under the mouse. */
import * as vscode from 'vscode';
import { EXPECTATION_WORDS } from '../../protocol';

/** Up to the place in question, the line has an expectation's comment. */
const COMMENT = /#\s*expect\s*:/;

export class ExpectationCompletion implements vscode.CompletionItemProvider {
  provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
    const before = document.lineAt(position.line).text.slice(0, position.character);
    if (!COMMENT.test(before)) {
      // The comment itself, at the beginning of one.
      const start = /#\s*(e?x?p?e?c?t?)$/.exec(before);
      if (start === null) return [];
      const item = new vscode.CompletionItem('expect:', vscode.CompletionItemKind.Snippet);
      item.insertText = new vscode.SnippetString('expect: refcount(${1:name}) == ${2:1}');
      item.detail = vscode.l10n.t('what must hold after this line');
      item.range = new vscode.Range(position.line, position.character - (start[1] ?? '').length, position.line, position.character);
      return [item];
    }
    return EXPECTATION_WORDS.map(({ word, template, help }) => {
      const item = new vscode.CompletionItem(word, vscode.CompletionItemKind.Keyword);
      item.insertText = new vscode.SnippetString(template.replace('$1', '${1:name}').replace('global $1', 'global ${1:name}'));
      item.documentation = help;
      const typed = /[@\w]*$/.exec(before)?.[0] ?? '';
      item.range = new vscode.Range(position.line, position.character - typed.length, position.line, position.character);
      return item;
    });
  }
}

export class ExpectationHover implements vscode.HoverProvider {
  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | null {
    const range = document.getWordRangeAtPosition(position, /@?\w+/);
    if (range === undefined || !COMMENT.test(document.lineAt(position.line).text.slice(0, range.start.character))) return null;
    const word = document.getText(range);
    const entry = EXPECTATION_WORDS.find((candidate) => candidate.word === word);
    return entry === undefined ? null : new vscode.Hover([new vscode.MarkdownString().appendText(entry.help)], range);
  }
}
