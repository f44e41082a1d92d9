/**
 * The Python sources of CPython 3.12's standard library as the npm package `pyodide` carries them (`python_stdlib.zip`).
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DEFLATED = 8;

/**
 * @param {string} root the repository
 * @returns {[string, string][]} name and text of each .py file, sorted by name
 */
export function standardLibrarySources(root) {
  const zip = readFileSync(path.join(root, 'node_modules/pyodide/python_stdlib.zip'));
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < 0) throw new Error('python_stdlib.zip has no directory');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  /** @type {[string, string][]} */
  const sources = [];
  for (let i = 0; i < count; i++) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (name.endsWith('.py')) {
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const packed = zip.subarray(start, start + size);
      sources.push([name, (method === DEFLATED ? inflateRawSync(packed) : packed).toString('utf8')]);
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  return sources.sort(([a], [b]) => (a < b ? -1 : 1));
}
