import { heapText } from '../../../src/extension/commands/describeHeap';
import { includes } from '../expect';
import { unreachableView } from '../../panel/viewFixtures';

suite('the heap as text', () => {
  test('has names, objects, references, generations and what waits for the collector', () => {
    const text = heapText(unreachableView());
    includes(text, 'Step 9 of 12, before line 16 (line in <module>)');
    includes(text, '    names -> list #11');
    includes(text, '  list #11: refcount 1, generation 2, 56 bytes');
    includes(text, '    and 4 more');
    includes(text, '    referent ~> Node #8');
    includes(text, 'Unreachable, waiting for the collector\n  Node #7');
    includes(text, '  0: count 42 of threshold 700, 57 objects');
  });
});
