/** Makes a module's name known to a source text: the edit that imports it, or none when it is imported already. */
import type { Import, ImportFrom, Module, Statement } from '../../python/syntax';
import type { RewriteText, SourceEdit } from './rewrite';

/** `import weakref` at the top of the text; nothing where the module knows it by that name. */
export function importEdits(text: RewriteText, name: string): SourceEdit[] {
  const { body } = text.module;
  const isKnown = body.some((statement) => statement.kind === 'Import' && statement.names.some((alias) => alias.name === name && alias.asname === null));
  if (isKnown) return [];
  const imports = leadingImports(text.module);
  const last = imports.at(-1);
  if (last !== undefined) return [text.linesBefore(last.endLineno, [`import ${name}`])];
  const first = body.find((statement, i) => !isDocstring(statement, i));
  // A comment that heads the text stays above.
  return first === undefined ? [text.linesBefore(0, [`import ${name}`])] : [text.linesBefore(firstLine(first) - 1, [`import ${name}`, ''])];
}

/** The line (from 1) a statement begins at, with its decorators. */
export function firstLine(statement: Statement): number {
  const decorators = 'decoratorList' in statement ? statement.decoratorList : [];
  return Math.min(statement.lineno, ...decorators.map(({ lineno }) => lineno));
}

function leadingImports({ body }: Module): (Import | ImportFrom)[] {
  const found: (Import | ImportFrom)[] = [];
  for (const [i, statement] of body.entries()) {
    if (statement.kind === 'Import' || statement.kind === 'ImportFrom') found.push(statement);
    else if (!isDocstring(statement, i)) break;
  }
  return found;
}

function isDocstring(statement: Statement, index: number): boolean {
  return index === 0 && statement.kind === 'Expr' && statement.value.kind === 'Constant' && statement.value.value.type === 'str';
}
