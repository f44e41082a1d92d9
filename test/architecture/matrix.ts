/**
 * The import matrix of the design as data: which area may import which. 'value' allows everything, 'type' only what
 * disappears when compiled. Areas not named may not be imported.
 */
export type Allowance = 'value' | 'type';

/** For each area: what it may import of the others (of itself, always everything). */
export const areaMatrix: Readonly<Record<string, Readonly<Record<string, Allowance>>>> = {
  base: {},
  python: { base: 'value' },
  recording: { base: 'value', python: 'type' },
  analysis: { base: 'value', recording: 'value' },
  annotations: { base: 'value', recording: 'type', analysis: 'value' },
  session: { base: 'value', python: 'value', recording: 'value', analysis: 'value', annotations: 'value' },
  protocol: { base: 'value', recording: 'type', analysis: 'type', annotations: 'type' },
  replay: { base: 'value', analysis: 'type', session: 'value', protocol: 'value' },
  worker: { base: 'value', python: 'type', session: 'value', protocol: 'value', replay: 'value' },
  cli: { base: 'value', python: 'type', recording: 'value', analysis: 'value', annotations: 'type', session: 'value', replay: 'value' },
  extension: { base: 'value', analysis: 'type', annotations: 'type', protocol: 'value' },
  panel: { base: 'value', analysis: 'type', annotations: 'type', protocol: 'value' },
  // The self-contained page: what the extension and the worker are for a panel in VS Code, without a runtime.
  replayPage: { base: 'value', session: 'value', protocol: 'value', replay: 'value' },
};

/**
 * The same inside `python`. `profiles` (plain data) and `host.ts` (an interface) are open to all of them; the files directly
 * in `python` put the areas together and may import every one.
 */
export const pythonMatrix: Readonly<Record<string, Readonly<Record<string, Allowance>>>> = {
  syntax: {},
  bytecode: {},
  profiles: {},
  compile: { syntax: 'value', bytecode: 'value' },
  memory: {},
  objects: { bytecode: 'type', memory: 'value' },
  vm: { bytecode: 'value', compile: 'value', memory: 'value', objects: 'value' },
  modules: { bytecode: 'type', memory: 'value', objects: 'value', vm: 'value' },
};

/** For each area: Node's modules and packages it may import besides its own kind. */
export const packageMatrix: Readonly<Record<string, readonly RegExp[]>> = {
  python: [/^web-tree-sitter$/],
  worker: [/^node:/],
  cli: [/^node:/],
  extension: [/^node:/, /^vscode$/, /^#port$/, /^#python$/],
  panel: [/^d3-force$/, /^@dagrejs\/dagre$/, /^uplot$/, /^@vscode\/webview-ui-toolkit/],
};

/** `src/python/vm/frame.ts` is in area `python`, sub-area `vm`; `media/panel/store.ts` in `panel`. */
export function areaOf(file: string): { area: string; python: string | null } | null {
  if (file.startsWith('media/panel/')) return { area: 'panel', python: null };
  if (file.startsWith('media/replay/')) return { area: 'replayPage', python: null };
  const parts = file.split('/');
  if (parts[0] !== 'src' || parts.length < 3) return null;
  const inPython = parts[1] === 'python' && parts.length > 3;
  return { area: parts[1], python: inPython ? parts[2] : null };
}
