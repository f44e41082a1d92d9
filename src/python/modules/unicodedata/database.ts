/**
 * The Unicode database of CPython 3.12 (15.0.0, and 3.2.0 as `ucd_3_2_0`) as it lies in the library bundle. In: the bytes of
 * `unicode.bin`, made by test/python/objects/recorded/unicodeData.py. Out: properties by code point. Each part is unpacked
 * when it is first asked for. Names are in `names.ts`, normal forms in `normalization.ts`.
 */

const enum Section {
  Records, Runs, OldRuns, Numbers, OldNumbers, Decompositions, Corrections, Ideographs, Words, Names, Aliases, Sequences,
}
const SECTION_COUNT = 12;

export interface CharacterRecord {
  readonly category: string;
  readonly bidirectional: string;
  readonly combining: number;
  readonly mirrored: number;
  readonly width: string;
}

export interface CharacterNumber {
  /** What `repr` gives for the value. */
  readonly value: number;
  readonly isDigit: boolean;
  readonly isDecimal: boolean;
}

/** Properties in one version: where each run of equal code points ends, and its record. */
interface RunTable { readonly ends: readonly number[]; readonly records: readonly CharacterRecord[] }

export class NumberReader {
  constructor(readonly bytes: Uint8Array, public at = 0, readonly end = bytes.length) {}

  get more(): boolean {
    return this.at < this.end;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++] as number;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  text(): string {
    const length = this.number();
    this.at += length;
    return utf8Text(this.bytes.subarray(this.at - length, this.at));
  }
}

/** The file's texts are valid UTF-8. */
function utf8Text(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at++] as number;
    const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let left = more; left > 0; left--) code = (code << 6) | ((bytes[at++] as number) & 63);
    text += String.fromCodePoint(code);
  }
  return text;
}

export class UnicodeDatabase {
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private shared: { readonly records: readonly CharacterRecord[]; readonly values: readonly number[] } | null = null;
  private readonly runTables: (RunTable | null)[] = [null, null];
  private readonly numberTables: (ReadonlyMap<number, CharacterNumber> | null)[] = [null, null];
  private decompositionTable: ReadonlyMap<number, string> | null = null;
  private correctionTable: ReadonlyMap<number, string> | null = null;

  constructor(private readonly bytes: Uint8Array) {
    const reader = new NumberReader(bytes);
    for (let section = 0; section < SECTION_COUNT; section++) {
      const length = reader.number();
      this.starts.push(reader.at);
      reader.at += length;
      this.ends.push(reader.at);
    }
  }

  private reader(section: Section): NumberReader {
    return new NumberReader(this.bytes, this.starts[section], this.ends[section]);
  }

  private get sharedTables(): NonNullable<typeof this.shared> {
    if (this.shared !== null) return this.shared;
    const reader = this.reader(Section.Records);
    const records = reader.text().split('\n').map((line) => {
      const [category, bidirectional, combining, mirrored, width] = line.split(',') as [string, string, string, string, string];
      return { category, bidirectional, combining: Number(combining), mirrored: Number(mirrored), width };
    });
    this.shared = { records, values: reader.text().split('\n').map(Number) };
    return this.shared;
  }

  private runs(old: boolean): RunTable {
    const known = this.runTables[old ? 1 : 0];
    if (known != null) return known;
    const { records } = this.sharedTables;
    const table = { ends: [] as number[], records: [] as CharacterRecord[] };
    const reader = this.reader(old ? Section.OldRuns : Section.Runs);
    for (let end = 0; reader.more;) {
      end += reader.number();
      table.ends.push(end);
      table.records.push(records[reader.number()] as CharacterRecord);
    }
    this.runTables[old ? 1 : 0] = table;
    return table;
  }

  /** `old`: in Unicode 3.2.0. */
  record(code: number, old: boolean): CharacterRecord {
    const { ends, records } = this.runs(old);
    let low = 0;
    for (let high = ends.length - 1; low < high;) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) <= code) low = middle + 1;
      else high = middle;
    }
    return records[low] as CharacterRecord;
  }

  isAssigned(code: number, old: boolean): boolean {
    return this.record(code, old).category !== 'Cn';
  }

  number(code: number, old: boolean): CharacterNumber | null {
    let table = this.numberTables[old ? 1 : 0];
    if (table == null) {
      const rows = new Map<number, CharacterNumber>();
      const reader = this.reader(old ? Section.OldNumbers : Section.Numbers);
      for (let previous = 0; reader.more;) {
        const step = reader.number();
        previous += Math.floor(step / 3);
        rows.set(previous, { value: this.sharedTables.values[reader.number()] as number, isDigit: step % 3 > 0, isDecimal: step % 3 === 2 });
      }
      table = rows;
      this.numberTables[old ? 1 : 0] = rows;
    }
    return table.get(code) ?? null;
  }

  /** As `unicodedata.decomposition` spells it; '' for none. */
  decomposition(code: number): string {
    if (this.decompositionTable === null) {
      const rows = new Map<number, string>();
      const reader = this.reader(Section.Decompositions);
      const tags = reader.text().split(' ');
      for (let previous = 0; reader.more;) {
        previous += reader.number();
        const tag = tags[reader.number()] as string;
        const parts = tag === '' ? [] : [tag];
        for (let left = reader.number(); left > 0; left--) parts.push(reader.number().toString(16).toUpperCase().padStart(4, '0'));
        rows.set(previous, parts.join(' '));
      }
      this.decompositionTable = rows;
    }
    return this.decompositionTable.get(code) ?? '';
  }

  /** Characters Unicode 3.2 normalised otherwise, and to what. */
  get corrections(): ReadonlyMap<number, string> {
    if (this.correctionTable === null) {
      const rows = new Map<number, string>();
      const reader = this.reader(Section.Corrections);
      while (reader.more) rows.set(reader.number(), String.fromCodePoint(reader.number()));
      this.correctionTable = rows;
    }
    return this.correctionTable;
  }

  /** First and last code point of each range of ideographs whose names are computed. */
  ideographs(): [first: number, last: number][] {
    const ranges: [number, number][] = [];
    const reader = this.reader(Section.Ideographs);
    while (reader.more) {
      const first = reader.number();
      ranges.push([first, first + reader.number()]);
    }
    return ranges;
  }

  words(): string[] {
    return utf8Text(this.bytes.subarray(this.starts[Section.Words], this.ends[Section.Words])).split('\n');
  }

  nameReader(): NumberReader { return this.reader(Section.Names); }
  aliasReader(): NumberReader { return this.reader(Section.Aliases); }
  sequenceReader(): NumberReader { return this.reader(Section.Sequences); }
}
