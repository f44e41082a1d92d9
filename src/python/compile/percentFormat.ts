/**
 * `'...%s...' % (a, b)` with a literal on the left becomes an f-string where only %s, %r and %a are used.
 *
 * In: the node, the text, the tuple's items. Out: the f-string's node, or null where the formatting is left to run time.
 * After CPython Python/ast_opt.c optimize_format, parse_literal, parse_format.
 */
import type { BinOp, Expression, FormattedValue, JoinedStr, Position } from '../syntax';

/** CPython gives the pieces it makes up no position. */
const NOWHERE: Position = { lineno: -1, colOffset: -1, endLineno: -1, endColOffset: -1 };

/** Width and precision have at most this many digits, one less in fact. */
const MAX_DIGITS = 3;

function literal(value: string): Expression {
  return { kind: 'Constant', value: { type: 'str', value }, stringKind: null, ...NOWHERE };
}

interface Specification {
  conversion: 's' | 'r' | 'a';
  format: string;
  /** Where the text goes on. */
  end: number;
}

/** Reads what follows a `%`. */
function parseSpecification(text: string, start: number): Specification | null {
  let at = start;
  let leftAdjusted = false;
  while (at < text.length && '-+ #0'.includes(text.charAt(at))) {
    if (text.charAt(at) === '-') leftAdjusted = true;
    at++;
  }
  const digits = (): string | null => {
    const from = at;
    while (/^[0-9]$/.test(text.charAt(at))) {
      at++;
      if (at >= text.length || at - from >= MAX_DIGITS) return null;
    }
    return text.slice(from, at);
  };
  const width = digits();
  if (width === null) return null;
  let precision = '';
  if (text.charAt(at) === '.') {
    at++;
    if (at >= text.length) return null;
    const read = digits();
    if (read === null) return null;
    precision = `.${Number(read)}`;
  }
  const conversion = text.charAt(at);
  if (conversion !== 's' && conversion !== 'r' && conversion !== 'a') return null;
  const widthText = width === '' ? '' : String(Number(width));
  const arrow = !leftAdjusted && Number(width) > 0 ? '>' : '';
  return { conversion, format: `${arrow}${widthText}${precision}`, end: at + 1 };
}

export function formatAsJoinedString(node: BinOp, text: string, items: readonly Expression[]): JoinedStr | null {
  const values: Expression[] = [];
  let used = 0;
  let at = 0;
  for (;;) {
    const start = at;
    while (at < text.length && (text.charAt(at) !== '%' || text.charAt(at + 1) === '%')) at += text.charAt(at) === '%' ? 2 : 1;
    if (at > start) values.push(literal(text.slice(start, at).replaceAll('%%', '%')));
    if (at >= text.length) break;
    const item = items[used++];
    if (item === undefined) return null;
    const specification = parseSpecification(text, at + 1);
    if (specification === null) return null;
    at = specification.end;
    const { lineno, colOffset, endLineno, endColOffset } = item;
    const formatSpec: JoinedStr | null = specification.format === ''
      ? null
      : { kind: 'JoinedStr', values: [literal(specification.format)], ...NOWHERE };
    const value: FormattedValue = {
      kind: 'FormattedValue', value: item, conversion: specification.conversion.charCodeAt(0), formatSpec,
      lineno, colOffset, endLineno, endColOffset,
    };
    values.push(value);
  }
  if (used < items.length) return null;
  const { lineno, colOffset, endLineno, endColOffset } = node;
  return { kind: 'JoinedStr', values, lineno, colOffset, endLineno, endColOffset };
}
