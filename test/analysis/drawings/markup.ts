/** A strict little reader of XML elements, for what the reporters write: tags are closed in order, attributes quoted, entities known. */
export function checkMarkup(text: string): string[] {
  const open: string[] = [];
  const elements: string[] = [];
  const token = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw new Error(`no markup at ${at}: ${text.slice(at, at + 40)}`);
    const [, closing, name, attributes, selfClosing, content] = match;
    const plain = content ?? attributes ?? '';
    if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(plain)) throw new Error(`an unknown entity in ${plain}`);
    // eslint-disable-next-line no-control-regex -- XML has none of them
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(plain)) throw new Error('a control character');
    if (name === undefined) continue;
    if (closing === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      elements.push(name);
      if (selfClosing !== '/') open.push(name);
    }
  }
  if (open.length > 0) throw new Error(`<${open.join('> <')}> is not closed`);
  return elements;
}
