/** Answers about one object as text: why it is alive, what would free it, its life. */
import type { AlivePath, NameStory, ObjectStory, Place, WhatWouldFree, WhyAlive } from '../../analysis';
import { bytesText, counted, cut, pad, table, widthOf, wrap } from '../text/layout';
import type { Style } from '../text/style';
import { countedTexts } from './showText';

export interface ObjectHead {
  /** `list #3`, as asked for, and where. */
  readonly name: string;
  readonly asked: string;
  readonly value: string;
  /** `step 40, line 12` */
  readonly moment: string;
}

const HOLDERS = 24;
const INDENT = '  ';

function headLine({ name, asked, value, moment }: ObjectHead, { paint, width }: Style): string[] {
  const isSelf = asked === '' || name.endsWith(` ${asked}`) || name === asked;
  const subject = `${isSelf ? '' : `${asked} is `}${name}${value === '' || name.includes(value) ? '' : `, ${value}`}`;
  const room = width - widthOf(moment) - 3;
  if (widthOf(subject) > room) return [paint('heading', cut(subject, width)), paint('dim', moment)];
  return [`${paint('heading', subject)}${' '.repeat(width - widthOf(subject) - widthOf(moment))}${paint('dim', moment)}`];
}

/** A chain, broken at its arrows. */
function pathLines(mark: string, { text }: AlivePath | { readonly text: string }, { width }: Style): string[] {
  const links = text.split(' -> ');
  const lines: string[] = [];
  let line = `${INDENT}${mark}`;
  links.forEach((link, i) => {
    const piece = i === 0 ? link : ` -> ${link}`;
    if (widthOf(line) + widthOf(piece) <= width || i === 0) line += piece;
    else {
      lines.push(line);
      line = `${INDENT}${' '.repeat(mark.length)}  -> ${link}`;
    }
  });
  return [...lines, line];
}

export function whyText(answer: WhyAlive, head: ObjectHead, holders: readonly string[], style: Style): string {
  const { paint, width } = style;
  const lines = [...headLine(head, style), '', ...wrap(answer.sentence, width)];
  if (answer.paths.length > 0) {
    lines.push('', ...answer.paths.flatMap((path, i) => pathLines(answer.paths.length === 1 ? '' : `${i + 1}. `, path, style)));
    if (answer.hasMore) lines.push(paint('dim', `${INDENT}and more: --limit ${answer.paths.length * 3} lists them`));
  }
  if (answer.cycle !== null) lines.push('', ...pathLines('', answer.cycle, style));
  const texts = countedTexts(holders);
  if (texts.length > 0) {
    lines.push('', paint('heading', `Refcount ${holders.length}, counted reference by reference`));
    lines.push(...texts.slice(0, HOLDERS).map((text) => `${INDENT}${cut(text, width - 2)}`));
    if (texts.length > HOLDERS) lines.push(paint('dim', `${INDENT}and ${texts.length - HOLDERS} more`));
  }
  return `${lines.join('\n')}\n`;
}

export function freeText(answer: WhatWouldFree, head: ObjectHead, style: Style): string {
  const { paint, width } = style;
  const lines = [...headLine(head, style), '', ...wrap(answer.sentence, width)];
  if (answer.drop.length > 0) {
    lines.push('', paint('heading', `Drop ${counted(answer.drop.length, 'reference')}`));
    for (const { step, action } of answer.drop) lines.push(...wrap(`${INDENT}${step.text}${action === '' ? '' : `: ${action}`}`, width, 6));
  }
  const { freed } = answer;
  if (freed.byType.length > 0) {
    const rows = freed.byType.map(({ type, count, bytes }) => [`${INDENT}${type}`, String(count), bytesText(bytes)]);
    lines.push('', ...table([
      { title: `What goes with it: ${counted(freed.count, 'object')}`, flexible: true }, { title: 'count', align: 'right' }, { title: 'size', align: 'right' },
    ], rows, width, (text, _column, row) => (row === -1 ? paint('heading', text) : text)));
  }
  return `${lines.join('\n')}\n`;
}

/** An object's life, an event a line. */
export function objectStoryText(story: ObjectStory, style: Style): string {
  const { paint, width } = style;
  const { object, born, death, events, moreEvents } = story;
  const value = object.text === '' || object.name.includes(object.text) ? '' : `, ${object.text}`;
  const from = born === null ? 'there before the program began' : `born at step ${born.step}, ${whereText(born)}`;
  const until = death === null ? 'alive at the end of the run' : `died at step ${death.place.step}, ${whereText(death.place)} (${CAUSES[death.cause]})`;
  const rows = events.map(({ place, text }) => [String(place.step), placeColumn(place), text]);
  return `${[
    paint('heading', cut(`${object.name}${value}`, width)),
    ...wrap(`${sentence(from)}; ${until}.`, width),
    ...(rows.length === 0 ? [] : ['', ...eventTable(rows, style)]),
    ...(moreEvents > 0 ? [paint('dim', `and ${counted(moreEvents, 'more event')} before the last`)] : []),
  ].join('\n')}\n`;
}

/** What a name stood for, a binding a line. */
export function nameStoryText(story: NameStory, style: Style): string {
  const { paint } = style;
  const { name, scope, bindings, moreBindings } = story;
  const rows = bindings.map(({ place, text }) => [String(place.step), placeColumn(place), text]);
  return `${[
    paint('heading', scope === 'global' ? `global ${name}` : `local ${name} of ${scope}`),
    `Bound ${bindings.length + moreBindings === 1 ? 'once' : `${bindings.length + moreBindings} times`}.`,
    ...(rows.length === 0 ? [] : ['', ...eventTable(rows, style)]),
    ...(moreBindings > 0 ? [paint('dim', `and ${counted(moreBindings, 'more binding')}`)] : []),
  ].join('\n')}\n`;
}

const CAUSES = { count: 'its refcount fell to 0', collector: 'the collector took it', exit: 'the program ended' } as const;

function whereText({ line, functionName, event }: Place): string {
  if (event === 'end') return 'the end of the run';
  return `${line === null ? 'in another file' : `line ${line + 1}`}${functionName === '' || functionName === '<module>' ? '' : ` of ${functionName}`}`;
}

function placeColumn({ line, functionName }: Place): string {
  const where = line === null ? '' : String(line + 1);
  return functionName === '' || functionName === '<module>' ? where : `${where} ${functionName}`;
}

/** Step, line, and what happened, wrapped in what is left of the width. */
function eventTable(rows: readonly (readonly string[])[], { paint, width }: Style): string[] {
  const stepWidth = Math.max(4, ...rows.map(([step = '']) => step.length));
  const lineWidth = Math.min(24, Math.max(4, ...rows.map(([, line = '']) => widthOf(line))));
  const start = stepWidth + lineWidth + 4;
  return [
    paint('heading', `${'step'.padStart(stepWidth)}  line`),
    ...rows.flatMap(([step = '', line = '', text = '']) => {
      const [first = '', ...others] = wrap(text, width - start, 2);
      return [`${paint('dim', step.padStart(stepWidth))}  ${paint('line', pad(cut(line, lineWidth), lineWidth))}  ${first}`, ...others.map((other) => ' '.repeat(start) + other)];
    }),
  ];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
