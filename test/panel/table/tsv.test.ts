/** Rows as text: as many cells as there were, whatever is in them. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toTsv } from '../../../media/panel/table/tsv';

it('has a line per row and a tab between cells, whatever is in them', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a\tb', 'a\nb', '\r\n', '\u2028', ''));
  fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
    const lines = toTsv(rows).split('\n');
    expect(lines).toHaveLength(rows.length);
    for (const line of lines) expect(line.split('\t')).toHaveLength(3);
  }));
});
