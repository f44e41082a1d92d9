/** CPython 3.12, the default; every other version has a file of its own. */
import { expect, it } from 'vitest';
import { pythonVersions } from '../../src/session';
import { judges, probeSuite } from './probeSuite';

it('there is a judge for every version', () => {
  expect(Object.keys(judges)).toEqual(pythonVersions);
});

probeSuite('3.12');
