def f(a, b, c, d):
    a, b = b, a
    a, b, c = c, b, a
    a, b, c = b, c, a
    _, a, _ = a, _, b
    a, a = b, c
    a.x, b = b, a
    return a, b, c, d


def g(x):
    match x:
        case [a, {'k': b, 'l': c}, [d, e]]:
            return a, b, c, d, e
        case [{'k': c, 'l': b}, a] | [a, b, c]:
            return a, b, c
        case (b, [c, a], _) | (c, b, a):
            return a
