/**
 * A name over time: which objects it stood for, from when to when, and the refcount of what it stood for. In: a run and a name,
 * global or local of a function (in all its calls, one after the other). Out: bindings, a chart, text.
 *
 * Cost: one pass over the log, and one seek per binding.
 */
import { Field, IMMORTAL, LabelKind, labelKind, typeText, type HeapState } from '../../recording';
import { objectName } from '../objectNames';
import { globalSlots } from './changeSearch';
import { placeText } from './placeTexts';
import type { RunIndex } from './runIndex';
import { slotsInFunction } from './seeking';
import { SeriesBuilder } from './series';
import type { NameBinding, NameStory, SeriesPoint } from './timeAnswers';

export interface NameStoryLimits {
  readonly bindings: number;
  readonly points: number;
}

export const NAME_STORY_LIMITS: NameStoryLimits = { bindings: 200, points: 400 };

interface OpenBinding {
  readonly entity: number;
  /** The step that bound it, -1 for what was there before. */
  readonly step: number;
  readonly countFrom: number;
  countTo: number;
}

/** Null when there is no such name. `functionName`: a local of that function, else a global. */
export function nameStory(index: RunIndex, name: string, functionName?: string, limits: NameStoryLimits = NAME_STORY_LIMITS): NameStory | null {
  const isGlobal = functionName === undefined || functionName === '<module>';
  const slots = isGlobal ? globalSlots(index.recording, name) : slotsInFunction(index, name, functionName);
  if (slots.size === 0) return null;
  const writer = new BindingWriter(index, name, limits);
  readBindings(index, slots, writer);
  const bindings = writer.finish();
  return {
    name,
    scope: isGlobal ? 'global' : functionName,
    bindings,
    moreBindings: writer.count - bindings.length,
    refcounts: writer.chart(),
    lines: storyLines(name, bindings, writer.count - bindings.length),
  };
}

function readBindings(index: RunIndex, slots: ReadonlySet<number>, writer: BindingWriter): void {
  const { recording } = index;
  const { log, steps } = recording;
  let readUntil = -1;
  for (let change = index.firstChange; change < log.length; change++) {
    const field = log.field(change);
    const row = log.index(change);
    if (field === Field.Refcount) {
      if (row === writer.current) writer.counted(index.stepOfChange(change), log.newValue(change));
      continue;
    }
    if (field !== Field.Target || change < readUntil || !slots.has(row)) continue;
    const step = index.stepOfChange(change);
    readUntil = step + 1 < steps.count ? steps.changeEnd(step + 1) : log.length;
    const state = index.seek(Math.min(step + 1, index.lastStep));
    writer.bind(step, boundTo(index, state, slots, row), state);
  }
}

/** What the name stands for: the slot that changed, or another place of the name in the same holder. */
function boundTo(index: RunIndex, state: HeapState, slots: ReadonlySet<number>, changed: number): number {
  const { slots: table } = index.recording;
  const value = (slot: number): number => {
    const target = state.target(slot);
    if (target === 0 || labelKind(table.label(slot)) !== LabelKind.CellVariable || typeText(index.recording, target) !== 'cell') return target;
    for (let inner = table.first(target); inner !== 0; inner = table.next(inner)) if (state.target(inner) !== 0) return state.target(inner);
    return 0;
  };
  const own = value(changed);
  if (own !== 0) return own;
  for (const slot of slots) if (table.holder(slot) === table.holder(changed) && value(slot) !== 0) return value(slot);
  return 0;
}

class BindingWriter {
  count = 0;
  private readonly first: NameBinding[] = [];
  private last: NameBinding | null = null;
  private open: OpenBinding | null = null;
  private readonly series = new SeriesBuilder();

  constructor(private readonly index: RunIndex, private readonly name: string, private readonly limits: NameStoryLimits) {}

  get current(): number {
    return this.open?.entity ?? 0;
  }

  bind(step: number, entity: number, state: HeapState): void {
    const { open } = this;
    if (open !== null && open.entity === entity) return;
    if (open === null && entity === 0) return;
    if (open !== null) this.close(open, step, open.entity !== 0 && state.refcount(open.entity) === 0);
    const count = entity === 0 ? 0 : state.refcount(entity);
    this.open = { entity, step, countFrom: count, countTo: count };
    this.series.add(step + 1, count);
  }

  counted(step: number, count: number): void {
    const { open } = this;
    if (open === null || step <= open.step || count === 0) return;
    open.countTo = count;
    this.series.add(step + 1, count);
  }

  finish(): readonly NameBinding[] {
    if (this.open !== null && this.open.entity !== 0) this.close(this.open, this.index.lastStep, false);
    return this.last === null ? this.first : [...this.first, this.last];
  }

  chart(): readonly SeriesPoint[] {
    return this.series.finish(this.limits.points);
  }

  private close(open: OpenBinding, step: number, freed: boolean): void {
    const { index, name } = this;
    const { recording } = index;
    if (this.open === open) this.open = null;
    this.count++;
    const isEnd = step === index.lastStep;
    const isLast = isEnd || step >= index.exitStep;
    const place = index.workPlace(Math.max(open.step, 0));
    const span = `from ${placeText(place)} ${isLast ? 'to the end' : `to ${placeText(index.workPlace(step))}`}`;
    const countOf = (count: number): number | null => (open.entity === 0 || count === IMMORTAL ? null : count);
    const binding: NameBinding = {
      object: open.entity === 0 ? null : index.reference(open.entity),
      from: open.step + 1,
      to: isEnd ? step : step + 1,
      place,
      refcountFrom: countOf(open.countFrom),
      refcountTo: countOf(open.countTo),
      freed,
      text: open.entity === 0
        ? `${name} stands for nothing ${span}`
        : `${name} stands for ${objectName(recording, open.entity)}${valueWord(index, open.entity)} ${span}${countsWord(open)}${!freed ? '' : isLast ? ', freed with the end of the program' : ', freed when it let go'}`,
    };
    if (this.first.length < this.limits.bindings - 1) this.first.push(binding);
    else this.last = binding;
  }
}

function valueWord(index: RunIndex, entity: number): string {
  const { text, name } = index.reference(entity);
  return text === '' || text.startsWith('<') || name.includes(text) ? '' : ` (${text})`;
}

function countsWord({ countFrom, countTo }: OpenBinding): string {
  if (countFrom === IMMORTAL || countTo === IMMORTAL) return ', immortal';
  return countFrom === countTo ? `, refcount ${countFrom}` : `, refcount ${countFrom} at first, ${countTo} at last`;
}

function storyLines(name: string, bindings: readonly NameBinding[], more: number): string[] {
  const lines = bindings.map(({ text }) => text);
  if (more > 0) lines.splice(-1, 0, `... ${more} more`);
  return lines.length === 0 ? [`${name} never stands for anything.`] : lines;
}
