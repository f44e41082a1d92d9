a[0]
a[b:c]
a[:]
a[b::c]
a[b:c, d]
a[...] = 1
a[b:c] = 2
a[b:c:d] = 3
del a[0], a[b:c], a[::d]
a[b][c][d:e]
a[(1, 2)]
a[1:2] = b[3:4]
'text'[0], (1, 2)[1], b'ab'[-1], 'text'[9]
