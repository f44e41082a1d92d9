def f(x):
    if x:
        a()
    else:
        if x.y:
            b()


def g(x):
    for i in x:
        if i:
            a()
        elif x:
            b()


def h(x):
    try:
        return 1
    finally:
        if x:
            a()


def i(x):
    with x:
        pass


class C:
    if x:
        y = 1
