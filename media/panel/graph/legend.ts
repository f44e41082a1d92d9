/** What the picture's colours and lines mean. */
import { element, svg } from '../dom';

export class Legend {
  readonly root = element('details', { class: 'legend' }, element('summary', {}, 'Legend'), element('ul', {},
    ...[0, 1, 2].map((generation) => entry(swatch(`generation${generation}`), `generation ${generation}`)),
    entry(swatch('untracked'), 'not tracked by the collector'),
    entry(pill(), 'refcount; before → after'),
    entry(line('strong'), 'reference'),
    entry(line('weak'), 'weak reference (not counted)'),
    entry(swatch('changed-new'), 'made by the last step'),
  ));
}

function entry(sign: Element, text: string): HTMLElement {
  return element('li', {}, sign, text);
}

function swatch(kind: string): SVGSVGElement {
  return svg('svg', { class: `swatch ${kind}`, width: 18, height: 14, 'aria-hidden': 'true' },
    svg('rect', { class: 'card-ground', x: 1, y: 1, width: 16, height: 12, rx: 3 }),
    svg('rect', { class: 'stripe', x: 1, y: 1, width: 4, height: 12, rx: 1 }));
}

function pill(): Element {
  return element('span', { class: 'pill' }, '2');
}

function line(kind: string): SVGSVGElement {
  return svg('svg', { class: `edge ${kind}`, width: 26, height: 12, 'aria-hidden': 'true' },
    svg('path', { d: 'M2,6 H18', 'marker-end': `url(#head${kind === 'weak' ? '-weak' : ''})` }));
}
