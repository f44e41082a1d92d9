module_level = undefined
del module_level
global module_global
module_global = 1


def f(a):
    global module_global
    b = a
    module_global = b
    del a, module_global

    def g():
        nonlocal b
        b = built_in
        del b
    return g


class C:
    x = 1
    global y
    y = x
    __z = y
    del x

    def m(self):
        return x, self.__z, __class__, __w__, _C__z

    def free(self, __a):
        return lambda: (__a, y)


class _:
    __not_mangled = 1


class __Stripped:
    __name = 1
    __dunder__ = 2


def k(x):
    class D:
        nonlocal x
        x = 2
        y = x
    return D
