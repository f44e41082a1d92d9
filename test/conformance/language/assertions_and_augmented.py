# assert and augmented assignment.
def attempt(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__ + ":", error, error.args)


def check(*args):
    if len(args) == 1:
        assert args[0]
    else:
        assert args[0], args[1]
    return "passed"


attempt(lambda: check(1))
attempt(lambda: check(0))
attempt(lambda: check(0, "message"))
attempt(lambda: check(0, ("a", "tuple")))
attempt(lambda: check([], ValueError("as message")))
attempt(lambda: check([], None))


def lazy():
    assert True, 1 / 0
    assert not [], undefined
    return "message not evaluated"


attempt(lazy)


class Bad:
    def __bool__(self):
        raise RuntimeError("bool")


attempt(lambda: check(Bad()))
print(__debug__)

a = 1
a += 1
a -= 5
a *= -4
a //= 3
a **= 3
a %= 50
a <<= 2
a |= 3
a &= 0xfe
a ^= 5
a >>= 1
a /= 4
print(a)
l = m = [1]
l += [2]
l *= 2
print(m, l is m)
l = l + [3]
print(l is m)
t = u = (1,)
t += (2,)
print(t, u)
s = "a"
s += "b"
s *= 3
print(s)
st = st2 = {1, 2, 3}
st -= {1}
st |= {9}
st &= {2, 9}
st ^= {2, 5}
print(st == {9, 5}, st is st2)
fs = fs2 = frozenset([1])
fs |= {2}
print(fs == {1, 2}, fs is fs2)
d = {}
d["k"] = d.get("k", 0) + 1
d["k"] += 1
print(d)


class InPlace:
    def __init__(self, v):
        self.v = v

    def __iadd__(self, o):
        print("iadd")
        self.v += o
        return self

    def __add__(self, o):
        print("add")
        return InPlace(self.v + o)

    def __isub__(self, o):
        print("isub")
        return NotImplemented

    def __sub__(self, o):
        print("sub")
        return InPlace(self.v - o)

    def __imatmul__(self, o):
        return "matmul"

    def __imul__(self, o):
        return "imul"

    def __itruediv__(self, o):
        return "itruediv"

    def __ifloordiv__(self, o):
        return "ifloordiv"

    def __imod__(self, o):
        return "imod"

    def __ipow__(self, o):
        return "ipow"

    def __ilshift__(self, o):
        return "ilshift"

    def __irshift__(self, o):
        return "irshift"

    def __iand__(self, o):
        return "iand"

    def __ior__(self, o):
        return "ior"

    def __ixor__(self, o):
        return "ixor"


x = y = InPlace(1)
x += 5
print(x is y, x.v)
x -= 1
print(x is y, x.v)
for op in "@= *= /= //= %= **= <<= >>= &= |= ^=".split():
    z = {"z": InPlace(1)}
    exec(f"z {op} 1", z)
    print(op, z["z"])


def fails(source, **names):
    try:
        exec(source, names)
        print(source, names["x"])
    except Exception as error:
        print(source, "->", type(error).__name__ + ":", error)


for op in "+= -= *= /= //= %= **= @= <<= >>= &= |= ^=".split():
    fails(f"x {op} y", x=None, y=1)
    fails(f"x {op} y", x="a", y=object)
fails("x += 1", x="a")
fails("x += 'a'", x=1)
fails("x += 1", x=[1])
fails("x += 'ab'", x=[1])
fails("x *= 'a'", x=[1])
fails("x *= 1.5", x=[1])
fails("x += [1]", x=(1,))
fails("x += 1", x=b"a")
fails("x |= [1]", x={1})
fails("x |= 5", x={})
fails("x |= [(1, 2)]", x={})
fails("x[0] += 1", x=(1,))
fails("x[0] += [2]", x=([1],))
fails("x.real += 1", x=5)
fails("x %= 0", x=5)
fails("x <<= -1", x=5)
fails("y += 1", x=5)


class Tracker:
    def __init__(self):
        object.__setattr__(self, "store", {"n": 1})

    def __getattr__(self, name):
        print("getattr", name)
        return self.store[name]

    def __setattr__(self, name, value):
        print("setattr", name, value)
        self.store[name] = value

    def __getitem__(self, key):
        print("getitem", key)
        return self.store[key]

    def __setitem__(self, key, value):
        print("setitem", key, value)
        self.store[key] = value


def tracker():
    print("tracker()")
    return t


def key():
    print("key()")
    return "n"


t = Tracker()
tracker().n += 1
tracker()[key()] += 10
tup = ([],)
try:
    tup[0] += ["kept"]
except TypeError as e:
    print(e, tup)


def local():
    try:
        missing += 1
    except UnboundLocalError as e:
        print(e)


local()
