/** Buttons, check boxes and icons of the panel: all that is known outside this folder about the component toolkit. */
import { element, svg } from '../dom';

/** 16 by 16, drawn with strokes in the text's colour. */
const shapes = {
  back: 'M10.5 3.5 6 8l4.5 4.5 M4 3.5v9',
  forward: 'M5.5 3.5 10 8l-4.5 4.5 M12 3.5v9',
  fit: 'M2.5 6V2.5H6 M10 2.5h3.5V6 M13.5 10v3.5H10 M6 13.5H2.5V10',
  zoomIn: 'M8 3.5v9 M3.5 8h9',
  zoomOut: 'M3.5 8h9',
  filter: 'M2.5 3.5h11L9.5 8.5v4l-3 1.5v-5.5z',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z M10.3 10.3l3.4 3.4',
  tidy: 'M2.5 3.5h4v4h-4z M2.5 10.5h4v3h-4z M9.5 3.5h4v3h-4z M9.5 9.5h4v4h-4z',
  help: 'M5.8 6a2.2 2.2 0 1 1 3.4 1.9c-.8.5-1.2.9-1.2 1.9 M8 12.6v.2',
  play: 'M5 3v10l8-5z',
  pause: 'M5.5 3.5v9 M10.5 3.5v9',
  stepOver: 'M3 8.5C3.5 4.5 10.5 3.5 12 8 M12.7 4.2 12.2 8.3 8.6 6.6 M8 12.5h.01',
  stepOverBack: 'M13 8.5C12.5 4.5 5.5 3.5 4 8 M3.3 4.2 3.8 8.3 7.4 6.6 M8 12.5h.01',
  stepInto: 'M8 2.5v7 M4.8 6.6 8 9.8 11.2 6.6 M8 13h.01',
  stepOut: 'M8 10v-7 M4.8 5.8 8 2.6 11.2 5.8 M8 13h.01',
  nextCollection: 'M3 4v8l5-4z M9.5 8 11.5 5 13.5 8 11.5 11z',
  previousCollection: 'M13 4v8L8 8z M6.5 8 4.5 5 2.5 8 4.5 11z',
  close: 'M4 4l8 8 M12 4l-8 8',
} as const;

export type IconName = keyof typeof shapes;

export function icon(name: IconName): SVGSVGElement {
  return svg('svg', { class: 'icon', width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: shapes[name] }));
}

/** A button with only an icon, or with text. */
export function button(label: string, content: Node | string, onClick: (event: MouseEvent) => void): HTMLElement {
  const made = document.createElement('vscode-button');
  const iconOnly = typeof content !== 'string';
  made.setAttribute('appearance', iconOnly ? 'icon' : 'primary');
  made.setAttribute('aria-label', label);
  if (iconOnly) made.title = label;
  made.append(content);
  made.addEventListener('click', onClick);
  return made;
}

export function checkbox(label: string, checked: boolean, onChange: (checked: boolean) => void): HTMLElement {
  const made = document.createElement('vscode-checkbox') as HTMLElement & { checked: boolean };
  if (checked) made.setAttribute('checked', '');
  made.append(element('span', {}, label));
  made.addEventListener('change', () => onChange(made.checked));
  return made;
}
