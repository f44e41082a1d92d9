def outer(values):
    return inner(values, 3)


def inner(values, index):
    total = 1 + values[index] * 2
    return total


outer([1, 2])
