/**
 * What happened in a stretch in words: clauses with a weight, the most important first. In: a stretch. Out: clauses as verb
 * phrases (`adds a holder to list #3`) which a sentence puts together. What control did is told by flowClauses.ts.
 *
 * Objects are named as everywhere; numbers and texts only where nothing else is to be said.
 */
import { isWeakLabel, LabelKind, labelKind, labelPayload, ShapeKind, valueText } from '../../recording';
import { holderText, unquoted } from '../ledger';
import { objectName } from '../objectNames';
import { mergedClauses, NAME_LIMIT, objectNames, short, Weight, type Clause } from './clause';
import { flowClauses } from './flowClauses';
import { amount } from './placeTexts';
import type { Stretch } from './stretch';

/** What a line's work did to the heap, the most important first. */
export function effectClauses(stretch: Stretch): Clause[] {
  const flow = flowClauses(stretch);
  if (flow.isAll) return [...flow.clauses];
  const writer = new ClauseWriter(stretch, flow.told);
  writer.collections();
  writer.deaths();
  writer.weakrefs();
  writer.births();
  writer.counts();
  const hasMore = writer.clauses.length > 0;
  if (!hasMore) writer.values();
  writer.output();
  return mergedClauses([...flow.clauses, ...writer.clauses]);
}

class ClauseWriter {
  readonly clauses: Clause[] = [];
  private heldByDead: ReadonlySet<number> | null = null;

  constructor(private readonly stretch: Stretch, private readonly told: Set<number>) {}

  private add(weight: Weight, text: string, tail = ''): void {
    this.clauses.push({ weight, text, object: '', tail });
  }

  private addOf(weight: Weight, text: string, object: string, tail = ''): void {
    this.clauses.push({ weight, text, object, tail });
  }

  private name(entity: number): string {
    return objectName(this.stretch.index.recording, entity);
  }

  private names(entities: readonly number[]): string {
    return objectNames(this.stretch.index.recording, entities);
  }

  private holder(slot: number): string {
    const { recording } = this.stretch.index;
    return holderText(recording, recording.slots.holder(slot), recording.slots.label(slot), (dict) => this.stretch.index.ownerOf(dict));
  }

  // ---- what stands above single objects ------------------------------------------------------------

  collections(): void {
    for (const { generation, reason, candidates, collected } of this.stretch.collections) {
      const which = reason === 'automatic' ? `makes the collector run by itself on generation ${generation}` : `makes the collector run on generation ${generation}`;
      const found = collected === 0 ? `it looks at ${amount(candidates, 'object')} and frees none` : `it frees ${collected} of ${amount(candidates, 'object')}`;
      this.add(Weight.Collection, which, found);
    }
  }

  // ---- deaths ----------------------------------------------------------------------------------------

  deaths(): void {
    const { stretch } = this;
    const dead = stretch.dead.filter((entity) => !stretch.isBornHere(entity));
    const notable = dead.filter((entity) => stretch.isNotable(entity));
    for (const entity of notable) this.told.add(entity);
    const byCollector = notable.filter((entity) => stretch.index.isInCollection(entity));
    // A collection says how many it freed; here which ones.
    if (byCollector.length > 0) this.add(Weight.Death, `frees ${this.names(byCollector)}`, `nothing outside held ${byCollector.length === 1 ? 'it' : 'them'} any more`);
    const byCount = notable.filter((entity) => !stretch.index.isInCollection(entity));
    if (byCount.length === 0) return;
    const roots = byCount.filter((entity) => this.isRootOfDeath(entity));
    const first = roots.length > 0 ? roots : byCount.slice(0, 1);
    const others = dead.length - byCollector.length - first.length;
    const withThem = others > 0 ? `, and with ${first.length === 1 ? 'it' : 'them'} ${amount(others, 'more object')}` : '';
    const hadHolder = first.some((entity) => stretch.holdersOf(entity).lost.length > 0);
    const what = hadHolder ? `drops the last holder of ${this.names(first)}` : `lets go of ${this.names(first)}`;
    this.add(Weight.Death, what, `${first.length === 1 ? 'it is' : 'they are'} freed${withThem}`);
  }

  /** Not only because its holder died as well. */
  private isRootOfDeath(entity: number): boolean {
    const { stretch } = this;
    const { slots } = stretch.index.recording;
    const { lost } = stretch.holdersOf(entity);
    return lost.length === 0 ? !this.wasHeldByDead(entity) : lost.some((slot) => !stretch.isDeadHere(slots.holder(slot)));
  }

  private wasHeldByDead(entity: number): boolean {
    this.heldByDead ??= this.targetsOfDead();
    return this.heldByDead.has(entity);
  }

  private targetsOfDead(): ReadonlySet<number> {
    const { stretch } = this;
    const targets = new Set<number>();
    for (const [slot, { before }] of stretch.slots) if (stretch.isDeadHere(stretch.index.recording.slots.holder(slot))) targets.add(before);
    return targets;
  }

  weakrefs(): void {
    const cleared = this.stretch.clearedWeakrefs().filter(({ referent }) => referent > this.stretch.index.recording.baselineEntity);
    if (cleared.length === 0) return;
    const references = cleared.map(({ reference }) => reference);
    this.add(Weight.Weakref, `clears ${references.length === 1 ? 'the weak reference' : amount(references.length, 'weak reference')} to ${this.names([...new Set(cleared.map(({ referent }) => referent))])}`);
  }

  // ---- births ----------------------------------------------------------------------------------------

  births(): void {
    const { stretch } = this;
    const { recording } = stretch.index;
    const born = stretch.born.filter((entity) => stretch.isNotable(entity) && !stretch.isDeadHere(entity) && !this.told.has(entity));
    const defined = born.filter((entity) => /^<(class|function) /.test(valueText(recording, entity)) && stretch.holdersOf(entity).gained.length > 0);
    for (const entity of born) this.told.add(entity);
    if (defined.some((entity) => valueText(recording, entity).startsWith('<class'))) {
      this.add(Weight.Definition, `defines ${this.names(defined.filter((entity) => valueText(recording, entity).startsWith('<class')))}`);
      return;
    }
    const others = born.filter((entity) => !defined.includes(entity) && !this.weakReference(entity));
    if (defined.length > 0) this.add(Weight.Definition, `defines ${this.names(defined)}`);
    if (others.length === 0) return;
    const [only] = others;
    const count = others.length === 1 && only !== undefined ? stretch.countsOf(only) : null;
    this.add(Weight.Birth, `makes ${this.names(others)}`, count === null ? '' : `refcount ${count.after}`);
  }

  /** A weak reference is told with what it refers to. */
  private weakReference(entity: number): boolean {
    const { slots } = this.stretch.index.recording;
    for (const [slot, { after }] of this.stretch.slots) {
      if (after === 0 || slots.holder(slot) !== entity || !isWeakLabel(slots.label(slot))) continue;
      this.add(Weight.Birth, `makes a weak reference, ${this.name(entity)}, to ${this.name(after)}`, 'it does not count');
      return true;
    }
    return false;
  }

  // ---- refcounts ---------------------------------------------------------------------------------------

  counts(): void {
    const { stretch } = this;
    const touched = new Set<number>(stretch.refcounts.keys());
    for (const [slot, { before, after }] of stretch.slots) {
      if (!stretch.isPlainHolder(slot)) continue;
      touched.add(before);
      touched.add(after);
    }
    for (const entity of touched) {
      if (entity === 0 || this.told.has(entity) || !stretch.isNotable(entity) || stretch.isBornHere(entity) || stretch.isDeadHere(entity)) continue;
      this.count(entity);
    }
  }

  private count(entity: number): void {
    const isMachinery = valueText(this.stretch.index.recording, entity).startsWith('<');
    const { gained, lost } = this.holders(entity, isMachinery);
    const change = this.stretch.countsOf(entity);
    if (gained.length === 0 && lost.length === 0 && change === null) return;
    const tail = change === null ? '' : `refcount ${change.before} to ${change.after}`;
    const place = (slots: readonly number[]): string => {
      const [slot] = slots;
      return slots.length === 1 && slot !== undefined && !this.isPlainName(slot) ? `, ${this.holder(slot)}` : '';
    };
    const name = this.name(entity);
    // Functions, classes and the like are used all the time: that is told last.
    const less = isMachinery ? Weight.Gain - Weight.Output : 0;
    if (change?.after === 0) {
      this.addOf(Weight.Death, 'drops the last holder of', name, 'it is about to be freed');
    } else if (gained.length > 0 && lost.length === 0) {
      this.addOf(Weight.Gain - less, `adds ${gained.length === 1 ? 'a holder' : `${gained.length} holders`} to`, `${name}${place(gained)}`, tail);
    } else if (lost.length > 0 && gained.length === 0) {
      this.addOf(Weight.Loss - less, `drops ${lost.length === 1 ? 'a holder' : `${lost.length} holders`} of`, `${name}${place(lost)}`, tail);
    } else if (gained.length > 0) {
      const [to, from] = [this.holder(gained[0] as number), this.holder(lost[0] as number)];
      if (from !== to) this.addOf(Weight.Move, 'moves', `${name} from ${from} to ${to}`, tail);
    } else if (change !== null && !isMachinery) {
      this.addOf(Weight.Count, change.after > change.before ? 'uses' : 'is done with', name, tail);
    }
  }

  /** Of functions and the like only names, attributes and items count: every call and generator holds one. */
  private holders(entity: number, isMachinery: boolean): { gained: readonly number[]; lost: readonly number[] } {
    const all = this.stretch.holdersOf(entity);
    if (!isMachinery) return all;
    const isSeen = (slot: number): boolean => labelKind(this.stretch.index.recording.slots.label(slot)) !== LabelKind.Part;
    return { gained: all.gained.filter(isSeen), lost: all.lost.filter(isSeen) };
  }

  /** A variable: the source line shows it. */
  private isPlainName(slot: number): boolean {
    const { slots, mainNamespace } = this.stretch.index.recording;
    const kind = labelKind(slots.label(slot));
    return kind === LabelKind.Local || kind === LabelKind.CellVariable || (kind === LabelKind.Value && slots.holder(slot) === mainNamespace);
  }

  // ---- plain values --------------------------------------------------------------------------------------

  /** Names bound to numbers and texts; containers that got such. */
  values(): void {
    const { stretch } = this;
    const { recording } = stretch.index;
    const bound: string[] = [];
    const grown = new Map<number, number>();
    for (const [slot, { before, after }] of stretch.slots) {
      const target = after === 0 ? before : after;
      if (!stretch.isPlainHolder(slot) || recording.entities.shape(target) !== ShapeKind.Atom) continue;
      const holder = recording.slots.holder(slot);
      const label = recording.slots.label(slot);
      if (stretch.isGone(holder) || stretch.isBornHere(holder)) continue;
      if (this.isPlainName(slot)) {
        const text = labelPayload(label);
        const name = unquoted(recording.strings.get(text));
        if (!isMadeUp(name)) bound.push(after === 0 ? `unbinds ${name}` : `binds ${name} to ${short(valueText(recording, after))}`);
      } else if (stretch.isNotable(holder)) {
        const kind = labelKind(label);
        if (isMadeUp(unquoted(recording.strings.get(labelPayload(label)))) && kind !== LabelKind.Index && kind !== LabelKind.Member) continue;
        if (kind === LabelKind.Attribute && after !== 0) bound.push(`sets .${recording.strings.get(labelPayload(label))} of ${this.name(holder)} to ${short(valueText(recording, after))}`);
        else if (kind === LabelKind.Index || kind === LabelKind.Value || kind === LabelKind.Member) grown.set(holder, (grown.get(holder) ?? 0) + (after === 0 ? -1 : before === 0 ? 1 : 0));
      }
    }
    for (const text of bound.slice(0, NAME_LIMIT)) this.add(Weight.Binding, text);
    for (const [holder, items] of grown) {
      const text = items > 0 ? `adds ${amount(items, 'item')} to ${this.name(holder)}` : items < 0 ? `takes ${amount(-items, 'item')} from ${this.name(holder)}` : `changes items of ${this.name(holder)}`;
      this.add(Weight.Growth, text);
    }
  }

  output(): void {
    const text = this.stretch.output.trimEnd();
    if (text === '') return;
    const lines = text.split('\n').length;
    this.add(Weight.Output, lines > 1 ? `writes ${lines} lines` : `writes ${JSON.stringify(short(text))}`);
  }
}

/** `__module__`, `__annotations__` and the like, which Python binds itself. */
function isMadeUp(name: string): boolean {
  return name.startsWith('__') && name.endsWith('__');
}

