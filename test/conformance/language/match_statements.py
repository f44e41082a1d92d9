# Structural pattern matching.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Plain:
    def __init__(self, **kw):
        self.__dict__.update(kw)


class Color:
    RED = 1
    BLUE = "b"


def classify(v):
    match v:
        case 0:
            return "zero"
        case -1 | 1:
            return "unit"
        case 2.5:
            return "float"
        case 1 + 2j:
            return "complex"
        case "text" | b"bytes":
            return "literal"
        case None | True | False:
            return f"singleton {v}"
        case Color.BLUE:
            return "dotted"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x}"
        case [0, *rest]:
            return f"zero then {rest}"
        case [first, *_, last] if first == last:
            return f"same ends {first}"
        case (a, b):
            return f"pair {a} {b}"
        case [a, [b, *c], *d]:
            return f"nested {a} {b} {c} {d}"
        case {"type": "point", "x": x, "y": y}:
            return f"dict point {x} {y}"
        case {"k": [a, b], **rest}:
            return f"mapping {a} {b} {rest}"
        case {}:
            return "some mapping"
        case Point(0, y=0):
            return "origin"
        case Point(x=0, y=yy):
            return f"on y axis {yy}"
        case Point(x, y) as p if x == y:
            return f"diagonal {x} {p is v}"
        case Point(x, Point(a, b)):
            return f"nested point {x} {a} {b}"
        case Point():
            return "some point"
        case str(s):
            return f"str {s}"
        case int() | float() as n:
            return f"number {n}"
        case bytes() | bytearray():
            return "bytes"
        case set() | frozenset():
            return "set"
        case Plain(a=1, b=[_, z]):
            return f"plain {z}"
        case list((1, 2)) | tuple((1, 2)):
            return "never"
        case _:
            return "other " + type(v).__name__


for v in (
    0, 1, -1, True, False, None, 2.5, 1 + 2j, "text", b"bytes", "b", [], [5], [0, 1, 2], [7, 8, 7], (1, 2), [1, [2, 3, 4], 5, 6], "ab", b"ab", range(2), range(0),
    {"type": "point", "x": 1, "y": 2, "z": 3}, {"k": [1, 2], "m": 3}, {"q": 1}, {}, Point(0, 0), Point(0, 5), Point(3, 3), Point(1, Point(2, 3)), Point(1, 2), 10, 1.5,
    bytearray(b"x"), {1}, Plain(a=1, b=(2, 3)), Plain(a=1), object, [1, 2, 3, 4], iter([1]), "string", 99.5, frozenset(),
):
    print(repr(v) if not isinstance(v, (Point, Plain)) and "0x" not in repr(v) else type(v).__name__, "->", classify(v))


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error)


class BadArgs:
    __match_args__ = ["x"]


class BadArgs2:
    __match_args__ = (5,)


class NoArgs:
    pass


def m(v, which):
    match which:
        case 0:
            match v:
                case BadArgs(1):
                    return 1
        case 1:
            match v:
                case BadArgs2(1):
                    return 1
        case 2:
            match v:
                case NoArgs(1):
                    return 1
        case 3:
            match v:
                case Point(1, 2, 3):
                    return 1
        case 4:
            match v:
                case Point(1, x=1):
                    return 1
        case 5:
            not_class = 5
            match v:
                case not_class():
                    return 1
        case 6:
            match v:
                case int(1, 2):
                    return 1
        case 7:
            match v:
                case {"a": 1, Color.RED: 2}:
                    return "ok"
        case 8:
            match v:
                case undefined.name:
                    return 1
    return "no match"


attempt(lambda: m(BadArgs(), 0))
attempt(lambda: m(BadArgs2(), 1))
attempt(lambda: m(NoArgs(), 2))
attempt(lambda: m(Point(1, 2), 3))
attempt(lambda: m(Point(1, 2), 4))
attempt(lambda: m(1, 5))
attempt(lambda: m(1, 6))
attempt(lambda: m({"a": 1, 1: 2}, 7))
attempt(lambda: m(1, 8))


class K:
    X = "a"
    Y = "a"


def duplicate(v):
    match v:
        case {K.X: 1, K.Y: 2}:
            return "dup"


attempt(lambda: duplicate({"a": 1}))


class NoGet(dict):
    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)


match NoGet(a=1):
    case {"b": _}:
        print("b")
    case {"a": x, **others}:
        print("a", x, others)

import collections
import collections.abc


class Seq(collections.abc.Sequence):
    def __len__(self):
        print("len")
        return 3

    def __getitem__(self, i):
        print("getitem", i)
        if i > 2:
            raise IndexError
        return i * 10


match Seq():
    case [a, b]:
        print("two")
    case [a, *b]:
        print(a, b)
match collections.deque([1, 2]), collections.OrderedDict(a=1), collections.defaultdict(int):
    case [a, b], {"a": v}, {"a": w}:
        print("never")
    case ([a, b], {"a": v}, {**rest}):
        print(a, b, v, rest)


def guards(v):
    match v:
        case x if x > 10:
            return "big"
        case x if (y := x * 2) > 10:
            return f"double {y}"
        case x:
            return f"small {x}"


print(guards(20), guards(6), guards(1))
match 5:
    case x:
        pass
print(x)
match = 3
case = match
print(match, case)
match (1):
    case 1: print("soft keyword")
match [1, 2], 3:
    case [[a, b], c] as whole:
        print(a, b, c, whole)
match {"a": {"b": [1, {"c": "deep"}]}}:
    case {"a": {"b": [_, {"c": value}]}}:
        print(value)


def binds_partially(v):
    a = "old"
    match v:
        case [a, 1]:
            pass
    return a


print(binds_partially([5, 1]), binds_partially([5, 2]))
