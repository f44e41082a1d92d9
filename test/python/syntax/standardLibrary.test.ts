/** The trees of all of CPython's standard library, as digests; the sources come with the pyodide package. */
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadParser } from './loadParser';
import { digest, readRecorded } from './verdicts';

const archive = path.resolve(import.meta.dirname, '../../../node_modules/pyodide/python_stdlib.zip');

/** Files of a zip archive by name, from its central directory. */
function* filesOf(zip: Buffer): Generator<[string, string]> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06'));
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(entry + 28);
    const name = zip.toString('utf8', entry + 46, entry + 46 + nameLength);
    const local = zip.readUInt32LE(entry + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
    if (name.endsWith('.py')) {
      const bytes = zip.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed);
      yield [name, new TextDecoder(encodingOf(bytes)).decode(bytes)];
    }
    entry += 46 + nameLength + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
}

function encodingOf(bytes: Buffer): string {
  const cookie = /^.*\n?.*coding[:=][ \t]*([-\w.]+)/.exec(bytes.toString('latin1', 0, 200));
  return cookie !== null && /latin|8859/.test(cookie[1]) ? 'latin1' : 'utf-8';
}

describe('the standard library', () => {
  it('gives the trees CPython gives', async () => {
    const parser = await loadParser();
    const expected = new Map(readRecorded<[string, string][]>('standardLibrary.json'));
    const wrong: string[] = [];
    let count = 0;
    for (const [name, source] of filesOf(readFileSync(archive))) {
      count++;
      const { module, diagnostics } = parser.parseModule(source, name);
      if (diagnostics.length > 0) wrong.push(`${name}:${diagnostics[0].lineno}: ${diagnostics[0].message}`);
      else if (digest(module) !== expected.get(name)) wrong.push(`${name}: another tree`);
    }
    expect(wrong).toEqual([]);
    expect(count).toBe(expected.size);
  }, 300_000);
});
