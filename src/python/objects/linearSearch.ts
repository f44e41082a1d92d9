/**
 * Finding a text in a text in linear time, however they repeat themselves (what CPython's two-way search in
 * Objects/stringlib/fastsearch.h guarantees). In: texts. Out: an offset or -1. Short needles are the engine's business.
 */

/** From these lengths on, the engine's own search may become quadratic. */
const NEEDLE_FROM = 200;
const TEXT_FROM = 2000;

/** `text.indexOf(needle, from)` */
export function indexOfText(text: string, needle: string, from = 0): number {
  const { length } = needle;
  if (length < NEEDLE_FROM || text.length - from < TEXT_FROM) return text.indexOf(needle, from);
  if (text.length - from < length) return -1;
  const borders = bordersOf(needle);
  let matched = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    while (matched > 0 && needle.charCodeAt(matched) !== code) matched = borders[matched - 1] as number;
    if (needle.charCodeAt(matched) === code) matched++;
    if (matched === length) return at - length + 1;
  }
  return -1;
}

/** For each prefix, the length of its longest proper prefix that is also its suffix (Knuth, Morris and Pratt). */
function bordersOf(needle: string): Int32Array {
  const borders = new Int32Array(needle.length);
  let border = 0;
  for (let at = 1; at < needle.length; at++) {
    const code = needle.charCodeAt(at);
    while (border > 0 && needle.charCodeAt(border) !== code) border = borders[border - 1] as number;
    if (needle.charCodeAt(border) === code) border++;
    borders[at] = border;
  }
  return borders;
}
