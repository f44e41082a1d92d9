/** What the picture's colours and lines mean. */
import { element, svg } from '../dom';
import { t } from '../l10n';

export class Legend {
  readonly root = element('details', { class: 'legend' }, element('summary', {}, t('Legend')), element('ul', {},
    ...[0, 1, 2].map((generation) => entry(swatch(`generation${generation}`), t('generation {0}', generation))),
    entry(swatch('untracked'), t('not tracked by the collector')),
    entry(pill(), t('refcount')),
    entry(delta('+1', ''), t('it grew in the last step')),
    entry(delta('−1', 'less'), t('it fell')),
    entry(swatch('changed-new'), t('made by the last step')),
    entry(swatch('ghost'), t('freed by the last step')),
    entry(swatch('unreachable'), t('nothing reaches it: it waits for the collector')),
    entry(swatch('cyclic'), t('part of a cycle')),
    entry(line('strong'), t('reference')),
    entry(line('weak'), t('weak reference (not counted)')),
    entry(line('changed'), t('set by the last step')),
  ));
}

function entry(sign: Element, text: string): HTMLElement {
  return element('li', {}, sign, text);
}

function swatch(kind: string): SVGSVGElement {
  return svg('svg', { class: `swatch ${kind}`, width: 22, height: 18, 'aria-hidden': 'true' },
    ...(kind === 'cyclic' ? [svg('rect', { class: 'cycle-outline', x: 0.75, y: 0.75, width: 20.5, height: 16.5, rx: 5 })] : []),
    svg('rect', { class: 'card-ground', x: 3, y: 3, width: 16, height: 12, rx: 3 }),
    ...(kind === 'ghost' ? [svg('path', { class: 'struck', d: 'M5,9 H17' })] : [svg('rect', { class: 'stripe', x: 3, y: 3, width: 4, height: 12, rx: 1 })]),
    svg('rect', { class: 'card-frame', x: 3, y: 3, width: 16, height: 12, rx: 3 }));
}

function pill(): Element {
  return element('span', { class: 'pill' }, '2');
}

function delta(text: string, kind: string): Element {
  return element('span', { class: `legend-delta ${kind}` }, text);
}

function line(kind: string): SVGSVGElement {
  return svg('svg', { class: `edge ${kind}`, width: 26, height: 12, 'aria-hidden': 'true' },
    svg('path', { class: 'line', d: 'M2,6 H18', 'marker-end': `url(#head${kind === 'strong' ? '' : `-${kind}`})` }));
}
