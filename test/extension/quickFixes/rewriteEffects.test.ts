import { effectOf } from '../../../src/extension/quickFixes/rewriteEffects';
import type { Outcome } from '../../../src/protocol';
import { equal } from '../expect';

const OUTCOME: Outcome = { status: 'finished', exitCode: 0, output: 'a\nb\n', message: '', objects: 14, bytes: 900, cycles: 2, unreachable: 8, collections: 0 };

function effect(after: Partial<Outcome>, before: Partial<Outcome> = {}): [string, string] {
  const { verdict, text } = effectOf({ ...OUTCOME, ...before }, { ...OUTCOME, ...after });
  return [verdict, text];
}

suite('effect of a change', () => {
  test('is told in numbers', () => {
    equal(effect({ cycles: 0, objects: 2, bytes: 100 }), ['better', 'cycles left: 2 → 0, objects at exit: 14 → 2, bytes: 900 → 100, output unchanged']);
    equal(effect({}), ['same', 'nothing changes at exit, output unchanged']);
    equal(effect({ bytes: 1000, objects: 15 }), ['more', 'objects at exit: 14 → 15, bytes: 900 → 1,000, output unchanged']);
    equal(effect({ cycles: 1, bytes: 1000 })[0], 'better', 'cycles count more than bytes');
  });

  test('names the first line of output that differs', () => {
    equal(effect({ output: 'a\nc\n' }), ['differs', "nothing changes at exit, the output differs: line 2 is 'c' instead of 'b'"]);
    equal(effect({ output: 'a\nb\nc\n' })[1], "nothing changes at exit, the output differs: line 3 is 'c' instead of ''");
    equal(effect({ exitCode: 3 })[0], 'differs');
  });

  test('says how the changed program fails, unless it failed so before', () => {
    equal(effect({ status: 'exception', message: "TypeError: no\nhint" }), ['fails', 'the changed program fails: TypeError: no']);
    equal(effect({ status: 'exception', message: 'TypeError: no', cycles: 0 }, { status: 'exception', message: 'TypeError: no' })[0], 'better');
    equal(effect({ status: 'exception', message: 'KeyError: 1' }, { status: 'exception', message: 'TypeError: no' })[0], 'fails');
  });
});
