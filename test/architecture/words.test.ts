/**
 * Point 61 of the conventions: what a reader sees can be translated. A pseudo language shows what could not be: every text of the code in
 * brackets, with its places; what the interface is given without them is a text no translator will find.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
interface Word { readonly text: string | null; readonly argumentCount: number; readonly place: string }
const { wordsInCode, languages } = await import('../../.scripts/l10n.mjs' as string) as { wordsInCode(): Word[]; languages(): string[] };
const words = wordsInCode();
const places = (text: string): string[] => [...new Set([...text.matchAll(/\{(\d+)\}/g)].map(([place]) => place))].sort();
const readJson = (file: string): Record<string, string> => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, string>;

describe('texts of the code', () => {
  it('are literals, so that they can be found', () => {
    expect(words.filter(({ text }) => text === null).map(({ place }) => place)).toEqual([]);
    expect(words.length).toBeGreaterThan(200);
  });

  it('have a place for each value, numbered from 0 on', () => {
    const wrong = words.filter(({ text, argumentCount }) => places(text ?? '').join() !== Array.from({ length: argumentCount }, (_, i) => `{${i}}`).join());
    // Values handed over as a list are counted where they are made.
    expect(wrong.filter(({ argumentCount, text }) => !(argumentCount === 1 && places(text ?? '').length > 1)).map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
  });
});

/** Members and functions whose text a reader sees. */
const SHOWN_MEMBERS = new Set(['placeHolder', 'placeholder', 'prompt', 'title', 'detail', 'description', 'tooltip', 'text', 'openLabel', 'saveLabel']);
const SHOWN_CALLS = /\.(showInformationMessage|showWarningMessage|showErrorMessage|setStatusBarMessage|appendText)$/;
/** Two words of a language, or one that begins a sentence. */
const SENTENCE = /[A-Za-z]{2,} [a-z]{2,}/;

describe('the pseudo language', () => {
  it('leaves no sentence of commands, status, reports and surfaces in English', () => {
    const found: string[] = [];
    for (const area of ['commands', 'editor', 'reports', 'scenarios', 'runtime']) {
      const folder = path.join(root, 'src/extension', area);
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
        const source = ts.createSourceFile(file, readFileSync(path.join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
        const tell = (node: ts.Node | undefined): void => {
          if (node !== undefined && ts.isStringLiteralLike(node) && SENTENCE.test(node.text)) found.push(`${area}/${file}: ${node.text}`);
          if (node !== undefined && ts.isTemplateExpression(node) && SENTENCE.test(node.head.text + node.templateSpans.map(({ literal }) => literal.text).join(''))) found.push(`${area}/${file}: ${node.getText(source)}`);
        };
        const visit = (node: ts.Node): void => {
          if (ts.isPropertyAssignment(node) && SHOWN_MEMBERS.has(node.name.getText(source))) tell(node.initializer);
          if (ts.isCallExpression(node) && SHOWN_CALLS.test(node.expression.getText(source))) tell(node.arguments[0]);
          ts.forEachChild(node, visit);
        };
        visit(source);
      }
    }
    expect(found).toEqual([]);
  });
});

describe.each(languages())('translations into %s', (language) => {
  const bundle = readJson(`l10n/bundle.l10n.${language}.json`);

  it('keep the places of every text', () => {
    expect(Object.entries(bundle).filter(([text, other]) => places(text).join() !== places(other).join()).map(([text]) => text)).toEqual([]);
  });

  it('of the manifest have its keys, its links and its commands', () => {
    const file = `package.nls.${language}.json`;
    expect(existsSync(path.join(root, file))).toBe(true);
    const [own, english] = [readJson(file), readJson('package.nls.json')];
    const marks = (text: string): string[] => (text.match(/`#[^`]+#`|\(command:[^)]+\)|CPython \d+\.\d+\.\d+/g) ?? []).sort();
    expect(Object.keys(own).filter((key) => !(key in english))).toEqual([]);
    expect(Object.keys(own).filter((key) => marks(own[key] ?? '').join() !== marks(english[key] ?? '').join())).toEqual([]);
  });
});
