# Capacity of lists as sys.getsizeof shows it, after every way to make and change one.
import sys

size = sys.getsizeof


def show(label, *values):
    print(label, *values)


grown = []
sizes = []
for i in range(300):
    grown.append(None)
    sizes.append(size(grown))
show('append', sizes)

sizes = []
while grown:
    grown.pop()
    sizes.append(size(grown))
show('pop', sizes)

show('displays', size([]), size([1]), size([1, 2]), size([1, 2, 3]), size([1, 2, 3, 4, 5]))
a = b = c = object()
show('display of variables', [size([a]), size([a, b]), size([a, b, c]), size([a, b, c, a, b])])
show('star display', [size([*range(n)]) for n in range(12)], [size([a, *(1, 2)]), size([*[1, 2, 3], a, b])])
show('list(range)', [size(list(range(n))) for n in range(40)])
show('list(tuple)', [size(list((None,) * n)) for n in range(20)])
show('list(list)', [size(list([None] * n)) for n in range(20)])
show('list(str)', [size(list('x' * n)) for n in range(20)])
show('list(dict)', [size(list(dict.fromkeys(range(n)))) for n in range(20)])
show('list(set)', [size(list(set(range(n)))) for n in range(20)])
show('list(view)', [size(list(dict.fromkeys(range(n)).values())) for n in range(20)])
show('list(generator)', [size(list(i for i in range(n))) for n in range(60)])
show('list(map)', [size(list(map(str, range(n)))) for n in range(30)])
show('list(zip)', [size(list(zip(range(n), range(n)))) for n in range(30)])
show('comprehension', [size([i for i in range(n)]) for n in range(40)])
show('sorted', [size(sorted(range(n))) for n in range(20)])
show('slice', [size(list(range(30))[2:n]) for n in range(2, 30, 3)], size(list(range(30))[::3]))
show('copy', [size(list(range(n)).copy()) for n in range(20)])
show('concat', [size([None] * n + [None] * 3) for n in range(20)])
show('repeat', [size([None] * n) for n in range(20)], [size([1, 2] * n) for n in range(8)])


def after(change, start=10):
    x = list(range(start))
    change(x)
    return size(x)


def inplace_add(x, n):
    x += [0] * n


def inplace_repeat(x, n):
    x *= n


def delete(x, s):
    del x[s]


def assign(x, s, v):
    x[s] = v


show('extend list', [after(lambda x: x.extend([0] * n)) for n in range(40)])
show('extend empty', [after(lambda x: x.extend([0] * n), 0) for n in range(20)])
show('extend generator', [after(lambda x: x.extend(i for i in range(n))) for n in range(40)])
show('extend generator from empty', [after(lambda x: x.extend(i for i in range(n)), 0) for n in range(40)])
show('+=', [after(lambda x: inplace_add(x, n)) for n in range(20)])
show('*=', [after(lambda x: inplace_repeat(x, n)) for n in range(-1, 6)])
show('insert', [after(lambda x: [x.insert(3, 0) for _ in range(n)]) for n in range(20)])
show('pop(0)', [after(lambda x: [x.pop(0) for _ in range(n)]) for n in range(11)])
show('remove', [after(lambda x: [x.remove(i) for i in range(n)]) for n in range(11)])
show('del slice', [after(lambda x: delete(x, slice(0, n)), 40) for n in range(41)])
show('del extended', [after(lambda x: delete(x, slice(0, 40, n)), 40) for n in range(1, 9)])
show('assign slice', [after(lambda x: assign(x, slice(2, 5), [0] * n)) for n in range(30)])
show('clear', after(lambda x: x.clear()), after(lambda x: delete(x, slice(None))))
show('reverse, sort', after(lambda x: x.reverse()), after(lambda x: x.sort(key=lambda i: -i)))


class L(list):
    pass


class S(list):
    __slots__ = ('a', 'b')


sub = L()
sizes = []
for i in range(40):
    sub.append(i)
    sizes.append(size(sub))
show('subclass', sizes)
show('subclass from', [size(L(range(n))) for n in range(12)], [size(S(range(n))) for n in range(12)])
show('init again', [after(lambda x: x.__init__(range(n))) for n in range(12)])
