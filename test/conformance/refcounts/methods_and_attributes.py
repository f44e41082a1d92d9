# Counts of self and arguments in methods, operators, properties and descriptors, cold and warm.
from sys import getrefcount


class Base:
    def plain(self):
        return getrefcount(self)

    def given(self, other):
        return getrefcount(self), getrefcount(other)

    def inherited(self, o):
        return ("base", getrefcount(self), getrefcount(o))


class Thing(Base):
    __slots__ = ("slot",)

    def __init__(self, log=None):
        self.at_init = getrefcount(self)
        self.attr = None

    def inherited(self, o):
        return super().inherited(o), super(Thing, self).inherited(o), getrefcount(self)

    @classmethod
    def klass(cls, o):
        return getrefcount(o)

    @staticmethod
    def static(o):
        return getrefcount(o)

    @property
    def prop(self):
        return getrefcount(self)

    @prop.setter
    def prop(self, value):
        self.set_counts = getrefcount(self), getrefcount(value)

    @prop.deleter
    def prop(self):
        self.deleted = getrefcount(self)

    def __call__(self, o=None):
        return getrefcount(self), getrefcount(o) if o is not None else None

    def __add__(self, o):
        return getrefcount(self), getrefcount(o)

    def __radd__(self, o):
        return "r", getrefcount(self)

    def __iadd__(self, o):
        counts.append(("iadd", getrefcount(self), getrefcount(o)))
        return self

    def __eq__(self, o):
        counts.append(("eq", getrefcount(self), getrefcount(o)))
        return self is o

    def __lt__(self, o):
        return getrefcount(self), getrefcount(o)

    def __hash__(self):
        counts.append(("hash", getrefcount(self)))
        return 1

    def __getitem__(self, k):
        return getrefcount(self), getrefcount(k)

    def __setitem__(self, k, v):
        counts.append(("setitem", getrefcount(self), getrefcount(k), getrefcount(v)))

    def __delitem__(self, k):
        counts.append(("delitem", getrefcount(self), getrefcount(k)))

    def __contains__(self, k):
        counts.append(("contains", getrefcount(self), getrefcount(k)))
        return True

    def __len__(self):
        counts.append(("len", getrefcount(self)))
        return 1

    def __bool__(self):
        counts.append(("bool", getrefcount(self)))
        return True

    def __neg__(self):
        return getrefcount(self)

    def __repr__(self):
        return "repr%d" % getrefcount(self)

    def __str__(self):
        return "str%d" % getrefcount(self)

    def __format__(self, spec):
        return "format%d" % getrefcount(self)

    def __iter__(self):
        counts.append(("iter", getrefcount(self)))
        return iter(())

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return "getattr", getrefcount(self)

    def __enter__(self):
        counts.append(("enter", getrefcount(self)))
        return self

    def __exit__(self, *args):
        counts.append(("exit", getrefcount(self), getrefcount(args)))
        return True

    def __index__(self):
        counts.append(("index", getrefcount(self)))
        return 0

    def __int__(self):
        return getrefcount(self)

    def __float__(self):
        return float(getrefcount(self))

    def __reversed__(self):
        return [getrefcount(self)]

    def __matmul__(self, o):
        return getrefcount(self), getrefcount(o)

    def __pow__(self, o, m=None):
        return getrefcount(self), getrefcount(o)

    def __divmod__(self, o):
        return getrefcount(self), getrefcount(o)


class Other:
    pass


counts = []


def show(label, *values):
    print(label, *values, *counts)
    counts.clear()


def exercise():
    t, o = Thing(), Other()
    show("init", t.at_init, Thing().at_init)
    show("plain", t.plain(), Thing().plain(), Thing.plain(t), t.given(o), t.given(Other()), t.given(t), t.given(other=o))
    bound = t.plain
    show("bound", bound(), getrefcount(bound), getrefcount(t), (t.plain)())
    del bound
    show("super", t.inherited(o))
    show("class and static", t.klass(o), Thing.klass(o), t.static(o), Thing.static(o), Thing.klass(Other()))
    show("property", t.prop, Thing().prop)
    t.prop = o
    show("setter", t.set_counts)
    t.prop = Other()
    show("setter temporary", t.set_counts)
    del t.prop
    show("deleter", t.deleted)
    show("call", t(), t(o), Thing()(o), t(*[o]), t(o=o))
    show("add", t + o, t + Other(), Thing() + o, 1 + t, t + t, o + t)
    t += o
    show("iadd")
    show("compare", t == o, o == t, t == t, t != o, t < o, o > t)
    show("getitem", t[o], t[Other()], Thing()[o], t["k"] is not None)
    t[o] = o
    t[Other()] = Other()
    del t[o]
    show("setitem")
    show("contains", o in t, o not in t, o in [t], t in [o], t in (t,))
    show("len", len(t), len(Thing()))
    show("bool", bool(t), not t, 1 if t else 0, t and 1, t or 1)
    while t:
        break
    show("while")
    show("neg", -t, -Thing(), abs(-1), int(t), float(t), [5][t], [5][Thing()])
    show("text", repr(t), str(t), f"{t}", f"{t!r}", f"{t!s}", f"{t:x}", "%s %r" % (t, t), "{} {!r}".format(t, t), format(t), str([t]))
    show("iter", list(t), [*t], [v for v in t])
    for _ in t:
        pass
    show("for")
    show("getattr", t.missing, Thing().missing, getattr(t, "missing"), hasattr(t, "missing"))
    with t as u:
        show("with", getrefcount(t), getrefcount(u))
    del u
    with t:
        raise ValueError
    show("with exception")
    show("hash", hash(t), {t: 1} is None, {t} is None, {t: 1}[t])
    show("reversed", reversed(t), t @ o, t**o, divmod(t, o), pow(t, o))
    show("sorted", sorted([t, o], key=lambda v: v is t) is None, max([t], key=lambda v: getrefcount(v)) is t, sorted([t], key=lambda v: counts.append(getrefcount(v)) or 0) is None)
    t.attr = o
    show("attribute", getrefcount(o), getrefcount(t.attr), [getrefcount(x) for x in (t.attr,)])
    t.slot = o
    show("slot", getrefcount(o), getrefcount(t.slot))
    show("dict", getrefcount(t.__dict__), getrefcount(o), getrefcount(vars(t)["attr"]))
    show("map", list(map(Base.plain, [t])), list(map(t.plain, [])), [f() for f in [t.plain]], list(map(t.given, [o])), list(filter(t.given, [o])) is None)


for _ in range(4):
    exercise()
    print()
print(getrefcount(Thing), getrefcount(Base), getrefcount(Other), getrefcount(Thing.__dict__["plain"] if "plain" in Thing.__dict__ else Base.__dict__["plain"]))
