# Sizes of dict tables as sys.getsizeof shows them.
import sys

size = sys.getsizeof


def show(label, *values):
    print(label, *values)


def growth(keys):
    d = {}
    sizes = [size(d)]
    for key in keys:
        d[key] = None
        sizes.append(size(d))
    return sizes


def runs(sizes):
    out = []
    for position, value in enumerate(sizes):
        if not out or out[-1][1] != value:
            out.append((position, value))
    return out


show('str keys', runs(growth('k%d' % i for i in range(3000))))
show('int keys', runs(growth(range(3000))))
show('tuple keys', runs(growth((i, i) for i in range(500))))
show('mixed, int first', runs(growth([0] + ['k%d' % i for i in range(100)])))
for position in (1, 4, 5, 6, 9, 10, 11, 21, 22):
    show('mixed, int at', position, runs(growth(['k%d' % i for i in range(position)] + [0] + ['m%d' % i for i in range(30)])))

d = {}
for i in range(100):
    d['k%d' % i] = i
sizes = [size(d)]
for i in range(95):
    del d['k%d' % i]
    sizes.append(size(d))
show('deleting', runs(sizes))
show('copy of sparse', size(d.copy()), size(dict(d)), size({**d}), len(d))
for i in range(200):
    d['n%d' % i] = i
    sizes.append(size(d))
show('inserting again', runs(sizes))
d.clear()
show('clear', size(d))

d = {}
sizes = []
for i in range(300):
    d[i] = i
    if i >= 4:
        del d[i - 4]
    sizes.append(size(d))
show('sliding', runs(sizes))

d = {i: i for i in range(10)}
sizes = []
for i in range(60):
    d.popitem()
    d[i + 100] = 1
    sizes.append(size(d))
show('popitem', runs(sizes))

show('displays', size({}), size({'a': 1}), size({'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5}), size({'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': 6}))
show('display of ints', size({1: 1}), size({1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6}))
x = 1
show('display of variables', size({'a': x, 'b': x, 'c': x, 'd': x, 'e': x, 'f': x}), size({x: x, 'b': x}))
show('comprehension', [size({i: i for i in range(n)}) for n in range(24)])
show('comprehension str', [size({str(i): i for i in range(n)}) for n in range(24)])
show('dict(pairs)', [size(dict([(i, i) for i in range(n)])) for n in range(24)])
show('dict(**kw)', size(dict(a=1)), size(dict(a=1, b=2, c=3, d=4, e=5, f=6)), size(dict({'a': 1}, b=2)))
show('dict(zip)', [size(dict(zip(map(str, range(n)), range(n)))) for n in range(24)])
show('fromkeys range', [size(dict.fromkeys(range(n))) for n in range(24)])
show('fromkeys list of str', [size(dict.fromkeys([str(i) for i in range(n)])) for n in range(24)])
show('fromkeys dict', [size(dict.fromkeys(dict.fromkeys(range(n)))) for n in range(24)])
show('fromkeys str dict', [size(dict.fromkeys({str(i): 1 for i in range(n)})) for n in range(24)])
show('fromkeys set', [size(dict.fromkeys(set(range(n)))) for n in range(24)])
show('copy', [size({i: i for i in range(n)}.copy()) for n in range(24)])
show('copy str', [size({str(i): i for i in range(n)}.copy()) for n in range(24)])
show('{**d}', [size({**{str(i): i for i in range(n)}}) for n in range(24)])
show('{**d, x}', [size({**{str(i): i for i in range(n)}, 'x': 1}) for n in range(24)])


def updated(first, second):
    d = {str(i): i for i in range(first)}
    d.update({str(i + 100): i for i in range(second)})
    return size(d)


def updated_ints(first, second):
    d = {i: i for i in range(first)}
    d |= {i + 100: i for i in range(second)}
    return size(d)


show('update', [[updated(n, m) for m in range(0, 24, 3)] for n in range(0, 24, 5)])
show('|=', [[updated_ints(n, m) for m in range(0, 24, 3)] for n in range(0, 24, 5)])
show('|', [size({str(i): i for i in range(n)} | {0: 1}) for n in range(0, 24, 5)])


def kw(**k):
    return size(k)


show('**kw', kw(), kw(a=1), kw(a=1, b=2, c=3, d=4, e=5, f=6), kw(**{str(i): i for i in range(12)}))
d = {}
show('setdefault', [(d.setdefault(i), size(d))[1] for i in range(30)])
d = {}
show('setdefault str', [(d.setdefault(str(i)), size(d))[1] for i in range(12)], (d.setdefault(1), size(d))[1])


class D(dict):
    pass


sub = D()
show('subclass', size(sub), [(sub.__setitem__(i, i), size(sub))[1] for i in range(24)], size(D(a=1)), size(D({1: 1})))
