/** Rows as text for spreadsheets: a tab between cells, a line per row. What would break a cell is a space. */
export function toTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map((cell) => cell.replace(/[\t\r\n\v\f\u0085\u2028\u2029]+/g, ' ')).join('\t')).join('\n');
}

/** Puts text on the clipboard: by its interface or, where a page may not use that, by a copied selection. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch (refused) {
    const field = document.createElement('textarea');
    field.className = 'announcer';
    field.value = text;
    document.body.append(field);
    const before = document.activeElement;
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (before instanceof HTMLElement) before.focus();
    if (!done) throw refused;
  }
}
