/** Where a text occurs in another, whatever the case: ranges in order that don't overlap, at most so many. */
export function matchesIn(text: string, wanted: string, limit: number): { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  if (wanted === '') return found;
  const lower = text.toLowerCase();
  // Some letters have another length in lower case: then places would be wrong, and the case counts.
  const [place, sought] = lower.length === text.length ? [lower, wanted.toLowerCase()] : [text, wanted];
  for (let at = place.indexOf(sought); at >= 0 && found.length < limit; at = place.indexOf(sought, at + sought.length)) {
    found.push({ from: at, to: at + sought.length });
  }
  return found;
}
