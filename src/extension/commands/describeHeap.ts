/** The shown moment as a text document: what the picture says, for reading, searching and screen readers. */
import * as vscode from 'vscode';
import type { HeapNode, HeapSlot, HeapView } from '../../protocol';
import type { Scenario } from '../scenarios/scenario';

export async function describeHeap(scenario: Scenario | null): Promise<void> {
  const view = scenario?.view;
  if (view == null) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing was run yet: open a Python file and run "Heapglass: Run Scenario".'));
    return;
  }
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: heapText(view) });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

export function heapText(view: HeapView): string {
  const nodes = new Map(view.nodes.map((node) => [node.id, node]));
  const reachable = view.nodes.filter((node) => !node.unreachable);
  const unreachable = view.nodes.filter((node) => node.unreachable);
  const { step, stepCount, line, event, functionName } = view;
  return [
    line === null ? vscode.l10n.t('Step {0} of {1} ({2} in {3})', step + 1, stepCount, event, functionName)
      : vscode.l10n.t('Step {0} of {1}, before line {2} ({3} in {4})', step + 1, stepCount, line + 1, event, functionName),
    view.sentence,
    '',
    vscode.l10n.t('Names'),
    ...view.roots.flatMap((root) => [`  ${root.label}`, ...slotLines(root.slots, root.moreCount, nodes)]),
    '',
    vscode.l10n.t('Objects'),
    ...reachable.flatMap((node) => nodeLines(node, nodes)),
    ...(view.hiddenCount > 0 ? [`  ${vscode.l10n.t('and {0} more', view.hiddenCount)}`] : []),
    ...(unreachable.length > 0 ? ['', vscode.l10n.t('Unreachable, waiting for the collector'), ...unreachable.flatMap((node) => nodeLines(node, nodes))] : []),
    '',
    vscode.l10n.t('Generations'),
    ...view.generations.map((generation, index) =>
      `  ${vscode.l10n.t('{0}: count {1} of threshold {2}, {3} objects', index, generation.count, generation.threshold, generation.objects)}`),
    '',
  ].join('\n');
}

function nodeLines(node: HeapNode, nodes: ReadonlyMap<number, HeapNode>): string[] {
  const count = node.immortal === true ? vscode.l10n.t('immortal') : vscode.l10n.t('refcount {0}', node.refcount);
  const generation = node.generation === null ? vscode.l10n.t('untracked') : node.generation === 3 ? vscode.l10n.t('permanent generation') : vscode.l10n.t('generation {0}', node.generation);
  return [`  ${title(node)}: ${count}, ${generation}, ${vscode.l10n.t('{0} bytes', node.size)}`, ...slotLines(node.slots, node.moreCount, nodes)];
}

function slotLines(slots: readonly HeapSlot[], moreCount: number, nodes: ReadonlyMap<number, HeapNode>): string[] {
  const lines = slots.map((slot) => {
    const target = slot.target === null ? undefined : nodes.get(slot.target);
    return `    ${slot.label} ${slot.weak === true ? '~>' : '->'} ${target === undefined ? slot.text : title(target)}`;
  });
  return moreCount > 0 ? [...lines, `    ${vscode.l10n.t('and {0} more', moreCount)}`] : lines;
}

function title(node: HeapNode): string {
  return `${node.type} #${node.id}${node.text === '' ? '' : ` ${node.text}`}`;
}
