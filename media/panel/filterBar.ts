/**
 * The bar above the picture: a field to search in, the filter's conditions, and what is in force as chips that can be taken away.
 * It changes wishes; the picture follows.
 */
import type { Grouping, ObjectFilter } from '../../src/protocol';
import { element, setText } from './dom';
import { t } from './l10n';
import type { Store } from './store';
import { icon } from './ui/controls';
import type { Wishes } from './wishes';
import { countText } from './words';

const typingMs = 160;
const mostTypes = 40;

export class FilterBar {
  private readonly search = element('input', {
    type: 'search', class: 'search', placeholder: t('Search'), title: t('Name, type or value (/)'), 'aria-label': t('Search objects by name, type or value'), spellcheck: 'false',
  });
  private readonly count = element('span', { class: 'pill', hidden: true });
  private readonly open = element('button', { class: 'quiet', type: 'button', 'aria-expanded': 'false', 'aria-haspopup': 'dialog' }, icon('filter'), t('Filter'), this.count);
  private readonly sheet = element('div', { class: 'sheet', role: 'dialog', 'aria-label': t('Which objects are drawn'), hidden: true });
  private readonly chips = element('div', { class: 'chips' });
  private readonly trail = element('nav', { class: 'crumbs', 'aria-label': t('Neighbourhood'), hidden: true });
  private readonly left = element('span', { class: 'hidden-count' });
  readonly root = element('div', { class: 'picture-bar' },
    element('div', { class: 'bar-row' }, element('span', { class: 'search-field' }, icon('search'), this.search), this.open, this.chips, this.left, this.sheet), this.trail);
  private typing: number | undefined;

  constructor(private readonly store: Store, private readonly wishes: Wishes) {
    this.search.addEventListener('input', () => {
      window.clearTimeout(this.typing);
      this.typing = window.setTimeout(() => this.wishes.filter({ text: this.search.value }), typingMs);
    });
    this.search.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.clearSearch();
    });
    this.open.addEventListener('click', () => this.toggle(this.sheet.hidden === true));
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.sheet.hidden) return;
      this.toggle(false);
      this.open.focus();
    });
    window.addEventListener('pointerdown', (event) => {
      if (!this.sheet.hidden && event.target instanceof Node && !this.sheet.contains(event.target) && !this.open.contains(event.target)) this.toggle(false);
    });
  }

  focusSearch(): void {
    this.search.focus();
    this.search.select();
  }

  update(): void {
    const { filter, pinned, hidden, showAtoms, grouping, trail } = this.wishes.now;
    if (document.activeElement !== this.search && this.search.value !== (filter.text ?? '')) this.search.value = filter.text ?? '';
    const view = this.store.state?.view ?? null;
    setText(this.left, view !== null && view.hiddenCount > 0 ? t('{0} not drawn', countText(view.hiddenCount)) : '');
    const chips = [
      ...conditions(filter, (change) => this.wishes.filter(change)),
      ...(pinned.length > 0 ? [chip(t('{0} pinned', pinned.length), () => this.wishes.change({ pinned: [] }))] : []),
      ...(hidden.length > 0 ? [chip(t('{0} hidden', hidden.length), () => this.wishes.change({ hidden: [] }))] : []),
      ...(grouping !== 'auto' ? [chip(groupingNames()[grouping], () => this.wishes.change({ grouping: 'auto' }))] : []),
      ...(showAtoms ? [chip(t('values as objects'), () => this.wishes.change({ showAtoms: false }))] : []),
    ];
    this.chips.replaceChildren(...chips);
    const inForce = Object.keys(filter).filter((name) => name !== 'text').length;
    setText(this.count, String(inForce));
    this.count.hidden = inForce === 0;
    this.trail.hidden = trail.length === 0;
    this.trail.replaceChildren(...this.crumbs());
  }

  private clearSearch(): void {
    this.search.value = '';
    window.clearTimeout(this.typing);
    if (this.wishes.now.filter.text !== undefined) this.wishes.filter({ text: undefined });
  }

  private crumbs(): (Node | string)[] {
    const { trail } = this.wishes.now;
    const focus = trail.at(-1);
    if (focus === undefined) return [];
    const change = (by: number) => this.wishes.change({ trail: [...trail.slice(0, -1), { ...focus, distance: Math.max(1, Math.min(6, focus.distance + by)) }] });
    return [
      link(t('All objects'), () => this.wishes.goBack(0)),
      ...trail.slice(0, -1).flatMap(({ name }, index) => [separator(), link(name, () => this.wishes.goBack(index + 1))]),
      separator(), element('strong', { 'aria-current': 'true' }, focus.name),
      element('span', { class: 'distance' }, t('and what is within {0}', focus.distance),
        small('−', t('Nearer'), () => change(-1)), small('+', t('Farther'), () => change(1))),
    ];
  }

  private toggle(open: boolean): void {
    this.sheet.hidden = !open;
    this.open.setAttribute('aria-expanded', String(open));
    if (!open) return;
    this.fill([]);
    this.sheet.querySelector<HTMLElement>('input, select')?.focus();
    const step = this.store.state?.view?.step;
    if (step === undefined) return;
    this.store.ask('graphBreakdown', { step, by: 'type', limit: mostTypes }).then(
      ({ rows }) => this.fillTypes(rows.map(({ label, count }) => ({ name: label, count }))),
      () => this.fillTypes([])); // without a run there are no types
  }

  private readonly types = element('select', { 'aria-label': t('Type') });

  private fill(types: readonly { readonly name: string; readonly count: number }[]): void {
    const { wishes } = this;
    const { filter, showAtoms, grouping } = wishes.now;
    this.fillTypes(types);
    this.types.onchange = () => wishes.filter({ types: this.types.value === '' ? undefined : [this.types.value] });
    const step = this.store.state?.view?.step ?? 0;
    const generations = [0, 1, 2, null] as const;
    const isWanted = (generation: 0 | 1 | 2 | null) => filter.generations === undefined || filter.generations.includes(generation);
    this.sheet.replaceChildren(
      row(t('Type'), this.types),
      row(t('Generation'), element('span', { class: 'checks', role: 'group' }, ...generations.map((generation) => check(generation === null ? t('untracked') : String(generation), isWanted(generation), (on) => {
        const now = wishes.now.filter.generations ?? generations;
        const wanted = on ? [...now, generation] : now.filter((other) => other !== generation);
        wishes.filter({ generations: wanted.length === generations.length ? undefined : wanted });
      })))),
      row(t('Reachable'), choice([['', t('yes or no')], ['yes', t('only reachable')], ['no', t('only unreachable')]],
        filter.reachable === undefined ? '' : filter.reachable ? 'yes' : 'no', (value) => wishes.filter({ reachable: value === '' ? undefined : value === 'yes' }))),
      row(t('Made'), choice([['', t('at any time')], ['since', t('since this moment')], ['before', t('before this moment')]],
        filter.bornSince !== undefined ? 'since' : filter.bornBefore !== undefined ? 'before' : '',
        (value) => wishes.filter({ bornSince: value === 'since' ? step : undefined, bornBefore: value === 'before' ? step : undefined }))),
      row(t('Groups'), choice(Object.entries(groupingNames()), grouping, (value) => wishes.change({ grouping: value as Grouping, opened: {} }))),
      element('div', { class: 'checks wide' },
        check(t('Values (numbers, strings, None) as objects'), showAtoms, (on) => wishes.change({ showAtoms: on })),
        check(t('What imported modules made'), filter.library === true, (on) => wishes.filter({ library: on ? true : undefined }))),
      element('div', { class: 'sheet-end' }, link(t('Show everything again'), () => {
        this.clearSearch();
        wishes.change({ filter: {}, pinned: [], hidden: [], opened: {}, slotLimits: {}, grouping: 'auto', showAtoms: false, trail: [] });
        this.fill([]);
        this.toggle(false);
      })),
    );
  }

  private fillTypes(types: readonly { readonly name: string; readonly count: number }[]): void {
    const wanted = this.wishes.now.filter.types?.[0] ?? '';
    const all = wanted !== '' && !types.some(({ name }) => name === wanted) ? [{ name: wanted, count: 0 }, ...types] : types;
    this.types.replaceChildren(element('option', { value: '' }, t('all types')),
      ...all.map(({ name, count }) => element('option', { value: name, selected: name === wanted }, count === 0 ? name : `${name} (${countText(count)})`)));
  }
}

function groupingNames(): Readonly<Record<Grouping, string>> {
  return { auto: t('when there are many'), type: t('grouped by type'), holder: t('grouped by holder'), none: t('not grouped') };
}

function conditions(filter: ObjectFilter, change: (change: ObjectFilter) => void): HTMLElement[] {
  const { types, generations, reachable, bornSince, bornBefore, library } = filter;
  return [
    ...(types === undefined ? [] : [chip(types.join(', '), () => change({ types: undefined }))]),
    ...(generations === undefined ? [] : [chip(t('generation {0}', generations.map((generation) => generation ?? t('untracked')).join(', ')), () => change({ generations: undefined }))]),
    ...(reachable === undefined ? [] : [chip(reachable ? t('reachable') : t('unreachable'), () => change({ reachable: undefined }))]),
    ...(bornSince === undefined ? [] : [chip(t('made since step {0}', bornSince + 1), () => change({ bornSince: undefined }))]),
    ...(bornBefore === undefined ? [] : [chip(t('made before step {0}', bornBefore + 1), () => change({ bornBefore: undefined }))]),
    ...(library === true ? [chip(t('with libraries'), () => change({ library: undefined }))] : []),
  ];
}

function chip(text: string, take: () => void): HTMLElement {
  const made = element('button', { class: 'chip', type: 'button', title: t('Take away') }, element('span', {}, text), element('span', { class: 'cross', 'aria-hidden': 'true' }, '×'));
  made.addEventListener('click', take);
  return made;
}

function link(text: string, run: () => void): HTMLElement {
  const made = element('button', { class: 'link', type: 'button' }, text);
  made.addEventListener('click', run);
  return made;
}

function small(text: string, label: string, run: () => void): HTMLElement {
  const made = element('button', { class: 'small-button', type: 'button', title: label, 'aria-label': label }, text);
  made.addEventListener('click', run);
  return made;
}

function separator(): HTMLElement {
  return element('span', { class: 'separator', 'aria-hidden': 'true' }, '›');
}

function row(label: string, control: HTMLElement): HTMLElement {
  control.setAttribute('aria-label', label);
  return element('div', { class: 'sheet-row' }, element('span', { 'aria-hidden': 'true' }, label), control);
}

function choice(options: readonly (readonly [string, string])[], now: string, onChange: (value: string) => void): HTMLSelectElement {
  const made = element('select', {}, ...options.map(([value, label]) => element('option', { value, selected: value === now }, label)));
  made.addEventListener('change', () => onChange(made.value));
  return made;
}

function check(label: string, checked: boolean, onChange: (checked: boolean) => void): HTMLElement {
  const box = element('input', { type: 'checkbox', checked });
  box.addEventListener('change', () => onChange(box.checked));
  return element('label', {}, box, label);
}
