# Every kind of expression, and how tightly each binds.
a or b or c and d and e
not a == b
not not a
a < b <= c == d != e is f is not g in h not in i > j >= k
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
a ^ b & c
a & b ^ c & d | e ^ f
a | b | c
(a | b) & c ^ (d)
-a ** -b ** c
+a, ~b, -(-c)
a ** b ** c
(a ** b) ** c
a if b else c if d else e
(a if b else c) if d else e
lambda: a if b else c
lambda x, /, y=1, *args, z, w=2, **kw: (x, y)
lambda *, k: k
lambda *a, **k: (a, k)
x = lambda: (yield)
f()
f(a, *b, c, d=1, *e, **f, g=2)
f(a for a in b)
f((a for a in b), c)
f(a := 1)
f(a)(b)[c].d(e)
f(
    a,
    # a comment
    b,
)
a.b.c
a [ 0 ]
a[1:2], a[:], a[::2], a[1:], a[:1:], a[1:2, ::3], a[...], a[b, c], a[b,], a[()], a[*b], a[*b, c], a[b := 1]
a[1:2,]
(a)
((a))
(a).b
(a, b)[0]
()
(a,)
(a, b,)
(*a, b)
[*a, *b]
{*a, b}
{}
{a: b}
{a: b, **c, 'd': e,}
{**a}
[a for b in c]
[a for b in c if d if e for f in g]
{a for b in c}
{a: b for c in d}
(a for b, *c in d)
[a for b, in c]
[(a, b) for a in b if (c if d else e)]
[a for a in b or c]
[i async for i in j]
(y := f(x), y ** 2)
[y := 1, y ** 2]
{y := 1}
print(a, end='')
1 if x else 2
a, b, c
a,
*a, b
*a | b, *c.d(), *e[0], *(f)
[*a.b(), *c[0], *-d, *e ** f]
return_value = *a, b
await_ = 1
x = a = b
None, True, False, ..., __debug__
a.real, 1 .real, 1.0.real, 1..real, (1).real
'a' 'b'
"a" """b"""
x = yield_ = 0
a if b else lambda: c
a and (b := c)
a = (yield)
a = b if c else d,
a = -1, +1, not 1
a = b'' b''
match, case, type, _ = 1, 2, 3, 4
match.case[type](_)
match(x)
match[x]
match * x
match - x
-match
case(x)
type(x)
type(x).y = z
type.x = y
type[x] = y
type: int
match: int
match = case = type = 0
print.x, print[x], print(x).y
a <b> c
a if(b)else(c)
not(a)in(b)
1if 1else 0
[0for x in y]
