/**
 * The page's words in the reader's language. In: an English text with places `{0}`, `{1}`. Out: the text from the table the host put
 * into the page (`#words`, a JSON object from English to the other language), or the English one.
 */
type Table = Readonly<Record<string, string>>;

function readTable(): Table {
  if (typeof document === 'undefined') return {};
  const text = document.getElementById('words')?.textContent ?? '';
  return text === '' ? {} : JSON.parse(text) as Table;
}

const table = readTable();

export function t(text: string, ...values: readonly (string | number)[]): string {
  const found = Object.hasOwn(table, text) ? table[text] ?? text : text;
  return found.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}
