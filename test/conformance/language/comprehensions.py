# Comprehensions: scopes, nesting, conditions, evaluation order, errors.
x = "module"
print([x for x in range(3)], x)
print({x: x * x for x in range(4)}, {x % 2 for x in range(5)}, list(x for x in "ab"))
print([(i, j) for i in range(3) if i for j in range(i) if j % 2 == 0])
print([[c for c in row if c != " "] for row in ("a b", "c d")])
print([y := 5, y ** 2], y)


def f():
    total = 0
    values = [total := total + v for v in range(5)]
    return values, total


print(f())


def scope():
    n = 10
    inner = [lambda: n + k for k in range(2)]
    result = [g() for g in inner]
    n = 20
    return result, [g() for g in inner], [locals().keys() >= {"z"} for z in range(1)]


print(scope())


class C:
    items = [1, 2]
    doubled = [i * 2 for i in items]
    try:
        broken = [i for i in range(2) for j in items]
    except NameError as e:
        print("NameError", e)
    else:
        print(broken)
    nested = [[i for i in range(j)] for j in items]


print(C.doubled, C.nested, [k for k in vars(C) if not k.startswith("_")])


def leak():
    try:
        [q for q in range(3)]
        return q
    except NameError as e:
        return str(e)


print(leak())


def shadow():
    a = "outer"
    r = [a for a in [1, 2] if [a for a in "zz"]]
    return a, r


print(shadow())


def note(v):
    print("note", v)
    return v


print({note("k"): note("v") for _ in range(2)})
print([note(i) for i in note([1, 2]) if note(i > 1)])
first = (note(i) for i in note([1]))
print("generator made")
print(list(first))


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: [1 / 0 for _ in range(1)])
attempt(lambda: [a for a in 5])
attempt(lambda: [a for a, b in [(1, 2), (3,)]])
attempt(lambda: {[]: 1 for _ in range(1)})
attempt(lambda: {[] for _ in range(1)})
attempt(lambda: [undefined_here for _ in range(1)])
attempt(lambda: [e for e in range(2) if undefined_there])


def error_restores():
    i = "kept"
    try:
        [1 / i for i in (1, 0)]
    except ZeroDivisionError:
        return i


print(error_restores())


def deleted():
    i = 1
    del i
    print([i for i in range(2)])
    try:
        return i
    except UnboundLocalError as e:
        return str(e)


print(deleted())
print([a + b for a, b in zip("ab", "cd")], [h for h, *t in ["abc", "de"]], [t for h, *t in ["abc", "de"]])
print([(a, b) for a in range(2) for b in [a * 10]], dict((k, v) for k, v in [(1, 2)]))
print(sum(i for i in range(10) if i % 2), any(i > 3 for i in range(5)), all([]), max((i * -1 for i in range(3)), default=None))
print([f"{a!r:>5}" for a in ("x", 1)], [*(i for i in range(3)), *[9]], {**{k: 1 for k in "ab"}, "c": 2})
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], list(map(list, zip(*matrix))))
print([i for i in range(20) if i % 2 if i % 3], [0 if i % 2 else i for i in range(4)])


def many():
    return [(a, b, c, d) for a in range(2) for b in range(2) for c in range(2) for d in range(2) if a + b + c + d == 2]


print(len(many()), many()[0])


def closure_in_generator():
    return list((lambda: i) for i in range(3))


print([g() for g in closure_in_generator()])
print((lambda: [i for i in range(3)])(), [[], *[[j] for j in range(2)]])
print([c for b in [a for a in ([1], [2])] for c in b])
