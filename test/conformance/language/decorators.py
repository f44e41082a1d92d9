# Decorators of functions, methods and classes; functools.
import functools


def trace(f):
    print("decorating", f.__name__)

    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        print("calling", f.__name__, len(args), kwargs)
        return f(*args, **kwargs)

    return wrapper


def tag(*tags):
    print("tag", tags)

    def decorate(f):
        print("apply", tags)
        f.tags = getattr(f, "tags", ()) + tags
        return f

    return decorate


@tag("outer")
@tag("inner", 2)
@trace
def add(a, b=1):
    "adds"
    return a + b


print(add(1), add(2, b=3), add.__name__, add.__doc__, add.tags, add.__wrapped__.__name__)


class Deco:
    def __init__(self, f):
        self.f = f
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.f(*args)

    def __get__(self, instance, owner):
        return functools.partial(self, instance)


@Deco
def counted(x):
    return x * 2


print(counted(1), counted(2), counted.calls)


class K:
    @Deco
    def method(self, x):
        return (type(self).__name__, x)

    @staticmethod
    @trace
    def static(x):
        return x

    @classmethod
    @trace
    def klass(cls, x):
        return cls.__name__, x

    @property
    @trace
    def prop(self):
        return "prop"


print(K().method(5), K.static(1), K.klass(2), K().prop)


def register(cls):
    print("class decorated", cls.__name__)
    cls.registered = True
    return cls


@register
@tag("class")
class Registered:
    pass


print(Registered.registered, Registered.tags)


@(lambda f: "replaced")
def gone():
    pass


print(gone)
decorators = [trace]


@decorators[0]
def indexed():
    return "indexed"


print(indexed())


@functools.lru_cache(maxsize=2)
def slow(n):
    print("computing", n)
    return n * n


print(slow(1), slow(1), slow(2), slow(3), slow(1), slow.cache_info())


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80))


@functools.singledispatch
def describe(v):
    return "object"


@describe.register
def _(v: int):
    return "int"


@describe.register(list)
def _(v):
    return "list"


print(describe(1), describe([]), describe("x"), describe(True))


@functools.total_ordering
class Ordered:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __lt__(self, o):
        return self.v < o.v


print(Ordered(1) <= Ordered(2), Ordered(1) > Ordered(2), Ordered(1) >= Ordered(1), sorted([Ordered(3), Ordered(1)])[0].v)
p = functools.partial(add, 10, b=5)
print(p(), p.func is add, p.args, p.keywords, functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(lambda a, b: a + b, [], "start"))


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: functools.reduce(lambda a, b: a, []))
attempt(lambda: functools.partial(5))
attempt(lambda: functools.partial())
attempt(lambda: p(1, 2, 3))


def bad():
    @undefined_decorator
    def f():
        pass


attempt(bad)


def not_callable():
    @5
    def f():
        pass


attempt(not_callable)
import dataclasses


@dataclasses.dataclass(order=True)
class Point:
    x: int
    y: int = 0
    tags: list = dataclasses.field(default_factory=list, compare=False)

    def __post_init__(self):
        self.sum = self.x + self.y


print(Point(1), Point(1, 2) == Point(1, 2), Point(1) < Point(2), Point(1).sum, dataclasses.asdict(Point(1, 2)), dataclasses.replace(Point(1), y=9))
attempt(lambda: Point())
attempt(lambda: Point(1, 2, 3, 4))


@dataclasses.dataclass(frozen=True, slots=True)
class Frozen:
    a: int


attempt(lambda: setattr(Frozen(1), "a", 2))
print(hash(Frozen(1)) == hash(Frozen(1)), Frozen.__slots__)
import enum


class Color(enum.Enum):
    RED = 1
    GREEN = enum.auto()
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()


print(Color.RED, repr(Color.GREEN), Color(1), Color["RED"], Color.CRIMSON is Color.RED, list(Color), Color.RED.pretty, Color.RED in Color, isinstance(Color.RED, Color))
attempt(lambda: Color(9))
attempt(lambda: Color["BLUE"])
attempt(lambda: setattr(Color, "RED", 5))
