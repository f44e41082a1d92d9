/**
 * Makes an attribute that leads back a weak reference. Where the attribute always has an object, what is stored becomes
 * `weakref.ref(...)` and what reads it a call: `self.parent` -> `self.parent()`. Where it may be None, or classes share its name, a
 * property of that name keeps the weak reference, so that nothing else has to change.
 */
import type { Assign, Attribute, ClassDef, Expression } from '../../python/syntax';
import { attributeStores, isContainer, isNone, mayBeNone, methodsOf, type AttributeStore } from './attributes';
import { firstLine, importEdits } from './imports';
import { classesOf, isOn, nodesOf, type Rewrite, type RewriteText, type RewriteWish, type SourceEdit } from './rewrite';

/** Names people give to what leads back. */
const BACKWARD = /^_*(parent|owner|prev|previous|back|backref|up|outer|container|manager|root|host|origin|caller|master|observer|listener|other|partner|peer|buddy|friend|window|app|controller|subject|source|model|view|tree|graph|document|game|engine|server|session|company|team|boss)(_?ref)?$/i;
const MOST = 3;

export function weakReferences(text: RewriteText, wish: RewriteWish): Rewrite[] {
  const classes = classesOf(text.module);
  const found: Rewrite[] = [];
  for (const definition of classes) {
    const isWanted = wish.types?.includes(definition.name) === true;
    const stores = attributeStores(definition);
    const names = [...new Set(stores.map(({ name }) => name))];
    const ranked = names.filter((name) => BACKWARD.test(name)).concat(names.filter((name) => !BACKWARD.test(name)));
    const taken = ranked.flatMap((name) => {
      const own = stores.filter((store) => store.name === name);
      const main = own.find(({ value }) => value?.kind === 'Name') ?? (isWanted ? outsideStore(text, name, own) : undefined);
      if (main === undefined || own.some(({ value }) => isContainer(value)) || !(isWanted || isOn(main.statement, wish))) return [];
      const rewrite = weaken(text, classes, definition, name, own, main);
      return rewrite === null ? [] : [rewrite];
    });
    found.push(...taken.slice(0, MOST));
  }
  return found;
}

/** `self.other = None` in the class and `a.other = b` elsewhere: the class's own line stands for all. */
function outsideStore(text: RewriteText, name: string, own: readonly AttributeStore[]): AttributeStore | undefined {
  if (!own.every(({ value }) => isNone(value))) return undefined;
  const isStored = [...nodesOf<Attribute>(text.module, 'Attribute')].some(({ attr, ctx }) => attr === name && ctx === 'Store');
  return isStored ? own[0] : undefined;
}

function weaken(
  text: RewriteText, classes: readonly ClassDef[], definition: ClassDef, name: string, own: readonly AttributeStore[], main: AttributeStore,
): Rewrite | null {
  const isSimple = own.every(({ value, method }) => value?.kind === 'Name' && !mayBeNone(method, value.id))
    && !classes.some((other) => other !== definition && attributeStores(other).some((store) => store.name === name))
    && othersAreSimple(text, name, own);
  return isSimple ? asCalls(text, definition, name, main) : asProperty(text, definition, name, main);
}

/** All other assignments to an attribute of that name are of one name or call, and none deletes it. */
function othersAreSimple(text: RewriteText, name: string, own: readonly AttributeStore[]): boolean {
  const known = new Set(own.map(({ target }) => target));
  for (const attribute of nodesOf<Attribute>(text.module, 'Attribute')) {
    if (attribute.attr !== name || attribute.ctx === 'Load' || known.has(attribute)) continue;
    const value = valueStored(text, attribute);
    if (value === null || isNone(value)) return false;
  }
  return true;
}

function valueStored(text: RewriteText, target: Attribute): Expression | null {
  for (const statement of nodesOf<Assign>(text.module, 'Assign')) {
    if (statement.targets.length === 1 && statement.targets[0] === target) return statement.value;
  }
  return null;
}

function asCalls(text: RewriteText, definition: ClassDef, name: string, main: AttributeStore): Rewrite {
  const edits: SourceEdit[] = importEdits(text, 'weakref');
  let uses = 0;
  for (const attribute of nodesOf<Attribute>(text.module, 'Attribute')) {
    if (attribute.attr !== name) continue;
    if (attribute.ctx === 'Load') {
      edits.push(text.after(attribute, '()'));
      uses++;
      continue;
    }
    const value = valueStored(text, attribute) ?? storedWithType(main, attribute);
    if (value !== null) edits.push(text.before(value, 'weakref.ref('), text.after(value, ')'));
  }
  const used = uses === 0 ? '' : ` Where it is read, it is called: ${uses === 1 ? 'one place' : `${uses} places`}.`;
  return text.rewrite({
    kind: 'weakReference', about: main.statement, edits,
    title: `Make ${definition.name}.${name} a weak reference`,
    sentence: `${definition.name}.${name} no longer keeps what it refers to alive.${used} The call gives None once that is gone.`,
  });
}

function storedWithType({ target, value }: AttributeStore, attribute: Attribute): Expression | null {
  return target === attribute ? value : null;
}

function asProperty(text: RewriteText, definition: ClassDef, name: string, main: AttributeStore): Rewrite | null {
  const isTaken = definition.body.some((statement) =>
    ('name' in statement && statement.name === name)
    || (statement.kind === 'Assign' && statement.targets.some((target) => target.kind === 'Name' && (target.id === name || target.id === '__slots__')))
    || (statement.kind === 'AnnAssign' && statement.target.kind === 'Name' && statement.target.id === name));
  const method = methodsOf(definition)[0];
  if (isTaken || method === undefined) return null;
  const hidden = `_${name.replace(/^_+/, '')}_ref`;
  const outer = text.indent(firstLine(method) - 1);
  const inner = unitOf(text, method.body[0]?.lineno ?? method.lineno, outer);
  const last = definition.body.at(-1);
  if (last === undefined) return null;
  const lines = [
    '',
    `${outer}@property`,
    `${outer}def ${name}(self):`,
    `${outer}${inner}return None if self.${hidden} is None else self.${hidden}()`,
    '',
    `${outer}@${name}.setter`,
    `${outer}def ${name}(self, value):`,
    `${outer}${inner}self.${hidden} = None if value is None else weakref.ref(value)`,
  ];
  return text.rewrite({
    kind: 'weakReference', about: main.statement,
    edits: [...importEdits(text, 'weakref'), text.linesBefore(last.endLineno, lines)],
    title: `Make ${definition.name}.${name} a weak reference, by a property`,
    sentence: `${definition.name}.${name} no longer keeps what it refers to alive and is None once that is gone. Nothing that uses it has to change.`,
  });
}

/** One more level of indentation, as the method's body has it. */
function unitOf(text: RewriteText, bodyLine: number, outer: string): string {
  const body = text.indent(bodyLine - 1);
  return body.startsWith(outer) && body.length > outer.length ? body.slice(outer.length) : '    ';
}
