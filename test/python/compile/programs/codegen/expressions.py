(a := 1)
-a + +b - ~c * d @ e / f // g % h ** i << j >> k & l | m ^ n
x = a[1], a[1:2], a[::2], a[1, 2:3], a[...], a[()]
y = yes if maybe else no
z = lambda x, *a, y=1, **k: (x, a, y, k)
w = f'{x!r:>{width}} and {y}'
v = a.b.c[d](e)
u = None, True, False, ..., 1, 2.5, 3j, 'text', b'bytes'
'statement that is a constant'
12
x
