# Unpacking assignments, star expressions, their order and errors.
def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error)


a, b = 1, 2
a, b = b, a
print(a, b)
(a, [b, (c, d)]), e = (1, [2, "xy"]), 5
print(a, b, c, d, e)
first, *middle, last = range(6)
print(first, middle, last)
*start, end = "abc"
head, *tail = [1]
print(start, end, head, tail)
[*everything] = {1: 2, 3: 4}
print(everything)
(*x,), y = [1, 2], 3
print(x, y)
for i, (j, *k) in enumerate(["abc", "d"]):
    print(i, j, k)


def run(source):
    try:
        exec(source, {})
    except Exception as error:
        print(source, "->", type(error).__name__ + ":", error)


for source in (
    "a, b = 1,", "a, b = 1, 2, 3", "a, b = 5", "a, b = None", "a, *b = ()", "a, *b, c = [1]", "a, b, c = 'ab'", "a, b = [1,2,3]",
    "*a, b, c = {}", "[a, b] = {1, 2, 3}", "a, b = iter([1])", "a, b = iter([1,2,3,4])", "*a, = 5", "() = [1]", "[] = 5", "() = ''",
    "a, b = {'only': 1}", "for a, b in [1]: pass", "a, b = (x for x in range(3))", "a, b, c, d = range(2)",
):
    run(source)


class Seq:
    def __init__(self, n):
        self.n = n

    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError
        return i * 10


a, b, c = Seq(3)
print(a, b, c, [*Seq(2)], (*Seq(2), "x"), {*Seq(2)} == {0, 10})


class Loud:
    def __init__(self, name):
        self.__dict__["name"] = name

    def __setattr__(self, key, value):
        print("set", self.name, key, value)

    def __setitem__(self, key, value):
        print("setitem", self.name, key, value)

    def __getitem__(self, key):
        print("getitem", self.name, key)
        return 1


def loud(name):
    print("loud", name)
    return Loud(name)


loud("a").x, loud("b")[note := 3] = loud("c")["q"], 2
loud("a").x = loud("b").y = 7
loud("aug")["k"] += 5
i = 0
items = [0, 0, 0]
i, items[i] = 1, 9
print(i, items)
print([*[1], *"ab", *(3,), *{4: 5}], (*[], *()), {*[1], *[1, 2]}, {**{"a": 1}, "b": 2, **{"a": 3}})


def f(*args, **kwargs):
    return args, kwargs


print(f(*[1, 2], 3, *"ab", k=1, **{"z": 2}, **{"y": 3}))
print(f(*(), **{}), f(*[1], *[2]), f(**{"a b": 1}))
attempt(lambda: f(**{"a": 1}, **{"a": 2}))
attempt(lambda: f(a=1, **{"a": 2}))
attempt(lambda: f(**5))
attempt(lambda: f(*5))
attempt(lambda: f(*[1], *5))
attempt(lambda: f(**{1: 2}))
attempt(lambda: {**5})
attempt(lambda: {**[1]})
attempt(lambda: [*5])
attempt(lambda: (*5,))
attempt(lambda: {*5})


class Mapping:
    def keys(self):
        print("keys")
        return iter("ab")

    def __getitem__(self, key):
        print("getitem", key)
        return key.upper()


print(f(**Mapping()), {**Mapping()}, dict(Mapping()))


class BadMapping:
    def keys(self):
        raise RuntimeError("bad keys")


attempt(lambda: f(**BadMapping()))
attempt(lambda: {**BadMapping()})


def returns_star():
    return 1, *[2, 3]


def yields_star():
    yield 1, *[2]


print(returns_star(), list(yields_star()))
for v in 1, *[2, 3]:
    print(v, end=" ")
print()
t = 1, *"ab"
print(t, t[0:2])
d = {}
d[*[1, 2]] = "tuple key"
print(d, d[1, 2])
print(*[1, 2], *"ab", sep="-")
a = b = c = []
a.append(1)
print(b, a is c)
(a) = 5
[a] = [6]
print(a)
x: int = 5
y: "undefined name"
print(x, __annotations__)
with_default = {"a": 1}
with_default |= {"b": 2}
print(with_default)
k, v = with_default.popitem()
print(k, v)
if (n := len("abc")) > 2:
    print(n)
while (n := n - 1) > 0:
    print("n", n)
