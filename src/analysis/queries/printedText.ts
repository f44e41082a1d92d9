/**
 * What the program printed around a moment, each piece with the step that wrote it: the last pieces before it and, where wished, the
 * first after it. In: a recording, a step, limits. Out: pieces and how much was left out on both sides.
 */
import type { Recording } from '../../recording';
import type { OutputChunk } from '../heapView';

export interface PrintedLimits {
  /** Most characters before and after the moment. */
  readonly before: number;
  readonly after: number;
}

export interface PrintedText {
  /** In the order of printing. A piece is what one step wrote to one stream in a row. */
  readonly pieces: readonly OutputChunk[];
  /** How many of them come before the moment. */
  readonly shown: number;
  /** Characters printed in all, and those left out before the first and after the last piece. */
  readonly characters: number;
  readonly cutBefore: number;
  readonly cutAfter: number;
}

/** Most pieces to either side: each is something to click. */
const PIECE_LIMIT = 2000;

export function printedText(recording: Recording, step: number, { before, after }: PrintedLimits): PrintedText {
  const { steps, outputs } = recording;
  const now = steps.outputEnd(step);
  const earlier = new Pieces(recording);
  let start = now;
  for (let room = before; start > 0 && room > 0 && now - start < 2 * PIECE_LIMIT; start--) room -= outputs[start - 1]?.text.length ?? 0;
  for (let at = start; at < now; at++) earlier.add(at);
  const later = new Pieces(recording);
  let end = now;
  for (let room = after; end < outputs.length && room > 0 && later.pieces.length < PIECE_LIMIT; end++) {
    room -= outputs[end]?.text.length ?? 0;
    later.add(end);
  }
  const dropped = Math.max(0, earlier.pieces.length - PIECE_LIMIT);
  const kept = earlier.pieces.slice(dropped);
  const textOf = (pieces: readonly OutputChunk[]): number => pieces.reduce((sum, { text }) => sum + text.length, 0);
  // One piece alone may be longer than all there is room for.
  const [first] = kept;
  const excess = Math.max(0, textOf(kept) - before);
  const head = first === undefined || excess === 0 ? kept : [{ ...first, text: first.text.slice(Math.min(excess, first.text.length)) }, ...kept.slice(1)];
  const last = later.pieces.at(-1);
  const over = Math.max(0, textOf(later.pieces) - after);
  const tail = last === undefined || over === 0 ? later.pieces : [...later.pieces.slice(0, -1), { ...last, text: last.text.slice(0, Math.max(0, last.text.length - over)) }];
  let characters = 0;
  let printed = 0;
  outputs.forEach(({ text }, at) => {
    characters += text.length;
    if (at < now) printed += text.length;
  });
  return { pieces: [...head, ...tail], shown: head.length, characters, cutBefore: printed - textOf(head), cutAfter: characters - printed - textOf(tail) };
}

class Pieces {
  readonly pieces: { stream: 'stdout' | 'stderr'; text: string; step: number }[] = [];

  constructor(private readonly recording: Recording) {}

  add(at: number): void {
    const record = this.recording.outputs[at];
    if (record === undefined) return;
    const step = Math.max(0, this.recording.steps.momentOfOutput(at) - 1);
    const last = this.pieces[this.pieces.length - 1];
    if (last !== undefined && last.step === step && last.stream === record.stream) last.text += record.text;
    else this.pieces.push({ stream: record.stream, text: record.text, step });
  }
}
