/** Parts of the details: why the object is alive, as a small picture and in words, and what would free it. */
import type { AlivePath, WhyAlive } from '../../../src/protocol';
import { element, withCode } from '../dom';
import type { Store } from '../store';
import { counted, grouped, linkButton, list, objectLink, shortened } from './links';
import { chainOfCycle, chainOfPath, pathPicture } from './pathPicture';
import type { Filled, SectionPlan } from './section';

/** Paths found first; "other paths" asks for more. */
const firstPaths = 3;
const mostPaths = 12;
/** Of the small font; only decides where texts are cut. */
const charWidth = 6.7;

export function aliveSection(store: Store, width: () => number): SectionPlan {
  const draw = (answer: WhyAlive, onMore: () => void): Filled => {
    const content: (Node | string)[] = [element('p', { class: 'said' }, ...withCode(answer.sentence))];
    const options = { width: width(), charWidth, onChoose: (object: number) => store.choose(object) };
    const [first, ...others] = answer.paths;
    if (first !== undefined) {
      content.push(pathPicture(chainOfPath(first), { ...options, closed: false, label: `Path: ${first.text.slice(0, 1000)}` }), pathWords(first));
      if (others.length > 0) content.push(element('h4', {}, 'Other paths'), ...others.map(pathWords));
      if (answer.hasMore) content.push(linkButton('More paths', onMore));
    }
    if (answer.cycle !== null) {
      content.push(pathPicture(chainOfCycle(answer.cycle), { ...options, closed: true, label: `Cycle: ${answer.cycle.text.slice(0, 1000)}` }),
        element('p', { class: 'words' }, shortened(answer.cycle.text, 600)));
    }
    return { badge: badges[answer.verdict], content };
  };
  return {
    name: 'alive', title: 'Why it is alive', open: true, eager: true,
    async fill({ object, step }) {
      const answer = await store.ask('graphWhyAlive', { object, step, paths: firstPaths });
      if (answer === null || answer.verdict === 'freed') return null;
      const holder = element('div');
      const show = (shown: WhyAlive): void => holder.replaceChildren(...draw(shown, () => {
        store.ask('graphWhyAlive', { object, step, paths: mostPaths }).then((all) => all !== null && show({ ...all, hasMore: false }), (error: unknown) => store.fail(error));
      }).content);
      show(answer);
      return { badge: badges[answer.verdict], content: [holder] };
    },
  };
}

const badges: Readonly<Record<WhyAlive['verdict'], string>> = { held: '', cycle: 'only a cycle', immortal: 'immortal', interpreter: 'the interpreter', freed: '' };

function pathWords({ text, via }: AlivePath): HTMLElement {
  const words = element('p', { class: 'words' }, shortened(text, 600));
  if (via.length > 0) words.append(element('span', { class: 'via' }, `through ${via.join(', ')}`));
  return words;
}

export function freeSection(store: Store): SectionPlan {
  return {
    name: 'free', title: 'What would free it', open: false, eager: false,
    async fill({ object, step }) {
      const answer = await store.ask('graphWhatWouldFree', { object, step });
      if (answer === null) return null;
      const content: (Node | string)[] = [element('p', { class: 'said' }, ...withCode(answer.sentence))];
      if (answer.drop.length > 0) {
        content.push(list(answer.drop.map(({ step: { text, holder }, action }) => [
          action === '' ? '' : element('code', {}, shortened(action)), action === '' ? '' : ' · ',
          holder === null ? shortened(text) : objectLink(store, holder, text),
        ])));
      }
      const { freed } = answer;
      if (freed.count > 1) {
        content.push(element('h4', {}, `${counted(freed.count, 'object')} would go, ${grouped(freed.bytes)} bytes${answer.atOnce < freed.count ? `, ${grouped(answer.atOnce)} of them at once` : ''}`),
          list(freed.byType.slice(0, 8).map(({ type, count, bytes }) => [`${grouped(count)} ${shortened(type, 60)}, ${grouped(bytes)} bytes`]), freed.byType.length > 8 ? `and ${counted(freed.byType.length - 8, 'more type')}` : ''));
      }
      return { content };
    },
  };
}
