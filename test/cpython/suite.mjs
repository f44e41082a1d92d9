// Where a file of the suite lies. In: the folder and a name. Out: the name as it is there.
import { existsSync } from 'node:fs';
import path from 'node:path';

/** For each file whose name differs between versions of the suite: the other name. */
const otherNames = new Map([['test_str', 'test_unicode'], ['test_unicode', 'test_str']]);

function exists(folder, name) {
  const place = path.join(folder, ...name.split('.'));
  return existsSync(`${place}.py`) || existsSync(path.join(place, '__init__.py'));
}

/** Null when there is no such file. */
export function findTestFile(folder, name) {
  const plain = name.replace(/^test\./, '').replace(/\.py$/, '').replaceAll('/', '.');
  const other = otherNames.get(plain);
  return exists(folder, plain) ? plain : other !== undefined && exists(folder, other) ? other : null;
}
