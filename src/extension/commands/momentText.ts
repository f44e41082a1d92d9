/**
 * Moments as readers write them: `40` (the step the panel calls 40), `12:3` (before line 12 runs for the 3rd time), `12:-1` or `12:`
 * (the last time), `start`, `end`. In: the text. Out: which moment, or null for a text that is none. No vscode.
 */

export type WrittenMoment =
  /** From 0. */
  | { readonly kind: 'step'; readonly step: number }
  /** `line` from 0; `hit` from 1, negative from the end. */
  | { readonly kind: 'line'; readonly line: number; readonly hit: number }
  | { readonly kind: 'start' | 'end' };

export function readMoment(text: string): WrittenMoment | null {
  const written = text.trim().toLowerCase();
  if (written === 'start' || written === 'end') return { kind: written };
  const step = /^\d[\d,.' ]*$/.exec(written);
  if (step !== null) {
    const number = Number(written.replaceAll(/[,.' ]/g, ''));
    return number >= 1 && Number.isSafeInteger(number) ? { kind: 'step', step: number - 1 } : null;
  }
  const line = /^(?:l|line )?(\d+)\s*:\s*(-?\d+)?$/.exec(written);
  if (line === null) return null;
  const hit = line[2] === undefined ? -1 : Number(line[2]);
  return Number(line[1]) < 1 || hit === 0 ? null : { kind: 'line', line: Number(line[1]) - 1, hit };
}
