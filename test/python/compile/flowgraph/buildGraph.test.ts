/** Blocks and handlers: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('buildGraph', () => {
  it('agrees with CPython on flowgraph/buildGraph.py', () => expectSameAsCPython('flowgraph/buildGraph'));
});
