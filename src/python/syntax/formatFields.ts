/**
 * The text an f-string's `=` shows. In: the source between `{` and the conversion, format or `}`.
 * Out: the same without comments, as CPython's `set_fstring_expr` keeps it.
 */
export function debugText(text: string): string {
  if (!text.includes('#')) return text;
  let result = '';
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
      if (end >= 0) result += '\n';
      continue;
    }
    result += letter;
  }
  return result;
}
