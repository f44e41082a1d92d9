# Cells, nonlocal, late binding, loops and class bodies.
def counter():
    n = 0

    def up():
        nonlocal n
        n += 1
        return n

    def reset():
        nonlocal n
        n = 0

    return up, reset


up, reset = counter()
print(up(), up())
reset()
print(up(), up.__closure__[0].cell_contents, up.__code__.co_freevars, counter.__code__.co_cellvars)

late = [lambda: i for i in range(3)]
bound = [lambda i=i: i for i in range(3)]
print([f() for f in late], [f() for f in bound])


def unbound():
    def inner():
        return value

    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    value = 1
    print(inner())
    del value
    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    try:
        print(value)
    except UnboundLocalError as error:
        print(type(error).__name__, error)
    try:
        del value
    except UnboundLocalError as error:
        print(type(error).__name__, error)


unbound()


def unbound_local():
    print(x)
    x = 1


try:
    unbound_local()
except UnboundLocalError as error:
    print(error)
try:
    undefined_name
except NameError as error:
    print(error, error.name)
try:
    del undefined_name
except NameError as error:
    print(error)


def class_body():
    x = "function"

    class C:
        print(x)
        y = x

        def method(self):
            return x

    class D:
        x = "class"
        print(x)

        def method(self):
            return x

    class E:
        nonlocal x
        x = "changed"

    return C().method(), D().method(), x, C.y


print(class_body())

x = "global"


def global_in_class():
    x = "local"

    class C:
        global x
        x = "assigned"

    return x


print(global_in_class(), x)


def nested():
    a = 1

    def one():
        b = 2

        def two():
            c = 3

            def three():
                nonlocal a, b
                a += 1
                b += c
                return a, b, c

            return three

        return two()

    return one()


t = nested()
print(t(), t(), t.__code__.co_freevars, [c.cell_contents for c in t.__closure__])


def argument_cell(a, b=5, *args, k, **kw):
    def inner():
        return a, b, args, k, kw

    a += 1
    kw["more"] = 1
    return inner


print(argument_cell(1, 2, 3, k=4, z=5)())


def empty_cell():
    def f():
        return later

    cell = f.__closure__[0]
    try:
        cell.cell_contents
    except ValueError as error:
        print(error)
    later = 8
    return cell.cell_contents


print(empty_cell())
import types

cell = types.CellType(5)
cell.cell_contents = 6
print(cell.cell_contents, cell == types.CellType(6), cell < types.CellType(7))
del cell.cell_contents
try:
    cell.cell_contents
except ValueError as error:
    print(error)


def comprehension_cells():
    fs = [[lambda: (i, j) for j in range(2)] for i in range(2)]
    return [f() for row in fs for f in row]


print(comprehension_cells())


def exception_name():
    e = "before"
    try:
        raise ValueError("v")
    except ValueError as e:
        f = lambda: e
        print(repr(f()))
    try:
        f()
    except NameError as error:
        print(error)
    try:
        e
    except UnboundLocalError as error:
        print(error)


exception_name()


class Recursive:
    def fact(self, n):
        return 1 if n < 2 else n * self.fact(n - 1)

    who = lambda self: __class__.__name__


print(Recursive().fact(20), Recursive().who())


def locals_view():
    a = 1
    b = [1]

    def inner():
        return b

    c = sorted(locals())
    return c


print(locals_view())


def exec_in_function():
    a = 1
    exec("a = 2; print(a)")
    print(a, eval("a + 1"))


exec_in_function()
namespace = {"seed": 3}
exec("def f(): return seed * 2\nresult = f()", namespace)
print(namespace["result"], sorted(k for k in namespace if k != "__builtins__"))
