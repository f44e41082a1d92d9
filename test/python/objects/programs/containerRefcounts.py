# Reference counts of items (and of the containers) after each operation of list, tuple, dict, set and the iterators.
from sys import getrefcount as rc


class Item:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __lt__(self, other):
        return self.name < other.name


a, b, c, d = (Item(name) for name in 'abcd')
items = (a, b, c, d)
base = [rc(item) for item in items]


def show(label, *more):
    print(label, [rc(item) - before for item, before in zip(items, base)], *more)


def run(label, operation):
    try:
        result = operation()
    except Exception as error:
        result = None
        show(label, type(error).__name__, error)
        del error
    else:
        show(label)
        if result is not None:
            show(label + ' (result alive)', rc(result))
    del result
    show(label + ' (after)')


l = [a, b, c]
for label, operation in [
    ('append', lambda: l.append(d)), ('extend', lambda: l.extend([a, b])), ('extend tuple', lambda: l.extend((a, b))),
    ('extend generator', lambda: l.extend(x for x in (a, b))), ('extend self', lambda: l.extend(l)), ('insert', lambda: l.insert(0, c)),
    ('pop', lambda: l.pop()), ('pop(0)', lambda: l.pop(0)), ('remove', lambda: l.remove(b)), ('remove missing', lambda: l.remove(5)),
    ('index', lambda: l.index(b)), ('count', lambda: l.count(b)), ('copy', lambda: l.copy()), ('slice', lambda: l[1:4]), ('extended', lambda: l[::2]),
    ('set item', lambda: l.__setitem__(0, d)), ('set slice', lambda: l.__setitem__(slice(0, 2), (a, b, c))), ('del item', lambda: l.__delitem__(0)),
    ('del slice', lambda: l.__delitem__(slice(0, 3))), ('del extended', lambda: l.__delitem__(slice(None, None, 3))),
    ('set extended', lambda: l.__setitem__(slice(0, 4, 2), [d, d])), ('set extended wrong', lambda: l.__setitem__(slice(0, 4, 2), [d])),
    ('set slice self', lambda: l.__setitem__(slice(1, 1), l)), ('set slice wrong', lambda: l.__setitem__(slice(1, 1), 5)),
    ('reverse', lambda: l.reverse()), ('sort', lambda: l.sort()), ('sort key', lambda: l.sort(key=lambda i: i.name)),
    ('sort key fails', lambda: l.sort(key=lambda i: i.missing)), ('sort reverse', lambda: l.sort(reverse=True)), ('sorted', lambda: sorted(l)),
    ('+', lambda: l + [a]), ('+ wrong', lambda: l + (a,)), ('*', lambda: l * 3), ('* 0', lambda: l * 0), ('iadd', lambda: l.__iadd__([a])),
    ('imul', lambda: l.__imul__(2)), ('contains', lambda: a in l), ('==', lambda: l == list(l)), ('<', lambda: [a, b] < [a, c]),
    ('getitem', lambda: l[0]), ('index error', lambda: l[100]), ('list()', lambda: list(l)), ('tuple()', lambda: tuple(l)), ('set()', lambda: set(l)),
    ('repr', lambda: repr(l) and None), ('iter', lambda: iter(l)), ('next', lambda: next(iter(l))), ('reversed', lambda: next(reversed(l))),
    ('sum', lambda: sum([[a], [b]], [])), ('unpack', lambda: [*l, *l]), ('clear', lambda: l.clear()),
]:
    run('list ' + label, operation)

t = (a, b, c, a)
for label, operation in [
    ('+', lambda: t + (d,)), ('+ ()', lambda: t + ()), ('() +', lambda: () + t), ('*', lambda: t * 2), ('* 1', lambda: t * 1), ('slice', lambda: t[1:]),
    ('whole slice', lambda: t[:]), ('index', lambda: t.index(b)), ('count', lambda: t.count(a)), ('tuple()', lambda: tuple(t)), ('list', lambda: list(t)),
    ('generator', lambda: tuple(x for x in t)), ('map', lambda: tuple(map(lambda x: x, t))), ('hash', lambda: hash(t)), ('==', lambda: t == (a, b, c, a)),
    ('getitem', lambda: t[1]), ('contains', lambda: b in t), ('repr', lambda: repr(t) and None), ('next', lambda: next(iter(t))), ('star', lambda: (*t, *t)),
    ('max', lambda: max(t)), ('error', lambda: t[9]), ('hash fails', lambda: hash((a, []))), ('fails', lambda: tuple(x.missing for x in t)),
]:
    run('tuple ' + label, operation)

m = {a: b, 'c': c}
for label, operation in [
    ('set', lambda: m.__setitem__(a, d)), ('set new', lambda: m.__setitem__('x', a)), ('set same', lambda: m.__setitem__(a, d)), ('get', lambda: m.get(a)),
    ('get default', lambda: m.get('?', d)), ('getitem', lambda: m['c']), ('missing', lambda: m[b]), ('contains', lambda: a in m), ('setdefault', lambda: m.setdefault(a, b)),
    ('setdefault new', lambda: m.setdefault(b, c)), ('pop', lambda: m.pop(b)), ('pop default', lambda: m.pop(b, d)), ('pop missing', lambda: m.pop(b)),
    ('popitem', lambda: m.popitem()), ('update', lambda: m.update({c: a, d: b})), ('update pairs', lambda: m.update([(c, b), (d, a)])), ('update kw', lambda: m.update(k=d)),
    ('update wrong', lambda: m.update([(a, b, c)])), ('update wrong 2', lambda: m.update([5])), ('copy', lambda: m.copy()), ('dict()', lambda: dict(m)),
    ('star', lambda: {**m, 'z': a}), ('or', lambda: m | {a: a}), ('ior', lambda: m.__ior__({b: b})), ('fromkeys', lambda: dict.fromkeys([a, b], c)), ('keys', lambda: list(m.keys())),
    ('values', lambda: list(m.values())), ('items', lambda: list(m.items())), ('view', lambda: m.items()), ('iter', lambda: iter(m)), ('next item', lambda: next(iter(m.items()))),
    ('next value', lambda: next(iter(m.values()))), ('reversed', lambda: list(reversed(m.items()))), ('==', lambda: m == dict(m)), ('repr', lambda: repr(m) and None),
    ('keys &', lambda: m.keys() & {a, b}), ('items -', lambda: m.items() - {(a, d)}), ('unhashable', lambda: m.__setitem__([], a)), ('del', lambda: m.__delitem__(d)),
    ('del missing', lambda: m.__delitem__('no')), ('zip', lambda: dict(zip((a, b), (c, d)))), ('many', lambda: m.update((i, a) for i in range(20))),
    ('comprehension', lambda: {k: v for k, v in m.items() if v is not a}), ('sorted', lambda: sorted(v for v in m.values())), ('clear', lambda: m.clear()),
]:
    run('dict ' + label, operation)

s = {a, b}
for label, operation in [
    ('add', lambda: s.add(c)), ('add again', lambda: s.add(c)), ('discard', lambda: s.discard(b)), ('discard missing', lambda: s.discard(b)), ('remove missing', lambda: s.remove(b)),
    ('update', lambda: s.update([a, b, c])), ('or', lambda: s | {d}), ('and', lambda: s & {a, d}), ('sub', lambda: s - {a}), ('xor', lambda: s ^ {a, d}), ('ior', lambda: s.__ior__({d})),
    ('iand', lambda: s.__iand__({a, b, d})), ('isub', lambda: s.__isub__({d})), ('ixor', lambda: s.__ixor__({c})), ('copy', lambda: s.copy()), ('frozenset', lambda: frozenset(s)),
    ('frozenset of it', lambda: frozenset(frozenset(s))), ('union', lambda: s.union([d], (a,))), ('intersection', lambda: s.intersection([a, a, d])), ('contains', lambda: a in s),
    ('isdisjoint', lambda: s.isdisjoint([d])), ('issubset', lambda: s.issubset([a, b, c])), ('issuperset', lambda: s.issuperset([a])), ('unhashable', lambda: s.add([])),
    ('update fails', lambda: s.update([d, []])), ('list', lambda: len(list(s))), ('in frozen', lambda: {1} in {frozenset([1])}), ('clear', lambda: s.clear()), ('pop empty', lambda: s.pop()),
]:
    run('set ' + label, operation)

for label, operation in [
    ('enumerate', lambda: list(enumerate((a, b)))), ('enumerate next', lambda: next(enumerate((a, b)))), ('enumerate it', lambda: enumerate((a, b))), ('zip', lambda: list(zip((a, b), (c, d)))),
    ('zip next', lambda: next(zip((a, b), (c, d)))), ('zip strict', lambda: list(zip((a, b), (c,), strict=True))), ('zip it', lambda: zip((a,), [b])), ('map', lambda: list(map(lambda x, y: (y, x), (a, b), (c, d)))),
    ('map it', lambda: map(repr, (a, b))), ('map fails', lambda: list(map(len, (a, b)))), ('filter', lambda: list(filter(lambda x: x is a, (a, b, c)))), ('filter None', lambda: list(filter(None, (a, 0, b)))),
    ('filter fails', lambda: list(filter(len, (a, b)))), ('reversed', lambda: list(reversed((a, b)))), ('reversed list', lambda: list(reversed([a, b]))), ('iter callable', lambda: list(iter([a, b, c].pop, a))),
    ('iter sentinel', lambda: iter(lambda: a, b)), ('next default', lambda: next(iter(()), a)), ('min', lambda: min([a, b], key=lambda i: i.name)), ('any', lambda: any([0, a])),
]:
    run(label, operation)


def loops():
    for item in [a, b]:
        show('for list', rc(item))
    for key, value in {a: b}.items():
        show('for items', rc(key), rc(value))
    for pair in {a: b}.items():
        show('for items pair', rc(pair))
    for i, item in enumerate([c]):
        show('for enumerate', rc(item))
    for x, y in zip([a], [b]):
        show('for zip', rc(x), rc(y))
    for item in {a}:
        show('for set', rc(item))
    for item in map(lambda i: i, (d,)):
        show('for map', rc(item))


loops()
show('end')
