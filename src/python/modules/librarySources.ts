/**
 * The sources of the bundled library: what tracebacks, `linecache` and `inspect` show of it. One block of bytes in the bundle, each
 * file compressed by itself and inflated when somebody wants to see it.
 *
 * Layout: number of files; for each its name, its length in bytes and that of its compressed form; then the compressed forms.
 */
import { inflateRaw } from '../../base';
import { ByteReader, ByteWriter } from './libraryFormat';

export interface SourceFile {
  readonly filename: string;
  readonly length: number;
  readonly compressed: Uint8Array;
}

export function writeSources(files: readonly SourceFile[]): Uint8Array {
  const writer = new ByteWriter();
  writer.number(files.length);
  for (const { filename, length, compressed } of files) {
    writer.block(Uint8Array.from(filename, (character) => character.charCodeAt(0)));
    writer.number(length);
    writer.number(compressed.length);
  }
  for (const { compressed } of files) for (const byte of compressed) writer.byte(byte);
  return writer.result();
}

interface Place { readonly start: number; readonly length: number; readonly compressedLength: number }

export class LibrarySources {
  private readonly places = new Map<string, Place>();
  private readonly texts = new Map<string, string>();

  constructor(private readonly bytes: Uint8Array) {
    const reader = new ByteReader(bytes);
    const rows = Array.from({ length: reader.number() }, () => ({
      filename: String.fromCharCode(...reader.block()), length: reader.number(), compressedLength: reader.number(),
    }));
    let start = reader.position;
    for (const { filename, length, compressedLength } of rows) {
      this.places.set(filename, { start, length, compressedLength });
      start += compressedLength;
    }
  }

  find(filename: string): string | null {
    const known = this.texts.get(filename);
    if (known !== undefined) return known;
    const place = this.places.get(filename);
    if (place === undefined) return null;
    const text = decodeUtf8(inflateRaw(this.bytes.subarray(place.start, place.start + place.compressedLength), place.length));
    this.texts.set(filename, text);
    return text;
  }
}

/** Of text known to be well formed. */
function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    let end = at;
    while (end < bytes.length && end - at < 4096 && bytes[end] < 0x80) end++;
    if (end > at) parts.push(String.fromCharCode(...bytes.subarray(at, end)));
    at = end;
    const lead = bytes[at];
    if (at >= bytes.length || lead < 0x80) continue;
    const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    let code = lead & (0xff >> (size + 1));
    for (let more = 1; more < size; more++) code = (code << 6) | (bytes[at + more] & 0x3f);
    parts.push(String.fromCodePoint(code));
    at += size;
  }
  return parts.join('');
}
