class Empty:
    pass


@decorator
@with_arguments(1)
class Decorated(Base, metaclass=Meta, **options):
    x = 1

    def method(self):
        return __class__

    y = x


class Outer:
    class Inner(Outer, *bases):
        def f(self):
            return super().f()

    attribute = Inner


def factory(x):
    class Local:
        x = x

        def get(self):
            return x
    return Local


def free(y):
    class UsesFree:
        z = y

        def w(self):
            return y
    return UsesFree


class Generic[T: int, *Ts, **P](Base[T]):
    a: T

    def m[S](self, s: S) -> T:
        return self.__private


class Plain[T]:
    pass
