/** What a run wrote, as a document of its own, so that it can be searched and compared. */
import * as vscode from 'vscode';
import type { RunSummary } from '../../protocol';
import type { Scenario } from '../scenarios/scenario';

export async function showOutput(scenario: Scenario): Promise<void> {
  const content = outputText(scenario.summary);
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

/** @param stream both, if not told, in the order they were written */
export function outputText(summary: RunSummary | null, stream?: 'stdout' | 'stderr'): string {
  return (summary?.output ?? []).filter((chunk) => stream === undefined || chunk.stream === stream).map(({ text }) => text).join('');
}
