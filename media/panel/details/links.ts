/** Buttons that look like links: to an object, to a line, to a moment. Long names are cut for the eye and whole in the title. */
import type { ObjectReference, Place } from '../../../src/protocol';
import { element } from '../dom';
import type { Store } from '../store';

const longestText = 120;

export function linkButton(text: string, onClick: () => void, attributes: Readonly<Record<string, string>> = {}): HTMLButtonElement {
  const shown = shortened(text);
  const made = element('button', { class: 'link', type: 'button', ...(shown === text ? {} : { title: text.slice(0, 2000) }), ...attributes }, shown);
  made.addEventListener('click', onClick);
  return made;
}

export function shortened(text: string, length = longestText): string {
  // Not through the middle of a surrogate pair.
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

export function objectLink(store: Store, object: ObjectReference, text = object.name): HTMLButtonElement {
  return linkButton(text, () => store.choose(object.id));
}

export function lineLink(store: Store, line: number, text = `line ${line + 1}`): HTMLButtonElement {
  return linkButton(text, () => store.reveal(line), { title: 'Show the line in the source' });
}

/** `step 12`, going to a moment. */
export function stepLink(store: Store, moment: number, text = `step ${moment + 1}`): HTMLButtonElement {
  return linkButton(text, () => store.seek(moment), { title: `Go to step ${moment + 1}` });
}

/** ` of f`, '' in the module. */
export function functionText({ functionName }: Pick<Place, 'functionName'>): string {
  return functionName === '' || functionName === '<module>' ? '' : ` of ${functionName}`;
}

/** `1,234` */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}

export function list(items: readonly (readonly (Node | string)[])[], note = ''): HTMLElement {
  const made = element('ul', {}, ...items.map((item) => element('li', {}, ...item)));
  if (note !== '') made.append(element('li', { class: 'note' }, note));
  return made;
}
