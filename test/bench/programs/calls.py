# Calls: recursion, keyword and default arguments.
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def scale(value, factor=3, offset=0):
    return value * factor + offset


def run():
    total = fib(26)
    for i in range(300000):
        total += scale(i) + scale(i, 2) + scale(i, offset=1)
        total %= 1000003
    print(total)


run()
