"""Makes SIZE objects of one KIND between two lines of output; whoever runs it measures at the lines."""
import gc

gc.disable()


class One:
    def __init__(self, a):
        self.a = a


class Three:
    def __init__(self, a):
        self.a = a
        self.b = a
        self.c = a


class Slots:
    __slots__ = ('a',)

    def __init__(self, a):
        self.a = a


KINDS = {
    'nothing': lambda index: None,
    'int': lambda index: index + 1_000_000,
    'float': lambda index: index + 0.5,
    'str': lambda index: str(index + 1_000_000),
    'tuple': lambda index: (index, None),
    'list': lambda index: [None],
    'empty list': lambda index: [],
    'dict': lambda index: {'a': None},
    'empty dict': lambda index: {},
    'set': lambda index: {None},
    'instance, 1 attribute': lambda index: One(None),
    'instance, 3 attributes': lambda index: Three(None),
    'instance, 1 slot': lambda index: Slots(None),
    'function': lambda index: lambda: None,
}
make = KINDS[KIND]
kept = [None] * SIZE
for index in range(100):
    kept[index] = make(index)
print('before')
for index in range(SIZE):
    kept[index] = make(index)
print('after')
