def f(a, b, c, d):
    if a and b or c and not d:
        x = 1
    if not (a or b):
        x = 2
    if a < b < c:
        x = 3
    if not a < b <= c != d:
        x = 4
    if (a if b else c):
        x = 5
    elif a is None:
        x = 6
    elif b is not None and c is None:
        x = 7
    else:
        x = 8
    while a in b and c not in d or not a is b:
        a = b
    assert a, b
    assert a < b < c
    return a < b < c, a and b and c, a or b or c, not a, a if b else c, not a in b, x


def constants(a):
    if 0:
        return 1
    if 1:
        a = 2
    if None or a:
        return 3
    if a or 1:
        return 4
    while 1:
        if a:
            break
    while 0:
        a = 5
    if not 1:
        return 6
    return 'x' and a, '' or a, a and 0
