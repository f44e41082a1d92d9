import { readMoment } from '../../../src/extension/commands/momentText';
import { equal } from '../expect';

suite('written moments', () => {
  test('are steps as the panel counts them', () => {
    equal([readMoment('1'), readMoment(' 1,234 '), readMoment('0')], [{ kind: 'step', step: 0 }, { kind: 'step', step: 1233 }, null]);
  });

  test('are hits of a line, from the first or from the last', () => {
    equal([readMoment('12:3'), readMoment('12:'), readMoment('line 12 : -2'), readMoment('L7:1')], [
      { kind: 'line', line: 11, hit: 3 }, { kind: 'line', line: 11, hit: -1 }, { kind: 'line', line: 11, hit: -2 }, { kind: 'line', line: 6, hit: 1 },
    ]);
    equal([readMoment('12:0'), readMoment('0:1'), readMoment(':3'), readMoment('twelve'), readMoment('')], [null, null, null, null, null]);
  });

  test('are the ends', () => {
    equal([readMoment('Start'), readMoment('end')], [{ kind: 'start' }, { kind: 'end' }]);
  });
});
