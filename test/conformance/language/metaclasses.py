# Metaclasses: __prepare__, __new__, __init__, __call__, conflicts, ABCs.
class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kwargs):
        print("prepare", mcls.__name__, name, bases, kwargs)
        return {"prepared": True}

    def __new__(mcls, name, bases, namespace, **kwargs):
        print("new", name, sorted(k for k in namespace if not k.startswith("__")))
        return super().__new__(mcls, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        print("init", name, kwargs)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        print("call", cls.__name__, args, kwargs)
        return super().__call__(*args, **kwargs)

    def __iter__(cls):
        return iter(["iterating", cls.__name__])

    def __getitem__(cls, item):
        return (cls.__name__, item)

    def __contains__(cls, item):
        return item == 1

    def __len__(cls):
        return 42

    def __repr__(cls):
        return f"<Meta {cls.__name__}>"

    def __add__(cls, other):
        return "sum"

    def __getattr__(cls, name):
        return "meta " + name

    def __instancecheck__(cls, instance):
        print("instancecheck")
        return instance == 5

    def __subclasscheck__(cls, subclass):
        print("subclasscheck")
        return subclass is int

    @property
    def prop(cls):
        return "property of " + cls.__name__


class K(metaclass=Meta, option=3):
    def __init__(self, a):
        self.a = a

    def m(self):
        return self.a


class Sub(K):
    pass


print(K(1).m(), Sub(2).m(), list(K), K[5], 1 in K, len(K), K, K + 1, K.missing, K.prop, K.prepared)
print(isinstance(5, K), isinstance(6, K), issubclass(int, K), issubclass(Sub, K), type(Sub))


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error)


class OtherMeta(type):
    pass


class L(metaclass=OtherMeta):
    pass


attempt(lambda: type("X", (K, L), {}))


def conflict():
    class X(K, L):
        pass


attempt(conflict)


def function_metaclass(name, bases, namespace):
    return name, bases, sorted(k for k in namespace if k[:2] != "__")


class F(metaclass=function_metaclass):
    a = 1
    b = 2


print(F)


def bad_prepare():
    class M(type):
        @classmethod
        def __prepare__(cls, *args):
            return 5

    class X(metaclass=M):
        pass


attempt(bad_prepare)


class Proxy:
    def __mro_entries__(self, bases):
        print("mro_entries", len(bases))
        return (list,)


class FromProxy(Proxy()):
    pass


print(FromProxy.__mro__, FromProxy.__orig_bases__[0].__class__.__name__)


class Recorder(dict):
    def __setitem__(self, key, value):
        if not key.startswith("__"):
            print("namespace", key)
        super().__setitem__(key, value)

    def __missing__(self, key):
        if key.startswith("auto_"):
            return key.upper()
        raise KeyError(key)


class RecordingMeta(type):
    @classmethod
    def __prepare__(cls, name, bases):
        return Recorder()


class Recorded(metaclass=RecordingMeta):
    one = 1
    two = auto_value

    def three(self):
        return 3


print(Recorded.two, Recorded().three())

from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self): ...

    @property
    @abstractmethod
    def name(self): ...


class Half(Shape):
    def area(self):
        return 1


class Full(Half):
    name = "full"


attempt(lambda: Shape())
attempt(lambda: Half())
attempt(lambda: Full().area())


class Registered:
    pass


Shape.register(Registered)
print(isinstance(Registered(), Shape), issubclass(Registered, Shape), issubclass(int, Shape))


class Hooked(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, subclass):
        return hasattr(subclass, "quack")


class Duck:
    def quack(self):
        pass


print(isinstance(Duck(), Hooked), isinstance(5, Hooked))
print(type(type), type.__mro__, isinstance(type, object), isinstance(object, type), type("Made", (A := type("A", (), {}),), {"z": 1})().z)


class Singleton(type):
    instances = {}

    def __call__(cls, *args):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*args)
        return cls.instances[cls]


class Only(metaclass=Singleton):
    pass


print(Only() is Only())


class CustomMro(type):
    def mro(cls):
        return [cls, object]


class M1(metaclass=CustomMro):
    pass


print(M1.__mro__)
attempt(lambda: type.__call__(int, "12"))
attempt(lambda: type.__new__(int, "x", (), {}))
attempt(lambda: object.__new__(5))
attempt(lambda: object.__new__(int))
attempt(lambda: int.__new__(str))
attempt(lambda: int.__new__())
attempt(lambda: K.__abstractmethods__)
attempt(lambda: object.__abstractmethods__)
