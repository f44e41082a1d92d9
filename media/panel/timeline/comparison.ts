/**
 * What changed between the ends of a chosen stretch, compactly: sums, then born, died, refcounts, types and lines as groups that open.
 * A row chooses its object or goes to its line. Asked once for each stretch; the newest wish wins.
 */
import type { DiffRow, HeapDiff, ObjectReference } from '../../../src/protocol';
import { element } from '../dom';
import { t } from '../l10n';
import { Latest } from '../latest';
import type { Store } from '../store';
import { button, icon } from '../ui/controls';
import { bytesChange, change } from './comparisonWords';
import type { StepRange } from './range';

/** Rows of a group; the rest is counted. */
const mostRows = 12;

export class Comparison {
  private readonly head = element('p', { class: 'comparison-head' });
  private readonly groups = element('div', { class: 'comparison-groups' });
  readonly root = element('section', { class: 'comparison', 'aria-label': t('Comparison') });
  private readonly answers: Latest<StepRange, HeapDiff>;
  private shown = '';
  private readonly opened = new Set<string>([t('Refcounts'), t('Born'), t('Died')]);

  constructor(private readonly store: Store, onClose: () => void, onGo: (step: number) => void) {
    this.answers = new Latest(({ from, to }) => store.ask('timeDiff', { from, to }), (diff, range) => this.draw(diff, range), (error) => store.fail(error));
    this.root.append(element('div', { class: 'comparison-bar' }, this.head, button(t('Close the comparison'), icon('close'), onClose)), this.groups);
    this.root.hidden = true;
    this.onGo = onGo;
  }

  private readonly onGo: (step: number) => void;

  update(range: StepRange | null): void {
    const key = range === null ? '' : `${this.store.state?.run ?? 0} ${range.from} ${range.to}`;
    if (key === this.shown) return;
    this.shown = key;
    this.root.hidden = range === null;
    if (range === null) this.answers.forget();
    else this.answers.want(range);
  }

  private draw(diff: HeapDiff, { from, to }: StepRange): void {
    const { net, born, died, survived, passed } = diff;
    const end = (step: number, line: number | null): HTMLElement => link(line === null ? t('step {0}', step + 1) : t('step {0}, line {1}', step + 1, line + 1), () => this.onGo(step));
    this.head.replaceChildren(
      end(from, diff.from.line), ' → ', end(to, diff.to.line), ': ',
      element('strong', {}, `${Math.abs(net.count) === 1 ? t('{0} object', change(net.count)) : t('{0} objects', change(net.count))}, ${bytesChange(net.bytes)}`),
      element('span', { class: 'comparison-rest' }, ` · ${t('{0} born, {1} died, {2} survived', born.count, died.count, survived.count)}${passed.count > 0 ? `, ${t('{0} came and went', passed.count)}` : ''}`));
    this.groups.replaceChildren(
      this.group(t('Born'), diff.bornObjects.map((object) => this.objectRow(object, '')), diff.moreBorn),
      this.group(t('Died'), diff.diedObjects.map((object) => this.objectRow(object, '')), diff.moreDied),
      this.group(t('Refcounts'), diff.refcounts.map(({ object, from: before, to: after }) => this.objectRow(object, `${before} → ${after}`)), diff.moreRefcounts),
      this.group(t('Types'), diff.byType.map((row) => this.tallyRow(element('span', { class: 'row-name' }, row.type ?? ''), row)), diff.moreTypes),
      this.group(t('Lines'), diff.byLine.map((row) => this.lineRow(row)), diff.moreLines));
  }

  private group(name: string, rows: readonly HTMLElement[], more: number): HTMLElement {
    const left = more + Math.max(0, rows.length - mostRows);
    const made = element('details', { class: 'comparison-group', open: this.opened.has(name) && rows.length > 0 },
      element('summary', {}, name, ' ', element('span', { class: 'count' }, (rows.length + more).toLocaleString('en'))),
      element('ul', {}, ...rows.slice(0, mostRows), ...(left > 0 ? [element('li', { class: 'more' }, t('and {0} more', left.toLocaleString('en')))] : [])));
    made.hidden = rows.length + more === 0;
    made.addEventListener('toggle', () => {
      if (made.open) this.opened.add(name);
      else if (rows.length > 0) this.opened.delete(name);
    });
    return made;
  }

  private objectRow({ id, name, text }: ObjectReference, value: string): HTMLElement {
    // `<function f>` says no more than the name.
    const label = text === '' || text.startsWith('<') || name.includes(text) ? name : `${name} ${text}`;
    return element('li', {}, link(label, () => this.store.choose(id)), element('span', { class: 'row-value' }, value));
  }

  private lineRow(row: DiffRow): HTMLElement {
    const { line, functionName } = row;
    const where = line === null ? t('other files') : functionName === '' || functionName === '<module>' ? t('line {0}', line + 1) : t('line {0} in {1}', line + 1, functionName);
    return this.tallyRow(line === null ? element('span', { class: 'row-name' }, where) : link(where, () => this.store.reveal(line)), row);
  }

  private tallyRow(name: HTMLElement, { born, died, net }: DiffRow): HTMLElement {
    return element('li', {}, name, element('span', { class: 'row-value' }, `+${born.count} −${died.count}, ${bytesChange(net.bytes)}`));
  }
}

function link(text: string, onClick: () => void): HTMLElement {
  const made = element('button', { class: 'link', type: 'button' }, text);
  made.addEventListener('click', onClick);
  return made;
}
