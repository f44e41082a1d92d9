f()
f(1, x, key=2)
f(*args)
f(1, *args, 2, **kwargs)
f(a=1, **kwargs, b=2, c=3)
f(**kwargs)
obj.method(1, k=2)
obj.method(*args)
(obj
 .method(1)
 .other(2,
        k=3))
f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30)
f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, x)
f(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10, k=11, l=12, m=13, n=14, o=15)
f(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10, k=11, l=12, m=13, n=14, o=15, p=16)
f(x for x in y)
f(1)(2)(3)
print(f(g(h(1))), sep='')


def scope(f):
    return f(f, f=f)


class Private:
    def m(self):
        return self.__hidden(__x=1).__dunder__()
