def f(x):
    try:
        with x:
            try:
                yield 1
            except A:
                yield 2
            yield 3
    finally:
        yield 4


def g():
    for i in x:
        try:
            pass
        except E:
            pass
