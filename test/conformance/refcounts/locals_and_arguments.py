# sys.getrefcount of locals, arguments, defaults, globals and stack operands.
from sys import getrefcount


class Box:
    pass


def local():
    x = Box()
    yield getrefcount(x)
    y = x
    yield getrefcount(x)
    z = [x, x, (x,)]
    yield getrefcount(x)
    del y
    yield getrefcount(x)
    z.pop()
    yield getrefcount(x)
    z = None
    yield getrefcount(x)


def local_plain():
    x = Box()
    a = getrefcount(x)
    y = x
    b = getrefcount(x)
    return a, b


print(list(local()), [local_plain() for _ in range(3)])


def one(a):
    return getrefcount(a)


def two(a, b):
    return getrefcount(a), getrefcount(b)


def default(a=Box()):
    return getrefcount(a)


def keyword(*, a):
    return getrefcount(a)


def star(*args):
    return getrefcount(args[0]), getrefcount(args)


def double(**kwargs):
    return getrefcount(kwargs["a"]), getrefcount(kwargs)


def everything(a, /, b, *args, c, **kw):
    return getrefcount(a), getrefcount(b), getrefcount(args), getrefcount(c), getrefcount(kw), getrefcount(args[0]), getrefcount(kw["d"])


def closure_argument(a):
    def inner():
        return getrefcount(a)

    return getrefcount(a), inner()


def reassigned(a):
    a = Box()
    return getrefcount(a)


def call_all():
    x = Box()
    args = (x,)
    listed = [x]
    kwargs = {"a": x}
    print("plain", one(x), one(Box()), one(a=x), two(x, x), two(x, b=x))
    print("default", default(), default(x), default(Box()))
    print("keyword", keyword(a=x), keyword(a=Box()), keyword(**kwargs))
    print("star", star(x), star(*args), star(*listed), star(x, *args), star(*args, *listed), star(Box()))
    print("double", double(a=x), double(**kwargs), double(a=x, **{"b": x}))
    print("everything", everything(x, x, x, c=x, d=x), everything(*[x, x, x], c=x, **{"d": x}), everything(Box(), Box(), Box(), c=Box(), d=Box()))
    print("closure", closure_argument(x), closure_argument(Box()))
    print("reassigned", reassigned(x), getrefcount(x))
    print("builtins", getrefcount(x), getrefcount(*args), getrefcount(*listed), list(map(getrefcount, [x])), list(map(one, [x])), [getrefcount(o) for o in [x]], max([x], key=getrefcount) is x)
    print("lambda", (lambda a: getrefcount(a))(x), (lambda a=x: getrefcount(a))(), (lambda *a: getrefcount(a[0]))(x))
    print("stack", [x, getrefcount(x)][1], (x, x, getrefcount(x))[2], {1: x, 2: getrefcount(x)}[2], two(x, x), [x, one(x)][1], f"{getrefcount(x)}")
    print("chained", x is x and getrefcount(x), (x, getrefcount(x)) and getrefcount(x), getrefcount(x) if x else None)
    print(getrefcount(args), getrefcount(listed), getrefcount(kwargs), getrefcount(one), getrefcount(call_all))


for _ in range(3):
    call_all()
g = Box()
print(getrefcount(g), one(g), globals()["g"] is g, getrefcount(g), [getrefcount(g), g][0], getrefcount(Box), getrefcount(one.__code__), getrefcount(one.__globals__) > 1)
alias = g
print(getrefcount(g), getrefcount(alias), getrefcount(default.__defaults__[0]), getrefcount(default.__defaults__))
del alias
print(getrefcount(g))


def nested_calls(n, x):
    if n == 0:
        return getrefcount(x)
    return nested_calls(n - 1, x)


print([nested_calls(n, g) for n in range(5)], [nested_calls(n, Box()) for n in range(5)])


def locals_dict():
    x = Box()
    before = getrefcount(x)
    d = locals()
    after = getrefcount(x)
    del d
    return before, after, getrefcount(x)


print(locals_dict(), locals_dict())


def loop():
    result = []
    for x in [Box(), Box()]:
        result.append(getrefcount(x))
    result.append(getrefcount(x))
    for i, x in enumerate([Box(), Box()]):
        result.append(getrefcount(x))
    for x in (Box(),):
        result.append(getrefcount(x))
    for x in {"k": Box()}.values():
        result.append(getrefcount(x))
    for k, x in {"k": Box()}.items():
        result.append(getrefcount(x))
    for x in zip([Box()]):
        result.append((getrefcount(x), getrefcount(x[0])))
    for x in iter([Box()]):
        result.append(getrefcount(x))
    for x in reversed([Box()]):
        result.append(getrefcount(x))
    for x in {Box()}:
        result.append(getrefcount(x))
    for x in map(lambda v: v, [Box()]):
        result.append(getrefcount(x))
    for x in filter(None, [Box()]):
        result.append(getrefcount(x))
    return result


print(loop())
print(loop())


def unpacking():
    pair = (Box(), Box())
    a, b = pair
    r = [getrefcount(a), getrefcount(b)]
    a, b = b, a
    r += [getrefcount(a), getrefcount(b)]
    del pair
    r += [getrefcount(a)]
    a, *rest = [Box(), Box(), Box()]
    r += [getrefcount(a), getrefcount(rest[0]), getrefcount(rest)]
    a = b = Box()
    r += [getrefcount(a)]
    (x := Box())
    r += [getrefcount(x)]
    return r


print(unpacking(), unpacking())
