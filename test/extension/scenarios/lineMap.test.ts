import { LineMap, type LineChange } from '../../../src/extension/scenarios/lineMap';
import { equal } from '../expect';

function after(change: LineChange, lineCount = 5): (number | null)[] {
  const map = new LineMap(lineCount);
  map.apply(change);
  return Array.from({ length: lineCount }, (_, line) => map.current(line));
}

suite('line map', () => {
  test('an edit within a line moves nothing', () => {
    equal(after({ startLine: 2, endLine: 2, text: 'x', atLineStart: false }), [0, 1, 2, 3, 4]);
  });

  test('Enter at the end of a line moves the lines below', () => {
    equal(after({ startLine: 2, endLine: 2, text: '\n', atLineStart: false }), [0, 1, 2, 4, 5]);
  });

  test('whole lines put before a line move it too', () => {
    equal(after({ startLine: 2, endLine: 2, text: 'a\nb\n', atLineStart: true }), [0, 1, 4, 5, 6]);
  });

  test('a deleted line has no place', () => {
    equal(after({ startLine: 1, endLine: 3, text: '', atLineStart: true }), [0, null, null, 1, 2]);
  });

  test('a joined line goes into the one above', () => {
    equal(after({ startLine: 1, endLine: 2, text: '', atLineStart: false }), [0, 1, null, 2, 3]);
  });

  test('a replaced text keeps line for line', () => {
    equal(after({ startLine: 0, endLine: 4, text: 'a\nb\nc\nd\ne', atLineStart: true }), [0, 1, 2, 3, 4]);
  });

  test('no two lines ever have one place', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor(seed / 2147483648 * below);
    };
    for (let round = 0; round < 2000; round++) {
      const map = new LineMap(12);
      for (let edit = 0; edit < 4; edit++) {
        const startLine = random(10);
        map.apply({ startLine, endLine: startLine + random(3), text: ['', 'x', '\n', 'a\nb', 'a\nb\n'][random(5)], atLineStart: random(2) === 0 });
      }
      const places = Array.from({ length: 12 }, (_, line) => map.current(line)).filter((place) => place !== null);
      equal(new Set(places).size, places.length, `round ${round}`);
      equal([...places].sort((a, b) => a - b), places, `order in round ${round}`);
      for (const place of places) equal(map.current(map.original(place) ?? -1), place);
    }
  });
});
