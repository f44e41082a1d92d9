# Counts through closures, cells, containers, copies, slices and functools.
from sys import getrefcount
import functools


class Box:
    pass


def closure():
    x = Box()
    a = getrefcount(x)

    def inner():
        return getrefcount(x)

    b = getrefcount(x)
    f = inner
    cell = f.__closure__[0]
    return a, b, inner(), getrefcount(cell), getrefcount(cell.cell_contents), getrefcount(f), getrefcount(f.__closure__), getrefcount(f.__code__)


print(closure(), closure(), closure())


def many():
    x = Box()
    fs = [lambda: x for _ in range(3)]
    gs = [lambda x=x: x for _ in range(3)]
    return getrefcount(x), getrefcount(fs[0]), getrefcount(fs[0].__code__), getrefcount(gs[0].__defaults__), getrefcount(fs[0]())


print(many(), many())


def containers():
    x = Box()
    r = []
    note = lambda label: r.append((label, getrefcount(x)))
    l = [x]
    note("list")
    l *= 3
    note("list times")
    t = tuple(l)
    note("tuple")
    s = l[:]
    note("slice")
    s = l[1:2]
    note("short slice")
    l.append(x)
    l.extend(l)
    note("extended")
    del l[2:]
    note("deleted slice")
    l[:] = [x, 1]
    note("assigned slice")
    d = {1: x, x: 2}
    note("dict")
    e = dict(d)
    note("dict copy")
    e = {**d, "k": x}
    note("unpacked")
    e.pop("k")
    note("popped")
    d.update({3: x})
    note("updated")
    v = list(d.values())
    note("values")
    i = d.items()
    note("items view")
    i = list(i)
    note("items")
    del d, e, v, i
    note("dicts gone")
    st = {x}
    note("set")
    fs = frozenset(st) | {1}
    note("frozenset")
    st.discard(x)
    note("discarded")
    del fs, st, s, t, l
    note("gone")
    z = list(zip([x], [x]))
    note("zip")
    n = [[x] * 2 for _ in range(2)]
    note("nested")
    m = list(reversed(n[0]))
    note("reversed")
    srt = sorted([x, x], key=id)
    note("sorted")
    p = functools.partial(getrefcount, x)
    note("partial")
    r.append(("partial call", p()))
    c = [x].copy() + [x] + list((x,))
    note("sums")
    del z, n, m, srt, p, c
    note("end")
    return r


print(containers())
print(containers() == containers())


class Holder:
    shared = Box()

    def __init__(self, x):
        self.x = x
        self.y = [x]


def holders():
    x = Box()
    h = Holder(x)
    a = getrefcount(x)
    k = Holder(x)
    b = getrefcount(x)
    k.x = None
    c = getrefcount(x)
    h.__dict__
    d = getrefcount(x)
    del h.x
    e = getrefcount(x)
    vars(h)["z"] = x
    f = getrefcount(x)
    h.__dict__ = {"x": x}
    g = getrefcount(x)
    h.__dict__.clear()
    return a, b, c, d, e, f, g, getrefcount(x), getrefcount(Holder.shared), getrefcount(h.shared)


print(holders(), holders(), getrefcount(Holder))


def decorated(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)

    return wrapper


@decorated
def count(x, k=None):
    return getrefcount(x), getrefcount(k) if k is not None else None


@functools.lru_cache(None)
def cached(x):
    return getrefcount(x)


def calls():
    x = Box()
    return count(x), count(x, k=x), cached(x), cached(x), getrefcount(x), functools.reduce(lambda a, b: (getrefcount(a), getrefcount(b)), [x, x]), functools.partial(count, x)(), functools.partial(count, k=x)(x)


for _ in range(3):
    print(calls())


def match_counts(v):
    match v:
        case [a, b]:
            return getrefcount(a), getrefcount(b)
        case {"k": a}:
            return getrefcount(a)
        case Box() as b:
            return getrefcount(b)


def matches():
    x = Box()
    return match_counts([x, x]), match_counts((x, Box())), match_counts({"k": x}), match_counts(x), match_counts(Box()), getrefcount(x)


for _ in range(3):
    print(matches())


def conditional(x, y):
    z = x or y
    w = x if x else y
    return getrefcount(x), getrefcount(z), getrefcount(y), (x and getrefcount(x)), (not x or getrefcount(x)), x is w


print(conditional(Box(), Box()), conditional(Box(), Box()))


def deletion_order():
    log = []

    class Loud:
        def __init__(self, name):
            self.name = name

        def __del__(self):
            log.append(self.name)

    def f(a, b):
        c = Loud("c")
        d = [Loud("d1"), Loud("d2")]
        e = {"k": Loud("e1"), Loud("e2"): Loud("e3")}
        return None

    f(Loud("a"), Loud("b"))
    log.append("|")
    [Loud("x"), Loud("y")]
    log.append("|")
    (Loud("t1"), Loud("t2"))
    log.append("|")
    Loud("m").name
    log.append("|")
    x = Loud("old")
    x = Loud("new")
    log.append("|")
    a, b = Loud("p"), Loud("q")
    a, b = b, a
    del a
    log.append("|")
    l = [Loud(i) for i in range(3)]
    l[1] = None
    del l[0]
    l.clear()
    log.append("|")
    s = {Loud("s")}
    s.pop()
    log.append("|")
    o = Loud("attr")
    o.child = Loud("child")
    del o
    log.append("|")
    Loud("cmp") == Loud("cmp2")
    log.append("|")
    f2 = lambda x=Loud("default"): x
    del f2
    log.append("|")
    print(log)


deletion_order()
deletion_order()
