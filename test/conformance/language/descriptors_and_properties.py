# Descriptors, properties, methods and their errors.
class Data:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        print("get", self.name, instance is None, owner.__name__)
        return self if instance is None else instance.__dict__.get(self.name, "unset")

    def __set__(self, instance, value):
        print("set", self.name, value)
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        print("delete", self.name)
        del instance.__dict__[self.name]


class NonData:
    def __get__(self, instance, owner):
        return "nondata"


class Holder:
    data = Data()
    nondata = NonData()


h = Holder()
print(h.data)
h.data = 5
print(h.data, h.__dict__)
h.__dict__["data"] = 6
print(h.data)
del h.data
print(h.nondata)
h.nondata = "instance"
print(h.nondata, Holder.data.name, Holder.nondata)


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error)


class P:
    def __init__(self):
        self._x = 1

    @property
    def x(self):
        "the x"
        return self._x

    @x.setter
    def x(self, value):
        self._x = value * 2

    @x.deleter
    def x(self):
        print("deleting")
        self._x = None

    @property
    def readonly(self):
        return "r"

    @property
    def broken(self):
        return self.missing_inside

    unreadable = property()
    write = property(fset=lambda self, value: print("wrote", value))


p = P()
for _ in range(3):
    p.x += 1
    print(p.x)
del p.x
print(p.x, P.x.__doc__, P.x.fget.__name__, type(P.x).__name__)
attempt(lambda: setattr(p, "readonly", 1))
attempt(lambda: delattr(p, "readonly"))
attempt(lambda: p.broken)
attempt(lambda: p.unreadable)
attempt(lambda: p.write)
p.write = 3
attempt(lambda: delattr(p, "write"))
attempt(lambda: property(1, 2, 3, 4, 5))
attempt(lambda: P.x.__get__(None, P) is P.x)
attempt(lambda: property().__isabstractmethod__)


class Cached:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        value = instance.__dict__[self.function.__name__] = self.function(instance)
        return value


class Expensive:
    @Cached
    def value(self):
        print("computing")
        return 99


e = Expensive()
print(e.value, e.value)
import functools


class WithCached:
    @functools.cached_property
    def value(self):
        print("cached_property")
        return 1


w = WithCached()
print(w.value, w.value, w.__dict__)


class Methods:
    @classmethod
    def c(cls):
        return cls.__name__

    @staticmethod
    def s():
        return "static"

    def m(self):
        return self.__class__.__name__

    @classmethod
    @property
    def cp(cls):
        return "class property " + cls.__name__


class Child(Methods):
    pass


print(Methods.c(), Child.c(), Child().c(), Methods.s(), Child().s(), Methods.m(Child()), Child.cp)
bound = Child().m
print(bound.__self__.__class__.__name__, bound.__func__ is Methods.m, bound == bound.__self__.m, bound is bound.__self__.m)
print(Methods.__dict__["s"].__func__(), Methods.__dict__["c"].__func__(int), Methods.__dict__["s"]())
attempt(lambda: Methods.__dict__["c"]())
attempt(lambda: setattr(bound, "attribute", 1))
attempt(lambda: Methods.m.__get__(5)())
attempt(lambda: Methods.m.__get__(None, int) is Methods.m)
attempt(lambda: type(Methods.m)(compile("1", "f", "eval"), {})())
attempt(lambda: str.join.__get__(5))
attempt(lambda: str.join(5, []))
attempt(lambda: str.join())
attempt(lambda: list.append.__get__([1], list)(2))
attempt(lambda: int.__add__(1, "a"))
attempt(lambda: int.__add__("a", 1))
attempt(lambda: int.__add__(1))
attempt(lambda: (1).__add__(1, 2))
attempt(lambda: int.real.__get__(5))
attempt(lambda: int.real.__get__("a"))
attempt(lambda: setattr(5, "real", 1))
print(int.__add__, (5).__add__.__name__, str.join, int.real, type(int.__add__).__name__, type((5).__add__).__name__)
print(type(str.join).__name__, type("".join).__name__, type(int.real).__name__, type(dict.fromkeys).__name__, type(int.__dict__["from_bytes"]).__name__)


class Raises:
    def __get__(self, instance, owner):
        raise AttributeError("from descriptor")


class UsesRaises:
    attribute = Raises()

    def __getattr__(self, name):
        return "getattr saved " + name


print(UsesRaises().attribute)


class Wrong:
    def __set__(self, instance, value):
        raise ValueError("no")


class UsesWrong:
    w = Wrong()


u = UsesWrong()
attempt(lambda: setattr(u, "w", 1))
attempt(lambda: delattr(u, "w"))
attempt(lambda: u.w.__class__.__name__)


class Function:
    pass


Function.f = lambda self: "function becomes a method"
Function.g = len
Function.h = classmethod(lambda cls: cls)
print(Function().f(), Function.h() is Function)
attempt(lambda: Function().g([1, 2]))


def f(): pass


f.attribute = 3
print(f.attribute, f.__dict__, f.__name__, f.__qualname__, f.__module__, f.__annotations__)
attempt(lambda: setattr(f, "__name__", 5))
attempt(lambda: setattr(f, "__code__", 5))
attempt(lambda: setattr(f, "__defaults__", 5))
attempt(lambda: setattr(f, "__dict__", 5))
attempt(lambda: f.nothing)
def g(): return "g"
f.__code__ = g.__code__
print(f())
