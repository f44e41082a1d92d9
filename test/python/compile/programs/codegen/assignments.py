a = b = c = 1
(x, y), *rest = pair, 3, 4
[first, (second, third)] = 1, (2, 3)
obj.attr = obj[0] = obj[1:2] = 5
a += 1
obj.attr -= 2
obj[a] *= 3
obj[a:b] |= 4
obj[a:b:c] ^= 5
(
    obj
    .name
) //= 6
n: int = 1
m: 'text'
(p): int = 2
obj.q: int
obj[a].r: float = 3
obj[1:2, k]: int


class Annotated:
    __private: int = 3
    plain: str

    def method(self):
        local: int = 4
        other: undefined_name
        self.__private: int = 5
        return local


def swap(a, b, c):
    a, b = b, a
    a, b, c = c, a, b
    a, = b,
    (a, b), c = (1, 2), 3
    return a, b, c
