def f(x):
    if x:
        return 1, 2, 3
    if 0:
        return 'never'
    return 'kept', (4, 5)


def g():
    100
    return 200
