/** Parts of the details over time: the refcount with the lines that changed it, the generations it went through, its birth. */
import type { LifeEvent, ObjectStory } from '../../../src/protocol';
import { element } from '../dom';
import type { Store } from '../store';
import { lifeChart } from './lifeChart';
import { counted, functionText, lineLink, linkButton, list, shortened, stepLink } from './links';
import type { SectionPlan } from './section';

const chartHeight = 64;
/** Events listed around the moment; the others on demand. */
const fewEvents = 12;

export function lifeSection(store: Store, width: () => number): SectionPlan {
  return {
    name: 'life', title: 'Its life', open: true, eager: false,
    async fill({ object, step }) {
      const story = await store.ask('timeObject', { object });
      const view = store.state?.view ?? null;
      if (story === null || view === null) return null;
      const from = story.born === null ? 0 : story.born.step + 1;
      const to = story.death === null ? view.stepCount - 1 : story.death.place.step + 1;
      const content: (Node | string)[] = [];
      if (story.refcounts.length > 0) {
        const last = story.refcounts[story.refcounts.length - 1];
        content.push(lifeChart({ points: story.refcounts, from, to, now: step, died: story.death !== null, width: width(), height: chartHeight },
          `Refcount from step ${from + 1} to ${to + 1}: at most ${Math.max(...story.refcounts.map(({ value }) => value))}, at the end ${last?.value ?? 0}`,
          (moment) => store.seek(moment)));
      }
      content.push(eventList(store, story, step));
      return { badge: counted(story.events.length + story.moreEvents, 'event'), content };
    },
  };
}

function eventList(store: Store, { events, moreEvents }: ObjectStory, step: number): HTMLElement {
  const root = element('div', { class: 'events' });
  const show = (all: boolean): void => {
    // The last thing that had happened by now, and what lies around it.
    const next = events.findIndex(({ after }) => after > step);
    const at = next < 0 ? events.length : next;
    const start = all ? 0 : Math.max(0, Math.min(at - fewEvents / 2, events.length - fewEvents));
    const shown = all ? events : events.slice(start, start + fewEvents);
    root.replaceChildren(element('ol', {}, ...shown.map((event, index) => eventItem(store, event, start + index === at - 1, event.after > step))));
    const left = events.length - shown.length;
    if (left > 0) root.append(linkButton(`${left} more ${left === 1 ? 'event' : 'events'}`, () => show(true)));
    else if (moreEvents > 0) root.append(element('p', { class: 'note' }, `${counted(moreEvents, 'event')} before the last one left out`));
  };
  show(false);
  return root;
}

function eventItem(store: Store, event: LifeEvent, isNow: boolean, isLater: boolean): HTMLElement {
  const item = element('li', { class: `event ${event.kind}${isNow ? ' here' : ''}${isLater ? ' later' : ''}`, 'aria-current': isNow ? 'step' : null },
    stepLink(store, event.after, `${event.place.step + 1}`));
  if (event.place.line !== null) item.append(' ', lineLink(store, event.place.line));
  item.append(` ${shortened(event.text, 240)}`);
  return item;
}

export function generationsSection(store: Store): SectionPlan {
  return {
    name: 'generations', title: 'Generations', open: false, eager: true,
    async fill({ object, step }) {
      const story = await store.ask('timeObject', { object });
      const moves = (story?.events ?? []).filter(({ kind }) => kind === 'generation' || kind === 'tracked' || kind === 'untracked');
      if (moves.length === 0) return null;
      return { badge: counted(moves.length, 'move'), content: [element('ol', { class: 'events' }, ...moves.slice(0, 100).map((event) => eventItem(store, event, false, event.after > step)))] };
    },
  };
}

export function birthSection(store: Store): SectionPlan {
  return {
    name: 'birth', title: 'Where it was made', open: false, eager: true,
    async fill({ object }) {
      const story = await store.ask('timeObject', { object });
      if (story === null || story.born === null) return null;
      const { born, traceback, moreCalls } = story;
      return {
        badge: born.line === null ? `step ${born.step + 1}` : `line ${born.line + 1}`,
        content: [
          element('p', {}, stepLink(store, born.step, `Step ${born.step + 1}`), `${functionText(born)}. The calls under way, innermost first:`),
          list(traceback.map((place) => [
            place.line === null ? 'another file' : lineLink(store, place.line), functionText(place) === '' ? ' of the module' : shortened(functionText(place), 80),
          ]), moreCalls > 0 ? `and ${counted(moreCalls, 'outer call')}` : ''),
        ],
      };
    },
  };
}
