# collections, heapq, bisect, copy, abc, enum, contextlib.
import abc
import collections
import collections.abc
import contextlib
import copy
import enum
import heapq
from bisect import bisect, insort
from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict, deque, namedtuple

d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0)
print(d, d.maxlen, len(d), d[0], d[-1], 3 in d, d.count(3), d.index(4))
d.rotate(1); print(d); d.rotate(-2); print(d); d.reverse(); print(d)
d.extend([7, 8]); d.extendleft([9]); print(d, d.pop(), d.popleft(), list(reversed(d)))
d.insert(1, 'x'); d.remove('x'); del d[0]; d[0] = 'y'; print(d, d == deque(d), d < deque(['z']), d + deque([1]), d * 2)
q = deque('abc'); q2 = q.copy(); q.clear(); print(q, q2, bool(q), deque([1]) != deque([2]), repr(deque([], 3)))
for call in (lambda: deque().pop(), lambda: deque([1])[3], lambda: deque(maxlen=-1), lambda: deque([1]).remove(2), lambda: deque([1], 1).insert(0, 1), lambda: hash(deque()), lambda: deque(3),
             lambda: deque([1]).index(5), lambda: deque() + [1]):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
try:
    changing = deque([1, 2])
    for x in changing: changing.append(x)
except RuntimeError as e:
    print(e)
dd = defaultdict(list, a=[1])
dd['b'].append(2)
print(dd, dd.default_factory, dict(dd), dd.get('zz'), 'zz' in dd, copy.copy(dd), defaultdict(int) | {'x': 1})
try:
    defaultdict(None)['x']
except KeyError as e:
    print('KeyError', e)
try:
    defaultdict(3)
except TypeError as e:
    print(e)
Point = namedtuple('Point', 'x y', defaults=[5])
p = Point(1)
print(p, p.x, p._replace(x=3), p._asdict(), Point._fields, Point._make([7, 8]), p == (1, 5), Point.__doc__, Point.x.__doc__, Point._field_defaults)
try:
    p.x = 3
except AttributeError as e:
    print(e)
c = Counter('abracadabra')
print(c, c.most_common(2), c['z'], c + Counter('ab'), c - Counter('aaaa'), sorted(c.elements())[:3], c.total())
c.update('aab'); c.subtract('b'); print(c)
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end('a'); print(o, o.popitem(last=False), list(reversed(o)), o == {'c': 3, 'a': 1}, o == OrderedDict(a=1, c=3))
m = ChainMap({'a': 1}, {'b': 2}); print(m['b'], dict(m), m.new_child({'a': 3})['a'])
class Upper(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
print(Upper(a=1))
h = []
for n in (5, 1, 4): heapq.heappush(h, n)
print(h, heapq.heappop(h), heapq.nsmallest(2, [3, 1, 2]), heapq.nlargest(1, [3, 1]), list(heapq.merge([1, 3], [2])))
l = [1, 3, 5]; insort(l, 4); print(l, bisect(l, 3))
nested = [1, [2, {'k': (3, [4])}]]
deep = copy.deepcopy(nested); deep[1][1]['k'][1].append(5)
print(nested, deep, copy.copy(nested)[1] is nested[1])
loop = []; loop.append(loop); print(copy.deepcopy(loop))
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
    @property
    @abc.abstractmethod
    def name(self): ...
try:
    Shape()
except TypeError as e:
    print(e)
class Square(Shape):
    name = 'square'
    def area(self): return 4
print(Square().area(), isinstance(Square(), Shape), Shape.__abstractmethods__ == frozenset({'area', 'name'}), issubclass(int, Shape))
Shape.register(int)
print(issubclass(int, Shape), isinstance(3, Shape), issubclass(bool, Shape))
print(isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), issubclass(set, collections.abc.MutableSet), isinstance(iter([]), collections.abc.Iterator), isinstance(len, collections.abc.Callable), isinstance(3, collections.abc.Hashable))
class Sized:
    def __len__(self): return 3
print(isinstance(Sized(), collections.abc.Sized), isinstance(Sized(), collections.abc.Iterable))
class Color(enum.Enum):
    RED = 1
    GREEN = enum.auto()
    ALIAS = 1
print(Color.RED, repr(Color.GREEN), Color(2), Color['RED'], list(Color), Color.ALIAS is Color.RED, Color.RED.name, Color.RED in Color, len(Color))
class Flag(enum.Flag):
    A = enum.auto(); B = enum.auto(); C = A | B
print(Flag.A | Flag.B, Flag.C & Flag.A, ~Flag.A, Flag(0), list(Flag.C))
class Number(enum.IntEnum):
    ONE = 1
print(Number.ONE + 1, Number.ONE == 1, f'{Number.ONE}', enum.unique(Color) if False else 'skip')
try:
    Color(9)
except ValueError as e:
    print(e)
@contextlib.contextmanager
def manager(name):
    print('enter', name)
    try:
        yield name
    except ValueError as e:
        print('caught', e)
    finally:
        print('exit', name)
with manager('a') as name:
    print('in', name)
with manager('b'):
    raise ValueError('v')
with contextlib.suppress(KeyError):
    {}['x']
with contextlib.ExitStack() as stack:
    stack.callback(print, 'callback')
    stack.enter_context(manager('c'))
with contextlib.nullcontext(5) as five:
    print(five)
class Closing:
    def close(self): print('closed')
with contextlib.closing(Closing()):
    pass
