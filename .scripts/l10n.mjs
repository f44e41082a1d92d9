// The words of the extension and its panel, for translators: every `l10n.t('...')` of src/extension and every `t('...')` of media/panel,
// found in the syntax trees.
//
//   node .scripts/l10n.mjs            writes l10n/bundle.l10n.json
//   node .scripts/l10n.mjs --missing  lists what l10n/bundle.l10n.<language>.json and package.nls.<language>.json lack, and what they have in vain
//
// VS Code needs the translated files only; what is in none of them is shown in English.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './root.mjs';

/**
 * Every call of `l10n.t`: its text, or null where the text is not a literal; how many arguments it has; where it stands.
 * @returns {{ text: string | null, argumentCount: number, place: string }[]}
 */
export function wordsInCode() {
  return [...wordsBelow('src/extension', /(^|\.)l10n\.t$/), ...wordsBelow('media/panel', /^t$/)];
}

function wordsBelow(area, call) {
  const folder = path.join(root, area);
  const found = [];
  for (const file of readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith('.ts')).sort()) {
    const source = ts.createSourceFile(file, readFileSync(path.join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node) => {
      if (ts.isCallExpression(node) && call.test(node.expression.getText(source))) {
        const [first, ...others] = node.arguments;
        const text = first !== undefined && ts.isStringLiteralLike(first) ? first.text : null;
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        found.push({ text, argumentCount: others.length, place: `${file}:${line + 1}` });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** The languages there are files of. */
export function languages() {
  const folder = path.join(root, 'l10n');
  return existsSync(folder) ? readdirSync(folder).flatMap((name) => name.match(/^bundle\.l10n\.([\w-]+)\.json$/)?.[1] ?? []) : [];
}

function missing() {
  const words = [...new Set(wordsInCode().flatMap(({ text }) => text ?? []))];
  const read = (file) => (existsSync(path.join(root, file)) ? JSON.parse(readFileSync(path.join(root, file), 'utf8')) : {});
  const manifestWords = Object.keys(read('package.nls.json'));
  return languages().map((language) => {
    const [bundle, manifest] = [read(`l10n/bundle.l10n.${language}.json`), read(`package.nls.${language}.json`)];
    const inVain = [...Object.keys(bundle).filter((word) => !words.includes(word)), ...Object.keys(manifest).filter((key) => !manifestWords.includes(key))];
    return { language, lacks: [...words.filter((word) => !(word in bundle)), ...manifestWords.filter((key) => !(key in manifest))], inVain };
  });
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--missing')) {
    for (const { language, lacks, inVain } of missing()) {
      console.log(`${language}: ${lacks.length} missing`, ...lacks.map((word) => `\n  ${word}`));
      console.log(`${language}: ${inVain.length} in vain`, ...inVain.map((word) => `\n  ${word}`));
    }
  } else {
    mkdirSync(path.join(root, 'l10n'), { recursive: true });
    const words = [...new Set(wordsInCode().flatMap(({ text }) => text ?? []))].sort();
    writeFileSync(path.join(root, 'l10n/bundle.l10n.json'), `${JSON.stringify(Object.fromEntries(words.map((word) => [word, word])), null, 2)}\n`);
    console.log(`${words.length} texts`);
  }
}
