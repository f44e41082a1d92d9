/**
 * A path from a root to an object, or a cycle, as a small picture: boxes below each other, arrows labelled with what the reference is
 * called. In: the steps of a path. Out: an SVG of the given width; its boxes choose their objects.
 *
 * The words of the path stand beside it in the page, so the picture is one image for screen readers.
 */
import type { AlivePath, CyclePath, ObjectReference } from '../../../src/protocol';
import { svg } from '../dom';

export interface ChainBox {
  readonly kind: 'root' | 'object' | 'gap';
  readonly title: string;
  readonly object: ObjectReference | null;
  /** What the arrow to the next box is called; '' at the last. */
  readonly label: string;
}

const rowHeight = 46;
const boxHeight = 24;
const left = 1;
/** Room at the right for the arrow that closes a cycle. */
const bend = 26;

/** Boxes of a path from its root to its object. What goes without saying (`__dict__`) has no box. */
export function chainOfPath({ root, rootName, steps, omitted }: AlivePath): ChainBox[] {
  const chain = joined({ kind: 'root', title: rootName, object: null, label: '' }, boxes(steps, omitted));
  // A module's names are entries of a dict only behind the scenes.
  if (root === 'global' || root === 'module') return chain.map((box, index) => (index === 0 ? { ...box, label: box.label.replace(/^\['(.*)'\]$/s, '$1') } : box));
  return chain;
}

/** Boxes of a cycle: the first one's holder is what the last one refers to. */
export function chainOfCycle({ steps, omitted }: CyclePath): ChainBox[] {
  const [first] = steps;
  const start: ChainBox = { kind: 'object', title: first?.holder?.name ?? '', object: first?.holder ?? null, label: '' };
  return joined(start, boxes(steps, omitted)).slice(0, -1);
}

interface Entry {
  readonly box: ChainBox;
  /** What the arrow to it is called. */
  readonly by: string;
}

function boxes(steps: AlivePath['steps'], omitted: number): Entry[] {
  const half = omitted > 0 ? Math.ceil(steps.length / 2) : -1;
  const found: Entry[] = [];
  steps.forEach((step, index) => {
    if (index === half) found.push({ by: '', box: { kind: 'gap', title: `${omitted} more`, object: null, label: '' } });
    if (step.silent && index < steps.length - 1) return;
    found.push({ by: step.label, box: { kind: 'object', title: step.target.name, object: step.target, label: '' } });
  });
  return found;
}

/** The boxes in a row, each with the name of the arrow that leaves it. */
function joined(start: ChainBox, entries: readonly Entry[]): ChainBox[] {
  const all = [start, ...entries.map(({ box }) => box)];
  return all.map((box, index) => ({ ...box, label: entries[index]?.by ?? '' }));
}

export function pathPicture(chain: readonly ChainBox[], options: {
  readonly width: number; readonly charWidth: number; readonly closed: boolean; readonly label: string; readonly onChoose: (object: number) => void;
}): SVGSVGElement {
  const { width, charWidth, closed, label, onChoose } = options;
  const height = chain.length * rowHeight - (closed ? 10 : rowHeight - boxHeight - 2);
  const boxWidth = width - (closed ? bend : 0) - 2 * left;
  const picture = svg('svg', { class: closed ? 'path-picture closed' : 'path-picture', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label });
  chain.forEach((box, index) => {
    const y = 1 + index * rowHeight;
    const middle = y + boxHeight / 2;
    const last = index === chain.length - 1;
    const goal = last && !closed;
    const group = svg('g', { class: `chain-box ${box.kind}${goal ? ' goal' : ''}` });
    const inset = box.kind === 'gap' ? boxWidth / 3 : 0;
    if (box.kind !== 'gap') group.append(svg('rect', { x: left + inset, y, width: boxWidth - 2 * inset, height: boxHeight, rx: box.kind === 'root' ? 3 : 7 }));
    group.append(svg('text', { x: left + boxWidth / 2, y: middle }, fitted(box.title, boxWidth - 16, charWidth)), svg('title', {}, box.title.slice(0, 500)));
    const { object } = box;
    if (object !== null && !goal) {
      group.classList.add('link-box');
      group.addEventListener('click', () => onChoose(object.id));
    }
    picture.append(group);
    if (!last) picture.append(arrow(left + 18, y + boxHeight, y + rowHeight, box.label, boxWidth - 40, charWidth));
  });
  const lastBox = chain[chain.length - 1];
  if (closed && lastBox !== undefined) {
    const bottom = 1 + (chain.length - 1) * rowHeight + boxHeight / 2;
    const right = left + boxWidth;
    const top = 1 + boxHeight / 2;
    picture.append(
      svg('path', { class: 'chain-arrow', d: chain.length === 1
        ? `M${right} ${bottom + 5} h12 v-10 h-8`
        : `M${right} ${bottom} h10 a6 6 0 0 0 6 -6 V${top + 6} a6 6 0 0 0 -6 -6 h-5` }),
      svg('path', { class: 'chain-head', d: `M${right + 1} ${chain.length === 1 ? bottom - 5 : top} l6 -3.5 v7 z` }),
      svg('text', { class: 'chain-label', x: left + 30, y: bottom + boxHeight / 2 + 10 }, fitted(lastBox.label === '' ? '' : `${lastBox.label} ↑`, boxWidth - 40, charWidth)),
    );
  }
  return picture;
}

function arrow(x: number, from: number, to: number, label: string, room: number, charWidth: number): SVGGElement {
  return svg('g', {},
    svg('path', { class: 'chain-arrow', d: `M${x} ${from} V${to - 6}` }),
    svg('path', { class: 'chain-head', d: `M${x} ${to} l-3.5 -7 h7 z` }),
    svg('text', { class: 'chain-label', x: x + 12, y: (from + to) / 2 }, fitted(label, room, charWidth)));
}

/** As much of a text as fits a width. */
export function fitted(text: string, width: number, charWidth: number): string {
  const most = Math.max(1, Math.floor(width / charWidth));
  const characters = [...text.slice(0, most * 2 + 2)];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}
