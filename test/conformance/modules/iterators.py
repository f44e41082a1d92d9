# itertools, operator, functools.
import functools
import itertools as it
import operator as op

def take(n, iterable): return list(it.islice(iterable, n))
print(list(it.chain('ab', [1])), list(it.chain.from_iterable(['ab', 'c'])))
print(list(it.compress('abcd', [1, 0, 1])), take(3, it.count(5)), take(3, it.count(1, 0.5)), it.count(3), it.count(1, 2))
print(take(5, it.cycle('ab')), list(it.dropwhile(lambda x: x < 3, [1, 3, 2])), list(it.takewhile(lambda x: x < 3, [1, 3, 2])))
print(list(it.filterfalse(None, [0, 1, ''])), list(it.filterfalse(lambda x: x % 2, range(5))), list(it.starmap(pow, [(2, 3), [3, 2]])))
print(list(it.islice('abcdef', 2)), list(it.islice('abcdef', 1, None, 2)), list(it.islice('abcdef', 1, 4)))
print(list(it.pairwise('abc')), list(it.repeat(1, 3)), it.repeat(1), it.repeat('x', 2), list(it.batched('abcde', 2)), list(it.zip_longest('ab', 'c', fillvalue='-')))
print(list(it.product('ab', [1, 2])), list(it.product('ab', repeat=2)), list(it.product()), list(it.product('', 'a')))
print(list(it.combinations('abc', 2)), list(it.combinations_with_replacement('ab', 2)), list(it.permutations('abc', 2)), list(it.permutations('ab')), list(it.combinations('a', 2)))
print(list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], op.mul)), list(it.accumulate([1], initial=5)), list(it.accumulate([])))
print([(k, list(g)) for k, g in it.groupby('aabbca')], [k for k, g in it.groupby([1, 3, 2], key=lambda x: x % 2)])
a, b = it.tee([1, 2, 3])
print(next(a), list(b), list(a), it.tee([], 0))
for call in (lambda: it.islice([], -1), lambda: it.islice([], 1, 2, 0), lambda: it.batched([], 0), lambda: it.combinations([], -1), lambda: it.chain(3), lambda: list(it.chain(3)),
             lambda: it.product([], repeat=-1), lambda: it.zip_longest([], foo=1), lambda: it.count('a'), lambda: it.tee([], -1), lambda: it.repeat(), lambda: it.starmap(1)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)

print(op.add(1, 2), op.itemgetter(1)('ab'), op.itemgetter(0, 2)('abc'), op.attrgetter('real')(3), op.attrgetter('real', 'imag')(3), op.methodcaller('split', ',')('a,b'))
print(op.itemgetter(1), op.attrgetter('a.b'), op.methodcaller('x', 1), op.concat([1], [2]), op.countOf([1, 2, 1], 1), op.indexOf([1, 2], 2), op.length_hint(iter([1, 2])), op.truth([]))
print(op.iadd([1], [2]), op.contains([1], 1), op.is_(None, None), op.not_(1), op.index(True), op.matmul.__name__, op.lt(1, 2), op.neg(3), op.inv(3), op.pow(2, 3))
for call in (lambda: op.itemgetter(), lambda: op.attrgetter(1), lambda: op.methodcaller(), lambda: op.itemgetter(5)([1]), lambda: op.add(1), lambda: op.concat(1, 2), lambda: op.indexOf([], 1)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)

print(functools.reduce(op.add, [1, 2, 3]), functools.reduce(op.add, [], 4))
p = functools.partial(pow, 2)
print(p(5), p.func is pow, p.args, p.keywords, functools.partial(p, 3).args, functools.partial(int, base=2)('101'), repr(functools.partial(print, 1, sep='-')))
p.extra = 1
print(p.__dict__, functools.partial(p, 3).func is p)
calls = []
@functools.lru_cache(maxsize=2)
def square(x):
    calls.append(x)
    return x * x
print([square(i) for i in (1, 2, 1, 3, 2, 1)], calls, square.cache_info(), square.__name__)
square.cache_clear()
print(square.cache_info(), square.cache_parameters())
@functools.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info())
class Cached:
    @functools.cached_property
    def value(self):
        print('computed')
        return 5
    @functools.lru_cache(None)
    def method(self, x): return x
    @functools.singledispatchmethod
    def kind(self, x): return 'other'
    @kind.register
    def _(self, x: int): return 'int'
c = Cached()
print(c.value, c.value, c.method(3), c.method(3), Cached.method.cache_info().hits, c.kind(1), c.kind('a'))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
@functools.total_ordering
class Version:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n == other.n
    def __lt__(self, other): return self.n < other.n
print(Version(1) <= Version(1), Version(2) > Version(1), Version(1) >= Version(2))
@functools.singledispatch
def describe(x): return 'object'
@describe.register(list)
def _(x): return 'list'
print(describe([]), describe(1))
@functools.wraps(fib)
def wrapper(): pass
print(wrapper.__name__, wrapper.__wrapped__ is fib)
for call in (lambda: functools.reduce(op.add, []), lambda: functools.partial(), lambda: functools.partial(3), lambda: functools.lru_cache(maxsize='a')(len)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
