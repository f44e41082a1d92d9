"""A module whose bytecode has a bit of everything."""


def outer(x, *rest, key=None):
    total = 0
    for item in rest:
        try:
            total += item * x
        except TypeError as error:
            print(error)
            continue

    def inner():
        return [total + i for i in range(3) if i != key]

    return inner


class Thing:
    size: int = 3

    def __len__(self):
        return self.size


print(outer(2, 3, 4, key=1)(), len(Thing()), f"{1 + 1!r:>4}")
