/**
 * All objects of a moment as a table, sorted by any column, read by range. In: a graph, a filter, a column. Out: how many rows there
 * are, and the rows of a range. A million rows cost an array of numbers: rows are made only for the range asked for.
 *
 * Rows that are equal in the column stay in the order of birth, in both directions.
 */
import { IMMORTAL, typeText, valueText } from '../../recording';
import type { HeapGraph } from '../heapGraph';
import { nodeTest, type ObjectFilter } from '../objectFilter';
import { entityOfShownId, objectName, shownId } from '../objectNames';
import { bornLine } from '../viewBuilder';

export type ObjectColumn = 'id' | 'type' | 'value' | 'refcount' | 'size' | 'retained' | 'generation' | 'step' | 'line';

export interface ObjectSort {
  readonly column: ObjectColumn;
  readonly descending: boolean;
}

export interface ObjectRow {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  /** A short `repr`, '' for containers. */
  readonly text: string;
  /** 0 when immortal. */
  readonly refcount: number;
  readonly immortal: boolean;
  readonly size: number;
  /** What would go with it, itself included; 0 when no root reaches it. */
  readonly retainedBytes: number;
  readonly generation: 0 | 1 | 2 | 3 | null;
  readonly unreachable: boolean;
  readonly bornStep: number | null;
  /** The line (from 0) of the scenario that made it. */
  readonly bornLine: number | null;
}

export interface ObjectRows {
  /** Rows there are. */
  readonly total: number;
  /** Of all rows. */
  readonly bytes: number;
  /** The first one given. */
  readonly from: number;
  readonly rows: readonly ObjectRow[];
}

export class ObjectTable {
  readonly bytes: number;
  /** Nodes in the order of the rows. */
  private readonly order: Int32Array;

  constructor(private readonly graph: HeapGraph, filter: ObjectFilter, sort: ObjectSort) {
    const { moment, recording, state } = graph;
    const isMeant = nodeTest(graph, filter);
    const nodes = new Int32Array(moment.nodeCount);
    let count = 0;
    let bytes = 0;
    for (let node = 1; node < moment.nodeCount; node++) {
      if (!isMeant(node)) continue;
      nodes[count++] = node;
      bytes += recording.sizeOf(state, moment.entityOf[node] as number);
    }
    this.bytes = bytes;
    this.order = sorted(nodes.subarray(0, count), keysOf(graph, sort.column), sort.descending);
  }

  get total(): number {
    return this.order.length;
  }

  /** Rows from `from` on, at most `count`; fewer at the end. */
  rows(from: number, count: number): ObjectRows {
    const first = Math.min(Math.max(0, Math.trunc(from)), this.total);
    const rows = Array.from(this.order.subarray(first, first + Math.max(0, count)), (node) => objectRow(this.graph, node));
    return { total: this.total, bytes: this.bytes, from: first, rows };
  }

  /** The row of an object, or -1. */
  indexOf(id: number): number {
    const { moment, recording } = this.graph;
    return this.order.indexOf(moment.nodeOf(entityOfShownId(recording, id)));
  }
}

function objectRow(graph: HeapGraph, node: number): ObjectRow {
  const { moment, recording, state, retention, reachedNodes } = graph;
  const entity = moment.entityOf[node] as number;
  const refcount = state.refcount(entity);
  const born = recording.entities.bornStep(entity);
  const bornStep = recording.entities.isBackground(entity) || born === 0 ? null : born - 1;
  return {
    id: shownId(recording, entity), name: objectName(recording, entity), type: typeText(recording, entity), text: valueText(recording, entity),
    refcount: refcount === IMMORTAL ? 0 : refcount, immortal: refcount === IMMORTAL, size: recording.sizeOf(state, entity),
    retainedBytes: retention.bytes[node] as number, generation: state.generation(entity), unreachable: reachedNodes[node] === 0,
    bornStep, bornLine: bornStep === null ? null : bornLine(recording, bornStep),
  };
}

/** What a column sorts by: for each node a whole number from 0. */
function keysOf(graph: HeapGraph, column: ObjectColumn): (nodes: Int32Array) => Float64Array {
  const { moment, recording, state } = graph;
  const { entities } = recording;
  const each = (key: (entity: number, node: number) => number) => (nodes: Int32Array): Float64Array =>
    Float64Array.from(nodes, (node) => key(moment.entityOf[node] as number, node));
  switch (column) {
    case 'id': return each((entity) => Math.max(0, shownId(recording, entity)));
    case 'refcount': return each((entity) => {
      const refcount = state.refcount(entity);
      return refcount === IMMORTAL ? 2 ** 31 : refcount;
    });
    case 'size': return each((entity) => recording.sizeOf(state, entity));
    case 'retained': {
      const { bytes } = graph.retention;
      return each((_entity, node) => bytes[node] as number);
    }
    case 'generation': return each((entity) => (state.generation(entity) ?? -1) + 1);
    case 'step': return each((entity) => (entities.isBackground(entity) ? 0 : entities.bornStep(entity)));
    case 'line': return each((entity) => {
      const born = entities.bornStep(entity);
      return entities.isBackground(entity) || born === 0 ? 0 : (bornLine(recording, born - 1) ?? -1) + 1;
    });
    case 'type': return (nodes) => ranks(nodes, (node) => typeText(recording, moment.entityOf[node] as number));
    case 'value': return (nodes) => ranks(nodes, (node) => valueText(recording, moment.entityOf[node] as number));
  }
}

/** Numbers by their value, then the other texts. */
function inOrder(texts: readonly string[]): string[] {
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const isNumber = (text: string): boolean => /^-?\d/.test(text) && Number.isFinite(Number(text));
  const numbers = texts.filter(isNumber).map((text) => ({ text, value: Number(text) })).sort((a, b) => a.value - b.value || byText(a.text, b.text));
  return [...numbers.map(({ text }) => text), ...texts.filter((text) => !isNumber(text)).sort()];
}

/** For each node, the place of its text among all of them. */
function ranks(nodes: Int32Array, text: (node: number) => string): Float64Array {
  const numbers = new Map<string, number>();
  const keys = Float64Array.from(nodes, (node) => {
    const own = text(node);
    let number = numbers.get(own);
    if (number === undefined) numbers.set(own, number = numbers.size);
    return number;
  });
  const rank = new Float64Array(numbers.size);
  inOrder([...numbers.keys()]).forEach((own, place) => {
    rank[numbers.get(own) as number] = place;
  });
  return keys.map((number) => rank[number] as number);
}

/** Above this many rows, and above this key, a key and a place don't fit into one number. */
const PLACE_LIMIT = 2 ** 21;
const KEY_LIMIT = 2 ** 32;

/** Nodes by their keys. Key and place are sorted as one number: that is several times faster than a comparing function. */
function sorted(nodes: Int32Array, keys: (nodes: Int32Array) => Float64Array, descending: boolean): Int32Array {
  const key = keys(nodes);
  const sign = descending ? -1 : 1;
  if (nodes.length >= PLACE_LIMIT || key.some((value) => value >= KEY_LIMIT)) {
    return Int32Array.from(nodes.keys()).sort((a, b) => sign * ((key[a] as number) - (key[b] as number)) || a - b).map((place) => nodes[place] as number);
  }
  const both = key.map((value, place) => (descending ? KEY_LIMIT - 1 - value : value) * PLACE_LIMIT + place).sort();
  return Int32Array.from(both, (value) => nodes[value % PLACE_LIMIT] as number);
}
