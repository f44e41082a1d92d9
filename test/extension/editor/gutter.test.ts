import { signOf } from '../../../src/extension/editor/gutter';
import { equal } from '../expect';
import { closeEditors, openAndRun } from '../window';

suite('marks in the margin', () => {
  teardown(closeEditors);

  test('say what ran, ran in part, did not run, raised and was collected', async () => {
    const { scenario } = await openAndRun([
      'import gc', 'class N: pass', 'a = N()', 'a.me = a', 'del a', 'gc.collect()', 'if gc is None:', '    print(1)', 'try:', '    1 / 0', 'except ZeroDivisionError:', '    pass', '',
    ].join('\n'));
    equal((await scenario.marks()).map((mark) => [mark.line, signOf(mark)]), [
      [0, 'ran'], [1, 'ran'], [2, 'ran'], [3, 'ran'], [4, 'ran'], [5, 'collected'], [6, 'partly'], [7, 'notRun'], [8, 'ran'], [9, 'raised'], [10, 'ran'], [11, 'ran'],
    ]);
  });
});
