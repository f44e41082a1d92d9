/**
 * Random programs about memory: they build, alias, change and drop object graphs of every kind and print every refcount, the
 * collector's counts and every event (finalizers, callbacks of weak references and of the collector) after each operation.
 *
 * In: a seed and a number of operations. Out: Python source. The same seed gives the same program for ever: recorded outputs of a real
 * CPython belong to it (`recorded.json`). Nothing that differs between two runs of one CPython is printed.
 */

const PRELUDE = `import gc, sys, weakref
from collections import deque
rc = sys.getrefcount
class N:
    def __init__(self, n=0): self.n = n
    def m(self, x=None): return x
    @property
    def p(self): return [self]
    def __getitem__(self, i): return (self, i)
    def __add__(self, o): return [self, o]
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __call__(self, x=None, *, k=None): return (x, k)
class D(N):
    def __del__(self): print('del', self.n)
class R(N):
    def __del__(self):
        print('back', self.n)
        kept.append(self)
class U(N):
    def __init__(self, n=0):
        super().__init__(n)
        self.z = self.y = None
class S:
    __slots__ = ('b', 'a', 'n', '__weakref__')
    def __init__(self, n=0): self.n = n
    def m(self, x=None): return x
class T(S):
    __slots__ = ()
    def __del__(self): print('slots del', self.n)
class L(list): pass
class M(dict): pass
class E(Exception): pass
kept = []
refs = []
def f(x=None, y=None, *r, k=None, **kw): return x
def g(x):
    def h(y=None): return (x, y)
    return h
def gen(x, n=2):
    try:
        for i in range(n): yield x
    finally: print('gen end')
def boom(x): raise E(x)
def deep(x, n): return boom(x) if n == 0 else deep(x, n - 1)
def cb(n):
    return lambda r: print('cb', n, r() is None)
def watch(phase, info): print(phase, info['generation'], info['collected'])
`;

/** mulberry32 */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const VARIABLES = ['a', 'b', 'c', 'd', 'e'];

type Pick = <Item>(items: readonly Item[]) => Item;

/** One operation: lines of a block; `x`, `y`, `z` are variables, `n` a small number. */
function operation(pick: Pick, x: string, y: string, z: string, n: number): string[] {
  return pick<() => string[]>([
    () => [`${x} = ${pick(['N', 'D', 'R', 'U', 'S', 'T'])}(${n})`],
    () => [`${x} = ${pick(['N', 'D', 'U', 'T'])}(n=${n})`],
    () => [`${x} = ${pick(['[]', '{}', 'set()', `[${y}]`, `(${y}, ${z})`, `[${y}, ${z}, ${n}]`, `{'k': ${y}}`, `{${n}: ${y}, 'j': ${z}}`, `L([${y}])`, `M(k=${y})`, `deque([${y}, ${z}])`, '()'])}`],
    () => [`${x} = ${y}`],
    () => [`${x}, ${y} = ${y}, ${x}`],
    () => [`${x} = ${y} = ${z}`],
    () => [`${x}.${pick(['a', 'b', 'n', 'z'])} = ${y}`],
    () => [`${x}.${pick(['a', 'b'])} = ${x}`],
    () => [`del ${x}.${pick(['a', 'b', 'z'])}`],
    () => [`${x} = ${y}.${pick(['a', 'b', 'm', 'p', 'append', '__dict__', 'items', 'n'])}`],
    () => [`${x}.append(${y})`],
    () => [`${x}[${pick(['0', '-1', "'k'", 'n', String(n)])}] = ${y}`.replace('[n]', `[${n}]`)],
    () => [`${x} = ${y}[${pick(['0', "'k'", '1:', ':'])}]`],
    () => [`del ${x}[${pick(['0', "'k'", '-1', ':'])}]`],
    () => [`${x}.${pick(['clear', 'pop', 'copy', 'popitem', 'reverse'])}()`],
    () => [`${x} = None`],
    () => [`${x} = ${y} + ${z}`],
    () => [`${x} += [${y}]`],
    () => [`${x} = f(${pick([y, `${y}, ${z}`, `*[${y}, ${z}]`, `${y}, k=${z}`, `**{'x': ${y}}`, `*(${y},), **{'q': ${z}}`])})`],
    () => [`${x} = ${y}(${pick(['', z, `k=${z}`])})`],
    () => [`${x} = ${y}.m(${z})`],
    () => [`${x} = g(${y})`],
    () => [`${x} = gen(${y})`, `print(next(${x}) is ${y})`],
    () => [`${x} = next(${y})`],
    () => [`for i in gen(${y}): ${pick(['break', 'pass', `${x} = i`])}`],
    () => [`${x} = [${pick(['i', '[i]', '(i, 1)'])} for i in (${y}, ${z})]`],
    () => [`${x} = {i: ${y} for i in range(${n})}`],
    () => [`${x} = (i for i in [${y}, ${z}])`],
    () => [`${x} = lambda q=${y}: q`],
    () => [`refs.append(weakref.ref(${y}${pick(['', `, cb(${n})`])}))`],
    () => [`${x} = weakref.${pick(['ref', 'proxy'])}(${y})`],
    () => [`print(len(refs), [r() is None for r in refs])`],
    () => [`del refs[:${n}]`],
    () => ['kept.clear()'],
    () => [`try: ${pick(['boom', 'deep'])}(${y}${pick(['', ', 1'])})`, `except (E, TypeError) as q: ${pick(['pass', `${x} = q`, `${x} = q.__traceback__`, `${x} = q.args`])}`],
    () => [`try: raise E(${y}) from ${pick(['None', 'E()', 'KeyError(1)'])}`, `except E as q: ${pick(['pass', `${x} = q`])}`],
    () => [`with N(${y}) as ${x}: ${pick(['pass', `${y}.nope`, `boom(${z})`])}`],
    () => [`print(gc.collect(${pick(['', '0', '1', '2', ''])}))`],
    () => [`gc.set_threshold(${pick(['5', '20', '50', '700', '0', '10, 2, 2'])})`],
    () => [`gc.${pick(['disable', 'enable', 'enable', 'freeze', 'unfreeze', 'unfreeze'])}()`],
    () => [`for i in range(${n + 3}): ${pick([`t = [${y}]`, `t = N(i)`, `t = (i, ${y})`, `${x} = [${x}]`, `kept.append([])`, `t = {'k': ${y}}`, 't = cb(i)'])}`, 't = i = None'],
    () => [`${x} = ${pick(['list', 'tuple', 'set', 'dict', 'iter', 'reversed', 'enumerate', 'str', 'type', 'id', 'dir', 'repr', 'len'])}(${y})`, ...(pick([true]) ? [`if isinstance(${x}, (str, int)): ${x} = None`] : [])],
    () => [`${x} = sorted([${n}, 2], key=lambda v: ${pick(['v', '-v'])})`],
    () => [`${x} = list(${pick(['map', 'zip'])}(${pick(['f', y])}, [${y}, ${z}]))`],
    () => [`${x} = type('K', (N,), {'v': ${y}})${pick(['', '()'])}`],
    () => [`${x} = ${y} ${pick(['or', 'and'])} ${z}`, `print(${x} is ${y}, ${x} is ${z})`],
    () => [`print(${x} ${pick(['==', 'is', 'in', '<'])} ${y})`],
    () => [`match ${y}:`, `    case [q, *_]: ${x} = q`, `    case {'k': q}: ${x} = q`, `    case N(n=q): ${x} = q`, '    case _: pass', 'q = None'],
    () => [`try: ${x} = [${y}]; ${x}.nope`, `except AttributeError: pass`, `finally: ${z} = None`],
    () => [`del ${x}`, `${x} = ${pick(['None', `[${y}]`])}`],
    () => [`${x} = gc.${pick(['get_referents', 'is_tracked', 'is_finalized'])}(${y})`],
    () => [`vars(${y})`],
    () => [`${x} = print('%s' % (type(${y}).__name__,), f'{${n}!r}')`],
  ])();
}

function state(label: number): string {
  return `print(${label}, ${VARIABLES.map((name) => `rc(${name})`).join(', ')}, gc.get_count(), ${VARIABLES.map((name) => `gc.is_tracked(${name})`).join(', ')})`;
}

/** A program of `operations` operations. */
export function heapProgram(seed: number, operations: number): string {
  const random = randomNumbers(seed);
  const pick: Pick = (items) => items[Math.floor(random() * items.length)] as (typeof items)[number];
  const inFunction = random() < 0.5;
  const indent = inFunction ? '    ' : '';
  const body: string[] = [];
  body.push(`${VARIABLES.join(' = ')} = None`, 'q = t = i = None', 'gc.collect()');
  if (random() < 0.3) body.push('gc.callbacks.append(watch)', 'gc.collect()');
  for (let index = 0; index < operations; index++) {
    const lines = operation(pick, pick(VARIABLES), pick(VARIABLES), pick(VARIABLES), Math.floor(random() * 4));
    body.push('try:', ...lines.map((line) => `    ${line}`), `except Exception as q: print(type(q).__name__${random() < 0.2 ? ", str(q)[:60].split(' at 0x')[0]" : ''})`);
    body.push('q = None', state(index));
  }
  const text = body.map((line) => `${indent}${line}\n`).join('');
  return `${PRELUDE}${inFunction ? `def main():\n${text}main()\n` : text}print('end')\n`;
}
