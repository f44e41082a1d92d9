/** Comparisons and jumps on conditions: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('conditions', () => {
  it('agrees with CPython on codegen/conditions.py', () => expectSameAsCPython('codegen/conditions'));
});
