/**
 * Colours and widths of a terminal. In: what is known of the output (a terminal or not, its columns, the environment, options).
 * Out: a style which paints pieces of text, or leaves them as they are. Sixteen colours only, so every theme keeps its own.
 */

export type Paint = 'heading' | 'name' | 'number' | 'dim' | 'good' | 'bad' | 'line';

export interface Style {
  /** Columns to fill. */
  readonly width: number;
  paint(paint: Paint, text: string): string;
}

export interface TerminalFacts {
  readonly isTerminal: boolean;
  /** Undefined where there is no terminal. */
  readonly columns: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export type ColourWish = 'auto' | 'always' | 'never';

const NARROWEST = 40;
const WIDEST = 160;
const USUAL = 80;

const CODES: Readonly<Record<Paint, string>> = { heading: '1', name: '36', number: '33', dim: '2', good: '32', bad: '31', line: '1;34' };

/** @param width as asked for, or undefined */
export function styleFor(facts: TerminalFacts, colour: ColourWish, width: number | undefined): Style {
  const columns = width ?? facts.columns ?? USUAL;
  return makeStyle(Math.min(Math.max(columns, NARROWEST), WIDEST), isColoured(facts, colour));
}

export function makeStyle(width: number, coloured: boolean): Style {
  return { width, paint: coloured ? (paint, text) => (text === '' ? '' : `\u001b[${CODES[paint]}m${text}\u001b[0m`) : (_paint, text) => text };
}

/** no-color.org and force-color.org; a dumb terminal has none. */
function isColoured({ isTerminal, environment }: TerminalFacts, colour: ColourWish): boolean {
  if (colour !== 'auto') return colour === 'always';
  if ((environment.NO_COLOR ?? '') !== '') return false;
  if ((environment.FORCE_COLOR ?? '') !== '' && environment.FORCE_COLOR !== '0') return true;
  return isTerminal && environment.TERM !== 'dumb';
}
