/** Quoted-printable (CPython Modules/binascii.c a2b_qp, b2a_qp). In: bytes. Out: bytes. */

const LINE_MAXIMUM = 76;
const [TAB, LF, CR, SPACE, DOT, EQUALS, UNDERSCORE] = [9, 10, 13, 32, 46, 61, 95];

function hexValue(code: number | undefined): number {
  return code === undefined ? -1 : '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase());
}

export function decodeQuoted(data: Uint8Array, header: boolean): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < data.length;) {
    const code = data[at] as number;
    if (code === EQUALS) {
      at++;
      if (at >= data.length) break;
      const next = data[at] as number;
      if (next === LF || next === CR) {
        // Soft line break.
        while (at < data.length && data[at] !== LF) at++;
        if (at < data.length) at++;
      } else if (next === EQUALS) {
        out.push(EQUALS);
        at++;
      } else if (at + 1 < data.length && hexValue(next) >= 0 && hexValue(data[at + 1]) >= 0) {
        out.push(16 * hexValue(next) + hexValue(data[at + 1]));
        at += 2;
      } else out.push(EQUALS);
    } else {
      out.push(header && code === UNDERSCORE ? SPACE : code);
      at++;
    }
  }
  return Uint8Array.from(out);
}

export function encodeQuoted(data: Uint8Array, quoteTabs: boolean, isText: boolean, header: boolean): Uint8Array {
  const firstLine = data.indexOf(LF);
  const usesCarriageReturn = firstLine > 0 && data[firstLine - 1] === CR;
  const out: number[] = [];
  let lineLength = 0;
  const softBreak = (): void => {
    out.push(EQUALS);
    if (usesCarriageReturn) out.push(CR);
    out.push(LF);
    lineLength = 0;
  };
  const escape = (code: number): void => {
    const text = `=${code.toString(16).toUpperCase().padStart(2, '0')}`;
    for (const character of text) out.push(character.charCodeAt(0));
  };
  for (let at = 0; at < data.length;) {
    const code = data[at] as number;
    const next = data[at + 1];
    const mustQuote = code > 126 || code === EQUALS || (header && code === UNDERSCORE)
      || (code === DOT && lineLength === 0 && (at + 1 === data.length || next === LF || next === CR || next === 0))
      || (!isText && (code === CR || code === LF)) || ((code === TAB || code === SPACE) && at + 1 === data.length)
      || (code < 33 && code !== CR && code !== LF && (quoteTabs || (code !== TAB && code !== SPACE)));
    if (mustQuote) {
      if (lineLength + 3 >= LINE_MAXIMUM) softBreak();
      escape(code);
      lineLength += 3;
      at++;
      continue;
    }
    if (isText && (code === LF || (code === CR && next === LF))) {
      lineLength = 0;
      // White space at the end of a line is quoted.
      const last = out[out.length - 1];
      if (out.length > 0 && (last === SPACE || last === TAB)) {
        out.pop();
        escape(last);
      }
      if (usesCarriageReturn) out.push(CR);
      out.push(LF);
      at += code === CR ? 2 : 1;
      continue;
    }
    if (at + 1 !== data.length && next !== LF && lineLength + 1 >= LINE_MAXIMUM) softBreak();
    lineLength++;
    out.push(header && code === SPACE ? UNDERSCORE : code);
    at++;
  }
  return Uint8Array.from(out);
}
