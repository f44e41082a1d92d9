/** Doubtful code: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('sourceChecks', () => {
  it('agrees with CPython on codegen/sourceChecks.py', () => expectSameAsCPython('codegen/sourceChecks'));
});
