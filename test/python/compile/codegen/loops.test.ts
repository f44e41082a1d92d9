/** Loops and their exits: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('loops', () => {
  it('agrees with CPython on codegen/loops.py', () => expectSameAsCPython('codegen/loops'));
});
