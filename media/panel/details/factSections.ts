/** Parts of the details about one moment: the ledger, what it refers to, what it weighs, the weak references to it. */
import type { ObjectFacts } from '../../../src/protocol';
import { element } from '../dom';
import type { Store } from '../store';
import { counted, grouped, linkButton, list, objectLink, shortened } from './links';
import type { About, SectionPlan } from './section';

/** Entries shown first; the reader may ask for more. */
const firstEntries = 20;
const mostEntries = 1000;

async function factsOf(store: Store, { object, step }: About): Promise<ObjectFacts | null> {
  return store.ask('graphObject', { object, step });
}

/** Entries, and a button for those left out. */
function longList(items: readonly (readonly (Node | string)[])[], more: number, askMore: () => Promise<readonly (readonly (Node | string)[])[]>): HTMLElement {
  const made = list(items.slice(0, firstEntries));
  const rest = items.length - Math.min(items.length, firstEntries) + more;
  if (rest <= 0) return made;
  const button = linkButton(`${grouped(rest)} more`, () => {
    askMore().then((all) => {
      made.replaceChildren(...all.map((item) => element('li', {}, ...item)));
      const left = items.length + more - all.length;
      if (left > 0) made.append(element('li', { class: 'note' }, `and ${grouped(left)} more`));
    }, (error: unknown) => made.append(element('li', { class: 'note' }, String(error))));
  });
  made.append(element('li', {}, button));
  return made;
}

export function holdersSection(store: Store): SectionPlan {
  return {
    name: 'holders', title: 'Held by', open: true, eager: true,
    async fill(about) {
      const facts = await factsOf(store, about);
      if (facts === null || facts.life !== 'alive') return null;
      if (facts.immortal) return { badge: 'immortal', content: [element('p', { class: 'note' }, 'Its refcount is not kept, and it is never freed.')] };
      const entries = ({ holders }: ObjectFacts): (Node | string)[][] => holders.map(({ text, holder }) =>
        (holder === null ? [element('span', { title: text.length > 120 ? text.slice(0, 2000) : null }, shortened(text))] : [objectLink(store, holder, text)]));
      const total = facts.holders.length + facts.moreHolders;
      if (total === 0) return { badge: '0', content: [element('p', { class: 'note' }, 'Nothing holds it.')] };
      return {
        badge: grouped(total),
        content: [longList(entries(facts), facts.moreHolders, async () => {
          const more = await store.ask('graphObject', { ...about, holders: mostEntries });
          return more === null ? [] : entries(more);
        })],
      };
    },
  };
}

export function referentsSection(store: Store): SectionPlan {
  return {
    name: 'referents', title: 'Refers to', open: false, eager: true,
    async fill(about) {
      const facts = await factsOf(store, about);
      if (facts === null || facts.life !== 'alive') return null;
      const total = facts.referents.length + facts.moreReferents;
      if (total === 0) return null;
      const entries = ({ referents }: ObjectFacts): (Node | string)[][] => referents.map(({ label, target, weak, isClass }) =>
        [element('span', { class: 'slot-label' }, shortened(isClass ? 'class' : label, 60)), weak ? ' ⇢ ' : ' → ', objectLink(store, target), weak ? ' (weak, not counted)' : '']);
      return {
        badge: grouped(total),
        content: [longList(entries(facts), facts.moreReferents, async () => {
          const more = await store.ask('graphObject', { ...about, referents: mostEntries });
          return more === null ? [] : entries(more);
        })],
      };
    },
  };
}

export function sizeSection(store: Store): SectionPlan {
  return {
    name: 'size', title: 'Size', open: false, eager: false,
    async fill(about) {
      const facts = await store.ask('graphObject', { ...about, holders: 1, referents: 1, retained: true });
      if (facts === null || facts.life !== 'alive') return { content: [element('p', { class: 'note' }, 'It takes no memory at this moment.')] };
      const rows = [['itself (sys.getsizeof)', `${grouped(facts.size)} bytes`]];
      const content: (Node | string)[] = [];
      if (facts.retained === null) {
        if (facts.unreachable) content.push(element('p', { class: 'note' }, 'Nothing reaches it, so nothing is kept alive through it: it waits with its cycle for the collector.'));
      } else {
        rows.push(['with all that lives only through it', `${grouped(facts.retained.bytes)} bytes, ${counted(facts.retained.count, 'object')}`]);
        const { rows: kept, total } = await store.ask('graphDominators', { step: about.step, under: about.object, limit: 8 });
        if (kept.length > 0) {
          content.push(element('h4', {}, 'The largest of them'), list(kept.map(({ object, retainedBytes }) =>
            [objectLink(store, object), ` ${grouped(retainedBytes)} bytes`]), total > kept.length ? `and ${grouped(total - kept.length)} more` : ''));
        }
      }
      return { content: [element('dl', {}, ...rows.flatMap(([term = '', value = '']) => [element('dt', {}, term), element('dd', {}, value)])), ...content] };
    },
  };
}

export function weakSection(store: Store): SectionPlan {
  return {
    name: 'weak', title: 'Weak references to it', open: false, eager: true,
    async fill(about) {
      const facts = await factsOf(store, about);
      if (facts === null || facts.weakReferences.length === 0) return null;
      return {
        badge: grouped(facts.weakReferences.length + facts.moreWeakReferences),
        content: [list(facts.weakReferences.map(({ holder, hasCallback }) => [objectLink(store, holder), hasCallback ? ' with a callback' : '']),
          facts.moreWeakReferences > 0 ? `and ${grouped(facts.moreWeakReferences)} more` : '')],
      };
    },
  };
}
