/** Graphviz text: the rules of its grammar that matter, on texts nobody would write. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markup, quoted, heapDot } from '../../../src/analysis/drawings/heapDot';
import { checkMarkup } from './markup';
import { randomText as text, randomView as view } from './randomView';

/** Statements of one line each; strings and HTML-like labels are passed over. */
function statements(dot: string): string[] {
  const withoutStrings = dot.replaceAll(/<<table[\s\S]*?<\/table>>/g, 'HTML').replaceAll(/"(?:[^"\\]|\\[\s\S])*"/g, 'STRING');
  return withoutStrings.trim().split('\n').map((line) => line.trim());
}

describe('a moment for Graphviz', () => {
  it('is grammatical whatever the program calls its things', () => {
    fc.assert(fc.property(view, text, (moment, title) => {
      const dot = heapDot(moment, title);
      for (const [label] of dot.matchAll(/<<table[\s\S]*?<\/table>>/g)) checkMarkup(label.slice(1, -1));
      const lines = statements(dot);
      expect([lines[0], lines[lines.length - 1]]).toEqual(['digraph heap {', '}']);
      for (const line of lines.slice(1, -1)) {
        expect(line).toMatch(/^(?:(?:\w+=(?:STRING|\w+); ?)+|(?:node|edge) \[.*\];|subgraph cluster_unreachable \{|\}|(?:STRING|more) \[(?:shape=plaintext, )?label=(?:HTML|STRING)\];|STRING:s\d+ -> STRING(?: \[style=dashed, arrowhead=empty\])?;)$/);
      }
    }), { numRuns: 300 });
  });

  it('draws an edge for each slot whose target is drawn', () => {
    fc.assert(fc.property(view, (moment) => {
      const drawn = new Set(moment.nodes.map(({ id }) => id));
      const slots = [...moment.roots, ...moment.nodes].flatMap((owner) => owner.slots).filter(({ target }) => target !== null && drawn.has(target));
      expect(statements(heapDot(moment, 't')).filter((line) => line.includes(' -> '))).toHaveLength(slots.length);
    }));
  });

  it('escapes', () => {
    expect(quoted('a "b" \\ c\nd')).toBe('"a \\"b\\" \\\\ c\\nd"');
    expect(markup('<a & "b">\u0000\ud800')).toBe('&lt;a &amp; &quot;b&quot;&gt;␀\ufffd');
  });
});
