# list.sort compares the same items in the same order as CPython: every comparison is written into a digest.
state = 99


def random(limit):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return (state >> 8) % limit


log = 0
count = 0


class Item:
    def __init__(self, value, tag=0):
        self.value = value
        self.tag = tag

    def __lt__(self, other):
        global log, count
        count += 1
        log = (log * 31 + self.value * 7919 + other.value * 17 + self.tag) % 1000000007
        return self.value < other.value


def shapes(n):
    yield 'random', [random(n * 10 + 1) for _ in range(n)]
    yield 'few', [random(4) for _ in range(n)]
    yield 'up', list(range(n))
    yield 'down', list(range(n, 0, -1))
    yield 'equal', [5] * n
    yield 'runs', [i % 37 for i in range(n)]
    yield 'saw', [i if i % 2 else n - i for i in range(n)]
    yield 'nearly', [i if random(20) else random(n + 1) for i in range(n)]
    yield 'tail', list(range(n - n // 8)) + [random(n + 1) for _ in range(n // 8)]
    yield 'blocks', sum(([base + i for i in range(n // 8 + 1)] for base in (50, 10, 90, 30, 70, 0)), [])
    yield 'plateau', [i // 10 for i in range(n)] + [i // 5 for i in range(n)]


for n in (0, 1, 2, 3, 5, 10, 31, 63, 64, 65, 100, 127, 128, 200, 333, 700):
    for name, values in shapes(n):
        for reverse in (False, True):
            log = count = 0
            items = [Item(value, tag) for tag, value in enumerate(values)]
            items.sort(reverse=reverse)
            order = 0
            for item in items:
                order = (order * 31 + item.tag) % 1000000007
            print(n, name, reverse, count, log, order)

for n in (10, 100, 300):
    for name, values in shapes(n):
        log = count = 0
        result = sorted(range(len(values)), key=lambda i: Item(values[i], i), reverse=bool(n % 3))
        order = 0
        for item in result:
            order = (order * 31 + item) % 1000000007
        print('key', n, name, count, log, order)

for n in (10, 100, 300):
    for name, values in shapes(n):
        log = count = 0
        result = sorted([(Item(value % 3), -tag) for tag, value in enumerate(values)], key=lambda pair: (pair[0].value, pair[1]))
        print('tuples', n, name, [pair[1] for pair in result][:5])
        result = sorted((Item(value % 5), tag) for tag, value in enumerate(values))
        print('tuples of items', n, name, count, log)

print(sorted(['b', 'a', 'é', 'z', 'Z', '', '\U0001f600', '\ufffd', 'aa', '\ud7ff']))
print(sorted([3, -1, 2 ** 70, 2 ** 53, 2 ** 53 + 1, -2 ** 80, 0]), sorted([3, 2.5, True, -1, 10 ** 20, 1e19]))
nan = float('nan')
print(sorted([3.0, nan, 1.0, 2.0, nan, 0.5]), sorted([nan, 2.0, 1.0]), sorted([5, nan, 1, 2.0, 0]))
print(sorted([(1, 'b'), (1, 'a'), (0, 'z'), (), (1,)]), sorted([[2], [1, 5], [1]]))
print(sorted('hello world', key=str.upper), sorted([1, 2, 3], reverse=True), sorted({'b': 1, 'a': 2}))


class Stop:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        if self.value == 13 or other.value == 13:
            raise KeyError('thirteen')
        return self.value < other.value

    def __repr__(self):
        return f'S{self.value}'


for n in (20, 300):
    items = [Stop((i * 7) % n) for i in range(n)]
    try:
        items.sort()
    except KeyError as error:
        print('failed', error, len(items), sorted(s.value for s in items) == list(range(n)))
        print([s.value for s in items][:40])


class NotLess:
    calls = 0

    def __lt__(self, other):
        NotLess.calls += 1
        return NotImplemented


try:
    [NotLess(), NotLess()].sort()
except TypeError as error:
    print(error, NotLess.calls)


class Odd:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        return [1] if self.v < other.v else []

    def __gt__(self, other):
        return self.v > other.v


print([o.v for o in sorted(map(Odd, [3, 1, 2]))])
for values in ([1, 'a'], [None, 1], [1j, 2j], [object(), object()], [(1, 'a'), (1, 2)]):
    try:
        sorted(values)
    except TypeError as error:
        print(error)

changing = [3, 2, 1]


class Meddler:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        changing.append(self)
        return self.v < other.v


changing[:] = map(Meddler, [3, 1, 2])
try:
    changing.sort()
except ValueError as error:
    print(error, [m.v for m in changing])
seen = []
looked = [3, 1, 2]
looked.sort(key=lambda i: seen.append((len(looked), looked == [])) or i)
print(seen, looked)
try:
    looked.sort(key=lambda i: 1 // (i - 2))
except ZeroDivisionError as error:
    print(error, looked)
try:
    looked.sort(key=5)
except TypeError as error:
    print(error, looked)
