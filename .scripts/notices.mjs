// Writes NOTICES.md: the works of others which are shipped, each with its version and licence. Packages and their texts come from
// node_modules; what is no package (Python's library, the Unicode database) from .scripts/licences.
//
//   node .scripts/notices.mjs            writes the file
//   node .scripts/notices.mjs --check    fails if it is not up to date
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/** What the bundles under dist import of node_modules; what these depend on comes along. */
const packages = ['@dagrejs/dagre', '@vscode/webview-ui-toolkit', 'd3-force', 'tree-sitter-python', 'uplot', 'web-tree-sitter'];
/** Dependencies that are not bundled: for React, and to build native parsers. */
const notBundled = new Set(['@microsoft/fast-react-wrapper', 'node-addon-api', 'node-gyp-build', 'react']);

const licenceFile = (name) => path.join(root, '.scripts/licences', name);
const manifest = (name) => JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'));

/** The packages and what they depend on, by name. */
function bundledPackages() {
  const found = new Map();
  for (const queue = [...packages]; queue.length > 0;) {
    const name = queue.pop();
    if (found.has(name) || notBundled.has(name)) continue;
    const { version, license, dependencies = {} } = manifest(name);
    found.set(name, { name, version, license });
    queue.push(...Object.keys(dependencies).filter((dependency) => existsSync(path.join(root, 'node_modules', dependency))));
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function licenceText(name) {
  const folder = path.join(root, 'node_modules', name);
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  // Microsoft's FAST packages come without one; it is that of their repository.
  if (file === undefined && name.startsWith('@microsoft/fast-')) return readFileSync(licenceFile('fast.txt'), 'utf8');
  if (file === undefined) throw new Error(`${name} has no licence file`);
  return readFileSync(path.join(folder, file), 'utf8');
}

const block = (text) => `\`\`\`text\n${text.replace(/\r\n/g, '\n').replace(/[ \t]+$/gm, '').trim()}\n\`\`\`\n`;

function notices() {
  const works = [
    {
      title: 'Python standard library', licence: 'PSF-2.0', text: readFileSync(licenceFile('python.txt'), 'utf8'),
      what: `The modules of CPython 3.12.7 that are written in Python, unmodified, taken from the npm package pyodide ${manifest('pyodide').version} `
        + '(`python_stdlib.zip`): compiled ahead, and as source, in `dist/stdlib.bin`. Documentation texts of what CPython writes in C.',
    },
    {
      title: 'Unicode Character Database 15.0.0', licence: 'Unicode-3.0', text: readFileSync(licenceFile('unicode.txt'), 'utf8'),
      what: 'Names and properties of characters, in a compact form, in `dist/stdlib.bin`.',
    },
    ...bundledPackages().map(({ name, version, license }) => ({ title: `${name} ${version}`, licence: license, what: null, text: licenceText(name) })),
  ];
  return [
    '# Notices\n', 'Heapglass contains the works of others named here. Each is under its own licence, printed below.\n',
    `| work | licence |\n| --- | --- |\n${works.map(({ title, licence }) => `| ${title} | ${licence} |`).join('\n')}\n`,
    ...works.flatMap(({ title, what, text }) => [`## ${title}\n`, ...(what === null ? [] : [`${what}\n`]), block(text)]),
  ].join('\n');
}

const target = path.join(root, 'NOTICES.md');
if (process.argv[2] === '--check') {
  if (!existsSync(target) || readFileSync(target, 'utf8') !== notices()) {
    console.error('NOTICES.md is not up to date: node .scripts/notices.mjs');
    process.exitCode = 1;
  }
} else writeFileSync(target, notices());
