/**
 * Sections back to a recording. The log is replayed step by step, as the recorder wrote it: that brings back the old values,
 * the checkpoints and the last state. Whatever a question about a recording relies on is checked first, as if the file had been
 * made by somebody who means harm: numbers of entities, slots and rows, and their order.
 */
import { Int32Column, type Columns } from '../../base';
import type { CodeObject } from '../../python/bytecode';
import { EntityKind, ShapeKind, ValueKind } from '../entities';
import { Field, PERMANENT_GENERATION } from '../heapState';
import { Recording, type CodeRecord, type CollectionRecord, type OutputRecord, type ThresholdRecord } from '../recording';
import { decodeFloats, decodeIntegers } from './columnCoding';
import type { Container } from './container';
import { check } from './fileProblem';
import { bytes, integer, list, number, oneOf, orElse, parseJson, record, text, truth, tuple, type Shape } from './plainData';
import { baselineSection, sectionNames, tablesOf } from './recordingSections';

const FIELD_COUNT = 4;

interface Marks {
  readonly baselineEntity: number;
  readonly baselineSlots: number;
  /** The first step and change on record. */
  readonly windowStart: number;
  readonly windowChange: number;
  readonly mainNamespace: number;
  readonly runtimeEntity: number;
}

const marks: Shape<Marks> = record<Marks>({
  baselineEntity: integer(), baselineSlots: integer(), windowStart: integer(), windowChange: integer(0, 2 ** 30), mainNamespace: integer(), runtimeEntity: integer(),
});

type StoredCode = Omit<CodeObject, 'consts' | 'name' | 'qualname' | 'filename'>;
const storedCode = record<StoredCode>({
  argcount: integer(), posonlyargcount: integer(), kwonlyargcount: integer(), stacksize: integer(), flags: integer(),
  code: bytes, names: list(text), localsplusnames: list(text), localspluskinds: bytes, firstlineno: integer(),
  linetable: bytes, exceptiontable: bytes,
});
const codeRecord = record<Omit<CodeRecord, 'source'> & { code: StoredCode }>({
  name: text, qualname: text, filename: text, inScenario: truth, code: storedCode,
});
const outputRecord = record<OutputRecord>({ stream: oneOf('stdout', 'stderr'), text });
const thresholdRecord = record<ThresholdRecord>({ step: integer(), enabled: truth, thresholds: tuple(number, 3) as Shape<unknown> as Shape<[number, number, number]> });

/** @throws FileDamage */
export async function readSections(container: Container, floatText: (value: number) => string): Promise<Recording> {
  const recording = new Recording(floatText);
  const json = async <T>(name: string, shape: Shape<T>): Promise<T> => parseJson(await container.read(name), shape, name);
  for (const [id, string] of (await json(sectionNames.strings, list(text))).entries()) {
    check(recording.strings.add(string) === id, 'a text is there twice');
  }
  for (const { code, ...known } of await json(sectionNames.codes, list(codeRecord))) {
    const { name, qualname, filename } = known;
    recording.codes.push({ ...known, source: { ...code, name, qualname, filename, consts: [] } });
  }
  recording.outputs.push(...await json(sectionNames.outputs, list(outputRecord)));
  recording.thresholds.push(...await json(sectionNames.thresholds, list(thresholdRecord)));
  for (const [table, { columns }] of Object.entries(tablesOf(recording))) await readTable(container, table, columns);
  await readColumn(container, sectionNames.deaths, recording.deaths);
  const known = await json(sectionNames.marks, marks);
  checkTables(recording, known);
  await readIntegers(container, sectionNames.namespaces, (entity) => recording.namespaces.add(existing(recording, entity)));
  recording.collections.push(...await json(sectionNames.collections, list(collectionRecord(recording.steps.count))));
  await replay(container, recording, known);
  check(recording.collectionDetails.isSound({
    entities: recording.entities.count, changes: recording.log.length, deaths: recording.deaths.length, outputs: recording.outputs.length,
    steps: recording.steps.count, collections: recording.collections.length,
  }), 'the phases of collections do not fit together');
  recording.baselineEntity = known.baselineEntity;
  recording.mainNamespace = known.mainNamespace;
  if (known.windowStart > 0) {
    const numbers = await integerArray(container, sectionNames.numbers);
    check(numbers.length === recording.entities.count && recording.numbers.restore(numbers), 'the numbers of objects are out of order');
  }
  recording.runtimeEntity = known.runtimeEntity;
  return recording;
}

type LongLived = NonNullable<CollectionRecord['longLived']>;

function collectionRecord(stepCount: number): Shape<CollectionRecord> {
  return record<CollectionRecord>({
    startStep: integer(0, Math.max(0, stepCount - 1)), step: integer(0, stepCount), generation: oneOf(0, 1, 2),
    reason: oneOf('automatic', 'requested', 'exit'), candidates: integer(), collected: integer(), uncollectable: integer(),
    deathStart: integer(), deathEnd: integer(),
    longLived: orElse(record<LongLived>({ pending: integer(), total: integer() }), null),
  });
}

/** A column an older file hasn't got stays empty of anything but zeros. */
async function readTable(container: Container, table: string, columns: Columns): Promise<void> {
  const rows = container.rows(`${table}.${Object.keys(columns)[0] ?? ''}`);
  for (const [name, column] of Object.entries(columns)) {
    const section = `${table}.${name}`;
    if (container.has(section)) await readColumn(container, section, column);
    else for (let row = 0; row < rows; row++) put(column, row, 0);
  }
}

async function readColumn(container: Container, section: string, column: Columns[string]): Promise<void> {
  const content = await container.read(section);
  const decode = column instanceof Int32Column ? decodeIntegers : decodeFloats;
  decode(content, container.rows(section), (value, row) => put(column, row, value));
}

/** A new table has its row 0 already. */
function put(column: Columns[string], row: number, value: number): void {
  if (row < column.length) column.set(row, value);
  else column.push(value);
}

async function readIntegers(container: Container, section: string, take: (value: number, row: number) => void): Promise<void> {
  decodeIntegers(await container.read(section), container.rows(section), take);
}

function existing(recording: Recording, entity: number): number {
  check(entity >= 0 && entity < recording.entities.count, 'an object is named that is not there');
  return entity;
}

/** The tables fit together: equally long columns, ascending ends, numbers of things that are there. */
function checkTables(recording: Recording, known: Marks): void {
  const { entities, steps, deaths, codes, outputs, strings } = recording;
  for (const [table, { columns }] of Object.entries({ entities: recording.entities, steps: recording.steps })) {
    const count = table === 'entities' ? entities.count : steps.count;
    const uneven = Object.entries(columns).find(([name, column]) => name !== 'floats' && column.length !== count);
    check(uneven === undefined, `column ${table}.${uneven?.[0] ?? ''} has the wrong length`);
  }
  check(steps.count > 0, 'it has no steps');
  check(known.windowStart < steps.count, 'the first step on record is out of range');
  check(known.baselineEntity < entities.count && known.mainNamespace < entities.count && known.runtimeEntity < entities.count, 'a mark is out of range');
  for (let entity = 0; entity < entities.count; entity++) {
    const value = entities.value(entity);
    check(entities.kind(entity) <= EntityKind.Runtime && entities.shape(entity) <= ShapeKind.Other, 'an entity is of an unknown kind');
    const kind = entities.valueKind(entity);
    if (kind === ValueKind.Float || kind === ValueKind.WideInteger) check(value >= 0 && value < entities.floats.length, 'a float is missing');
    check((entities.kind(entity) === EntityKind.Frame) === (kind === ValueKind.Code), 'only frames have code');
    if (kind === ValueKind.Code) check(value >= 0 && value < codes.length, "a frame's code is missing");
    else check(entities.typeName(entity) >= 0 && entities.typeName(entity) < strings.size, 'the name of a type is missing');
    if (kind === ValueKind.Text) check(value >= 0 && value < strings.size, 'a text is missing');
    check(entities.bornStep(entity) >= 0 && entities.bornStep(entity) <= steps.count, 'a birth is out of range');
    check(entities.diedStep(entity) >= -1 && entities.diedStep(entity) <= steps.count, 'a death is out of range');
  }
  for (let row = 0; row < deaths.length; row++) existing(recording, deaths.get(row));
  for (let step = 0, changes = 0, born = 0, died = 0, written = 0; step < steps.count; step++) {
    check(steps.kind(step) <= 4 && steps.line(step) >= 0, 'a step is of an unknown kind');
    const frame = existing(recording, steps.frame(step));
    // Calls that were over before the record begins may have been given up.
    check(frame === 0 || step < known.windowStart || entities.kind(frame) === EntityKind.Frame, 'a step is in no frame');
    check(steps.changeEnd(step) >= changes && steps.entityEnd(step) >= born && steps.deathEnd(step) >= died && steps.outputEnd(step) >= written, 'steps are out of order');
    [changes, born, died, written] = [steps.changeEnd(step), steps.entityEnd(step), steps.deathEnd(step), steps.outputEnd(step)];
    check(born <= entities.count && died <= deaths.length && written <= outputs.length, 'a step lies beyond the tables');
  }
}

async function replay(container: Container, recording: Recording, known: Marks): Promise<void> {
  const { slots, steps, log, entities } = recording;
  const slotCount = container.rows(sectionNames.slotHolders);
  check(known.baselineSlots <= slotCount, 'the first slots are missing');
  const holders = await integerArray(container, sectionNames.slotHolders);
  const ordinals = await integerArray(container, sectionNames.slotOrdinals);
  const labels = await integerArray(container, sectionNames.slotLabels);
  check(ordinals.length === slotCount && labels.length === slotCount, 'the columns of slots differ in length');
  const addSlots = (end: number): void => {
    while (slots.count < end) {
      const slot = slots.count;
      const ordinal = ordinals[slot] ?? 0;
      check(ordinal >= 0, 'a slot has no position');
      slots.add(existing(recording, holders[slot] ?? 0), ordinal, labels[slot] ?? 0);
    }
  };
  const limit = (field: Field): number => (field === Field.Target ? slotCount : entities.count);
  const checkChange = (field: Field, index: number, value: number): void => {
    check(index >= 0 && index < limit(field), 'a change is of nothing');
    if (field === Field.Target) existing(recording, value);
    else if (field === Field.Generation) check(value >= 0 && value <= PERMANENT_GENERATION + 1, 'a generation is out of range');
  };
  addSlots(known.baselineSlots);
  for (let field: Field = 0; field < FIELD_COUNT; field++) {
    await readIntegers(container, baselineSection(field), (value, index) => {
      checkChange(field, index, value);
      if (value !== 0) recording.setBefore(field, index, value);
    });
  }
  const { windowStart, windowChange } = known;
  if (windowStart === 0) {
    check(windowChange === 0, 'changes are missing');
    recording.sealBaseline(known.baselineEntity);
  } else {
    check(windowChange === steps.changeEnd(windowStart), 'the first change on record is out of place');
    recording.beginAt(windowStart, windowChange, known.baselineEntity);
  }
  const fields = await integerArray(container, sectionNames.changeFields);
  const indexes = await integerArray(container, sectionNames.changeIndexes);
  const values = await integerArray(container, sectionNames.changeValues);
  check(fields.length === values.length && indexes.length === values.length, 'the columns of changes differ in length');
  check(steps.changeEnd(steps.count - 1) === windowChange + values.length, 'changes follow the last step');
  for (let step = windowStart; step < steps.count; step++) {
    for (const end = steps.changeEnd(step); log.length < end;) {
      const change = log.length;
      const row = change - windowChange;
      const field: Field = fields[row] ?? 0;
      const index = indexes[row] ?? 0;
      const value = values[row] ?? 0;
      check(field >= 0 && field < FIELD_COUNT, 'a change is of an unknown kind');
      checkChange(field, index, value);
      if (field === Field.Target) addSlots(index + 1);
      recording.set(field, index, value);
      check(log.length === change + 1, 'a change changes nothing');
    }
    recording.checkpointIfDue(steps.entityEnd(step), step);
  }
  addSlots(slotCount);
}

async function integerArray(container: Container, section: string): Promise<Int32Array> {
  const content = await container.read(section);
  const rows = container.rows(section);
  check(rows < content.length, `section ${section} is shorter than it says`);
  const array = new Int32Array(rows);
  decodeIntegers(content, rows, (value, row) => {
    array[row] = value;
  });
  return array;
}
