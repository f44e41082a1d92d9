/**
 * Gives a class a method that lets go of what its instances hold, and calls it where the program drops an instance: `del node`,
 * `node = None`, the end of a function that made one for itself. Then counts alone free the objects.
 */
import type { ClassDef, Expression, FunctionDef, Name, Statement } from '../../python/syntax';
import { attributeStores, isContainer, isNone, methodsOf } from './attributes';
import { firstLine } from './imports';
import { classesOf, isOn, nodesOf, type Rewrite, type RewriteText, type RewriteWish, type SourceEdit } from './rewrite';

export function closeMethods(text: RewriteText, wish: RewriteWish): Rewrite[] {
  return classesOf(text.module).flatMap((definition) => {
    const isWanted = wish.types?.includes(definition.name) === true;
    const stores = attributeStores(definition);
    if (!isWanted && !stores.some(({ statement }) => isOn(statement, wish))) return [];
    const rewrite = closing(text, definition, stores);
    return rewrite === null ? [] : [rewrite];
  });
}

function closing(text: RewriteText, definition: ClassDef, stores: ReturnType<typeof attributeStores>): Rewrite | null {
  const names = new Set(methodsOf(definition).map(({ name }) => name));
  const name = ['close', 'release', 'break_cycle'].find((candidate) => !names.has(candidate));
  const attributes = lettingGo(text, definition, stores);
  const method = methodsOf(definition)[0];
  const last = definition.body.at(-1);
  const first = stores[0];
  if (name === undefined || attributes.length === 0 || method === undefined || last === undefined || first === undefined) return null;
  const outer = text.indent(firstLine(method) - 1);
  const body = text.indent((method.body[0]?.lineno ?? method.lineno) - 1);
  const inner = body.length > outer.length && body.startsWith(outer) ? body : `${outer}    `;
  const lines = ['', `${outer}def ${name}(self):`, `${inner}"""Lets go of what may lead back here, so that nothing has to wait for the collector."""`,
    ...attributes.map((attribute) => inner + attribute)];
  const calls = droppedInstances(text, definition.name, name);
  const where = calls.length === 0 ? `Call ${name}() where an instance is no longer needed.`
    : `It is called in ${calls.length === 1 ? 'one place' : `${calls.length} places`} where an instance is dropped.`;
  return text.rewrite({
    kind: 'closeMethod', about: first.statement, edits: [text.linesBefore(last.endLineno, lines), ...calls],
    title: `Break the cycle in a method ${definition.name}.${name}`,
    sentence: `${definition.name}.${name}() lets go of what an instance holds. ${where}`,
  });
}

/** One statement for each attribute that may hold others: containers are emptied, names unbound. */
function lettingGo(text: RewriteText, definition: ClassDef, stores: ReturnType<typeof attributeStores>): string[] {
  const lines: string[] = [];
  for (const name of new Set(stores.map((store) => store.name))) {
    const values = stores.filter((store) => store.name === name).map(({ value }) => value);
    if (values.some(isContainer)) lines.push(`self.${name}.clear()`);
    else if (values.some((value) => mayHold(value)) || storedElsewhere(text, definition, name)) lines.push(`self.${name} = None`);
  }
  return lines;
}

/** Not a number, text or other constant. */
function mayHold(value: Expression | null): boolean {
  return value !== null && (value.kind === 'Name' || value.kind === 'Call' || value.kind === 'Attribute' || value.kind === 'Lambda');
}

/** `a.other = b` outside the class. */
function storedElsewhere(text: RewriteText, definition: ClassDef, name: string): boolean {
  for (const statement of nodesOf<Extract<Statement, { kind: 'Assign' }>>(text.module, 'Assign')) {
    if (statement.lineno >= definition.lineno && statement.endLineno <= definition.endLineno) continue;
    if (!isNone(statement.value) && statement.targets.some((target) => target.kind === 'Attribute' && target.attr === name)) return true;
  }
  return false;
}

function droppedInstances(text: RewriteText, className: string, method: string): SourceEdit[] {
  const functions = [...nodesOf<FunctionDef>(text.module, 'FunctionDef')];
  return [
    ...droppedIn(text, text.module.body, className, method),
    ...functions.flatMap((definition) => [...droppedIn(text, definition.body, className, method), ...leftAtEnd(text, definition, className, method)]),
  ];
}

/** Before `del name` and `name = None` in one body, for names this body gave an instance. */
function droppedIn(text: RewriteText, body: readonly Statement[], className: string, method: string): SourceEdit[] {
  const known = new Set<string>();
  const edits: SourceEdit[] = [];
  for (const statement of body) {
    for (const name of dropped(statement).filter((candidate) => known.has(candidate))) {
      edits.push(text.linesBefore(statement.lineno - 1, [`${text.indent(statement.lineno - 1)}${name}.${method}()`]));
      known.delete(name);
    }
    const made = madeName(statement, className);
    if (made !== null) known.add(made);
  }
  return edits;
}

/** After the last statement of a function, for instances it made and neither drops, returns nor hands on. */
function leftAtEnd(text: RewriteText, { body }: FunctionDef, className: string, method: string): SourceEdit[] {
  const last = body.at(-1);
  if (last === undefined || last.kind === 'Return' || last.kind === 'Raise') return [];
  const droppedNames = new Set(body.flatMap(dropped));
  const names = body.flatMap((statement) => madeName(statement, className) ?? [])
    .filter((name) => !droppedNames.has(name) && !body.some((statement) => givesAway(statement, name)));
  const indent = text.indent(last.lineno - 1);
  return names.length === 0 ? [] : [text.linesBefore(last.endLineno, names.map((name) => `${indent}${name}.${method}()`))];
}

function madeName(statement: Statement, className: string): string | null {
  if (statement.kind !== 'Assign' || statement.targets.length !== 1) return null;
  const [target] = statement.targets;
  const { value } = statement;
  return target?.kind === 'Name' && value.kind === 'Call' && value.func.kind === 'Name' && value.func.id === className ? target.id : null;
}

function dropped(statement: Statement): string[] {
  const targets = statement.kind === 'Delete' ? statement.targets : statement.kind === 'Assign' && isNone(statement.value) ? statement.targets : [];
  return targets.flatMap((target) => (target.kind === 'Name' ? [target.id] : []));
}

/** `return name`, `yield name` */
function givesAway(statement: Statement, name: string): boolean {
  for (const kind of ['Return', 'Yield'] as const) {
    for (const node of nodesOf<{ kind: string; value: Expression | null }>(statement, kind)) {
      if (node.value !== null && [...nodesOf<Name>(node.value, 'Name')].some(({ id }) => id === name)) return true;
    }
  }
  return false;
}
