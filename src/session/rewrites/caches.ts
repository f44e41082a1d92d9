/**
 * Bounds a cache that only grows: an unbounded `functools.lru_cache` or `functools.cache` gets a largest size, a dict that is filled and
 * never emptied keeps its values weakly.
 */
import type { Assign, AnnAssign, Expression, FunctionDef, Statement, Subscript } from '../../python/syntax';
import { isNone } from './attributes';
import { importEdits } from './imports';
import { isOn, nodesOf, walk, type Rewrite, type RewriteText, type RewriteWish } from './rewrite';

/** What `functools.lru_cache` has when nobody says otherwise. */
const USUAL_SIZE = 128;

export function boundedCaches(text: RewriteText, wish: RewriteWish): Rewrite[] {
  return [...decoratedCaches(text, wish), ...dictCaches(text, wish)];
}

function* decoratedCaches(text: RewriteText, wish: RewriteWish): Generator<Rewrite> {
  for (const node of walk(text.module)) {
    if (!('kind' in node) || (node.kind !== 'FunctionDef' && node.kind !== 'AsyncFunctionDef')) continue;
    const definition = node as FunctionDef;
    for (const decorator of definition.decoratorList) {
      const unbounded = unboundedDecorator(decorator);
      if (unbounded === null || !(isOn(decorator, wish) || wish.startLine === definition.lineno - 1)) continue;
      const bounded = `${unbounded.name}(maxsize=${USUAL_SIZE})`;
      yield text.rewrite({
        kind: 'boundedCache', about: decorator,
        edits: [...(unbounded.name === 'functools.lru_cache' ? importEdits(text, 'functools') : []), text.replace(decorator, bounded)],
        title: `Bound the cache of ${definition.name} to ${USUAL_SIZE} results`,
        sentence: `${definition.name} keeps its last ${USUAL_SIZE} results and the arguments they belong to; older ones are computed again.`,
      });
    }
  }
}

/** How to call it with a size; null when it has one. */
function unboundedDecorator(decorator: Expression): { readonly name: string } | null {
  const called = decorator.kind === 'Call' ? decorator : null;
  const name = nameOf(called?.func ?? decorator);
  if (name === 'cache' || name === 'functools.cache') return called === null ? { name: 'functools.lru_cache' } : null;
  if ((name !== 'lru_cache' && name !== 'functools.lru_cache') || called === null) return null;
  const size = called.args[0] ?? called.keywords.find(({ arg }) => arg === 'maxsize')?.value ?? null;
  return isNone(size) ? { name } : null;
}

/** `a.b` of a name and attributes; '' for anything else. */
function nameOf(expression: Expression): string {
  if (expression.kind === 'Name') return expression.id;
  return expression.kind === 'Attribute' && expression.value.kind === 'Name' ? `${expression.value.id}.${expression.attr}` : '';
}

function* dictCaches(text: RewriteText, wish: RewriteWish): Generator<Rewrite> {
  const stores = [...nodesOf<Subscript>(text.module, 'Subscript')].filter(({ ctx }) => ctx === 'Store');
  const emptied = emptiedNames(text);
  for (const { name, value, statement } of emptyDicts(text)) {
    const filled = stores.filter(({ value: container }) => nameOf(container) === name);
    if (filled.length === 0 || emptied.has(name) || !(isOn(statement, wish) || filled.some((store) => isOn(store, wish)))) continue;
    yield text.rewrite({
      kind: 'weakCache', about: statement,
      edits: [...importEdits(text, 'weakref'), text.replace(value, 'weakref.WeakValueDictionary()')],
      title: `Keep the values of ${name} weakly`,
      sentence: `${name} becomes a WeakValueDictionary: an entry goes when nothing else holds its value. Numbers, texts, lists and dicts can't be kept so.`,
    });
  }
}

/** `name = {}`, `self.name = dict()` */
function* emptyDicts(text: RewriteText): Generator<{ readonly name: string; readonly value: Expression; readonly statement: Statement }> {
  for (const node of walk(text.module)) {
    if (!('kind' in node) || (node.kind !== 'Assign' && node.kind !== 'AnnAssign')) continue;
    const statement = node as Assign | AnnAssign;
    const target = statement.kind === 'Assign' ? (statement.targets.length === 1 ? statement.targets[0] : undefined) : statement.target;
    const { value } = statement;
    const name = target === undefined ? '' : nameOf(target);
    if (name !== '' && value !== null && isEmptyDict(value)) yield { name, value, statement };
  }
}

function isEmptyDict(value: Expression): boolean {
  if (value.kind === 'Dict') return value.values.length === 0;
  return value.kind === 'Call' && value.func.kind === 'Name' && value.func.id === 'dict' && value.args.length === 0 && value.keywords.length === 0;
}

/** Names something is removed from: those are no caches that only grow. */
function emptiedNames(text: RewriteText): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of nodesOf<Subscript>(text.module, 'Subscript')) if (node.ctx === 'Del') found.add(nameOf(node.value));
  for (const node of nodesOf<Extract<Expression, { kind: 'Call' }>>(text.module, 'Call')) {
    const { func } = node;
    if (func.kind === 'Attribute' && (func.attr === 'pop' || func.attr === 'popitem' || func.attr === 'clear')) found.add(nameOf(func.value));
  }
  return found;
}
