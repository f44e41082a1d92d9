/** Places, ordinals and amounts as texts have them: `line 12 of work`, `3rd`, `2 objects`, `1.5 kB`. */
import type { DiffCount, Place } from './timeAnswers';

/** `line 12`, `line 12 of work`, `the end of the run`. */
export function placeText({ event, line, functionName }: Place): string {
  if (event === 'end') return 'the end of the run';
  const where = line === null ? 'code of another file' : `line ${line + 1}`;
  return functionName === '' || functionName === '<module>' ? where : `${where} of ${functionName}`;
}

/** `1st`, `2nd`, `3rd`, `11th`. */
export function ordinal(number: number): string {
  const tens = number % 100;
  const ones = tens >= 11 && tens <= 13 ? 0 : number % 10;
  return `${number}${['th', 'st', 'nd', 'rd'][ones] ?? 'th'}`;
}

/** `1 object`, `2 objects` */
export function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `512 bytes`, `1.5 kB`, `20 MB`; negative amounts keep their sign. */
export function bytesText(bytes: number): string {
  const size = Math.abs(bytes);
  if (size < 1000) return amount(bytes, 'byte');
  const [value, unit] = size < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB'];
  return `${Math.abs(value) < 10 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)} ${unit}`;
}

/** `3 objects (184 bytes)` */
export function countText({ count, bytes }: DiffCount): string {
  return `${amount(count, 'object')} (${bytesText(bytes)})`;
}

/** `a`, `a and b`, `a, b and c` */
export function listText(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] as string}`;
}
