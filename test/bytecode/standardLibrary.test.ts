/**
 * Every code object of the standard library against CPython's recorded digests: what `npm run test:bytecode` prints.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare, testParser, type Digests } from './comparison';
import { standardLibrarySources } from './standardLibrary.mjs';

const root = path.resolve(import.meta.dirname, '../..');

describe('the standard library', () => {
  it('compiles to CPython 3.12\'s code objects, all of them', async () => {
    const digests = JSON.parse(readFileSync(path.join(import.meta.dirname, 'digests.json'), 'utf8')) as Digests;
    const { failures, differences, total } = compare(await testParser(root), standardLibrarySources(root), digests);
    expect(failures).toEqual([]);
    expect(differences).toEqual([]);
    expect(total).toBeGreaterThan(15_000);
    // Ten seconds where nothing else runs.
  }, 600_000);
});
