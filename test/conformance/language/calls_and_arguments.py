# Binding of arguments, and the text of every error it can give.
def attempt(call):
    try:
        print(call())
    except TypeError as error:
        print("TypeError:", error)


def none():
    return "none"


def two(a, b):
    return (a, b)


def three(a, b, c):
    return (a, b, c)


def defaults(a, b=2, c=3):
    return (a, b, c)


def keyword_only(*, x, y=5):
    return (x, y)


def keywords_only_three(*, x, y, z):
    return (x, y, z)


def positional_only(a, b, /, c):
    return (a, b, c)


def positional_default(a, b=9, /):
    return (a, b)


def everything(a, /, b, *rest, c, d=4, **others):
    return (a, b, rest, c, d, others)


def mixed(a, b=2, *, k):
    return a, b, k


def swallow(a, /, **kw):
    return (a, kw)


attempt(lambda: none(1))
attempt(lambda: none(1, 2))
attempt(lambda: none(x=1))
attempt(lambda: two())
attempt(lambda: two(1))
attempt(lambda: two(1, 2, 3))
attempt(lambda: two(1, b=2))
attempt(lambda: two(b=1, a=2))
attempt(lambda: two(1, a=2))
attempt(lambda: two(1, 2, a=3))
attempt(lambda: two(1, c=2))
attempt(lambda: three())
attempt(lambda: three(1))
attempt(lambda: three(b=1))
attempt(lambda: defaults())
attempt(lambda: defaults(1, c=30))
attempt(lambda: defaults(1, 2, 3, 4))
attempt(lambda: defaults(1, 2, 3, 4, 5))
attempt(lambda: defaults(b=1))
attempt(lambda: keyword_only())
attempt(lambda: keyword_only(1))
attempt(lambda: keyword_only(1, x=2))
attempt(lambda: keyword_only(x=1))
attempt(lambda: keyword_only(x=1, z=3))
attempt(lambda: keywords_only_three())
attempt(lambda: keywords_only_three(y=1))
attempt(lambda: positional_only(1, 2, 3))
attempt(lambda: positional_only(1, 2, c=3))
attempt(lambda: positional_only(a=1, b=2, c=3))
attempt(lambda: positional_only(1, b=2, c=3))
attempt(lambda: positional_default(1))
attempt(lambda: positional_default(1, b=2))
attempt(lambda: everything(1, 2, 3, 4, c=5, e=6))
attempt(lambda: everything(1, c=2))
attempt(lambda: everything(1, 2))
attempt(lambda: everything())
attempt(lambda: mixed(1, 2, 3))
attempt(lambda: mixed(1, 2, 3, k=1))
attempt(lambda: mixed(1, 2, 3, 4, k=1))
attempt(lambda: mixed(k=1))
attempt(lambda: swallow(1, a=2))
attempt(lambda: two(*[1], **{"b": 2}))
attempt(lambda: two(*(1, 2), *(3,)))
attempt(lambda: two(**{"a": 1}, **{"a": 2}))
attempt(lambda: two(a=1, **{"a": 2}))
attempt(lambda: two(**{1: 2}))
attempt(lambda: everything(1, **{3: 4}))
attempt(lambda: two(*5))
attempt(lambda: two(1, *5))
attempt(lambda: two(**5))
attempt(lambda: two(**[1]))
attempt(lambda: two(1, **None))
five, text, nothing = 5, "text", None
attempt(lambda: five())
attempt(lambda: text(1))
attempt(lambda: nothing(*[1]))
attempt(lambda: two(1, bb=3))
attempt(lambda: (lambda x: x)())


class Thing:
    def method(self, a):
        return a

    @classmethod
    def klass(cls, a):
        return a

    @staticmethod
    def static(a):
        return a

    def no_self():
        return 1


attempt(lambda: Thing().method())
attempt(lambda: Thing().method(1, 2))
attempt(lambda: Thing.method())
attempt(lambda: Thing.klass())
attempt(lambda: Thing.klass(1, 2))
attempt(lambda: Thing.static())
attempt(lambda: Thing().no_self())
attempt(lambda: Thing(1))
attempt(lambda: Thing(x=1))


class Init:
    def __init__(self, a, *, b):
        self.a = a


class BadInit:
    def __init__(self):
        return 1


class New:
    def __new__(cls, a):
        return object.__new__(cls)


attempt(lambda: Init())
attempt(lambda: Init(1))
attempt(lambda: Init(1, 2))
attempt(lambda: BadInit())
attempt(lambda: New())
attempt(lambda: type(New(1)).__name__)

# Built-in functions and their wording.
attempt(lambda: len())
attempt(lambda: len(1, 2))
attempt(lambda: len(5))
attempt(lambda: len(obj=5))
attempt(lambda: abs("x"))
attempt(lambda: isinstance(1))
attempt(lambda: isinstance(1, 2))
attempt(lambda: [].append())
attempt(lambda: [].append(1, 2))
attempt(lambda: [].pop("x"))
attempt(lambda: {}.get())
attempt(lambda: {}.update(1))
attempt(lambda: {}.pop())
attempt(lambda: "".join(5))
attempt(lambda: "".join([1]))
attempt(lambda: "a".split(1))
attempt(lambda: int("1", "2"))
attempt(lambda: int([]))
attempt(lambda: sorted())
attempt(lambda: sorted([1], 2))
attempt(lambda: sorted([1, "a"]))
attempt(lambda: print(1, foo=2))
attempt(lambda: range())
attempt(lambda: range("a"))
attempt(lambda: range(1, 2, 3, 4))
attempt(lambda: max())
attempt(lambda: max(1))
attempt(lambda: sum(5))
attempt(lambda: sum(["a"]))
attempt(lambda: getattr(1))
attempt(lambda: ord("ab"))
attempt(lambda: chr("a"))
attempt(lambda: zip(1))
attempt(lambda: map(len))
attempt(lambda: list(1, 2))
attempt(lambda: tuple(5))
attempt(lambda: set(5))
attempt(lambda: dict(5))
attempt(lambda: dict([1]))
attempt(lambda: bool(1, 2))
attempt(lambda: float([]))
attempt(lambda: object(1))
attempt(lambda: type(1, 2))
attempt(lambda: enumerate())
attempt(lambda: reversed(5))
attempt(lambda: iter(5))
attempt(lambda: next(5))
attempt(lambda: hash([]))
attempt(lambda: divmod(1))
attempt(lambda: pow(1))
attempt(lambda: round("a"))


# Order of evaluation; defaults are evaluated once.
def note(x):
    print("eval", x)
    return x


def accumulate(item, into=[]):
    into.append(item)
    return into


everything(note(1), note(2), *[note(3)], c=note(4), **{"e": note(5)})
print(accumulate(1), accumulate(2))
print(accumulate.__defaults__, mixed.__kwdefaults__, defaults.__defaults__)
accumulate.__defaults__ = ([9],)
print(accumulate(1))
del accumulate.__defaults__
attempt(lambda: accumulate(1))
keyword_only.__kwdefaults__["x"] = 77
print(keyword_only())
