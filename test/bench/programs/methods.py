# Method calls: bound methods, inheritance, super, dunder methods.
class Counter:
    def __init__(self):
        self.count = 0

    def step(self, by):
        self.count += by
        return self

    def value(self):
        return self.count


class Doubling(Counter):
    def step(self, by):
        return super().step(by * 2)

    def __add__(self, other):
        self.count += other
        return self

    def __len__(self):
        return self.count % 7


def run(rounds):
    one = Counter()
    two = Doubling()
    total = 0
    for i in range(rounds):
        one.step(i).step(1)
        two.step(1)
        two = two + 3
        total += len(two) + one.value() % 5
    return total


print(run(400000))
