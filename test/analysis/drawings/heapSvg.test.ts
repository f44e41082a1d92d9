import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heapSvg } from '../../../src/analysis/drawings/heapSvg';
import { checkMarkup } from './markup';
import { randomView as view } from './randomView';

describe('a drawing', () => {
  it('is well-formed whatever the program calls its things, and has a card for each owner and an arrow for each drawn reference', () => {
    fc.assert(fc.property(view, fc.string({ unit: 'binary' }), (moment, title) => {
      const svg = heapSvg(moment, { title, sourceLine: title });
      checkMarkup(svg);
      const drawn = new Set(moment.nodes.map(({ id }) => id));
      const edges = [...moment.roots, ...moment.nodes].flatMap(({ slots }) => slots).filter(({ target }) => target !== null && drawn.has(target));
      expect(svg.match(/<rect class="card/g)?.length ?? 0).toBe(moment.roots.length + moment.nodes.length);
      expect(svg.match(/<path class="arrow"/g)?.length ?? 0).toBe(edges.length);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }), { numRuns: 300 });
  });

  it('frames what nobody reaches', () => {
    fc.assert(fc.property(view, (moment) => {
      expect(heapSvg(moment, { title: '', sourceLine: '' }).includes('class="islands"')).toBe(moment.nodes.some(({ unreachable }) => unreachable));
    }));
  });
});
