/** Edit distances against CPython's (recorded.json), and the choice among candidates. */
import { describe, expect, it } from 'vitest';
import { editDistance, nearestName } from '../../../../src/python/modules/traceback/suggestions';
import { recorded } from '../recorded';

const LIMIT = 20;

describe('editDistance', () => {
  it('is CPython\'s for every pair of the recorded names', () => {
    for (const [left, right, distance] of recorded.distances) {
      expect([left, right, editDistance(left, right, LIMIT)]).toEqual([left, right, distance]);
    }
  });
});

describe('nearestName', () => {
  it('takes the nearest, the first of equals, and none that is too far', () => {
    expect(nearestName(['colour', 'blech'], 'color')).toBe('colour');
    expect(nearestName(['ab', 'ac'], 'ad')).toBe('ab');
    expect(nearestName(['nothing', 'like', 'it'], 'unrelated_name')).toBeNull();
    expect(nearestName(['same'], 'same')).toBeNull();
  });

  it('gives up on very many candidates', () => {
    expect(nearestName(Array.from({ length: 750 }, (_, index) => `name${index}`), 'name1x')).toBeNull();
  });
});
