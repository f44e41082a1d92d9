/** The objects of a phase as a table, in the collector's order: the same as the picture says, for reading. */
import type { CollectionPhaseStep } from '../../../src/protocol';
import { element } from '../dom';
import { overlayOf } from './phaseView';

export function phaseTable(phase: CollectionPhaseStep, generation: 0 | 1 | 2, chosen: number | null, onChoose: (object: number) => void): HTMLElement {
  const rows = phase.objects.map((object, index) => {
    const { id, name, text } = object.object;
    const link = element('button', { class: 'link', type: 'button' }, text === '' || text.startsWith('<') || name.includes(text) ? name : `${name} ${text}`);
    link.addEventListener('click', () => onChoose(id));
    const { tone, text: standing } = overlayOf(object, phase, generation);
    return element('tr', { class: `gc-${tone}`, 'aria-selected': id === chosen ? 'true' : null },
      element('td', { class: 'number' }, String(index + 1)), element('td', {}, link),
      element('td', { class: 'number' }, object.refcount === null ? '' : String(object.refcount)),
      element('td', { class: 'number' }, object.gcRefs === null ? '' : String(object.gcRefs)),
      element('td', {}, standing));
  });
  return element('table', { class: 'phase-table' },
    element('caption', {}, 'Objects in the order of the collector’s list'),
    element('thead', {}, element('tr', {}, ...['', 'object', 'refcount', 'gc_refs', 'standing'].map((head) => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, ...rows));
}
