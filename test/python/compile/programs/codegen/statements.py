pass
1
'constant'
x
x, y
del x, y.z, w[0], v[1:2]
global g
if x: pass
type Alias = int
assert x
raise x
for _ in (): pass
def f(): return
class C: pass
