def f(x):
    if x:
        while x:
            x -= 1
    return x
