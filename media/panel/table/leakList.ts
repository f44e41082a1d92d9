/** Leak suspects: what grows with each iteration or call, with the evidence: the growth, what is left behind and what holds it. */
import type { GrowthReport, LeakSuspect } from '../../../src/protocol';
import { chartPlace, stepLine } from '../details/lifeChart';
import { counted, functionText, grouped, lineLink, list, objectLink, shortened, stepLink } from '../details/links';
import { element, svg, withCode } from '../dom';
import type { Change, Region, Store } from '../store';

const chartSize = { width: 220, height: 56 } as const;

export class LeakList implements Region {
  private readonly content = element('div', { class: 'suspects' });
  readonly root = element('div', { class: 'leaks' }, this.content);
  private shownRun = 0;

  constructor(private readonly store: Store) {}

  update(change: Change): void {
    const run = this.store.state?.run ?? 0;
    if (change === 'chosen' || run === 0 || run === this.shownRun) return;
    this.store.ask('timeGrowth', {}).then((report) => {
      this.shownRun = run;
      this.show(report);
    }, (error: unknown) => this.store.fail(error));
  }

  private show(report: GrowthReport): void {
    const { suspects, moreSuspects, at } = report;
    if (suspects.length === 0) {
      this.content.replaceChildren(element('p', { class: 'note' },
        'Nothing grows with each iteration of a loop or each call of a function: no leak suspects in this run.'));
      return;
    }
    this.content.replaceChildren(
      element('p', { class: 'note' }, 'Looked at in ', stepLink(this.store, at.step), ', before the program ended.'),
      ...suspects.map((suspect) => this.suspect(suspect)),
      ...(moreSuspects > 0 ? [element('p', { class: 'note' }, `and ${counted(moreSuspects, 'smaller suspect')}`)] : []),
    );
  }

  private suspect(suspect: LeakSuspect): HTMLElement {
    const { store } = this;
    const { unit, line, iterations, left, sites, moreSites, holder, example, examplePath, straightness } = suspect;
    const what = unit === 'loop' ? 'loop' : 'function';
    const head = element('h2', {}, `${counted(left.count, 'object')} left behind, ${grouped(left.bytes)} bytes`);
    const where = element('p', {}, `by ${counted(iterations, unit === 'loop' ? 'iteration' : 'call')} of the ${what}`,
      functionText(suspect) === '' || unit === 'loop' ? '' : ` ${shortened(suspect.functionName, 60)}`,
      ...(line === null ? [] : [' on ', lineLink(store, line)]));
    const facts = element('p', { class: 'note' },
      `${suspect.objectsPerIteration.toFixed(1)} objects and ${grouped(Math.round(suspect.bytesPerIteration))} bytes each time; the growth is ${Math.round(straightness * 100)} % straight.`);
    const evidence: (Node | string)[] = [];
    if (holder !== null) {
      const link = holder.object === null ? [] : [objectLink(store, holder.object), ' '];
      evidence.push(element('p', {}, ...link, holder.isChain ? 'holds the first of a chain of them' : `holds ${grouped(holder.items)} of them`, element('span', { class: 'words' }, ` ${shortened(holder.path, 300)}`)));
    } else {
      evidence.push(element('p', {}, 'Nothing holds them: they wait for the collector.'));
    }
    return element('article', { class: 'suspect' }, element('div', { class: 'suspect-head' }, element('div', {}, head, where), this.chart(suspect)), facts,
      element('p', { class: 'said' }, ...withCode(suspect.text.slice(0, 2000))), ...evidence,
      element('h3', {}, 'Where they are made'),
      list(sites.map((site) => [site.line === null ? 'another file' : lineLink(store, site.line), `${functionText(site)}: ${counted(site.left.count, shortened(site.type, 60), shortened(site.type, 60))}, ${grouped(site.left.bytes)} bytes`]),
        moreSites > 0 ? `and ${counted(moreSites, 'more place')}` : ''),
      element('h3', {}, 'One of them'),
      list([[objectLink(store, example)], ...examplePath.slice(0, 20).map((step) => [element('span', { class: 'words' }, shortened(step, 200))])]));
  }

  private chart({ series, iterations }: LeakSuspect): SVGSVGElement {
    const from = series[0]?.step ?? 0;
    const to = series.at(-1)?.step ?? from + 1;
    const { width, height } = chartSize;
    const place = chartPlace({ points: series, from, to, width, height });
    const line = stepLine(series, place, to);
    return svg('svg', { class: 'life-chart growth', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Objects left behind over ${counted(iterations, 'time')}: up to ${grouped(place.highest)}` },
      ...(line === '' ? [] : [svg('path', { class: 'chart-area', d: `${line}V${place.y(0)}H${place.x(from)}Z` }), svg('path', { class: 'chart-line', d: line })]),
      svg('text', { class: 'chart-number', x: 6, y: 9 }, grouped(place.highest)));
  }
}
