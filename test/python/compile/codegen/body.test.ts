/** Module and class bodies: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('body', () => {
  it('agrees with CPython on codegen/body.py', () => expectSameAsCPython('codegen/body'));
});
