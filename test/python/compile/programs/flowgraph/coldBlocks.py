def f(x):
    try:
        a()
    except E:
        b()
    c()
    for i in x:
        try:
            d()
        except F:
            continue
        e()
    with x:
        f()
    return x


def g():
    try:
        return 1
    except E:
        while True:
            a()
