/** A parser for the tests, with the wasm from node_modules and a few character names. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createPythonParser, type PythonParser } from '../../../src/python/syntax';

const packages = path.resolve(import.meta.dirname, '../../../node_modules');
const read = (file: string): Uint8Array => new Uint8Array(readFileSync(path.join(packages, file)));

const characters: Record<string, string> = {
  'LATIN SMALL LETTER A': 'a', 'DIGIT ONE': '1', 'EM DASH': '\u2014', BULLET: '\u2022', SNOWMAN: '\u2603',
  'LATIN SMALL LETTER E WITH ACUTE': '\u00e9', 'GREEK SMALL LETTER ALPHA': '\u03b1',
};

export function characterByName(name: string): string | undefined {
  return characters[name.toUpperCase()];
}

export function loadParser(lookUp = characterByName): Promise<PythonParser> {
  return createPythonParser({
    core: read('web-tree-sitter/web-tree-sitter.wasm'), grammar: read('tree-sitter-python/tree-sitter-python.wasm'),
  }, { characterByName: lookUp });
}
