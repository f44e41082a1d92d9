x is 1
x is not 'a'
1 is x is None
(1, 2)(3)
[1][2, 3]
{1}[0]
'text'['key']
None[0]
assert (x, 'always true')
x is ()
f'{x}'['y']
(lambda: 1)[0]
x is True
'a' 'b'(1)
