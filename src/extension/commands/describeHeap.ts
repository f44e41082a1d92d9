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
  const at = view.line === null ? '' : `, before line ${view.line + 1}`;
  return [
    `Step ${view.step + 1} of ${view.stepCount}${at} (${view.event} in ${view.functionName})`,
    view.sentence,
    '',
    'Names',
    ...view.roots.flatMap((root) => [`  ${root.label}`, ...slotLines(root.slots, root.moreCount, nodes)]),
    '',
    'Objects',
    ...reachable.flatMap((node) => nodeLines(node, nodes)),
    ...(view.hiddenCount > 0 ? [`  and ${view.hiddenCount} more`] : []),
    ...(unreachable.length > 0 ? ['', 'Unreachable, waiting for the collector', ...unreachable.flatMap((node) => nodeLines(node, nodes))] : []),
    '',
    'Generations',
    ...view.generations.map((generation, index) =>
      `  ${index}: count ${generation.count} of threshold ${generation.threshold}, ${generation.objects} objects`),
    '',
  ].join('\n');
}

function nodeLines(node: HeapNode, nodes: ReadonlyMap<number, HeapNode>): string[] {
  const count = node.immortal === true ? 'immortal' : `refcount ${node.refcount}`;
  const generation = node.generation === null ? 'untracked' : node.generation === 3 ? 'permanent generation' : `generation ${node.generation}`;
  return [`  ${title(node)}: ${count}, ${generation}, ${node.size} bytes`, ...slotLines(node.slots, node.moreCount, nodes)];
}

function slotLines(slots: readonly HeapSlot[], moreCount: number, nodes: ReadonlyMap<number, HeapNode>): string[] {
  const lines = slots.map((slot) => {
    const target = slot.target === null ? undefined : nodes.get(slot.target);
    return `    ${slot.label} ${slot.weak === true ? '~>' : '->'} ${target === undefined ? slot.text : title(target)}`;
  });
  return moreCount > 0 ? [...lines, `    and ${moreCount} more`] : lines;
}

function title(node: HeapNode): string {
  return `${node.type} #${node.id}${node.text === '' ? '' : ` ${node.text}`}`;
}
