def f(x):
    if x:
        if x.a:
            return
        pass
    else:
        pass
    return
    unreachable()


def g(x):
    while True:
        if x:
            pass
        else:
            pass


def h():
    1
    'text'
    pass
    pass; pass
    x = 1; pass


def i(x):
    return 1 if x else 2
