/** Where a line ends (CPython Modules/_io/textio.c _PyIO_find_line_ending). In: text. Out: the place behind the line end. */

/**
 * `newline`: null when line ends were translated to \n, '' for any of the three, else the one that counts. -1 when there is none.
 */
export function endOfLine(text: string, from: number, newline: string | null): number {
  if (newline === '') {
    const returnAt = text.indexOf('\r', from);
    const feedAt = text.indexOf('\n', from);
    if (returnAt < 0 || (feedAt >= 0 && feedAt < returnAt)) return feedAt < 0 ? -1 : feedAt + 1;
    return feedAt === returnAt + 1 ? feedAt + 1 : returnAt + 1;
  }
  const wanted = newline ?? '\n';
  const at = text.indexOf(wanted, from);
  return at < 0 ? -1 : at + wanted.length;
}
