# Order of iteration and size of sets: both show the slots of the table.
import sys

size = sys.getsizeof
state = 12345


def random(limit):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return (state >> 8) % limit


def runs(values):
    out = []
    for position, value in enumerate(values):
        if not out or out[-1][1] != value:
            out.append((position, value))
    return out


s = set()
sizes = [size(s)]
for i in range(2500):
    s.add(i)
    sizes.append(size(s))
print('growth', runs(sizes))
while s:
    s.pop()
    sizes.append(size(s))
print('pop', runs(sizes)[-3:])

for limit in (20, 100, 1000, 10 ** 6, 10 ** 12, 10 ** 20):
    s = set()
    for i in range(60):
        s.add(random(1000) * limit // 1000 - limit // 3)
    print('order', limit, list(s), size(s))

print('negative', list({-1, -2, -3, 0, 1, 2}), list(set(range(-20, 20))))
print('floats', list({0.5, 1.5, 2.25, -0.75, 1e100, float('inf'), 3.0, 1e-5}))
print('big', list({2 ** 61 - 1, 2 ** 61, 2 ** 64, 2 ** 100, -2 ** 61, 2 ** 32, 2 ** 33 + 5}))
print('tuples', list({(i, i * 2) for i in range(20)}))
print('nested', list({(i, (i, -i)) for i in range(10)}))
print('frozensets', list(map(sorted, {frozenset(range(i)) for i in range(12)})))
print('bool', {True, False, 1, 0, 2}, {1, True, 1.0}, {1.0, 1, True})

s = set(range(30))
for i in range(0, 30, 2):
    s.discard(i)
print('discarded', list(s), size(s))
for i in range(100, 110):
    s.add(i)
print('added again', list(s), size(s))
for i in range(40, 400, 40):
    s.add(i)
print('more', list(s), size(s))
a = {random(500) for i in range(40)}
b = {random(500) for i in range(70)}
a |= set(range(0, 500, 50))
b |= set(range(0, 500, 50))
for name, result in [
    ('or', a | b), ('ror', b | a), ('and', a & b), ('rand', b & a), ('sub', a - b), ('rsub', b - a), ('xor', a ^ b), ('rxor', b ^ a),
    ('union', a.union(b, range(5))), ('intersection', a.intersection(b, range(0, 500, 25))), ('intersection list', a.intersection(list(b))),
    ('difference', a.difference(b, [1, 2])), ('difference dict', a.difference(dict.fromkeys(b))), ('difference list', a.difference(list(b))),
    ('symmetric', a.symmetric_difference(b)), ('symmetric list', a.symmetric_difference(list(b) * 2)), ('copy', a.copy()), ('set', set(a)),
    ('frozenset', frozenset(a)), ('keys or', dict.fromkeys(a).keys() | b), ('keys and', dict.fromkeys(a).keys() & b), ('keys sub', dict.fromkeys(a).keys() - b),
    ('keys xor', dict.fromkeys(a).keys() ^ b), ('items xor', dict.fromkeys(list(a)[:5]).items() ^ dict.fromkeys(list(a)[3:9], 1).items()),
    ('set - keys', a - dict.fromkeys(b).keys()), ('small - big', {1, 50, 77} - b), ('big - small', b - {50, 100}),
    ('keys & keys', dict.fromkeys(a).keys() & dict.fromkeys(b).keys()), ('keys & list', dict.fromkeys(a).keys() & list(b)),
]:
    print(name, list(result), size(result), type(result).__name__)


def inplace(name, make, change):
    s = make()
    change(s)
    print('in place', name, list(s), size(s))


inplace('update', a.copy, lambda s: s.update(b))
inplace('update list', a.copy, lambda s: s.update(list(b)))
inplace('update dict', a.copy, lambda s: s.update(dict.fromkeys(b)))
inplace('update to empty', set, lambda s: s.update(b))
inplace('intersection', a.copy, lambda s: s.intersection_update(b))
inplace('intersection 2', a.copy, lambda s: s.intersection_update(b, range(200)))
inplace('difference', a.copy, lambda s: s.difference_update(b))
inplace('difference list', a.copy, lambda s: s.difference_update(list(b)))
inplace('difference self', a.copy, lambda s: s.difference_update(s))
inplace('symmetric', a.copy, lambda s: s.symmetric_difference_update(b))
inplace('symmetric list', a.copy, lambda s: s.symmetric_difference_update(list(b)))
inplace('symmetric dict', a.copy, lambda s: s.symmetric_difference_update(dict.fromkeys(b)))
inplace('clear', a.copy, lambda s: s.clear())
inplace('init', a.copy, lambda s: s.__init__(range(7)))
print('pops', [a.pop() for _ in range(15)], list(a))
a.add(7)
print('pops', [a.pop() for _ in range(10)], list(a), size(a))
print('sizes of', [size(set(range(n))) for n in range(40)])
print('sizes of set(set)', [size(set(set(range(n)))) for n in range(40)])
print('sizes of frozenset', [size(frozenset(range(n))) for n in range(40)])
print('sizes of display', size({1}), size({1, 2, 3, 4}), size({1, 2, 3, 4, 5}), size({1, 2, 3, 4, 5, 6}))
print('sizes of comprehension', [size({i for i in range(n)}) for n in range(40)])
print('hashes', [hash(frozenset(range(n))) for n in range(12)], hash(frozenset([(1, 2), 'a' * 0, 2.5, -1])))
print('tuple hashes', [hash(tuple(range(n))) for n in range(12)], hash((-1, -2, 2 ** 61, 1.5, (), ((),))), hash((True, None) [:1]))
print('compare', a < b, a <= a, a < a, a == set(a), a >= a, a > set(), frozenset(a) == a, a != b)
print('subset', {1, 2}.issubset([1, 2, 3]), {1, 2}.issubset({1}), {1, 2}.issuperset([1]), {1, 2}.isdisjoint([3]), {1, 2}.isdisjoint({2}))

work = set()
digest = 0
for step in range(20000):
    action = random(10)
    value = random(400) * (1 + random(3) * 1000003)
    if action < 5:
        work.add(value)
    elif action < 8:
        work.discard(value)
    elif action == 8 and work:
        digest = (digest * 31 + work.pop()) % 1000000007
    if step % 50 == 0:
        for item in work:
            digest = (digest * 31 + item) % 1000000007
        digest = (digest * 31 + size(work)) % 1000000007
print('random work', digest, len(work))
