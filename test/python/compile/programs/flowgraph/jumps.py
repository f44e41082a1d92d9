def far(x):
    while x:
        if x.a:
            continue
        a(x, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        a(x, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        a(x, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        a(x, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        a(x, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        a(x, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        a(x, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        a(x, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        a(x, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        a(x, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        if x.b and x.c or x.d is None:
            break
        for i in x:
            if i:
                continue


def near(x):
    while x is not None:
        if x: continue
        x = x.next
    while not x: x = 1
    while x is None and x: x = 2
