/**
 * Small random Python programs which make, share, drop and lose objects in every way the language slice has: containers,
 * instances, closures, generators, exceptions, weak references, finalizers, collections. They never fail: what may raise
 * stands in a `try`. Every run of a program prints the same.
 */
import * as fc from 'fast-check';

const PRELUDE = `import gc

class Node:
    def __init__(self, value=None):
        self.value = value
        self.next = None
    def link(self, other):
        self.next = other
        return self
    def __repr__(self):
        return 'Node'

class Loud(Node):
    def __del__(self):
        print('del', type(self.value).__name__)

class Slim:
    __slots__ = ('left', 'right')
    def __init__(self, left=None):
        self.left = left

class Items(list):
    pass

class Manager:
    def __init__(self, held):
        self.held = held
    def __enter__(self):
        return self.held
    def __exit__(self, *details):
        return True

class Holder:
    @property
    def item(self):
        return self._item
    @item.setter
    def item(self, value):
        self._item = value
    def __getitem__(self, key):
        return [key, self]
    def __add__(self, other):
        return (self, other)

def identity(x, y=None, *rest, z=None, **more):
    return x

def closure(x):
    def inner(y=None):
        return (x, y)
    return inner

def counter(x):
    kept = x
    def more():
        nonlocal kept
        kept = [kept]
        return kept
    return more

def numbers(x):
    yield x
    got = yield [x]
    try:
        yield got
    finally:
        x = None

def delegate(x):
    result = yield from numbers(x)
    return result

def fail(x):
    local = [x]
    raise ValueError(local)

def deep(n, x):
    if n == 0:
        return x
    return deep(n - 1, [x])

a = b = c = d = e = None
`;

const NAMES = ['a', 'b', 'c', 'd', 'e'] as const;
const name = fc.constantFrom(...NAMES);

const atom = fc.oneof(
  name,
  fc.constantFrom('None', '1', '1000', '2.5', "'text'", "'a b'", '()', '[]', '{}', 'True', '12345678901234567890'),
);

const expression: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: atom },
  fc.tuple(atom, atom).map(([x, y]) => `[${x}, ${y}]`),
  fc.tuple(atom, atom).map(([x, y]) => `(${x}, ${y})`),
  fc.tuple(atom, atom).map(([x, y]) => `{'k': ${x}, 7: ${y}}`),
  fc.constant("{1, 'two', 3.5}"),
  atom.map((x) => `Node(${x})`),
  atom.map((x) => `Loud(${x})`),
  atom.map((x) => `Slim(${x})`),
  atom.map((x) => `Items([${x}])`),
  fc.constant('Holder()'),
  atom.map((x) => `closure(${x})`),
  atom.map((x) => `counter(${x})`),
  atom.map((x) => `numbers(${x})`),
  atom.map((x) => `delegate(${x})`),
  fc.tuple(atom, atom).map(([x, y]) => `identity(${x}, ${y})`),
  fc.tuple(atom, atom).map(([x, y]) => `identity(*(${x},), **{'q': ${y}})`),
  fc.tuple(atom, fc.integer({ min: 0, max: 4 })).map(([x, n]) => `deep(${n}, ${x})`),
  atom.map((x) => `(lambda y=${x}: y)`),
  atom.map((x) => `[i for i in (${x}, ${x})]`),
  atom.map((x) => `{i: ${x} for i in range(3)}`),
  atom.map((x) => `list(i for i in [${x}])`),
  fc.tuple(name, atom).map(([x, y]) => `${x}.link(${y})`),
  name.map((x) => `${x}.link`),
  name.map((x) => `${x}.next`),
  name.map((x) => `${x}.item`),
  name.map((x) => `${x}[0]`),
  name.map((x) => `${x}['k']`),
  name.map((x) => `${x}()`),
  name.map((x) => `next(${x})`),
  name.map((x) => `${x}.send(3)`),
  name.map((x) => `sorted([${x}, ${x}], key=id)`),
  fc.tuple(name, name).map(([x, y]) => `${x} + ${y}`),
  name.map((x) => `f'{${x}!r:.5}'`),
  name.map((x) => `vars(${x})`),
  name.map((x) => `iter(${x})`),
  name.map((x) => `list(map(identity, [${x}]))`),
  fc.tuple(name, atom).map(([x, y]) => `(${x} or ${y})`),
  name.map((x) => `getattr(${x}, 'nothing', ${x})`),
  name.map((x) => `type('Made', (Node,), {'mark': ${x}})`),
  name.map((x) => `gc.get_referents(${x})`),
);

const simple: fc.Arbitrary<string[]> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(name, expression).map(([target, value]) => [`${target} = ${value}`]) },
  fc.tuple(name, name, atom).map(([x, y, value]) => [`${x} = ${y} = ${value}`]),
  fc.tuple(name, name).map(([x, y]) => [`${x}, ${y} = ${y}, ${x}`]),
  fc.tuple(name, atom).map(([x, value]) => [`${x}.append(${value})`]),
  fc.tuple(name, name).map(([x, y]) => [`${x}.next = ${y}`]),
  fc.tuple(name, name).map(([x, y]) => [`${x}.left = ${y}`]),
  fc.tuple(name, name).map(([x, y]) => [`${x}.item = ${y}`]),
  fc.tuple(name, name).map(([x, y]) => [`${x}.extra = ${y}`]),
  name.map((x) => [`del ${x}.next`]),
  name.map((x) => [`del ${x}.left`]),
  fc.tuple(name, atom).map(([x, value]) => [`${x}[0] = ${value}`]),
  fc.tuple(name, atom).map(([x, value]) => [`${x}['k'] = ${value}`]),
  name.map((x) => [`del ${x}[0]`]),
  name.map((x) => [`${x}.clear()`]),
  name.map((x) => [`${x}.pop()`]),
  name.map((x) => [`${x}.reverse()`]),
  name.map((x) => [`${x}.extend([1, ${x}])`]),
  name.map((x) => [`${x} += ${x}`]),
  name.map((x) => [`${x} = None; gc.collect()`]),
  fc.constant('gc.collect(0)').map((line) => [line]),
  name.map((x) => [`del ${x}`, `${x} = None`]),
  name.map((x) => [`fail(${x})`]),
  name.map((x) => [`print(type(${x}).__name__)`]),
  name.map((x) => [`cycle = [${x}]; cycle.append(cycle); del cycle`]),
);

const indent = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`);

const { statement } = fc.letrec<{ statement: string[]; block: string[] }>((tie) => ({
  block: fc.array(tie('statement'), { minLength: 1, maxLength: 3, depthIdentifier: 'block' }).map((statements) => statements.flat()),
  statement: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'block' },
    simple,
    simple.map((lines) => ['try:', ...indent(lines), 'except Exception:', '    pass']),
    fc.tuple(tie('block'), name).map(([body, x]) => ['try:', ...indent(body), 'except Exception as error:', `    ${x} = error`]),
    fc.tuple(tie('block'), name).map(([body, x]) => ['try:', ...indent(body), 'except Exception:', `    ${x} = []`, 'finally:', `    ${x} = [${x}]`]),
    fc.tuple(tie('block'), name).map(([body, x]) => [`for item in [${x}, 2]:`, ...indent(body)]),
    fc.tuple(tie('block'), name).map(([body, x]) => [`with Manager(${x}) as held:`, ...indent(body)]),
    fc.tuple(tie('block'), name).map(([body, x]) => [
      'def work(p):', ...indent([`global ${NAMES.filter((other) => other !== x).join(', ')}`, `${x} = p`, ...body, `return ${x}`]), `${x} = work([${x}])`,
    ]),
    fc.tuple(name, name).map(([x, y]) => [`for part in numbers(${x}):`, `    ${y} = part`]),
  ),
}));

/** A whole program; every top-level statement is guarded, so that the program ends by itself. */
export const randomProgram: fc.Arbitrary<string> = fc.array(statement as fc.Arbitrary<string[]>, { minLength: 1, maxLength: 12 }).map((statements) =>
  `${PRELUDE}${statements.map((lines) => ['try:', ...indent(lines), 'except Exception as problem:', '    print(type(problem).__name__)'].join('\n')).join('\n')}\n`);
