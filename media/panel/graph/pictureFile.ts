/**
 * The drawn graph as the text of an SVG file that needs nothing else: what style sheets and themes say is written into it. In: the
 * drawing. Out: a text. It reads the computed style of every part once, so it takes some milliseconds per hundred cards.
 */
const properties = [
  'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'dominant-baseline',
  'paint-order', 'stroke-linejoin', 'text-decoration-line',
] as const;
const initial: Readonly<Record<string, string>> = {
  stroke: 'none', 'stroke-width': '1px', 'stroke-dasharray': 'none', opacity: '1', 'font-weight': '400', 'font-style': 'normal', 'text-anchor': 'start',
  'dominant-baseline': 'auto', 'paint-order': 'normal', 'stroke-linejoin': 'miter', 'text-decoration-line': 'none',
};
const margin = 16;

export function pictureFile(drawing: SVGSVGElement, scene: SVGGElement, width: number, height: number): string {
  const classes = new Map<string, string>();
  const copy = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const size = { width: Math.ceil(width + 2 * margin), height: Math.ceil(height + 2 * margin) };
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(size.width));
  copy.setAttribute('height', String(size.height));
  copy.setAttribute('viewBox', `${-margin} ${-margin} ${size.width} ${size.height}`);
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ x: -margin, y: -margin, ...size })) ground.setAttribute(name, String(value));
  ground.setAttribute('fill', plainColour(getComputedStyle(document.body).backgroundColor));
  copy.append(style, ground);
  for (const part of [...drawing.querySelectorAll(':scope > defs'), ...scene.children]) {
    if (part instanceof SVGElement && getComputedStyle(part).display !== 'none') copy.append(copied(part, classes));
  }
  style.textContent = [...classes].map(([rules, name]) => `.${name}{${rules}}`).join('\n');
  return new XMLSerializer().serializeToString(copy);
}

function copied(part: Element, classes: Map<string, string>): Element {
  const made = part.cloneNode(false) as Element;
  for (const { name } of [...made.attributes]) {
    if (name === 'style' || name === 'class' || name === 'tabindex' || name === 'role' || name.startsWith('aria-') || name.startsWith('data-')) made.removeAttribute(name);
  }
  const label = part.getAttribute('aria-label');
  if (part instanceof SVGElement && part.tagName !== 'title') {
    const computed = getComputedStyle(part);
    // Cards are moved by a style; a file says it with an attribute.
    const moved = /^translate\((-?[\d.]+)px,\s*(-?[\d.]+)px\)$/.exec(part.style.transform);
    if (moved !== null) made.setAttribute('transform', `translate(${moved[1]},${moved[2]})`);
    const rules = part instanceof SVGGElement && computed.opacity === '1' ? '' : rulesOf(part, computed);
    if (rules !== '') {
      let name = classes.get(rules);
      if (name === undefined) classes.set(rules, name = `s${classes.size}`);
      made.setAttribute('class', name);
    }
  }
  if (label !== null && part.classList.contains('card')) {
    const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
    title.textContent = label;
    made.append(title);
  }
  for (const child of part.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) made.append(child.cloneNode());
    else if (child instanceof Element && !child.classList.contains('hit') && !child.classList.contains('gone')) made.append(copied(child, classes));
  }
  return made;
}

function rulesOf(part: SVGElement, computed: CSSStyleDeclaration): string {
  const isText = part.tagName === 'text' || part.tagName === 'tspan';
  return properties
    .filter((name) => (isText || !/^(font|text|dominant|paint)/.test(name)) && (part.tagName !== 'g' || name === 'opacity'))
    .map((name) => [name, name === 'fill' || name === 'stroke' ? plainColour(computed.getPropertyValue(name)) : computed.getPropertyValue(name)] as const)
    .filter(([name, value]) => value !== '' && value !== initial[name])
    .map(([name, value]) => `${name}:${value}`).join(';');
}

/** `color(srgb …)`, which mixing gives and which few programs read, as `rgba(…)`. */
export function plainColour(colour: string): string {
  const found = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)$/.exec(colour);
  if (found === null) return colour;
  const [red, green, blue] = found.slice(1, 4).map((part) => Math.round(Math.max(0, Math.min(1, Number(part))) * 255));
  return found[4] === undefined ? `rgb(${red},${green},${blue})` : `rgba(${red},${green},${blue},${Math.round(Number(found[4]) * 1000) / 1000})`;
}
