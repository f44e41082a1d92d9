/**
 * A moment for Graphviz: a record-like HTML table per scope and object, one row (and port) per slot, weak references dashed, what
 * nobody reaches in a cluster of its own. In: a view. Out: a `digraph`, in plain ASCII quotes and escapes only.
 */
import type { HeapNode, HeapSlot, HeapView } from '../heapView';

export function heapDot(view: HeapView, title: string): string {
  const drawn = new Set(view.nodes.map(({ id }) => id));
  const unreachable = view.nodes.filter((node) => node.unreachable);
  const place = view.line === null ? '' : `, line ${view.line + 1}`;
  return `${[
    'digraph heap {',
    '  rankdir=LR;',
    `  label=${quoted(`${title}: step ${view.step} of ${view.stepCount - 1}${place}`)};`,
    '  labelloc=t; fontname="Helvetica"; fontsize=14;',
    '  node [shape=plain, fontname="Helvetica", fontsize=11];',
    '  edge [color="#5b6b7c", arrowsize=0.7];',
    ...view.roots.map((root) => `  ${quoted(root.id)} [label=${tableLabel(root.label, '', root.slots, root.moreCount, drawn, '#dfe9f5')}];`),
    ...view.nodes.filter((node) => !node.unreachable).map((node) => `  ${nodeLine(node, drawn)}`),
    ...(unreachable.length === 0 ? [] : [
      '  subgraph cluster_unreachable {',
      '    label="unreachable, waiting for the collector"; style=dashed; color="#b3261e"; fontcolor="#b3261e"; fontsize=11;',
      ...unreachable.map((node) => `    ${nodeLine(node, drawn)}`),
      '  }',
    ]),
    ...view.roots.flatMap((root) => edgeLines(quoted(root.id), root.slots, drawn)),
    ...view.nodes.flatMap((node) => edgeLines(nodeName(node.id), node.slots, drawn)),
    ...(view.hiddenCount > 0 ? [`  more [shape=plaintext, label=${quoted(`and ${view.hiddenCount} more objects`)}];`] : []),
    '}',
  ].join('\n')}\n`;
}

function nodeLine(node: HeapNode, drawn: ReadonlySet<number>): string {
  const count = node.immortal === true ? 'immortal' : `refcount ${node.refcount}`;
  const { title, value } = nodeTexts(node);
  return `${nodeName(node.id)} [label=${tableLabel(title, count, node.slots, node.moreCount, drawn, '#f4f1e6', value)}];`;
}

/** `list #3` and its value; what has a name of its own is headed by it: `function f`. */
export function nodeTexts({ id, type, text }: HeapNode): { title: string; value: string } {
  const isNamed = text.startsWith('<') && text.endsWith('>') && !text.endsWith(' object>');
  return isNamed ? { title: text.slice(1, -1), value: '' } : { title: `${type} #${id}`, value: text };
}

function nodeName(id: number): string {
  return quoted(`object ${id}`);
}

function tableLabel(
  title: string, count: string, slots: readonly HeapSlot[], moreCount: number, drawn: ReadonlySet<number>, colour: string, text = '',
): string {
  const head = `<tr><td bgcolor="${colour}" align="left"><b>${markup(title)}</b>${count === '' ? '' : `  ${markup(count)}`}</td></tr>`;
  const value = text === '' ? '' : `<tr><td align="left">${markup(text)}</td></tr>`;
  const rows = slots.map((slot, i) => {
    const target = isDrawn(slot, drawn) ? '' : ` = ${slot.text}`;
    return `<tr><td port="s${i}" align="left">${markup(`${slot.label}${target}`)}</td></tr>`;
  });
  const more = moreCount > 0 ? `<tr><td align="left">and ${moreCount} more</td></tr>` : '';
  return `<<table border="0" cellborder="1" cellspacing="0" cellpadding="4">${head}${value}${rows.join('')}${more}</table>>`;
}

function edgeLines(from: string, slots: readonly HeapSlot[], drawn: ReadonlySet<number>): string[] {
  return slots.flatMap((slot, i) => (isDrawn(slot, drawn)
    ? [`  ${from}:s${i} -> ${nodeName(slot.target as number)}${slot.weak === true ? ' [style=dashed, arrowhead=empty]' : ''};`]
    : []));
}

function isDrawn({ target }: HeapSlot, drawn: ReadonlySet<number>): boolean {
  return target !== null && drawn.has(target);
}

/** A double-quoted string of the DOT language: only quotes and backslashes are special. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll(/\r?\n|\r/g, '\\n')}"`;
}

/** Text in an HTML-like label; control characters, which XML can't hold, become their pictures. */
export function markup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
    // eslint-disable-next-line no-control-regex -- these are what is replaced
    .replaceAll(/[\u0000-\u001f\u007f]/g, (character) => String.fromCodePoint(0x2400 + (character === '\u007f' ? 0x21 : character.charCodeAt(0))))
    .replaceAll(/[\ud800-\udfff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
