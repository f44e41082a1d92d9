/** What a class does with the attributes of its instances: where its methods store them, and with what. */
import type { Attribute, ClassDef, Expression, FunctionDef, AsyncFunctionDef, Statement } from '../../python/syntax';
import { nodesOf } from './rewrite';

export interface AttributeStore {
  readonly name: string;
  readonly statement: Statement;
  readonly target: Attribute;
  /** Null where what is stored is not told by one expression: `for self.x in ...`, `self.a, self.b = ...`. */
  readonly value: Expression | null;
  readonly method: Method;
}

export type Method = FunctionDef | AsyncFunctionDef;

export function methodsOf(definition: ClassDef): Method[] {
  return definition.body.filter((statement) => statement.kind === 'FunctionDef' || statement.kind === 'AsyncFunctionDef');
}

/** The name a method gives its instance; null for static methods and the like. */
export function selfName(method: Method): string | null {
  const isOther = method.decoratorList.some((decorator) => decorator.kind === 'Name' && (decorator.id === 'staticmethod' || decorator.id === 'classmethod'));
  return isOther ? null : (method.args.posonlyargs[0] ?? method.args.args[0])?.arg ?? null;
}

/** All `self.x = ...` in a class's own methods, in their order. */
export function attributeStores(definition: ClassDef): AttributeStore[] {
  return methodsOf(definition).flatMap((method) => {
    const self = selfName(method);
    return self === null ? [] : [...nodesOf<Attribute>(method, 'Attribute')]
      .filter(({ ctx, value }) => ctx !== 'Load' && value.kind === 'Name' && value.id === self)
      .map((target) => ({ name: target.attr, target, method, ...assignmentOf(method, target) }));
  });
}

function assignmentOf(method: Method, target: Attribute): Pick<AttributeStore, 'statement' | 'value'> {
  for (const statement of [...nodesOf<Extract<Statement, { kind: 'Assign' }>>(method, 'Assign')]) {
    if (statement.targets.includes(target)) return { statement, value: statement.value };
  }
  for (const statement of nodesOf<Extract<Statement, { kind: 'AnnAssign' }>>(method, 'AnnAssign')) {
    if (statement.target === target) return { statement, value: statement.value };
  }
  return { statement: method, value: null };
}

export function isNone(expression: Expression | null): boolean {
  return expression?.kind === 'Constant' && expression.value.type === 'none';
}

/** A parameter of a method that may be None by its default. */
export function mayBeNone(method: Method, name: string): boolean {
  const { posonlyargs, args, defaults, kwonlyargs, kwDefaults } = method.args;
  const positional = [...posonlyargs, ...args];
  const place = positional.findIndex(({ arg }) => arg === name);
  if (place >= 0) return isNone(defaults[place - (positional.length - defaults.length)] ?? null);
  return isNone(kwDefaults[kwonlyargs.findIndex(({ arg }) => arg === name)] ?? null);
}

/** An empty or filled container that the expression makes. */
export function isContainer(expression: Expression | null): boolean {
  switch (expression?.kind) {
    case 'List':
    case 'Dict':
    case 'Set':
    case 'ListComp':
    case 'DictComp':
    case 'SetComp':
      return true;
    case 'Call':
      return expression.func.kind === 'Name' ? CONTAINERS.has(expression.func.id)
        : expression.func.kind === 'Attribute' && CONTAINERS.has(expression.func.attr);
    default:
      return false;
  }
}

const CONTAINERS: ReadonlySet<string> = new Set(['list', 'dict', 'set', 'deque', 'defaultdict', 'OrderedDict', 'Counter']);
