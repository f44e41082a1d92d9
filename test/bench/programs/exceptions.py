# Exceptions: raised and caught at once, through frames, finally, from built-ins.
class Problem(Exception):
    def __init__(self, code):
        Exception.__init__(self, code)
        self.code = code


def inner(n):
    if n % 3 == 0:
        raise Problem(n)
    return n


def middle(n):
    try:
        return inner(n)
    finally:
        n += 1


def run(rounds):
    total = 0
    table = {}
    for n in range(rounds):
        try:
            total += middle(n)
        except Problem as problem:
            total += problem.code % 7
        try:
            total += table[n]
        except KeyError:
            total += 1
    return total


print(run(400000))
