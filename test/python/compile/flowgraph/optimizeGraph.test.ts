/** NOPs, jumps, unreachable code: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('optimizeGraph', () => {
  it('agrees with CPython on flowgraph/optimizeGraph.py', () => expectSameAsCPython('flowgraph/optimizeGraph'));
});
