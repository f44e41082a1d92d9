/** The texts above executed lines, from their histories: `refcount a 2 · b 2`, `a freed`, `x 1–3 · 10 hits`. */
import type { AnnotationPart, LineAnnotation } from './lineAnnotation';
import type { LineHistory, NameHistory } from '../analysis';

const SEPARATOR = ' · ';
/** More names than these make a lens nobody reads. */
const PART_LIMIT = 6;

/** Annotations by line, only lines (from 0) from `startLine` to `endLine`, both included. */
export function lineAnnotations(lines: ReadonlyMap<number, LineHistory>, startLine: number, endLine: number): LineAnnotation[] {
  return [...lines.values()]
    .filter(({ line, hits }) => hits > 0 && line - 1 >= startLine && line - 1 <= endLine)
    .sort((a, b) => a.line - b.line)
    .map(lineAnnotation);
}

export function lineAnnotation(history: LineHistory): LineAnnotation {
  const parts: AnnotationPart[] = [];
  for (const name of history.names.values()) {
    const value = partValue(name);
    if (value !== null) parts.push({ name: name.name, value });
  }
  return {
    line: history.line - 1,
    text: annotationText(parts, history),
    parts,
    hits: history.hits,
    lastStep: history.lastStep,
  };
}

/** `2`, `1–3`, `freed`, `immortal`; null for a name that stood for nothing. */
function partValue(name: NameHistory): string | null {
  const { last } = name;
  if (name.seen === 0) return null;
  if (name.freed > 0 && last.kind === 'freed') return 'freed';
  if (last.kind === 'unbound') return `unbound, ${last.refcount} left`;
  if (name.minimum !== Infinity) {
    const count = name.minimum === name.maximum ? String(name.minimum) : `${name.minimum}–${name.maximum}`;
    return last.kind === 'count' && last.replaced === true ? `${count} (old one freed)` : count;
  }
  return last.kind === 'immortal' ? 'immortal' : null;
}

function annotationText(parts: readonly AnnotationPart[], history: LineHistory): string {
  // Immortal values (None, small numbers, built-in types) are many and say little: only alone on a line are they named.
  const counted = parts.filter(({ value }) => value !== 'immortal');
  const shown = counted.length > 0 ? counted : parts;
  const texts = shown.slice(0, PART_LIMIT).map(({ name, value }) => `${name} ${value}`);
  if (shown.length > PART_LIMIT) texts.push(`+${shown.length - PART_LIMIT} more`);
  const startsWithCount = /^\d/.test(shown[0]?.value ?? '');
  const names = texts.length === 0 ? [] : [(startsWithCount ? 'refcount ' : '') + texts.join(SEPARATOR)];
  if (history.hits > 1) names.push(`${history.hits} hits`);
  if (history.collections > 0) {
    const times = history.collections === 1 ? 'gc ran' : `gc ran ${history.collections} times`;
    names.push(history.collected > 0 ? `${times}, freed ${history.collected}` : times);
  }
  return names.join(SEPARATOR);
}
