/**
 * float('...'): the text of a number to a double (CPython's PyFloat_FromString). In: text. Out: a
 * number, or null when it is none. JavaScript's Number() rounds correctly; what it accepts is narrowed
 * here to what Python accepts.
 */
import { asciiDigits, trimNumberSpace } from './textDigits';

const DECIMAL = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?$/;
const SPECIAL = /^([+-]?)(?:(inf(?:inity)?)|nan)$/i;

/** With surrounding white space, underscores between digits and digits of any script. */
export function parseFloatText(text: string): number | null {
  return parsePlainFloat(asciiDigits(trimNumberSpace(text)));
}

/** Without white space around it. */
export function parsePlainFloat(text: string): number | null {
  if (DECIMAL.test(text)) return Number(text.includes('_') ? text.replaceAll('_', '') : text);
  const special = SPECIAL.exec(text);
  if (special === null) return null;
  if (special[2] === undefined) return NaN;
  return special[1] === '-' ? -Infinity : Infinity;
}
