/**
 * The outer form of a `.heapglass` file: named sections, each with its row count, its checksum and perhaps compressed, behind a
 * header and a table of contents that have checksums of their own (README.md has the layout). Knows nothing of what is in them.
 *
 * Every byte of a file is covered by a checksum or a length, so damage anywhere is found. Nothing is allocated by a number in
 * the file that the file's own size does not allow for.
 */
import { crc32 } from '../../base';
import { check, FileDamage, newerVersion, notARecording, type FileProblem } from './fileProblem';

// Every host has these two; the core's library setting doesn't declare them.
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label: 'utf-8', options: { readonly fatal: boolean; readonly ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}

/** DEFLATE without a header (RFC 1951), which the platform has and the core has not. */
export interface FileCompression {
  deflate(bytes: Uint8Array): Promise<Uint8Array>;
  /** Null when the bytes are malformed or would become more than `size` bytes. */
  inflate(bytes: Uint8Array, size: number): Promise<Uint8Array | null>;
}

export interface Section {
  readonly name: string;
  readonly rows: number;
  readonly bytes: Uint8Array;
}

export const FORMAT_VERSION = 1;

/** Like PNG's: a byte above 127, line ends of both kinds and an end-of-file mark show what a transfer as text does to a file. */
const MAGIC = [0x89, 0x48, 0x47, 0x4c, 0x0d, 0x0a, 0x1a, 0x0a];
/** Magic, version, checksum of both: the same in every version of the format. */
const PREAMBLE_SIZE = 16;
/** After the preamble: the file's length (two words), the length of the table of contents, and a checksum of these and the table. */
const HEADER_SIZE = PREAMBLE_SIZE + 16;
/** DEFLATE makes at most 258 bytes out of two bits. */
const MOST_INFLATION = 1032;
/** Below it compressing doesn't pay. */
const SMALLEST_COMPRESSED = 64;

const enum Storing { Plain = 0, Deflated = 1 }

interface Entry {
  readonly name: string;
  readonly storing: Storing;
  readonly rows: number;
  readonly offset: number;
  readonly storedLength: number;
  readonly length: number;
  readonly checksum: number;
}

export function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function bytesText(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new FileDamage(`${what} is not text`);
  }
}

export async function writeContainer(sections: Iterable<Section>, compression: FileCompression): Promise<Uint8Array> {
  const stored: { readonly bytes: Uint8Array; readonly entry: Uint8Array }[] = [];
  for (const { name, rows, bytes } of sections) {
    const packed = bytes.length < SMALLEST_COMPRESSED ? bytes : await compression.deflate(bytes);
    const pays = packed.length < bytes.length;
    const content = pays ? packed : bytes;
    const nameBytes = textBytes(name);
    const entry = new Uint8Array(1 + nameBytes.length + 17);
    entry[0] = nameBytes.length;
    entry.set(nameBytes, 1);
    const view = new DataView(entry.buffer, 1 + nameBytes.length);
    view.setUint8(0, pays ? Storing.Deflated : Storing.Plain);
    view.setUint32(1, rows, true);
    view.setUint32(5, content.length, true);
    view.setUint32(9, bytes.length, true);
    view.setUint32(13, crc32(content), true);
    stored.push({ bytes: content, entry });
  }
  const tableLength = stored.reduce((sum, { entry }) => sum + entry.length, 0);
  const length = stored.reduce((sum, { bytes }) => sum + bytes.length, HEADER_SIZE + tableLength);
  const file = new Uint8Array(length);
  const view = new DataView(file.buffer);
  file.set(MAGIC);
  view.setUint32(8, FORMAT_VERSION, true);
  view.setUint32(12, crc32(file.subarray(0, 12)), true);
  view.setUint32(16, length % 2 ** 32, true);
  view.setUint32(20, Math.floor(length / 2 ** 32), true);
  view.setUint32(24, tableLength, true);
  let at = HEADER_SIZE;
  for (const { entry } of stored) at = put(file, entry, at);
  view.setUint32(28, crc32(file.subarray(HEADER_SIZE, at), crc32(file.subarray(16, 28))), true);
  for (const { bytes } of stored) at = put(file, bytes, at);
  return file;
}

function put(file: Uint8Array, bytes: Uint8Array, at: number): number {
  file.set(bytes, at);
  return at + bytes.length;
}

/** The sections of a file, each checked and unpacked when it is asked for. */
export class Container {
  private readonly entries = new Map<string, Entry>();

  private constructor(private readonly file: Uint8Array, private readonly compression: FileCompression) {}

  /** Reads header and table of contents. @throws FileDamage */
  static open(file: Uint8Array, compression: FileCompression): Container | FileProblem {
    const problem = preambleProblem(file);
    if (problem !== null) return problem;
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    check(file.length >= HEADER_SIZE, 'it is cut short');
    const length = view.getUint32(16, true) + view.getUint32(20, true) * 2 ** 32;
    const end = HEADER_SIZE + view.getUint32(24, true);
    if (end <= file.length && view.getUint32(28, true) === crc32(file.subarray(HEADER_SIZE, end), crc32(file.subarray(16, 28)))) {
      check(length <= file.length, `it is cut short (${file.length} of ${length} bytes are there)`);
      check(length === file.length, `${file.length - length} bytes follow its end`);
    } else {
      check(end <= file.length, 'it is cut short');
      throw new FileDamage('its table of contents has the wrong checksum');
    }
    const container = new Container(file, compression);
    container.readTable(view, end);
    return container;
  }

  private readTable(view: DataView, end: number): void {
    let at = HEADER_SIZE;
    let offset = end;
    while (at < end) {
      const nameEnd = at + 1 + view.getUint8(at);
      check(nameEnd + 17 <= end, 'its table of contents ends early');
      const name = bytesText(this.file.subarray(at + 1, nameEnd), 'the name of a section');
      const entry: Entry = {
        name,
        storing: view.getUint8(nameEnd),
        rows: view.getUint32(nameEnd + 1, true),
        offset,
        storedLength: view.getUint32(nameEnd + 5, true),
        length: view.getUint32(nameEnd + 9, true),
        checksum: view.getUint32(nameEnd + 13, true),
      };
      check(!this.entries.has(name), `section ${name} is there twice`);
      check(entry.storing === Storing.Plain || entry.storing === Storing.Deflated, `section ${name} is stored in an unknown way`);
      check(entry.storing === Storing.Deflated || entry.length === entry.storedLength, `section ${name} has two lengths`);
      check(entry.length <= entry.storedLength * MOST_INFLATION + SMALLEST_COMPRESSED, `section ${name} can't be as long as it says`);
      this.entries.set(name, entry);
      offset += entry.storedLength;
      at = nameEnd + 17;
    }
    check(offset === this.file.length, 'its sections are not as long as the file');
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  rows(name: string): number {
    return this.entries.get(name)?.rows ?? 0;
  }

  /** @throws FileDamage */
  async read(name: string): Promise<Uint8Array> {
    const entry = this.entries.get(name);
    check(entry !== undefined, `section ${name} is missing`);
    const stored = this.file.subarray(entry.offset, entry.offset + entry.storedLength);
    check(crc32(stored) === entry.checksum, `section ${name} has the wrong checksum`);
    if (entry.storing === Storing.Plain) return stored;
    const bytes = await this.compression.inflate(stored, entry.length);
    check(bytes?.length === entry.length, `section ${name} can't be unpacked`);
    return bytes;
  }

  /** Checks also the sections nobody reads: those a later Heapglass of the same format added. @throws FileDamage */
  checkAll(): void {
    for (const { name, offset, storedLength, checksum } of this.entries.values()) {
      check(crc32(this.file.subarray(offset, offset + storedLength)) === checksum, `section ${name} has the wrong checksum`);
    }
  }
}

/** @throws FileDamage */
function preambleProblem(file: Uint8Array): FileProblem | null {
  if (file.length === 0) return notARecording(true);
  const known = MAGIC.slice(0, file.length);
  if (!known.every((byte, i) => file[i] === byte)) {
    // Name and mark are there but for the line ends.
    check(!(file[0] === MAGIC[0] && file[1] === MAGIC[1] && file[2] === MAGIC[2] && file[3] === MAGIC[3]), 'its line ends were changed, as by a transfer as text');
    return notARecording(false);
  }
  check(file.length >= PREAMBLE_SIZE, 'it is cut short');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  check(view.getUint32(12, true) === crc32(file.subarray(0, 12)), 'its first bytes have the wrong checksum');
  const version = view.getUint32(8, true);
  check(version > 0, 'it has no version');
  return version > FORMAT_VERSION ? newerVersion(version, FORMAT_VERSION) : null;
}
