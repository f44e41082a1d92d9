# RecursionError: how deep, through what, and recovery.
import sys


def depth_of(start):
    try:
        start()
    except RecursionError as error:
        return str(error)
    return "no error"


count = 0


def plain():
    global count
    count += 1
    plain()


print(depth_of(plain), count)


class Add:
    def __add__(self, other):
        return self + other


class GetAttr:
    def __getattr__(self, name):
        return getattr(self, name + "x")


class GetAttribute:
    def __getattribute__(self, name):
        return self.name


class Repr:
    def __repr__(self):
        return repr(self)


class Str:
    def __str__(self):
        return f"{self}"


class Eq:
    def __eq__(self, other):
        return self == other


class Lt:
    def __lt__(self, other):
        return other > self

    def __gt__(self, other):
        return other < self


class Call:
    def __call__(self):
        return self()


class Item:
    def __getitem__(self, i):
        return self[i]


class Iter:
    def __iter__(self):
        return iter(self)


class Len:
    def __len__(self):
        return len(self)


class Hash:
    def __hash__(self):
        return hash(self)


class Bool:
    def __bool__(self):
        return bool(self)


class Contains:
    def __contains__(self, x):
        return x in self


class Prop:
    @property
    def p(self):
        return self.p


class New:
    def __init__(self):
        New()


class SetAttr:
    def __setattr__(self, k, v):
        self.k = v


class Format:
    def __format__(self, spec):
        return format(self, spec)


class Index:
    def __index__(self):
        return range(10)[self]


class Enter:
    def __enter__(self):
        with self:
            pass

    def __exit__(self, *a):
        pass


def generator():
    yield from generator()


def mapped(x):
    return list(map(mapped, [x]))


def sorted_key(x):
    return sorted([x], key=sorted_key)


def comprehension():
    return [comprehension() for _ in range(1)]


def star(*args, **kwargs):
    return star(*args, **kwargs)


def with_lambda():
    f = lambda: f()
    f()


def evaluated():
    eval("evaluated()")


def in_class_body():
    class C:
        in_class_body()


def in_with_finally():
    try:
        in_with_finally()
    finally:
        pass


for name, start in (
    ("add", lambda: Add() + 1), ("getattr", lambda: GetAttr().x), ("getattribute", lambda: GetAttribute().x), ("repr", lambda: repr(Repr())), ("str", lambda: str(Str())), ("eq", lambda: Eq() == 1), ("lt", lambda: Lt() < Lt()),
    ("call", lambda: Call()()), ("item", lambda: Item()[0]), ("iter", lambda: list(Iter())), ("len", lambda: len(Len())), ("hash", lambda: hash(Hash())), ("bool", lambda: bool(Bool())), ("contains", lambda: 1 in Contains()),
    ("prop", lambda: Prop().p), ("new", New), ("setattr", lambda: setattr(SetAttr(), "k", 1)), ("format", lambda: f"{Format():x}"), ("index", lambda: [1][Index()]), ("enter", Enter().__enter__), ("generator", lambda: list(generator())),
    ("map", lambda: mapped(1)), ("sorted", lambda: sorted_key(1)), ("comprehension", comprehension), ("star", lambda: star(1, a=2)), ("lambda", with_lambda), ("eval", evaluated), ("class body", in_class_body), ("finally", in_with_finally),
):
    message = depth_of(start)
    # Where the limit strikes in native code depends on how calls are specialised.
    print(name, message.startswith("maximum recursion depth exceeded"), "" if name in ("str", "sorted") else message)
depth = 0


def measure(n):
    global depth
    depth = n
    measure(n + 1)


for limit in (100, 500, 1000):
    sys.setrecursionlimit(limit)
    print(limit, depth_of(lambda: measure(0)), depth, sys.getrecursionlimit())


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: sys.setrecursionlimit(0))
attempt(lambda: sys.setrecursionlimit(1))
attempt(lambda: sys.setrecursionlimit("x"))
nested = []
for _ in range(100_000):
    nested = [nested]
for f in (repr, lambda v: v == v[0], hash):
    try:
        f(nested)
    except (RecursionError, TypeError) as e:
        print(type(e).__name__, str(e)[:60])
del nested


def recover(n):
    try:
        return recover(n + 1)
    except RecursionError:
        return n > 900


print(recover(0), recover(0))


def deep_sum(n):
    return n and n + deep_sum(n - 1)


print(deep_sum(900))
sys.setrecursionlimit(5000)
print(deep_sum(4000))
