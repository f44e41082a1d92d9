/** What the picture says to people who don't see it, and short texts used in several places. */
import type { HeapGroup, HeapNode, HeapRoot, HeapSlot, HeapView } from '../../src/protocol';

export function generationName(generation: HeapNode['generation']): string {
  return generation === null ? 'untracked' : generation === 3 ? 'permanent generation' : `generation ${generation}`;
}

export function refcountText(node: HeapNode): string {
  if (node.immortal === true) return 'immortal';
  const before = node.change === 'refcount' && node.previousRefcount !== undefined ? `, was ${node.previousRefcount}` : '';
  return `refcount ${node.refcount}${before}`;
}

export function nodeName(node: Pick<HeapNode, 'id' | 'type' | 'text'>): string {
  const { prefix, name } = typeAndName(node);
  if (prefix !== '') return `${prefix} ${name}`;
  // What was there before the program has no number a reader could meet elsewhere.
  return `${node.type}${node.text === '' ? '' : ` ${node.text}`}${node.id > 0 ? ` #${node.id}` : ''}`;
}

/** The accessible name of an object's card. */
export function nodeLabel(node: HeapNode): string {
  const parts = [nodeName(node), refcountText(node), generationName(node.generation)];
  if (node.change === 'new') parts.push('new');
  if (node.unreachable) parts.push('unreachable, waiting for the collector');
  if (node.slots.length > 0) parts.push(`${node.slots.length + node.moreCount} references`);
  return parts.join(', ');
}

export function rootLabel(root: HeapRoot): string {
  const names = root.slots.length + root.moreCount;
  return `${root.label}, ${root.kind}, ${names} ${names === 1 ? 'name' : 'names'}`;
}

/** `class Node`, `function load`: what kind of thing it is, apart from its name. The kind is '' for instances. */
export function typeAndName({ type, text }: Pick<HeapNode, 'type' | 'text'>): { readonly prefix: string; readonly name: string } {
  const found = /^<(class|function|module|method|built-in function) (.+?)>?$/.exec(text);
  return found === null ? { prefix: '', name: type } : { prefix: found[1], name: found[2] };
}

export function countText(count: number): string {
  return count.toLocaleString('en');
}

export function bytesText(bytes: number): string {
  if (bytes < 10_000) return `${countText(bytes)} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The accessible name of a group's card. */
export function groupName({ label, bytes, newCount, generations, unreachable }: HeapGroup): string {
  const parts = [label, bytesText(bytes)];
  generations.forEach((count, index) => {
    if (count > 0) parts.push(`${countText(count)} ${index < 3 ? `in generation ${index}` : 'untracked'}`);
  });
  if (newCount > 0) parts.push(`${countText(newCount)} new`);
  if (unreachable) parts.push('unreachable, waiting for the collector');
  return parts.join(', ');
}

export function slotText(slot: HeapSlot, nodes: ReadonlyMap<number, HeapNode>): string {
  const target = slot.target === null ? undefined : nodes.get(slot.target);
  return `${slot.label} ${slot.weak === true ? 'weakly to' : '→'} ${target === undefined ? slot.text : nodeName(target)}`;
}

export function stepText(view: HeapView): string {
  return `step ${view.step + 1} of ${view.stepCount}${view.line === null ? '' : `, line ${view.line + 1}`}`;
}

/** One sentence for screen readers after each step. */
export function summaryText(view: HeapView): string {
  const waiting = view.nodes.filter((node) => node.unreachable).length;
  const parts = [stepText(view)];
  if (view.sentence !== '') parts.push(view.sentence);
  parts.push(`${view.nodes.length} objects shown${waiting > 0 ? `, ${waiting} unreachable` : ''}`);
  return parts.join('. ');
}
