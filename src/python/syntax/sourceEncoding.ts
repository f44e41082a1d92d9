/**
 * From the bytes of a file to text, as PEP 263 and CPython's tokenizer have it. In: bytes and the file's
 * name. Out: the text, or CPython's message. A byte order mark or a comment with `coding:` in the first
 * two lines chooses the encoding, else it is UTF-8. Only UTF-8, ASCII, Latin-1, Latin-9 and Windows-1252
 * are known; CPython knows some hundred more.
 */
export type DecodedSource = { text: string } | { message: string };

const cookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const blankOrComment = /^[ \t\f]*(?:#.*)?$/;

/** The characters of a table, for the codes from a first one on; a blank where it is as in Latin-1. */
const windows1252 = '\u20ac \u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152 \u017d  \u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153 \u017e\u0178';
const latin9: Record<number, string> = {
  0xa4: '\u20ac', 0xa6: '\u0160', 0xa8: '\u0161', 0xb4: '\u017d', 0xb8: '\u017e', 0xbc: '\u0152', 0xbd: '\u0153', 0xbe: '\u0178',
};

export function decodeSource(bytes: Uint8Array, filename: string): DecodedSource {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const declared = declaredEncoding(hasMark ? bytes.subarray(3) : bytes);
  const encoding = declared === null ? 'utf-8' : normalName(declared);
  if (hasMark && encoding !== 'utf-8') return { message: `encoding problem: ${encoding} with BOM` };
  switch (encoding) {
    case 'utf-8': return decodeUtf8(hasMark ? bytes.subarray(3) : bytes, filename, declared !== null);
    case 'latin':
    case 'latin1':
    case 'l1':
    case 'iso8859-1':
    case '8859':
    case 'cp819':
    case 'iso-8859-1': return { text: decodeTable(bytes, (code) => String.fromCharCode(code)) };
    case 'iso-8859-15':
    case 'latin-9': return { text: decodeTable(bytes, (code) => latin9[code] ?? String.fromCharCode(code)) };
    case 'cp1252':
    case 'windows-1252': return { text: decodeTable(bytes, fromWindows1252) };
    case 'ascii':
    case 'us-ascii': return bytes.some((code) => code > 0x7f) ? { message: `encoding problem: ${encoding}` } : decodeUtf8(bytes, filename, true);
    default: return { message: `encoding problem: ${declared ?? encoding}` };
  }
}

/** The name in a `coding` comment of the first line, or of the second if the first has no code. */
function declaredEncoding(bytes: Uint8Array): string | null {
  let start = 0;
  for (let line = 0; line < 2; line++) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
    const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 1000)));
    const match = cookie.exec(text);
    if (match !== null) return match[1];
    if (!blankOrComment.test(text)) return null;
    start = end + (bytes[end] === 13 && bytes[end + 1] === 10 ? 2 : 1);
  }
  return null;
}

/** CPython's `get_normal_name`. */
function normalName(name: string): string {
  const plain = name.slice(0, 12).toLowerCase().replaceAll('_', '-');
  if (plain === 'utf-8' || plain.startsWith('utf-8-')) return 'utf-8';
  if (/^(?:latin-1|iso-8859-1|iso-latin-1)(?:$|-)/.test(plain)) return 'iso-8859-1';
  return name.toLowerCase().replaceAll('_', '-');
}

function fromWindows1252(code: number): string {
  const character = code >= 0x80 && code < 0xa0 ? windows1252[code - 0x80] : ' ';
  return character === ' ' ? String.fromCharCode(code) : character;
}

function decodeTable(bytes: Uint8Array, character: (code: number) => string): string {
  let text = '';
  for (const code of bytes) text += code < 0x80 ? String.fromCharCode(code) : character(code);
  return text;
}

/** Characters joined at once; more would overflow the stack as arguments. */
const chunkLength = 8192;

function decodeUtf8(bytes: Uint8Array, filename: string, isDeclared: boolean): DecodedSource {
  let text = '';
  let codes: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at];
    const size = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    let code = size === 1 ? lead : lead & (0xff >> (size + 1));
    for (let more = 1; more < size; more++) {
      const next = bytes[at + more];
      code = next >> 6 === 2 ? (code << 6) | (next & 0x3f) : -1;
      if (code < 0) break;
    }
    const isOverlong = (size === 3 && code < 0x800) || (size === 4 && (code < 0x10000 || code > 0x10ffff));
    if (size === 0 || code < 0 || isOverlong || (code >= 0xd800 && code < 0xe000)) return invalidUtf8(bytes, at, filename, isDeclared);
    codes.push(code);
    at += size;
    if (codes.length === chunkLength) {
      text += String.fromCodePoint(...codes);
      codes = [];
    }
  }
  return { text: text + String.fromCodePoint(...codes) };
}

function invalidUtf8(bytes: Uint8Array, at: number, filename: string, isDeclared: boolean): DecodedSource {
  const byte = bytes[at].toString(16).padStart(2, '0');
  if (isDeclared) return { message: `(unicode error) 'utf-8' codec can't decode byte 0x${byte}: invalid start byte` };
  let line = 1;
  for (let index = 0; index < at; index++) if (bytes[index] === 10) line++;
  const advice = 'but no encoding declared; see https://peps.python.org/pep-0263/ for details';
  return { message: `Non-UTF-8 code starting with '\\x${byte}' in file ${filename} on line ${line}, ${advice}` };
}
