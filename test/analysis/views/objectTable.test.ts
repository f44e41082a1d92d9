/** Rows by range against sorting all of them plainly. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { entityOfShownId, HeapGraph, ObjectTable, type ObjectColumn, type ObjectRow } from '../../../src/analysis';
import { EntityKind } from '../../../src/recording';
import { recordSource, loadToolchain } from '../../session/toolchainForTests';

let graph: HeapGraph;

beforeAll(async () => {
  const run = recordSource(await loadToolchain(), [
    'import gc', 'class Node: pass', 'nodes = [Node() for i in range(20)]', 'for i, n in enumerate(nodes):', '    n.items = [i] * (i % 7)',
    '    n.text = "é" * i', 'lost = Node()', 'lost.me = lost', 'del lost', 'd = {1: 2.5, "k": (3,)}', 'x = 1',
  ].join('\n'));
  if (run.timeline === null) throw new Error('nothing ran');
  const step = run.timeline.stepCount - 2;
  graph = new HeapGraph(run.timeline.recording, run.timeline.seek(step), step);
});

const columns: readonly ObjectColumn[] = ['id', 'type', 'value', 'refcount', 'size', 'retained', 'generation', 'step', 'line'];

function entityOf({ id }: ObjectRow): number {
  return entityOfShownId(graph.recording, id);
}

function key(row: ObjectRow, column: ObjectColumn): number | string {
  switch (column) {
    case 'id': return Math.max(row.id, 0);
    case 'type': return row.type;
    // Numbers by their value, then texts.
    case 'value': return /^-?\d/.test(row.text) && Number.isFinite(Number(row.text)) ? String(Number(row.text) + 1e15).padStart(20, '\0') : row.text === '' ? ' ' : row.text;
    case 'refcount': return row.immortal ? Infinity : row.refcount;
    case 'size': return row.size;
    case 'retained': return row.retainedBytes;
    case 'generation': return row.generation ?? -1;
    case 'step': return row.bornStep ?? -1;
    case 'line': return row.bornLine ?? -1;
  }
}

describe('the table of objects', () => {
  it('is sorted by any column, equal rows by birth, and any range is a part of the whole', () => {
    fc.assert(fc.property(fc.constantFrom(...columns), fc.boolean(), fc.boolean(), fc.nat(60), fc.nat(30), (column, descending, atoms, from, count) => {
      const table = new ObjectTable(graph, { atoms }, { column, descending });
      const all = table.rows(0, Infinity).rows;
      expect(all).toHaveLength(table.total);
      const plain = [...all].sort((a, b) => entityOf(a) - entityOf(b)).sort((a, b) => {
        const [x, y] = [key(a, column), key(b, column)];
        return (x < y ? -1 : x > y ? 1 : 0) * (descending ? -1 : 1);
      });
      expect(all).toEqual(plain);
      expect(table.rows(from, count)).toEqual({ total: all.length, bytes: table.bytes, from: Math.min(from, all.length), rows: all.slice(from, from + count) });
      expect(table.bytes).toBe(all.reduce((sum, { size }) => sum + size, 0));
      for (const { id } of all.slice(0, 3)) expect(all[table.indexOf(id)]?.id).toBe(id);
    }), { numRuns: 60 });
  });

  it('has what the filter means', () => {
    const of = (filter: ConstructorParameters<typeof ObjectTable>[1]): readonly ObjectRow[] =>
      new ObjectTable(graph, filter, { column: 'id', descending: false }).rows(0, 1000).rows;
    expect(of({ types: ['Node'] })).toHaveLength(21);
    expect(of({ types: ['Node'], reachable: false })).toMatchObject([{ type: 'Node', unreachable: true, retainedBytes: 0, bornLine: 6 }]);
    expect(of({ text: 'NODE #' })).toHaveLength(21);
    expect(of({ types: ['list'] }).map(({ size }) => size)).toContain(56 + 8 * 6);
    expect(of({ generations: [1] })).toEqual([]);
    expect(of({}).some(({ type }) => type === 'str' || type === 'int')).toBe(false);
    expect(of({ atoms: true }).filter(({ type }) => type === 'str').length).toBeGreaterThan(10);
    const all = of({ background: true, atoms: true, library: true });
    const { recording } = graph;
    expect(all.length).toBeGreaterThan(of({ atoms: true }).length);
    expect(all.every((row) => recording.entities.kind(entityOf(row)) === EntityKind.Object)).toBe(true);
    const born = of({}).map(({ bornStep }) => bornStep as number);
    const middle = born[born.length >> 1] as number;
    expect([...of({ bornSince: middle }), ...of({ bornBefore: middle })]).toHaveLength(born.length);
  });
});
