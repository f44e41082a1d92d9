/** Size, names and mirrored tests of the source files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { longFiles, withoutOwnTest } from './exceptions';

const root = path.resolve(import.meta.dirname, '../..');

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

const sources = [...filesBelow('src'), ...filesBelow('media/panel'), ...filesBelow('media/replay')];

function testOf(file: string): string {
  return file.replace(/^src\//, 'test/').replace(/^media\//, 'test/').replace(/\.ts$/, '.test.ts');
}

/** Only types: nothing is left of it when compiled, so there is nothing to run. */
function hasOnlyTypes(file: string): boolean {
  const text = readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  return !/^\s*(export\s+)?(default\s+)?(abstract\s+)?(async\s+)?(function|class|const|let|enum)\b/m.test(text);
}

function lineCount(file: string): number {
  return readFileSync(path.join(root, file), 'utf8').split('\n').length - 1;
}

describe('source files', () => {
  it('have at most 600 lines, but for the listed ones', () => {
    const long = sources.filter((file) => lineCount(file) > 600 && !(file in longFiles));
    expect(long.map((file) => `${file}: ${lineCount(file)}`)).toEqual([]);
  });

  it('are not named after a drawer', () => {
    const drawers = /(^|\/)(utils?|helpers?|misc|common|types|shared|stuff)\.ts$/;
    expect(sources.filter((file) => drawers.test(file))).toEqual([]);
  });

  it('begin with a paragraph that says what they are', () => {
    expect(sources.filter((file) => !/^(#!.*\n)?\/(\*\*|\/)/.test(readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
  });

  it('have a test of their own, or are listed with a reason', () => {
    const missing = sources
      .filter((file) => !file.endsWith('/index.ts') && !existsSync(path.join(root, testOf(file))))
      .filter((file) => !hasOnlyTypes(file) && reasonFor(file) === undefined);
    expect(missing).toEqual([]);
  });

  it('and the list of reasons names only what is there and has no test', () => {
    const stale = Object.keys(withoutOwnTest).filter((entry) => entry.endsWith('/')
      ? !sources.some((file) => file.startsWith(entry))
      : !sources.includes(entry) || existsSync(path.join(root, testOf(entry))));
    expect(stale).toEqual([]);
    expect(Object.keys(longFiles).filter((file) => !sources.includes(file))).toEqual([]);
  });
});

/** A reason may be given for a file or, ending in '/', for a folder. */
function reasonFor(file: string): string | undefined {
  if (file in withoutOwnTest) return withoutOwnTest[file];
  return Object.entries(withoutOwnTest).find(([entry]) => entry.endsWith('/') && file.startsWith(entry))?.[1];
}

describe('committed text', () => {
  it('names no place of the machine it was written on', () => {
    const places = /(^|[\s"'`(=])\/(?:work|root|home|Users)\/\w+/;
    const files = [...sources, ...filesBelow('test').filter((file) => !file.includes('node_modules'))];
    const bad = files.filter((file) => file !== 'test/architecture/files.test.ts')
      .filter((file) => places.test(readFileSync(path.join(root, file), 'utf8')));
    expect(bad).toEqual([]);
  });
});
