/**
 * Names beyond ASCII. In: a run of letters, digits, underscores and any character above 127. Out: what
 * is wrong with it as an identifier (CPython's `verify_identifier`), or null.
 */
const identifierStart = /^[\p{XID_Start}_]$/u;
const identifierPart = /^\p{XID_Continue}$/u;
/** Python's `str.isprintable`, but for the plain space. */
const unprintable = /^[\p{C}\p{Z}]$/u;

export function identifierProblem(name: string): { offset: number; message: string } | null {
  let offset = 0;
  for (const character of name) {
    if (!(offset === 0 ? identifierStart : identifierPart).test(character)) {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      const message = unprintable.test(character)
        ? `invalid non-printable character U+${code}`
        : `invalid character '${character}' (U+${code})`;
      return { offset, message };
    }
    offset += character.length;
  }
  return null;
}
