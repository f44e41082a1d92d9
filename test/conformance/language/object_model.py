"""Rules of the object model: layouts, slots, class assignment, super, metaclasses, descriptors, wrappers."""
import types


def attempt(function, *args):
    try:
        result = function(*args)
    except BaseException as error:
        print(type(error).__name__ + ':', error)
    else:
        print('ok', result if not isinstance(result, type) else result.__name__)


def make(source, **names):
    def run():
        exec(source, names)
        return None
    attempt(run)


# layouts and slots
make('class A(int, str): pass')
make('class A(int, list): pass')
make('class A(ValueError, OSError): pass')
make('class A(ValueError, KeyError): pass')
make('class A(bool): pass')
make('class A(type(None)): pass')
make('class A(type(lambda: 0)): pass')
make('class A(range): pass')
make('class A: __slots__ = "x", "x"')
make('class A: __slots__ = 1')
make('class A: __slots__ = [1]')
make('class A: __slots__ = "1a"')
make('class A: __slots__ = "a b"')
make('class A: __slots__ = "__dict__", "__dict__"')
make('class A: __slots__ = "__weakref__", "__weakref__"')
make('class A: __slots__ = "x"; x = 1')
make('class A(int): __slots__ = "x"')
make('class A(tuple): __slots__ = "x"')
make('class A(bytes): __slots__ = ()')
make('class A: pass\nclass B(A): __slots__ = "__dict__"')
make('class A: pass\nclass B(A): __slots__ = "__weakref__"')
make('class A: __slots__ = "x"\nclass B: __slots__ = "y"\nclass C(A, B): pass')
make('class A: __slots__ = "x"\nclass B: __slots__ = ()\nclass C(A, B): pass')
make('class A: __slots__ = "__private"\nprint(A.__slots__, [n for n in dir(A) if "private" in n])')


class Slotted:
    __slots__ = {'x': 'the x', 'y': None}


s = Slotted()
attempt(lambda: s.x)
attempt(lambda: setattr(s, 'z', 1))
attempt(lambda: delattr(s, 'x'))
attempt(lambda: s.__dict__)
attempt(lambda: Slotted.x.__get__(1))
attempt(lambda: Slotted.x.__set__(s, 5))
attempt(lambda: (s.x, Slotted.x, Slotted.x.__doc__, type(Slotted.x).__name__, Slotted.__slots__))
attempt(lambda: __import__('weakref').ref(s))
attempt(lambda: s.__reduce__())
attempt(lambda: s.__reduce_ex__(2)[1:])


# __class__
class A: pass
class B: pass
class C: __slots__ = 'a'
class D: __slots__ = 'a'
class E: __slots__ = 'b'
class L(list): pass
class M(list): pass


def assign(value, cls):
    value.__class__ = cls
    return type(value).__name__


attempt(assign, A(), B)
attempt(assign, A(), C)
attempt(assign, C(), D)
attempt(assign, C(), E)
attempt(assign, L(), M)
attempt(assign, L(), A)
attempt(assign, A(), L)
attempt(assign, A(), int)
attempt(assign, 1, A)
attempt(assign, A(), 1)
attempt(assign, A(), None)
attempt(lambda: delattr(A(), '__class__'))
attempt(assign, [], L)
attempt(assign, types.ModuleType('m'), type('Sub', (types.ModuleType,), {}))
attempt(lambda: setattr(A, '__bases__', (int,)))
attempt(lambda: setattr(A, '__bases__', ()))
attempt(lambda: setattr(A, '__bases__', [B]))
attempt(lambda: setattr(A, '__bases__', (A,)))
attempt(lambda: setattr(A, '__bases__', (1,)))
attempt(lambda: setattr(A, '__bases__', (B,)))
attempt(lambda: delattr(A, '__bases__'))
attempt(lambda: setattr(int, '__bases__', (str,)))
attempt(lambda: setattr(A, '__mro__', ()))
attempt(lambda: setattr(A, '__dict__', {}))

# names
for name, value in (('__name__', 1), ('__name__', 'a\0'), ('__qualname__', 1), ('__module__', 3), ('__doc__', 'd'), ('__annotations__', {'a': 1}), ('__type_params__', (1,)), ('__abstractmethods__', {'f'})):
    attempt(lambda: (setattr(A, name, value), getattr(A, name))[1])
    attempt(lambda: setattr(int, name, value))
    attempt(lambda: delattr(A, name))
attempt(A)
A.__abstractmethods__ = frozenset({'a', 'b'})
attempt(A)
A.__abstractmethods__ = frozenset({'a'})
attempt(A)
del A.__abstractmethods__
attempt(lambda: type(A()).__name__)

# MRO
make('class X: pass\nclass Y(X): pass\nclass Z(X, Y): pass')
make('class X: pass\nclass Z(X, X): pass')
make('class X(object, int): pass')
make('class M1(type): pass\nclass M2(type): pass\nclass X(metaclass=M1): pass\nclass Y(metaclass=M2): pass\nclass Z(X, Y): pass')
make('class M(type):\n def mro(cls): return [cls, 1]\nclass X(metaclass=M): pass')
make('class M(type):\n def mro(cls): return []\nclass X(metaclass=M): pass')
make('class M(type):\n def mro(cls): return [cls, list]\nclass X(metaclass=M): pass')
make('class M(type):\n def mro(cls): return 1\nclass X(metaclass=M): pass')
make('class X(1): pass')
make('class X(metaclass=1): pass')
make('class X(metaclass=lambda *a: 7): pass\nprint(X)')
make('class X(a=1): pass')
make('class X:\n def __init_subclass__(cls, /, a): print(cls.__name__, a)\nclass Y(X, a=2): pass\nclass Z(X): pass')
make('class P:\n def __set_name__(self, owner): pass\nclass X: p = P()')
make('class P:\n def __set_name__(self, owner, name): 1/0\nclass X: p = P()')
make('class X:\n def __class_getitem__(cls, item): return cls.__name__, item\nprint(X[1], X[1, 2])')
make('class X: pass\nX[1]')
make('class E:\n def __mro_entries__(self, bases): return (int, list)[:1]\nclass X(E(), metaclass=type): pass\nprint(X.__bases__, X.__orig_bases__)')
make('class E:\n def __mro_entries__(self, bases): return 1\nclass X(E()): pass')
make('class X(type(1)): __new__ = None\nX()')
make('class X:\n __slots__ = ()\n __hash__ = None\nhash(X())')
make('class X:\n def __eq__(self, o): return 1\nhash(X())')
make('class X:\n def __hash__(self): return "a"\nhash(X())')
make('class X:\n def __bool__(self): return 1\nbool(X())')
make('class X:\n def __len__(self): return -1\nlen(X())')
make('class X:\n def __len__(self): return "a"\nlen(X())')
make('class X:\n def __index__(self): return "a"\n[1][X()]')
make('class X:\n def __iter__(self): return 1\niter(X())')
make('class X:\n def __repr__(self): return 1\nrepr(X())')
make('class X:\n def __init__(self): return 1\nX()')
make('class X:\n def __new__(cls): return 5\nprint(X())')
make('class X: pass\nX(1)')
make('class X:\n def __init__(self, a): pass\nX()')
make('class X:\n def __new__(cls, a): return object.__new__(cls, a)\nX(1)')
make('object.__new__(int)')
make('int.__new__(1)')
make('int.__new__(str)')
make('object.__new__()')
make('object(1)')
make('type()')
make('type("X", (), {}, 1)')
make('type(1, (), {})')
make('type("X", [], {})')
make('type("X", (), [])')
make('type("X", (), {"__qualname__": 1})')
make('type("X\\0", (), {})')
make('type("X", (), {"__classcell__": 1})')
make('class M(type):\n def __new__(m, n, b, d): d.pop("__classcell__", None); return super().__new__(m, n, b, d)\nclass X(metaclass=M):\n def f(self): return __class__')
make('type.__call__()')
make('type.mro()')
make('type.mro(int)')
make('int.mro(1)')


# super
class Base:
    attribute = 'base'
    def method(self): return 'base method'
    @classmethod
    def create(cls): return cls.__name__
    @property
    def value(self): return 'value'


class Derived(Base):
    attribute = 'derived'
    def method(self): return super().method(), super(Derived, self).method(), super(Derived, Derived).method(self)
    @classmethod
    def create(cls): return super().create()
    def forms(self):
        bound = super()
        return [repr(bound), repr(super(Derived)), bound.__thisclass__, bound.__self__ is self, bound.__self_class__, bound.attribute, bound.value, super(Derived).__get__(self).attribute]
    def missing(self): return super().nothing
    def assigned(self): super().attribute = 3
    def without(*args): return super()
    def deleted(self):
        del self
        return super()
    def nested(self): return [super().method() for _ in '1'], (lambda: super().method())()


d = Derived()
for call in (d.method, d.create, d.forms, d.missing, d.assigned, d.without, Derived.without, d.deleted, d.nested):
    attempt(call)
attempt(lambda: super())
attempt(lambda: super(1))
attempt(lambda: super(int, 'a'))
attempt(lambda: super(int, int).__add__)
attempt(lambda: super(bool, True).__add__(1))
attempt(lambda: super(int, int).mro)
attempt(lambda: super(1, 2, 3))
attempt(lambda: super(type=int))


# wrappers, bound objects, comparisons
attempt(lambda: [].append)
attempt(lambda: (list.append, list.__add__, dict.__dict__['fromkeys'], int.real, type(iter([])).__next__, object.__dict__['__class__']))
attempt(lambda: (repr([].__add__)[:43], (1).__add__ == (1).__add__, [].__len__ == [].__len__, hash((1).__add__) == hash((1).__add__), (1).__add__ != (2).__add__))
x, y = [], []
attempt(lambda: (x.append == x.append, x.append == y.append, x.append is x.append, hash(x.append) == hash(x.append), d.method == d.method, d.method == Derived().method))
attempt(lambda: list.append(1, 2))
attempt(lambda: list.append())
attempt(lambda: list.append.__get__(1))
attempt(lambda: list.append.__get__(x).__self__ is x)
attempt(lambda: dict.__dict__['fromkeys'].__get__(None, int))
attempt(lambda: dict.__dict__['fromkeys'].__get__(None, None))
attempt(lambda: dict.__dict__['fromkeys']())
attempt(lambda: int.__add__('a', 1))
attempt(lambda: int.__add__())
attempt(lambda: (1).__add__(1, 2))
attempt(lambda: (1).__add__(a=2))
attempt(lambda: int.real.__get__('a'))
attempt(lambda: int.real.__set__(1, 2))
attempt(lambda: [m.__name__ for m in (int.__add__, (1).__add__, list.append, x.append, int.real, dict.fromkeys)])
attempt(lambda: [m.__qualname__ for m in (int.__add__, (1).__add__, list.append, x.append, int.real, dict.fromkeys)])
attempt(lambda: [m.__objclass__ for m in (int.__add__, (1).__add__, list.append, int.real)])
attempt(lambda: [m.__reduce__() for m in (int.__add__, list.append, len)])
attempt(lambda: types.MethodType(len, [1, 2])())
attempt(lambda: types.MethodType(1, 2))
attempt(lambda: types.MethodType(len, None))
attempt(lambda: types.MethodType(len))
attempt(lambda: (d.method.__func__ is Derived.method, d.method.__self__ is d, d.method.__name__, d.method.__doc__))
attempt(lambda: setattr(d.method, 'a', 1))
attempt(lambda: property().__get__(d))
attempt(lambda: property(lambda self: 1).__set__(d, 2))
attempt(lambda: Base.value.__set__(d, 2))
attempt(lambda: Base.value.__delete__(d))
attempt(lambda: setattr(d, 'value', 2))
attempt(lambda: classmethod(lambda cls: cls).__get__(1)().__name__)
attempt(lambda: (staticmethod(len)([1]), repr(staticmethod(len)), classmethod(len).__func__, classmethod(len).__wrapped__))
attempt(lambda: types.SimpleNamespace(a=1, b='x'))
attempt(lambda: types.SimpleNamespace(1))
attempt(lambda: types.MappingProxyType({'a': 1}) | {'b': 2})
attempt(lambda: types.MappingProxyType(1))
attempt(lambda: types.new_class('N', (Base,), {}, lambda ns: ns.update(z=1)).z)
attempt(lambda: (A.__subclasses__(), Base.__subclasses__()))
attempt(lambda: (Base.__dict__.keys() - {'__dict__', '__weakref__'}, type(Base.__dict__).__name__))
attempt(lambda: object.__init_subclass__(1))
attempt(lambda: object.__init__(1, 2))
attempt(lambda: object.__setattr__(int, 'a', 1))
attempt(lambda: type.__setattr__(d, 'a', 1))
attempt(lambda: object.__getattribute__(d, 1))
attempt(lambda: getattr(d, 1))
attempt(lambda: object.__format__(d, 'x'))
attempt(lambda: object.__reduce_ex__(d, 'x'))
attempt(lambda: d.__sizeof__() > 0)
attempt(lambda: d.__dir__().__class__.__name__)
attempt(lambda: object.__subclasshook__())
attempt(lambda: (lambda: 0).__get__(None, None))
