import { delayAfterEdit, patienceWith } from '../../../src/extension/scenarios/typingPace';
import { equal, ok } from '../expect';

suite('typing pace', () => {
  test('short runs begin at once and are waited for; long ones wait for a pause and are ended', () => {
    const [short, long] = [{ lastRunMs: 30 }, { lastRunMs: 900 }];
    ok(delayAfterEdit(short, null, 150) < 20, 'at once');
    ok(patienceWith(short) >= 100, 'is waited for');
    equal([delayAfterEdit(long, null, 150), patienceWith(long)], [150, 0]);
  });

  test('a run of unknown length counts as long', () => {
    equal([delayAfterEdit({ lastRunMs: null }, null, 150), patienceWith({ lastRunMs: null })], [150, 0]);
  });

  test('a delay the user chose is kept', () => {
    equal([delayAfterEdit({ lastRunMs: 3 }, 800, 150), delayAfterEdit({ lastRunMs: 3000 }, 800, 150)], [800, 800]);
  });
});
