/**
 * Compares who holds an object with what an expectation lists. A holder may be written as the ledger does (`global a`,
 * `.next of Node #5`) or as Python would reach it (`a`, `b.next`, `items[0]`), seen from where the line stands.
 */
import type { Edge, HeapGraph } from '../heapGraph';
import { HolderWords, ledgerTexts } from '../ledger';
import { parseNamePath, type NamePath } from '../namePath';
import { resolveName } from '../resolveName';
import { LabelKind, labelKind, labelPayload } from '../../recording';
import { unquoted } from '../ledger';

/** Whether each expected text stands for one holder of its own, and no holder is left over. */
export function holdersMatch(graph: HeapGraph, frame: number, entity: number, expected: readonly string[]): boolean {
  const texts = ledgerTexts(graph, entity);
  if (texts.length !== expected.length) return false;
  const words = new HolderWords(graph);
  const left: { readonly text: string; readonly edge: Edge | null }[] = graph.holdersOf(entity).map((edge) => ({ text: words.text(edge), edge }));
  // What only JavaScript variables hold has a text and no edge.
  for (const text of texts.slice(left.length)) left.push({ text, edge: null });
  const unmatched: string[] = [];
  for (const text of expected) {
    const at = left.findIndex((holder) => holder.text === text);
    if (at < 0) unmatched.push(text);
    else left.splice(at, 1);
  }
  return unmatched.every((text) => {
    const at = left.findIndex(({ edge }) => edge !== null && isWrittenAs(graph, frame, words, edge, text));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** Whether Python would reach the reference by this text. */
function isWrittenAs(graph: HeapGraph, frame: number, words: HolderWords, edge: Edge, text: string): boolean {
  const path = parseNamePath(text);
  if (typeof path === 'string') return false;
  const label = labelText(graph, edge);
  const last = path.steps.at(-1);
  if (last === undefined) {
    const isVariable = edge.holder === frame || edge.holder === graph.recording.mainNamespace;
    return isVariable && label === path.root;
  }
  const wanted = last.kind === 'item' ? last.key : last.kind === 'attribute' ? last.name : null;
  if (wanted === null || label !== unquoted(wanted)) return false;
  const holder = resolveName(graph, frame, prefixText(path));
  return 'entity' in holder && (holder.entity === edge.holder || words.ownerOf(edge.holder) === holder.entity);
}

/** The path without its last step, as text. */
function prefixText({ root, steps }: NamePath): string {
  const head = typeof root === 'number' ? `#${root}` : root;
  return head + steps.slice(0, -1).map((step) => (step.kind === 'attribute' ? `.${step.name}` : step.kind === 'call' ? '()' : `[${step.key}]`)).join('');
}

function labelText({ recording }: HeapGraph, { label }: Edge): string {
  const payload = labelPayload(label);
  const kind = labelKind(label);
  if (kind === LabelKind.Index) return String(payload);
  return kind === LabelKind.Key ? '' : unquoted(recording.strings.get(payload));
}
