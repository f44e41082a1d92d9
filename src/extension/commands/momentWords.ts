/** Moments and places in words, as reports and lists have them; steps count from 1, as in the panel. */
import * as vscode from 'vscode';
import type { HeapView, Place } from '../../protocol';
import { commandIds } from '../contributions';
import type { Piece } from '../reports/report';

/** `line 12`, `line 12 of work`, `the end of the run`. */
export function placeWords({ event, line, functionName }: Pick<Place, 'event' | 'line' | 'functionName'>): string {
  if (event === 'end') return vscode.l10n.t('the end of the run');
  if (line === null) return vscode.l10n.t('code of another file');
  return functionName === '' || functionName === '<module>' ? vscode.l10n.t('line {0}', line + 1) : vscode.l10n.t('line {0} of {1}', line + 1, functionName);
}

/** `Step 12, line 3: b = a`, a link to the moment. */
export function momentPiece(target: { readonly uri: string; readonly step: number }, sourceLines: readonly string[], view: HeapView | null): Piece {
  const line = view?.step === target.step ? view.line : null;
  const source = line === null ? '' : `: ${sourceLines[line]?.trim() ?? ''}`;
  const text = line === null ? vscode.l10n.t('Step {0}', target.step + 1) : `${vscode.l10n.t('Step {0}, line {1}', target.step + 1, line + 1)}${source}`;
  return { text, command: commandIds.showMoment, argument: target, tooltip: vscode.l10n.t('Show this moment') };
}

export function stepPiece(uri: string, { step, ...place }: Place): Piece {
  return {
    text: `${vscode.l10n.t('step {0}', step + 1)}, ${placeWords(place)}`, command: commandIds.showMoment,
    argument: { uri, step, line: place.line ?? undefined }, tooltip: vscode.l10n.t('Show this moment'),
  };
}

/** A link to a line of the program. */
export function linePiece(uri: string, line: number | null, functionName = ''): Piece {
  if (line === null) return vscode.l10n.t('other files');
  return { text: placeWords({ event: 'line', line, functionName }), command: commandIds.showMoment, argument: { uri, line }, tooltip: vscode.l10n.t('Go to the line') };
}

export function bytesWords(bytes: number): string {
  const size = Math.abs(bytes);
  if (size < 1000) return vscode.l10n.t('{0} bytes', bytes);
  return size < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** With the separators of the reader's language. */
export function grouped(number: number): string {
  return number.toLocaleString(vscode.env.language);
}
