# Generators: pipelines, expressions, delegation.
def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def evens(source):
    for n in source:
        if n % 2 == 0:
            yield n


def both(limit):
    yield from numbers(limit)
    yield from evens(numbers(limit))


def run(limit):
    total = 0
    for n in evens(numbers(limit)):
        total += n
    for n in both(limit):
        total += n
    return total + sum(x * 2 for x in numbers(limit))


print(run(600000))
