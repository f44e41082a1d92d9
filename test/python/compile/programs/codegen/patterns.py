def sequences(x):
    match x:
        case []:
            return 0
        case [a, b, *rest]:
            return a, b, rest
        case (1, [2, c]) | [c, 3]:
            return c
        case [first, *_, last]:
            return first, last
        case [*_, d, _]:
            return d
        case [*_]:
            return 1
        case [_, _]:
            return 2


def mappings(x):
    match x:
        case {}:
            return 0
        case {'a': 1, 'b': [y], **rest}:
            return y, rest
        case {Color.RED: z, -1: {}} as whole:
            return z, whole
        case {**everything}:
            return everything


def classes(x):
    match x:
        case Point():
            return 0
        case Point(1, y=Point(a, b) as p):
            return a, b, p
        case mod.Point(_, x, z=_):
            return x
        case int(i) | str(i) | [int(i), *_]:
            return i
        case (Point(q, r) | {'q': q, 'r': r} | {'r': r, 'q': q}):
            return q, r
        case [Point(s), (1 | 2) as t] as u if s:
            return s, t, u


for item in items:
    match item:
        case [x, y] | {'y': y, 'x': x}:
            continue
        case object(attr=name):
            break
