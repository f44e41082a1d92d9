type Simple = int
type Generic[T, *Ts, **P] = dict[T, tuple[*Ts]]
type Bound[T: (int, str), S: float] = T | S


def f[T](x: T, y: T = 1, *, z: T = 2) -> T:
    type Local[S] = list[S, T]
    return x


async def g[*Ts, **P](*args: *Ts): ...


def kwonly[T](*, a=1): ...


class C[T]:
    x: T
    type Alias = list[x]
    type GenericAlias[S] = dict[S, T, x]

    def m[S: T](self, y: S) -> x:
        return y


def outer(v):
    class D[T: v]:
        def m(self):
            return T, v
    return D
