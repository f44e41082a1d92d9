/**
 * The operations random heap programs are made of, by subject. An operation gives the lines of one block of Python; its variables are drawn
 * from those of the program, so that objects get aliased, mutated and dropped. An operation may fail: the program prints the exception and goes on.
 */

/** What an operation draws from. `x`, `y`, `z` are variables of the program, `n` a number from 0 to 3. */
export interface Draw {
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly x: string;
  readonly y: string;
  readonly z: string;
  readonly n: number;
}

export type Operation = (draw: Draw) => string[];

const INSTANCES = ['N', 'D', 'R', 'U', 'V', 'W', 'Y', 'S', 'T', 'P', 'H'];
const ATTRIBUTES = ['a', 'b', 'n', 'z', 'g'];

/** Instances, attributes, names: in every program. */
export const basics: readonly Operation[] = [
  ({ pick, x, n }) => [`${x} = ${pick(INSTANCES)}(${n})`],
  ({ pick, x, n }) => [`${x} = ${pick(INSTANCES)}(n=${n})`],
  ({ pick, x, y }) => [`${x} = ${pick(INSTANCES)}(${y})`],
  ({ pick, x, y, z, n }) => [`${x} = ${pick(['[]', '{}', 'set()', `[${y}]`, `(${y}, ${z})`, `[${y}, ${z}, ${n}]`, `{'k': ${y}}`, `{${n}: ${y}, 'j': ${z}}`, `L([${y}])`, `M(k=${y})`, `deque([${y}, ${z}])`, '()'])}`],
  ({ x, y }) => [`${x} = ${y}`],
  ({ x, y }) => [`${x}, ${y} = ${y}, ${x}`],
  ({ x, y, z }) => [`${x} = ${y} = ${z}`],
  ({ pick, x, y }) => [`${x}.${pick(ATTRIBUTES)} = ${y}`],
  ({ pick, x }) => [`${x}.${pick(['a', 'b'])} = ${x}`],
  ({ pick, x }) => [`del ${x}.${pick(ATTRIBUTES)}`],
  ({ pick, x, y }) => [`${x} = ${y}.${pick(['a', 'b', 'm', 'p', 'c', 's', 'g', 'append', '__dict__', 'items', 'n'])}`],
  ({ x, y }) => [`${x}.append(${y})`],
  ({ pick, x, y, n }) => [`${x}[${pick(['0', '-1', "'k'", String(n)])}] = ${y}`],
  ({ pick, x, y }) => [`${x} = ${y}[${pick(['0', "'k'", '1:', ':'])}]`],
  ({ pick, x }) => [`del ${x}[${pick(['0', "'k'", '-1', ':'])}]`],
  ({ pick, x }) => [`${x}.${pick(['clear', 'pop', 'copy', 'popitem', 'reverse'])}()`],
  ({ x }) => [`${x} = None`],
  ({ pick, x, y }) => [`del ${x}`, `${x} = ${pick(['None', `[${y}]`])}`],
  ({ pick }) => [`print(gc.collect(${pick(['', '0', '1', '2', ''])}))`],
  () => ['kept.clear()'],
];

/** Operators, displays, comprehensions, unpacking, patterns. */
export const expressions: readonly Operation[] = [
  ({ x, y, z }) => [`${x} = ${y} + ${z}`],
  ({ pick, x, y }) => [`${x} ${pick(['+=', '*=', '|='])} ${pick([`[${y}]`, '2', y])}`],
  ({ pick, x, y, z }) => [`${x} = [${pick(['i', '[i]', '(i, 1)', `(i, ${z})`])} for i in (${y}, ${z})]`],
  ({ pick, x, y, n }) => [`${x} = {${pick([`i: ${y}`, 'i: [i]', `(i, ${y})`])} for i in range(${n})}`],
  ({ x, y, z }) => [`${x} = (i for i in [${y}, ${z}])`],
  ({ pick, x, y, z }) => [`${x} = ${y} ${pick(['or', 'and'])} ${z}`, `print(${x} is ${y}, ${x} is ${z})`],
  ({ pick, x, y }) => [`print(${x} ${pick(['==', 'is', 'in', '<', '!=', 'not in'])} ${y})`],
  ({ x, y }) => [`match ${y}:`, `    case [q, *_]: ${x} = q`, `    case {'k': q, **t}: ${x} = q`, `    case N(n=q): ${x} = q`, `    case Point(q, _): ${x} = q`, '    case _: pass', 'q = None'],
  ({ x, y, z }) => [`${x}, *${y} = ${z}`],
  ({ x, y, z }) => [`(${x}, ${y}), ${z} = [${y}, ${z}], ${x}`],
  ({ x, y, z }) => [`${x}, ${y}, ${z}, q = ${z}, ${x}, ${y}, None`],
  ({ pick, x, y, z }) => [`${x} = [*${y}, ${pick([`*${z}`, z])}]`],
  ({ pick, x, y, z }) => [`${x} = {**${y}, ${pick([`**${z}`, `'k': ${z}`])}}`],
  ({ x, y, z }) => [`${x} = ${y} if ${z} else [${z}]`],
  ({ x, y, z }) => [`print(rc(${x} := [${y}, ${z}]))`],
  ({ pick, x, y, n }) => [`${x} = f'{${y}!s:.2}' ${pick(['%', '+', '*'])} ${n}`, `${x} = None`],
  ({ pick, x, y }) => [`for i in ${pick([y, `list(${y})`, `[${y}]`, `enumerate([${y}])`, `zip([${y}], (${y},))`, `{'k': ${y}}.items()`])}: ${pick([`${x} = i`, 'break', 'pass', `print(rc(i))`])}`, 'i = None'],
  ({ pick, x, y, n }) => [`for i in range(${n + 3}): ${pick([`t = [${y}]`, 't = N(i)', 't = D(i)', `t = (i, ${y})`, `${x} = [${x}]`, 'kept.append([])', `t = {'k': ${y}}`, 't = cb(i)', `${x} = N(${x})`, `${y}.m(i)`, `t = ${y}.n`, `t = ${y}[0]`, `${x}.b = ${y}`, `t = ${y}.p`, `t = ${y} + ${y}`, `t = ${y}.c(i)`, `t = ${y}(i)`, `t = len(${y})`, `t, q = ${y}`])}`, 't = i = q = None'],
  ({ x, y }) => [`while ${x} is not ${y}: ${x} = ${y}; q = [${y}]`],
  ({ pick, x, y }) => [`${x} = ${y}[${pick(['::-1', '0:1', '-1:', '1:0'])}]`],
  ({ pick, x, y }) => [`${x}[${pick(['0:1', ':', '::2'])}] = ${pick([`[${y}]`, `(${y}, ${y})`, '()'])}`],
  ({ x, y }) => [`assert ${x} is ${y}, [${x}]`],
  ({ x, y, z }) => [`${x} = ${y} is ${z} is not None, ${y} == ${z} == ${x}`],
  ({ x, n }) => [`${x} = -${x} if ${n} else ~${x}`],
];

/** Calls of every convention; functions, classes, closures. */
export const calls: readonly Operation[] = [
  ({ pick, x, y, z }) => [`${x} = f(${pick([y, `${y}, ${z}`, `*[${y}, ${z}]`, `${y}, k=${z}`, `**{'x': ${y}}`, `*(${y},), **{'q': ${z}}`, `*${y}`, `**${y}`, `${y}, ${z}, ${y}, q=${z}`])})`],
  ({ pick, x, y, z }) => [`${x} = ${y}(${pick(['', z, `k=${z}`, `*[${z}]`, `**{'k': ${z}}`])})`],
  ({ pick, x, y, z }) => [`${x} = ${y}.${pick(['m', 'c', 's'])}(${pick([z, '', `x=${z}`, `*(${z},)`])})`],
  ({ x, y }) => [`${x} = g(${y})`],
  ({ x, y, z }) => [`${x}, ${y} = counter(${z}, ${y})`],
  ({ pick, x, y, z }) => [`${x} = lambda q=${y}${pick(['', `, *, t=${z}`])}: q`],
  ({ x, y, z }) => [`def q(u=${y}, *v, w: ${z} = ${z}) -> None: return u, v, w`, `${x} = q`, 'q = None'],
  ({ pick, x, y }) => [`${x} = type('K', (${pick(['N', 'D', 'S', 'L', 'object', 'E'])},), {'v': ${y}})${pick(['', '()'])}`],
  ({ pick, x, y }) => [`${x} = Meta('K', (${pick(['N', 'D', 'object'])},), {'v': ${y}})${pick(['', '()'])}`],
  ({ pick, x, y }) => [`class q(${pick(['N', 'T', 'dict', 'H', 'TD'])}):`, `    v = ${y}`, '    def m(self, x=None): return super().m(x)', '    @property', '    def p(self): return __class__', `${x} = q${pick(['', '()', '(1)'])}`, 'q = None'],
  ({ pick, x, y, z }) => [`${x} = functools.${pick(['partial', 'partialmethod'])}(${pick(['f', 'g', y])}, ${z}${pick(['', `, k=${y}`])})`],
  ({ pick, x, y }) => [`${x} = functools.${pick(['lru_cache(2)', 'cache', 'cached_property', 'singledispatch', 'wraps(g)'])}(${pick(['f', 'g', y, 'cb'])})`],
  ({ x, y }) => [`${x} = functools.lru_cache(1)(f)`, `${x}(${y}); ${x}(1)`],
  ({ x, y, z }) => [`${x} = functools.reduce(f, [${y}, ${z}])`],
  ({ pick, x, n }) => [`${x} = sorted([${n}, 2], key=lambda v: ${pick(['v', '-v', '[v]'])})`],
  ({ pick, x, y, z }) => [`${x} = list(${pick(['map', 'zip', 'filter'])}(${pick(['f', y, 'None'])}, [${y}, ${z}]))`],
  ({ pick, x, y }) => [`${x} = ${pick(['list', 'tuple', 'set', 'frozenset', 'dict', 'iter', 'reversed', 'enumerate', 'str', 'type', 'id', 'dir', 'repr', 'len', 'callable', 'bool', 'sum', 'max', 'hash', 'vars', 'next'])}(${y})`, `if isinstance(${x}, (str, int)): ${x} = None`],
  ({ pick, x, y, z }) => [`${x} = ${pick(['getattr', 'hasattr'])}(${y}, ${pick(["'a'", "'nope'", "'n'", "'p'", "'m'"])}${pick(['', `, ${z}`])})`],
  ({ x, y }) => [`setattr(${x}, 'b', ${y})`],
  ({ x, y }) => [`${x} = isinstance(${x}, (N, list)), issubclass(type(${y}), (N, dict))`],
  ({ x, y }) => [`${x} = types.MethodType(f, ${y})`],
  ({ x, y }) => [`${x} = types.SimpleNamespace(a=${y}, k=1)`],
  ({ pick, x, y }) => [`${x} = property(${y})${pick(['', '.fget', '.setter(f)'])}`],
  ({ pick, x, y }) => [`${x} = ${pick(['staticmethod', 'classmethod'])}(${y})${pick(['', '.__func__', ".__get__(1)"])}`],
  ({ pick, x, y }) => [`${x} = super(${pick(['D', 'N', 'V'])}, ${y})${pick(['', '.m', '.__init__', '.p'])}`],
  ({ pick, x, y }) => [`${x} = ${y}.${pick(['__class__', '__init__', '__func__', '__self__', '__closure__', '__defaults__', '__code__', '__doc__', '__reduce_ex__', '__getstate__()', '__eq__', '__mro__', '__subclasses__()'])}`],
  ({ pick, x, y }) => [`${x}.${pick(['__class__', '__dict__', '__defaults__', '__kwdefaults__', '__annotations__'])} = ${pick(['D', 'N', 'U', '{}', `{'n': ${y}}`, `(${y},)`, 'None'])}`],
  ({ x, y }) => [`N.v = ${y}`, `${x} = ${x}.v`],
  () => ['del N.v'],
  ({ x, y }) => [`${x} = locals(), vars(${y})`],
  ({ x }) => [`${x} = (lambda: locals())()`],
  ({ x }) => [`${x} = sys._getframe(${x} is None)`],
];

/** Sets, dicts, deques, ordered and default dicts, subclasses of built-ins, itertools. */
export const containers: readonly Operation[] = [
  ({ pick, x, y, z }) => [`${x} = ${pick(['LD', 'TS', 'TD', 'SD', 'FD', 'DQ', 'L', 'list', 'tuple', 'set', 'frozenset', 'deque'])}(${pick(['', y, `[${y}, ${z}]`, `(${y},)`, `{${y}: ${z}}`])})`],
  ({ pick, x, y, z, n }) => [`${x} = ${pick(['MD', 'OD', 'M', 'OrderedDict', 'dict', 'collections.Counter', 'collections.UserDict'])}(${pick(['', y, `k=${y}`, `{${n}: ${y}, 'k': ${z}}`, `[(${n}, ${y})]`])})`],
  ({ pick, x, y }) => [`${x} = ${pick(['defaultdict', 'DD'])}(${pick(['list', 'N', 'D', 'None'])}${pick(['', `, {'k': ${y}}`])})`],
  ({ pick, x, y }) => [`${x} = IS(${pick(['3', '0', '70'])})`, `${x}.a = ${y}`],
  ({ x, y }) => [`${x} = Point(${y}, [${y}])`, `${x} = ${x}._replace(a=${x})`],
  ({ x, y }) => [`${x} = ST('s')`, `${y}[${x}] = ${x}`],
  ({ pick, x, y, n }) => [`${x}.${pick(['add', 'discard', 'remove', 'append', 'appendleft', 'extend', 'update', 'insert', 'setdefault', 'pop', 'popleft', 'rotate', 'move_to_end', 'get', 'count', 'index', 'union', 'intersection', 'difference_update', 'symmetric_difference', 'isdisjoint', 'sort', '__contains__', 'fromkeys', '__setitem__'])}(${pick([y, `[${y}]`, `(${y},)`, `${n}, ${y}`, `'k'`, `{'k': ${y}}`, `0`, `'k', ${y}`])})`],
  ({ pick, x, y, n }) => [`${x} = ${y}.${pick(['popleft', 'pop', 'get', 'setdefault', 'copy', 'popitem', 'keys', 'values', 'items', '__iter__', '__reversed__', 'most_common', '__copy__', 'elements'])}(${pick(['', '', "'k'", String(n)])})`],
  ({ pick, x, y, z }) => [`${x} = ${y} ${pick(['|', '&', '-', '^', '+', '*'])} ${z}`],
  ({ pick, x, y }) => [`${x} ${pick(['|=', '&=', '-=', '^=', '+='])} ${y}`],
  ({ pick, x, y, z }) => [`${x} = itertools.${pick([`chain(${y}, ${z})`, `islice(itertools.cycle(${y}), 5)`, `tee(${y})`, `repeat(${y}, 2)`, `product([${y}, ${z}], repeat=2)`, `permutations([${y}, ${z}])`, `combinations([${y}, ${z}], 2)`, `groupby([${y}, ${y}, ${z}])`, `islice(${y}, 1)`, `accumulate([[${y}], [${z}]])`, `zip_longest([${y}], [])`, `starmap(f, [(${y},)])`, `compress([${y}], [1])`, `pairwise([${y}, ${z}, 1])`, `chain.from_iterable([${y}])`, `takewhile(f, [${y}])`, `filterfalse(None, [${y}])`, `batched([${y}, ${z}], 2)`, `islice(itertools.count(), 2)`])}`],
  ({ pick, x, y }) => [`${x} = next(${pick([y, `iter(${y})`, `reversed(${y})`, `zip(${y}, ${y})`])})`],
  ({ pick, x, y, n }) => [`${x} = deque(${pick(['', `[${y}] * ${n}, `, `${y}, `])}${pick(['', 'maxlen=2'])})`],
  ({ x, y, n }) => [`for i in range(${n * 4 + 1}): ${x}[i] = ${y}`, 'i = None'],
  ({ x, y, n }) => [`for i in range(${n * 6 + 1}): ${x}.append([${y}])`, 'i = None'],
  ({ x, y }) => [`for i in list(${y}): ${x}.add(i)`, 'i = None'],
  ({ pick, x, y }) => [`${x} = ${pick(['slice', 'memoryview', 'bytearray', 'range', 'complex', 'types.MappingProxyType', 'types.GenericAlias'])}(${pick([y, `${y}, ${y}`, "b'ab'", '2'])})`],
  ({ x, y }) => [`${x} = list[${y}] | None`, `${x} = ${x}.__args__`],
  ({ pick, x }) => [`print(len(${x}), size(${x})${pick(['', ', bool(' + x + ')'])})`],
  ({ x, y }) => [`${x} = copy.copy(${y})`],
  ({ x, y }) => [`${x} = copy.deepcopy(${y})`],
  ({ pick, x, y }) => [`${x} = collections.ChainMap({}, ${y})${pick(['', ".get('k')", '.new_child()'])}`],
];

/** Weak references of every kind. */
export const weak: readonly Operation[] = [
  ({ pick, y, n }) => [`refs.append(weakref.ref(${y}${pick(['', `, cb(${n})`, ', noisy', ', back'])}))`],
  ({ pick, x, y, n }) => [`${x} = weakref.${pick(['ref', 'proxy'])}(${y}${pick(['', `, cb(${n})`, ', print and bye', ', back'])})`],
  () => ['print(len(refs), [r() is None for r in refs])'],
  ({ n }) => [`del refs[:${n}]`],
  ({ x, y }) => [`${x} = ${y}()`],
  ({ pick, x }) => [`${x} = weakref.${pick(['WeakValueDictionary', 'WeakKeyDictionary', 'WeakSet'])}()`, `kept.append(${x})`],
  ({ pick, x, y, n }) => [`${x} = weakref.WeakValueDictionary(${pick(['', `{${n}: ${y}}`, `k=${y}`])})`],
  ({ x, y, z }) => [`${x} = weakref.WeakKeyDictionary({${y}: ${z}})`],
  ({ x, y, z }) => [`${x} = weakref.WeakSet([${y}, ${z}])`],
  ({ pick, x, y }) => [`${x}.${pick(['add', 'discard', 'pop', 'get', 'setdefault', 'update'])}(${pick([y, `'k', ${y}`, `[${y}]`, ''])})`],
  ({ pick, x, y }) => [`print(len(${x}), ${pick([`list(map(type, ${x}))`, `${y} in ${x}`, `len(list(${x}.items()))`, `len(${x}.valuerefs())`, `len(${x}.keyrefs())`])})`],
  ({ pick, x, y, n }) => [`${x} = weakref.finalize(${y}, bye, ${n}${pick(['', `, ${y}`, `, *[${x}]`])})`],
  ({ pick, x }) => [`print(${x}.${pick(['alive', 'detach() is None', 'peek() is None'])})`],
  ({ pick, x }) => [`${x}.atexit = ${pick(['False', 'True'])}`],
  ({ pick, x, y, n }) => [`${x} = weakref.WeakMethod(${y}.m${pick(['', `, cb(${n})`])})`],
  ({ x, y }) => [`print(weakref.getweakrefcount(${x}), [type(r).__name__ for r in weakref.getweakrefs(${y})])`],
  ({ x, y }) => [`${x} = weakref.getweakrefs(${y})`],
  ({ pick, x, y }) => [`print(${pick([`${x} == ${y}`, `hash(${x}) == hash(${y})`, `${x}.__callback__ is None`, `type(${x}.n)`, `${x}.m(${y}) is ${y}`])})`],
  ({ x, y }) => [`class q(weakref.ref):`, `    __slots__ = 'a',`, `${x} = q(${y}, cb(7))`, `${x}.a = ${y}`, 'q = None'],
  ({ x, n }) => [`t = [D(i) for i in range(${n + 1})]`, `${x} = [weakref.ref(i, cb(9)) for i in t]`, 't = i = None'],
  ({ x, n }) => [`t = [N(i) for i in range(${n + 2})]`, 'for i in t: i.a = t', `${x} = weakref.ref(t[0], back)`, 'refs.append(weakref.ref(t[-1], cb(8)))', 't = i = None'],
];

/** Exceptions, tracebacks, contexts, groups. */
export const exceptions: readonly Operation[] = [
  ({ pick, x, y }) => [`try: ${pick(['boom', 'deep', 'chain', 'tidy', 'group', 'f'])}(${y}${pick(['', ', 1', ', 3'])})`, `except (E, TypeError, KeyError, ExceptionGroup) as q: ${pick(['pass', `${x} = q`, `${x} = q.__traceback__`, `${x} = q.args`, `${x} = q.__context__`, `${x} = q.__traceback__.tb_frame`, `kept.append(q)`])}`],
  ({ pick, x, y }) => [`try: raise ${pick(['E', 'ED', 'ES', 'KeyError', 'SystemExit'])}(${y}) from ${pick(['None', 'E()', 'KeyError(1)', y])}`, `except BaseException as q: ${pick(['pass', `${x} = q`, `${x} = q.__cause__`, `${x} = q.with_traceback(None)`])}`],
  ({ pick, x, y, z }) => [`with N(${y}) as ${x}: ${pick(['pass', `${y}.nope`, `boom(${z})`, `deep(${z}, 2)`])}`],
  ({ pick, x, y, z }) => [`with around(${y}) as ${x}${pick(['', `, N(${z})`])}: ${pick(['pass', `boom(${z})`, `chain(${z})`])}`],
  ({ pick, x, y }) => [`with contextlib.${pick(['suppress(E)', 'nullcontext(' + y + ')', 'ExitStack()', 'closing(gen(' + y + '))'])} as ${x}: boom(${y})`],
  ({ x, y, z }) => [`try: ${x} = [${y}]; ${x}.nope`, 'except AttributeError: pass', `finally: ${z} = None`],
  ({ x, y }) => [`try: group(${y})`, `except* E as q: ${x} = q`, 'except* KeyError: pass'],
  ({ pick, x, y }) => [`try: group(${y})`, `except ExceptionGroup as q: ${x} = q.${pick(['split(E)', 'subgroup(KeyError)', 'exceptions', 'derive([q])', 'args'])}`],
  ({ x, y }) => [`try:`, `    try: boom(${y})`, `    except E as q: raise q`, `except E as t: ${x} = t`, 'q = t = None'],
  ({ x, y }) => [`try:`, `    try: boom(${y})`, `    finally: {}[${x}]`, `except Exception as q: ${x} = q`],
  ({ x, y, n }) => [`for i in range(${n + 1}):`, `    try: ${y}.nope`, `    except AttributeError as q: ${x} = q`],
  ({ pick, y, n }) => [`for i in range(${n + 2}):`, `    try: ${pick([`[][${n}]`, `{}[${n}]`, `int('x')`, `f(1, x=${y})`, `iter(${n})`, `${y}()()()`, `1 / 0`, `next(iter([]))`, `q.nope`, `undefined`])}`, `    except Exception: pass`],
  ({ pick, x }) => [`${x} = ${x}.${pick(['__traceback__', '__context__', '__cause__', 'tb_frame', 'tb_next', 'f_back', 'f_locals', 'f_globals', 'f_code', 'args', 'add_note("n")', '__notes__', 'name', 'obj', 'value'])}`],
  ({ pick, x, y }) => [`${x}.${pick(['__traceback__', '__context__', '__cause__', 'args', '__notes__', 'a'])} = ${pick(['None', y, `(${y},)`, `E(${y})`])}`],
  ({ x, y }) => [`${x} = ${y}.__traceback__`, `${x} = ${x}.tb_frame.f_locals`],
  ({ x }) => [`${x}.tb_frame.clear()`],
  ({ x, y }) => [`try: boom(${y})`, `except E: ${x} = sys.exc_info()`],
  ({ x, y }) => [`try: boom(${y})`, `except E: ${x} = sys.exception()`, `print(rc(${x}), sys.exception())`],
  ({ x, y }) => [`def q(v):`, `    try: return boom(v)`, `    except E as e: return e, e.__traceback__`, `    finally: v = None`, `${x} = q(${y})`, 'q = None'],
  ({ x, y, n }) => [`def q(v, n):`, `    try: return q([v], n - 1) if n else {}[v]`, `    except Exception as e: raise ED(v)`, `try: q(${y}, ${n})`, `except ED as t: ${x} = t`, 'q = t = None'],
  ({ x, y }) => [`try: ${x}.foo = ${y}; ${x}.bar[0]`, `except Exception as q: q.__traceback__ = None; ${x} = q`],
];

/** Generators, coroutines, asynchronous generators. */
export const generators: readonly Operation[] = [
  ({ pick, x, y }) => [`${x} = ${pick(['gen', 'echo', 'over'])}(${y})`, `print(next(${x}) is ${y})`],
  ({ x, y }) => [`${x} = next(${y})`],
  ({ pick, x, y }) => [`for i in ${pick(['gen', 'over'])}(${y}): ${pick(['break', 'pass', `${x} = i`, 'print(rc(i))'])}`, 'i = None'],
  ({ pick, x, y, z }) => [`${x} = ${y}.${pick([`send(${z})`, `send(None)`, `throw(E(${z}))`, 'close()', 'gi_frame', 'gi_code', 'gi_yieldfrom', 'cr_frame', 'cr_await', 'ag_frame', '__next__()', '__iter__()'])}`],
  ({ pick, x, y, z }) => [`${x} = (${pick(['i', '[i]', `(i, ${z})`])} for i in ${pick([y, `[${y}]`, `gen(${y})`])})`, `${pick(['pass', `next(${x})`, `list(${x})`])}`],
  ({ x }) => [`${x} = list(${x})`],
  ({ x, y }) => [`${x} = coro(${y})`, `print(type(drive(${x})).__name__)`],
  ({ x, y }) => [`${x} = drive(${y}, ${x})`],
  ({ x, y }) => [`async def q(v):`, `    async with contextlib.AsyncExitStack(): await N(v)`, `    return [v]`, `${x} = q(${y})`, `drive(${x})`, 'q = None'],
  ({ x, y }) => [`${x} = agen(${y})`, `print(drive(${x}.asend(None)) is None)`],
  ({ pick, x, y, z }) => [`${x} = ${y}.${pick(['asend(None)', 'aclose()', `athrow(E(${z}))`, '__anext__()', '__await__()'])}`],
  ({ x, y }) => [`async def q(v): return [i async for i in agen(v)]`, `${x} = drive(q(${y}))`, 'q = None'],
  ({ x, y }) => [`def q(v):`, `    v = [v]`, `    try: yield v`, `    except GeneratorExit: kept.append(v)`, `${x} = q(${y})`, `next(${x})`, 'q = None'],
  ({ x, y }) => [`def q(v):`, `    yield (yield v)`, `${x} = q(${y})`, `${x}.send(None); ${x}.send(${x})`, 'q = None'],
  ({ x }) => [`def q():`, `    me = yield`, `    with D(5): yield me`, `${x} = q()`, `next(${x}); ${x}.send(${x})`, 'q = None'],
  ({ x }) => [`${x} = zip(${x}, ${x})`],
  ({ x, y }) => [`${x} = map(f, ${y}, gen(${x}))`],
  ({ x, y }) => [`${x} = itertools.islice(iter(lambda: ${y}, None), 3)`],
];

/** The collector's own functions. */
export const collector: readonly Operation[] = [
  ({ pick }) => [`gc.set_threshold(${pick(['5', '20', '50', '700', '0', '10, 2, 2', '3, 1, 1', '1'])})`],
  ({ pick }) => [`gc.${pick(['disable', 'enable', 'enable', 'freeze', 'unfreeze', 'unfreeze'])}()`],
  ({ pick, x, y }) => [`${x} = gc.${pick(['get_referents', 'is_tracked', 'is_finalized'])}(${y})`],
  ({ y }) => [`print(len(gc.get_referrers(${y})) if gc.is_tracked(${y}) else None)`],
  ({ y }) => [`print([type(o).__name__ for o in gc.get_referrers(${y})] if gc.is_tracked(${y}) else None)`],
  ({ y }) => [`print([type(o).__name__ for o in gc.get_referents(${y})])`],
  ({ n }) => [`print(len(gc.get_objects(${n % 2})), gc.get_freeze_count() > 1000, gc.get_threshold(), gc.isenabled())`],
  () => ['print([type(o).__name__ for o in gc.get_objects(0)][-12:])'],
  () => ['print([type(o).__name__ for o in gc.get_objects(1)][-12:])'],
  () => ["print([(s['collections'] - q['collections'], s['collected'] - q['collected']) for s, q in zip(gc.get_stats(), stats)])"],
  ({ y }) => [`vars(${y})`],
  ({ pick }) => [`gc.callbacks.${pick(['append(watch)', 'append(watch_more)', 'clear()', 'append(lambda *a: kept.append(D(4)))', 'append(boom)'])}`],
  ({ pick }) => [`gc.set_debug(${pick(['gc.DEBUG_SAVEALL', '0', '0', 'gc.DEBUG_COLLECTABLE', 'gc.DEBUG_UNCOLLECTABLE'])})`, `print(len(gc.garbage), [type(o).__name__ for o in gc.garbage][:9])`],
  () => ['gc.garbage.clear()'],
  ({ pick, x, n }) => [`t = [${pick(['N', 'D', 'R', 'V', 'W', 'Y', 'H', 'P'])}(i) for i in range(${n + 1})]`, 'for i in t: i.a = t', pick(['t = i = None', `${x} = t[0]; t = i = None`, `t[0].b = gen(t); next(t[0].b); t = i = None`])],
  ({ pick, x, y }) => [`t = []`, `for i in range(${pick(['3', '60', '110'])}): t = ${pick(['[D(i), t]', '(t, i)', "{'k': t}", '[t]', 'N(t)', 'g(t)', 'iter([t])', '[i, t, N(i)]', 'E(t)', 'T(t)', 'S(t)', 'deque([t])', 'functools.partial(f, t)', 'f.__get__(t)'])}`, `${x} = ${pick(['t', 'None', `[t, ${y}]`])}`, 't = i = None'],
  ({ x, y }) => [`${x} = [${y}]; ${x}.append(${x})`],
  ({ x, y }) => [`${x} = {}; ${x}['me'] = ${x}; ${x}['k'] = ${y}`],
  ({ x, y }) => [`${x} = N(1); ${x}.f = ${x}.m; ${x}.k = ${y}`],
  ({ x, y }) => [`${x} = N(1); ${y}.a = ${x}; ${x}.a = ${y}`],
];

/** Code made while the program runs. */
export const compiling: readonly Operation[] = [
  ({ pick, x, y }) => [`${x} = eval(${pick(["'[1, 2]'", "'rc([])'", "'lambda: 1'", "'(1, [2])'"])}, {'rc': rc, 'v': ${y}})`],
  ({ x, y }) => [`q = {'v': ${y}}`, `exec('w = [v]', q)`, `${x} = q['w']`, 'q = None'],
];
