# Method resolution, super, class creation and its errors.
class A:
    def who(self):
        return ["A"]

    def __repr__(self):
        return type(self).__name__ + "()"


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super(D, self).who()


print(D().who(), [k.__name__ for k in D.__mro__], D.__bases__, D())
print(issubclass(D, A), isinstance(D(), (int, C)), D.mro() == list(D.__mro__))


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: type("X", (A, B), {}))
attempt(lambda: type("X", (A, A), {}))
attempt(lambda: type("X", (int, str), {}))
attempt(lambda: type("X", (bool,), {}))
attempt(lambda: type("X", (5,), {}))
attempt(lambda: type(5, (), {}))
attempt(lambda: type("X", [], {}))
attempt(lambda: type("X", (), []))
attempt(lambda: A().missing)
attempt(lambda: A.missing)
attempt(lambda: setattr(int, "x", 1))
attempt(lambda: setattr(5, "x", 1))
attempt(lambda: setattr(object(), "x", 1))
attempt(lambda: delattr(A(), "x"))
attempt(lambda: super())
attempt(lambda: super(B, A()).who())
attempt(lambda: super(5, A()))
attempt(lambda: A.__bases__.__set__)
attempt(lambda: A() + 1)
attempt(lambda: 1 + A())
attempt(lambda: -A())
attempt(lambda: A()[0])
attempt(lambda: A.__getitem__)
attempt(lambda: len(A()))
attempt(lambda: iter(A()))
attempt(lambda: A() < A())
attempt(lambda: A() in A())
attempt(lambda: A()())
attempt(lambda: A[0])
attempt(lambda: float(A()))
attempt(lambda: int(A()))
attempt(lambda: [1][A()])


class Slots:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1


class MoreSlots(Slots):
    __slots__ = ["c"]


class WithDict(Slots):
    pass


s = MoreSlots()
s.c = 3
print(s.a, s.c, hasattr(s, "__dict__"), Slots.a.__class__.__name__)
attempt(lambda: s.b)
attempt(lambda: setattr(s, "z", 1))
attempt(lambda: setattr(WithDict(), "z", 1))
attempt(lambda: type("X", (), {"__slots__": ("a", "a b")}))
attempt(lambda: type("X", (), {"__slots__": ("a",), "a": 1}))
attempt(lambda: type("X", (), {"__slots__": 5}))
attempt(lambda: type("X", (int,), {"__slots__": ("a",)}).__slots__)
attempt(lambda: type("X", (tuple,), {"__slots__": ("a",)}))
attempt(lambda: type("X", (Slots, MoreSlots), {}))
del s.a
attempt(lambda: s.a)


class Hooks:
    registry = []

    def __init_subclass__(cls, /, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry.append((cls.__name__, tag))


class Plugin(Hooks, tag="x"):
    pass


class Other(Hooks):
    pass


print(Hooks.registry)
attempt(lambda: type("X", (Hooks,), {}, bad=1))
attempt(lambda: type("X", (), {}, bad=1))


class SetName:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)


class UsesSetName:
    first = SetName()
    second = SetName()


class Dynamic:
    def __getattr__(self, name):
        if name.startswith("dyn_"):
            return name[4:]
        raise AttributeError(f"no {name}")

    def __setattr__(self, name, value):
        print("set", name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


d = Dynamic()
d.x = 1
print(d.x, d.dyn_thing, hasattr(d, "other"), getattr(d, "other", "default"))
del d.x
attempt(lambda: d.x)


class GetAttribute:
    def __getattribute__(self, name):
        if name == "secret":
            raise AttributeError("hidden")
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return "fallback " + name


print(GetAttribute().secret, GetAttribute().__class__.__name__)


class Counted(int):
    def __add__(self, other):
        return Counted(int(self) + int(other))

    __radd__ = __add__

    def __repr__(self):
        return f"Counted({int(self)})"


print(Counted(1) + 2, 2 + Counted(1), sum([Counted(1), Counted(2)]))


class Base:
    def __add__(self, other):
        return NotImplemented

    def __eq__(self, other):
        print("Base.eq")
        return NotImplemented

    __hash__ = None


class Derived(Base):
    def __radd__(self, other):
        return "radd"

    def __eq__(self, other):
        print("Derived.eq")
        return NotImplemented


print(Base() + Derived(), Base() == Derived(), Base() != Derived())
attempt(lambda: hash(Base()))
attempt(lambda: {Derived(): 1})
attempt(lambda: Base() + Base())
print(Base.__dict__.keys() >= {"__add__", "__eq__"}, type(Base.__dict__).__name__)


class Reassign:
    def hello(self):
        return "hello"


class Replacement:
    def hello(self):
        return "replaced"


r = Reassign()
r.__class__ = Replacement
print(r.hello())
attempt(lambda: setattr(r, "__class__", int))
attempt(lambda: setattr(r, "__class__", 5))
r.__dict__ = {"z": 5}
print(r.z, vars(r))
attempt(lambda: setattr(r, "__dict__", 5))
Reassign.hello = lambda self: "patched"
print(Reassign().hello())
attempt(lambda: setattr(Replacement, "__bases__", (A,)))
attempt(lambda: setattr(C, "__bases__", (B,)))
attempt(lambda: C().who())
print(A.__name__, A.__qualname__, A.__module__, A.__doc__)
A.__name__ = "Renamed"
print(A, A())
attempt(lambda: setattr(A, "__name__", 5))
attempt(lambda: delattr(A, "__name__"))


class Outer:
    "documentation"

    class Inner:
        def f(self):
            def g():
                pass

            return g


print(Outer.Inner.__qualname__, Outer.Inner.f.__qualname__, Outer.Inner().f().__qualname__, Outer.__doc__)
print(Outer.Inner.f, "bound method" in repr(Outer().Inner().f)) if False else print(Outer.Inner.f.__name__)


class Call:
    def __call__(self, *args, **kwargs):
        return args, kwargs


print(Call()(1, *[2], k=3), callable(Call()), callable(5))


class Length:
    def __init__(self, value):
        self.value = value

    def __len__(self):
        return self.value


attempt(lambda: len(Length(-1)))
attempt(lambda: len(Length("a")))
attempt(lambda: len(Length(2**70)))
attempt(lambda: bool(Length(0)))


class Truth:
    def __bool__(self):
        return 5


attempt(lambda: bool(Truth()))
attempt(lambda: not Truth())
