/**
 * A recording as named sections. Tables are written by their columns' names (`entities.sizes`), so a column added to a table is
 * saved without a change here. What follows from other things is left out: the old values of changes, the chains of slots,
 * checkpoints and the last state come back by replaying the log while reading.
 */
import { Int32Column, type Columns } from '../../base';
import type { Recording } from '../recording';
import { encodeFloats, encodeIntegers } from './columnCoding';
import type { Section } from './container';
import { hexadecimal, jsonBytes } from './plainData';

/** Sections of slots and changes, written and read through the tables' own methods. */
export const sectionNames = {
  document: 'document',
  strings: 'strings',
  codes: 'codes',
  outputs: 'outputs',
  collections: 'collections',
  thresholds: 'thresholds',
  marks: 'marks',
  namespaces: 'namespaces',
  numbers: 'numbers',
  deaths: 'deaths',
  slotHolders: 'slots.holders',
  slotOrdinals: 'slots.ordinals',
  slotLabels: 'slots.labels',
  changeFields: 'log.fields',
  changeIndexes: 'log.indexes',
  changeValues: 'log.values',
} as const;

export const baselineSection = (field: number): string => `baseline.${field}`;

/** The tables written column by column. */
export function tablesOf(recording: Recording): Readonly<Record<string, { readonly columns: Columns }>> {
  const { phaseColumns, memberColumns, eventColumns } = recording.collectionDetails;
  return {
    entities: recording.entities, events: recording.events, steps: recording.steps,
    collectionPhases: { columns: phaseColumns }, collectionMembers: { columns: memberColumns }, collectionEvents: { columns: eventColumns },
  };
}

/** @param document what belongs to the run and not to its recording, as plain data */
export function* sectionsOf(recording: Recording, document: unknown): Iterable<Section> {
  const { strings, slots, log, codes } = recording;
  const first = recording.checkpoints[0] as Recording['checkpoints'][number];
  const { arrays } = first;
  const changeCount = log.length - first.changeEnd;
  yield json(sectionNames.document, document);
  yield json(sectionNames.marks, {
    baselineEntity: recording.baselineEntity,
    baselineSlots: first.arrays[0]?.length ?? 0,
    windowStart: recording.windowStart,
    windowChange: first.changeEnd,
    mainNamespace: recording.mainNamespace,
    runtimeEntity: recording.runtimeEntity,
  });
  yield json(sectionNames.strings, Array.from({ length: strings.size }, (_unused, id) => strings.get(id)));
  yield json(sectionNames.codes, codes.map(({ source, name, qualname, filename, inScenario }) => ({
    name, qualname, filename, inScenario,
    code: {
      ...source, consts: undefined, name: undefined, qualname: undefined, filename: undefined,
      code: hexadecimal(source.code), localspluskinds: hexadecimal(source.localspluskinds),
      linetable: hexadecimal(source.linetable), exceptiontable: hexadecimal(source.exceptiontable),
    },
  })));
  yield json(sectionNames.outputs, recording.outputs);
  yield json(sectionNames.collections, recording.collections);
  yield json(sectionNames.thresholds, recording.thresholds);
  const namespaces = [...recording.namespaces];
  yield integers(sectionNames.namespaces, namespaces.length, (row) => namespaces[row] ?? 0);
  // Numbers follow from the entities, unless some of these were given up.
  if (recording.windowStart > 0) yield integers(sectionNames.numbers, recording.entities.count, (entity) => Math.max(0, recording.numbers.numberOf(entity)));
  yield column(sectionNames.deaths, recording.deaths);
  for (const [table, { columns }] of Object.entries(tablesOf(recording))) {
    for (const [name, content] of Object.entries(columns)) yield column(`${table}.${name}`, content);
  }
  yield integers(sectionNames.slotHolders, slots.count, (slot) => slots.holder(slot));
  yield integers(sectionNames.slotOrdinals, slots.count, (slot) => slots.ordinal(slot));
  yield integers(sectionNames.slotLabels, slots.count, (slot) => slots.label(slot));
  for (const [field, array] of arrays.entries()) yield integers(baselineSection(field), array.length, (row) => array[row] ?? 0);
  yield integers(sectionNames.changeFields, changeCount, (change) => log.field(first.changeEnd + change));
  yield integers(sectionNames.changeIndexes, changeCount, (change) => log.index(first.changeEnd + change));
  yield integers(sectionNames.changeValues, changeCount, (change) => log.newValue(first.changeEnd + change));
}

function json(name: string, value: unknown): Section {
  return { name, rows: 1, bytes: jsonBytes(value) };
}

function integers(name: string, rows: number, get: (row: number) => number): Section {
  return { name, rows, bytes: encodeIntegers(rows, get) };
}

function column(name: string, content: Columns[string]): Section {
  const get = (row: number): number => content.get(row);
  return content instanceof Int32Column
    ? integers(name, content.length, get)
    : { name, rows: content.length, bytes: encodeFloats(content.length, get) };
}
