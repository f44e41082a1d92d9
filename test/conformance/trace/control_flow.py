# Line events of every kind of statement: what CPython's sys.settrace reports.
import contextlib


def loops(n):
    total = 0
    for i in range(n):
        if i % 2:
            continue
        total += i
    else:
        total += 100
    while total > 98:
        total -= 1
        if total == 99:
            break
    while n: n -= 1
    return total


def comprehension(n):
    a = [x * 2 for x in range(n)]
    b = [
        x
        for x in a
        if x > 2
    ]
    c = {x: y for x, y in zip(a, b)}
    return a, b, c


def generator(n):
    for i in range(n):
        yield i
    yield from [1, 2]


def delegating():
    got = yield from generator(1)
    return got


def catching(kind):
    try:
        try:
            if kind == 'value':
                raise ValueError(kind)
            elif kind == 'key':
                {}[kind]
            return 'nothing'
        except ValueError as error:
            return str(error)
        finally:
            kind = None
    except KeyError:
        return (
            'key'
        )


@contextlib.contextmanager
def manager():
    yield 1


class Context:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return True


def with_statement():
    with Context() as a, Context() as b:
        a = b
        raise ValueError
    with manager():
        pass


def decorate(f):
    return f


@decorate
def multi_line_call(a, b,
                    c=3):
    return max(
        a,
        b,
        c,
    )


class Thing(object):
    """Documented."""
    field = [1,
             2]

    @property
    def value(self):
        return self.field


def ternary(a):
    x = (1
         if a
         else 2)
    assert x, 'no'
    return lambda: x


def matching(subject):
    match subject:
        case [a, b]:
            return a
        case {'k': v} if v:
            return v
        case _:
            pass
    del subject


loops(4)
comprehension(3)
list(delegating())
g = generator(2); next(g); g.close()
for kind in 'value', 'key', 'none': catching(kind)
with_statement()
multi_line_call(
    1,
    2,
)
Thing().value
ternary(0)(); ternary(1)
for item in [1, 2], {'k': 3}, 5:
    matching(item)
any(x > 1 for x in [1, 2, 3])
print(f'{sum(i for i in range(3))}',
      sorted([3, 1], key=lambda v: -v))
