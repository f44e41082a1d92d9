# Attribute access: instances, slots, class attributes, properties.
class Point:
    scale = 2

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Slotted:
    __slots__ = ('x', 'y')

    def __init__(self, x, y):
        self.x = x
        self.y = y


def run(rounds):
    a = Point(1, 2)
    b = Slotted(3, 4)
    total = 0
    for i in range(rounds):
        a.x = a.y + b.x
        b.y = a.x + i
        a.y = b.y % 1000
        b.x = a.x % 77 + a.scale
        total += a.x + b.y
    return total % 1000003


print(run(1200000))
