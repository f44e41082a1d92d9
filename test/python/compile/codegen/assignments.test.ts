/** Assignments: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('assignments', () => {
  it('agrees with CPython on codegen/assignments.py', () => expectSameAsCPython('codegen/assignments'));
});
