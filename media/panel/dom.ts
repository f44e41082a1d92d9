/** Making elements: all text goes in as text, never as markup, so nothing a program prints or is named can become a page. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name, attributes: Attributes = {}, ...children: (Node | string)[]): SVGElementTagNameMap[Name] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

/** `true` is an empty attribute; `false` and null take it away. */
export function setAttributes(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) target.removeAttribute(name);
    else target.setAttribute(name, value === true ? '' : String(value));
  }
}

/** Sets text only where it is another: unchanged text keeps the reader's selection and isn't announced again. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** Text in which `backquotes` mark code, as elements. */
export function withCode(text: string): (Node | string)[] {
  // An odd number of backquotes is no marking: the last piece stays as it is.
  const pieces = text.split('`');
  const odd = pieces.length % 2 === 0;
  return pieces.map((piece, index) => {
    if (index % 2 === 0) return piece;
    return odd && index === pieces.length - 1 ? `\`${piece}` : element('code', {}, piece);
  }).filter((piece) => piece !== '');
}

/** `withCode` into an element, and only where the text is another. */
export function setSentence(target: HTMLElement, text: string): void {
  if (target.dataset.text === text) return;
  target.dataset.text = text;
  target.replaceChildren(...withCode(text));
}
