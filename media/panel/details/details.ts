/**
 * The chosen object: what it is, and in collapsible parts who holds it, why it lives, what would free it, what it refers to, its life.
 * What the picture knows is shown at once; the rest is asked for when the reader stays at a moment.
 */
import type { HeapNode, ObjectFacts } from '../../../src/protocol';
import { element, setText } from '../dom';
import type { Change, Region, Store } from '../store';
import { generationName, refcountText } from '../words';
import { aliveSection, freeSection } from './aliveSections';
import { holdersSection, referentsSection, sizeSection, weakSection } from './factSections';
import { birthSection, generationsSection, lifeSection } from './lifeSections';
import { grouped, lineLink, shortened, stepLink } from './links';
import { Section, type About } from './section';

/** While the reader moves on faster than this, nothing is asked. */
const quietMs = 60;

export class Details implements Region {
  private readonly title = element('h2');
  private readonly value = element('p', { class: 'value' });
  private readonly facts = element('p', { class: 'facts' });
  private readonly life = element('div', { class: 'life-note', role: 'status' });
  private readonly sections: readonly Section[];
  readonly root: HTMLElement;
  private timer: number | undefined;
  private shown: About | null = null;

  constructor(private readonly store: Store) {
    this.sections = [
      holdersSection(store), aliveSection(store, () => this.width), lifeSection(store, () => this.width), freeSection(store), referentsSection(store),
      sizeSection(store), generationsSection(store), birthSection(store), weakSection(store),
    ].map((plan) => new Section(store, plan));
    const close = element('button', { class: 'close', type: 'button', 'aria-label': 'Choose nothing', title: 'Choose nothing' }, '×');
    close.addEventListener('click', () => store.choose(null));
    this.root = element('section', { class: 'details', 'aria-label': 'Chosen object', hidden: true },
      element('div', { class: 'details-head' }, this.title, close), this.value, this.facts, this.life, ...this.sections.map(({ root }) => root));
  }

  update(_change: Change): void {
    const { state, chosen } = this.store;
    const view = state?.view ?? null;
    this.root.hidden = chosen === null || view === null;
    window.clearTimeout(this.timer);
    if (chosen === null || view === null) {
      this.shown = null;
      return;
    }
    const about: About = { object: chosen, step: view.step };
    const isOther = this.shown?.object !== chosen;
    this.shown = about;
    const node = view.nodes.find(({ id }) => id === chosen);
    if (node !== undefined) this.showNode(node);
    else if (isOther) this.showUnknown(chosen);
    if (isOther) for (const section of this.sections) section.clear();
    this.timer = window.setTimeout(() => this.ask(about), quietMs);
  }

  private ask(about: About): void {
    if (this.shown !== about) return;
    for (const section of this.sections) section.show(about);
    this.store.ask('graphObject', { step: about.step, object: about.object }).then(
      (facts) => {
        if (this.shown === about) void this.showFacts(about, facts);
      },
      () => {}, // the parts say what went wrong
    );
  }

  private showNode(node: HeapNode): void {
    this.showName(`${node.type} #${node.id}`, node.text);
    this.showNumbers(refcountText(node), generationName(node.generation), node.size, node.bornLine, node.unreachable);
    this.life.replaceChildren();
  }

  private showUnknown(object: number): void {
    this.showName(`#${object}`, '');
    this.facts.replaceChildren();
    this.life.replaceChildren();
  }

  private async showFacts(about: About, facts: ObjectFacts | null): Promise<void> {
    if (facts === null) {
      this.facts.replaceChildren();
      this.life.replaceChildren(element('p', {}, 'There is no such object in this run.'));
      return;
    }
    const { object } = facts;
    this.showName(`${object.type} #${object.id}`, object.text);
    if (facts.life === 'alive') {
      const refcount = facts.immortal ? 'immortal' : `refcount ${facts.refcount}`;
      this.showNumbers(refcount, generationName(facts.generation), facts.size, facts.bornLine, facts.unreachable);
    } else {
      this.facts.replaceChildren(facts.life === 'dead' ? 'dead at this moment' : 'not born yet at this moment');
    }
    await this.showLife(about, facts);
  }

  /** Birth and death as seen from the moment: what is over, what will come. */
  private async showLife(about: About, facts: ObjectFacts): Promise<void> {
    const story = await this.store.ask('timeObject', { object: about.object });
    if (this.shown !== about) return;
    const where = (line: number | null): string => (line === null ? '' : `, line ${line + 1}`);
    if (facts.life === 'unborn' && facts.bornStep !== null) {
      return this.life.replaceChildren(element('p', {}, `It will be made in step ${facts.bornStep + 1}${where(facts.bornLine)}. `,
        stepLink(this.store, facts.bornStep + 1, 'Go to its first moment')));
    }
    const death = story?.death ?? null;
    if (death === null) return this.life.replaceChildren(...(facts.isLibrary ? [element('p', {}, 'Made by an imported module.')] : []));
    const why = { count: 'its refcount fell to 0', collector: 'the collector took it', exit: 'the program ended' }[death.cause];
    const verb = facts.life === 'dead' ? 'It died' : 'It will die';
    this.life.replaceChildren(element('p', {}, `${verb} in step ${death.place.step + 1}${where(death.place.line)}: ${why}. `,
      stepLink(this.store, death.place.step, 'Go to its last moment')));
  }

  private showName(name: string, value: string): void {
    setText(this.title, shortened(name));
    setText(this.value, shortened(value, 400));
    this.value.hidden = value === '';
  }

  private showNumbers(refcount: string, generation: string, size: number, bornLine: number | null, unreachable: boolean): void {
    const parts: (Node | string)[] = [element('strong', {}, refcount), ` · ${generation} · ${grouped(size)} bytes`];
    if (bornLine !== null) parts.push(' · ', lineLink(this.store, bornLine, `made on line ${bornLine + 1}`));
    if (unreachable) parts.push(element('span', { class: 'unreachable-note' }, 'Unreachable: it waits for the collector.'));
    this.facts.replaceChildren(...parts);
  }

  /** Room for pictures. */
  private get width(): number {
    return Math.max(180, this.root.clientWidth - 30);
  }
}
