"""pickle (the one written in Python), copy and copyreg: bytes of every protocol, what __reduce_ex__ gives, what comes back."""
import array
import collections
import copy
import copyreg
import decimal
import enum
import fractions
import functools
import itertools
import operator
import pickle
import random
import re
import struct
import types
import uuid


class Plain:
    def __init__(self):
        self.a = 1
        self.b = [self]

    def __eq__(self, other):
        return type(self) is type(other) and self.a == other.a


class Slotted:
    __slots__ = ('x', 'y')


class WithBoth(Slotted):
    pass


class State:
    def __getstate__(self):
        return {'kept': 1}

    def __setstate__(self, state):
        self.state = state


class NewArguments(int):
    def __new__(cls, value, extra=0):
        self = super().__new__(cls, value)
        self.extra = extra
        return self

    def __getnewargs_ex__(self):
        return (int(self),), {'extra': self.extra}


class Reduced:
    def __reduce__(self):
        return (operator.add, (1, 2))


class Listed(list):
    pass


class Mapped(dict):
    pass


class Colour(enum.Enum):
    RED = 1


class Failed(Exception):
    pass


Point = collections.namedtuple('Point', 'x y')


def function():
    pass


def slotted(cls):
    made = cls()
    made.x = 1
    if cls is WithBoth:
        made.z = 3
    return made


def attempt(label, call):
    try:
        result = call()
    except Exception as error:
        result = f'{type(error).__name__}: {error}'
    print(label, '=>', result)


values = {
    'none': None, 'bools': (True, False), 'ints': [0, 255, 256, 65536, -1, 2**31, 2**63, -2**100], 'floats': [0.5, -0.0, 1e300], 'complex': 1 - 2j,
    'str': ['', 'a', 'ä', '\U0001f600', 'x' * 300], 'bytes': [b'', b'ab', b'\xff' * 300], 'bytearray': bytearray(b'ab'), 'tuples': [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)],
    'lists': [[], [1], list(range(3))], 'dicts': [{}, {'a': 1}, {1: {2: 3}}], 'sets': [set(), {1}, frozenset([1])], 'range': range(1, 10, 3), 'slice': slice(1, None, 2),
    'ellipsis': [..., NotImplemented], 'types': [int, type(None), Plain], 'functions': [function, len, operator.itemgetter(1), functools.partial(int, base=2)],
    'methods': [[].append.__name__, str.upper, 'abc'.upper], 'plain': Plain(), 'slotted': slotted(Slotted), 'both': slotted(WithBoth), 'state': State(),
    'reduced': Reduced(), 'listed': Listed([1, 2]), 'mapped': Mapped(a=1), 'enum': Colour.RED, 'named tuple': Point(1, 2), 'exception': Failed('x', 1), 'error': ValueError('bad'),
    'deque': collections.deque([1, 2], 5), 'counter': collections.Counter('aab'), 'ordered': collections.OrderedDict(b=1, a=2), 'default': collections.defaultdict(list, a=[1]),
    'array': array.array('i', [1, 2]), 'decimal': decimal.Decimal('1.50'), 'fraction': fractions.Fraction(1, 3),
    'pattern': re.compile('a+', re.I), 'uuid': uuid.UUID(int=5), 'namespace': types.SimpleNamespace(a=1), 'iterators': [iter([1, 2]), iter((1,)), iter('ab'), iter(range(3)), reversed([1, 2])],
    'views': [list({'a': 1}.keys())], 'random': random.Random(1).random(), 'property name': property.__name__,
}
for label, value in values.items():
    for protocol in range(6):
        # How often a module's name is written depends on which strings are one object.
        if protocol < 4 or label not in ('functions', 'methods', 'iterators', 'array'):
            attempt(f'{label} {protocol}', lambda: pickle._dumps(value, protocol))

for label, value in values.items():
    if label in ('iterators', 'functions', 'state', 'reduced', 'slotted', 'both', 'exception', 'error', 'methods'):
        continue
    attempt(f'{label} round trip', lambda: all(pickle.loads(pickle.dumps(value, protocol)) == value for protocol in range(6)))
    attempt(f'{label} copies', lambda: (copy.copy(value) == value, copy.deepcopy(value) == value))
print([list(pickle.loads(pickle.dumps(iterator))) for iterator in values['iterators']])
print(pickle.loads(pickle.dumps(values['state'])).state, pickle.loads(pickle.dumps(values['both'])).z, pickle.loads(pickle.dumps(Reduced())))
same = pickle.loads(pickle.dumps(values['plain']))
print(same.b[0] is same, copy.deepcopy(same).b[0].a)

for value in (1, 'a', [], {}, (), set(), Plain(), slotted(Slotted), slotted(WithBoth), NewArguments(1), Listed(), ValueError('a'), range(3), b'a', 1.5, collections.deque()):
    for protocol in (0, 2, 4):
        attempt(f'{type(value).__name__} reduce {protocol}', lambda: re.sub(r' at 0x\w+', '', repr(value.__reduce_ex__(protocol))))
for value in ((x for x in ()), object, types, memoryview(b''), iter(set()), [].__iter__, copyreg, struct.Struct('i'), itertools.count(3), zip([1]), {}.keys(), Ellipsis.__class__, print):
    attempt(type(value).__name__, lambda: re.sub(r'0x\w+', '', repr(pickle._dumps(value, 2))))
for data in (b'', b'abc', b'\x80\x09.', b'.', b'cos\nnothing\n.', b'(', b'I1\n', b'\x80\x04\x95\x05\x00\x00\x00\x00\x00\x00\x00', b'0.', b'S"a\n.'):
    attempt(data, lambda: pickle._loads(data))


class Persistent(pickle._Pickler):
    def persistent_id(self, value):
        return 'saved' if value == 'special' else None

    def reducer_override(self, value):
        return (int, ('7',)) if isinstance(value, Plain) else NotImplemented


import io
out = io.BytesIO()
Persistent(out, 4).dump(['special', Plain()])
print(out.getvalue())


class Loader(pickle._Unpickler):
    def persistent_load(self, name):
        return name.upper()


print(Loader(io.BytesIO(out.getvalue())).load())
copyreg.pickle(complex, lambda value: (complex, (1, 1)))
print(pickle.loads(pickle._dumps(5j)), copy.copy(5j))
