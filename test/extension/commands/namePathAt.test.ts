import { namePathAt } from '../../../src/extension/commands/namePathAt';
import { equal } from '../expect';

suite('the name at a column', () => {
  test('is the path up to the part the column is in', () => {
    const line = "    first.next.value = box[0]['key'].name";
    equal([4, 9, 11, 15, 20].map((column) => namePathAt(line, column)), ['first', 'first', 'first.next', 'first.next.value', 'first.next.value']);
    equal([23, 27, 31, 37].map((column) => namePathAt(line, column)), ['box', 'box[0]', "box[0]['key']", "box[0]['key'].name"]);
  });

  test('is none between names and on keywords', () => {
    equal([namePathAt('a  =  b', 3), namePathAt('return value', 2), namePathAt('return value', 8), namePathAt('', 0)], [null, null, 'value', null]);
  });

  test('may be of any script', () => {
    equal(namePathAt('größe = länge.wert', 12), 'länge');
  });
});
