/**
 * What the functions of `cmath` give for arguments that are infinite or no numbers (the tables of CPython
 * Modules/cmathmodule.c). A row for each kind of real part, a column for each kind of imaginary part: -inf, negative,
 * -0, 0, positive, inf, nan. `E`: ValueError; `.`: finite, so computed.
 */
import type { ComplexNumber } from '../../objects';

const TABLES = {
  acos: ['t,i p,i p,i p,-i p,-i t,-i n,i', 'h,i . . . . h,-i n,n', 'h,i . . . . h,-i h,n', 'h,i . . . . h,-i h,n', 'h,i . . . . h,-i n,n',
    'q,i z,i z,i z,-i z,-i q,-i n,i', 'n,i n,n n,n n,n n,n n,-i n,n'],
  acosh: ['i,-t i,-p i,-p i,p i,p i,t i,n', 'i,-h . . . . i,h n,n', 'i,-h . . . . i,h n,n', 'i,-h . . . . i,h n,n', 'i,-h . . . . i,h n,n',
    'i,-q i,-z i,-z i,z i,z i,q i,n', 'i,n n,n n,n n,n n,n i,n n,n'],
  asinh: ['-i,-q -i,-z -i,-z -i,z -i,z -i,q -i,n', '-i,-h . . . . -i,h n,n', '-i,-h . . . . -i,h n,n', 'i,-h . . . . i,h n,n', 'i,-h . . . . i,h n,n',
    'i,-q i,-z i,-z i,z i,z i,q i,n', 'i,n n,n n,-z n,z n,n i,n n,n'],
  atanh: ['-z,-h -z,-h -z,-h -z,h -z,h -z,h -z,n', '-z,-h . . . . -z,h n,n', '-z,-h . . . . -z,h -z,n', 'z,-h . . . . z,h z,n', 'z,-h . . . . z,h n,n',
    'z,-h z,-h z,-h z,h z,h z,h z,n', 'z,-h n,n n,n n,n n,n z,h n,n'],
  cosh: ['E i,i i,z i,-z i,-i E i,n', 'E . . . . E n,n', 'E . . . . E n,z', 'E . . . . E n,z', 'E . . . . E n,n', 'E i,-i i,-z i,z i,i E i,n', 'n,n n,n n,z n,z n,n n,n n,n'],
  exp: ['z,z z,-z z,-z z,z z,z z,z z,z', 'E . . . . E n,n', 'E . . . . E n,n', 'E . . . . E n,n', 'E . . . . E n,n', 'E i,-i i,-z i,z i,i E i,n', 'n,n n,n n,-z n,z n,n n,n n,n'],
  log: ['i,-t i,-p i,-p i,p i,p i,t i,n', 'i,-h . . . . i,h n,n', 'i,-h . . . . i,h n,n', 'i,-h . . . . i,h n,n', 'i,-h . . . . i,h n,n',
    'i,-q i,-z i,-z i,z i,z i,q i,n', 'i,n n,n n,n n,n n,n i,n n,n'],
  sinh: ['E -i,-i -i,-z -i,z -i,i E i,n', 'E . . . . E n,n', 'E . . . . E z,n', 'E . . . . E z,n', 'E . . . . E n,n', 'E i,-i i,-z i,z i,i E i,n', 'n,n n,n n,-z n,z n,n n,n n,n'],
  sqrt: ['i,-i z,-i z,-i z,i z,i i,i n,i', 'i,-i . . . . i,i n,n', 'i,-i . . . . i,i n,n', 'i,-i . . . . i,i n,n', 'i,-i . . . . i,i n,n',
    'i,-i i,-z i,-z i,z i,z i,i i,n', 'i,-i n,n n,n n,n n,n i,i n,n'],
  tanh: ['-o,z -o,-z -o,-z -o,z -o,z -o,z -o,z', 'E . . . . E n,n', 'E . . . . E n,n', 'E . . . . E n,n', 'E . . . . E n,n', 'o,z o,-z o,-z o,z o,z o,z o,z', 'n,n n,n n,-z n,z n,n n,n n,n'],
  rect: ['E -i,i -i,z -i,-z -i,-i E i,n', 'E . . . . E n,n', 'z,z . . . . z,z z,z', 'z,z . . . . z,z z,z', 'E . . . . E n,n', 'E i,-i i,-z i,z i,i E i,n', 'n,n n,n n,z n,z n,n n,n n,n'],
} as const;

export type SpecialFunction = keyof typeof TABLES;

const VALUES: Readonly<Record<string, number>> = {
  i: Infinity, z: 0, n: NaN, o: 1, p: Math.PI, h: Math.PI / 2, q: Math.PI / 4, t: 0.75 * Math.PI,
};

/** special_type */
function kindOf(value: number): number {
  if (Number.isNaN(value)) return 6;
  if (value === 0) return Object.is(value, -0) ? 2 : 3;
  if (Number.isFinite(value)) return value < 0 ? 1 : 4;
  return value < 0 ? 0 : 5;
}

const valueOf = (code: string): number => (code.startsWith('-') ? -(VALUES[code.slice(1)] as number) : VALUES[code] as number);

/** null where both parts are finite; 'domain' for a ValueError. */
export function specialValue(name: SpecialFunction, { real, imag }: ComplexNumber): ComplexNumber | 'domain' | null {
  if (Number.isFinite(real) && Number.isFinite(imag)) return null;
  const entry = (TABLES[name][kindOf(real)] as string).split(' ')[kindOf(imag)] as string;
  if (entry === 'E') return 'domain';
  const [realCode, imagCode] = entry.split(',') as [string, string];
  return { real: valueOf(realCode), imag: valueOf(imagCode) };
}
