"""cProfile and profile with a timer that counts its calls."""
import re
import cProfile, pstats, io
t=0
def timer():
    global t
    t+=1
    return t
def g(n):
    if n: g(n-1)
    return len([n])
def f():
    for i in range(3): g(i)
    return sorted([3,1,2], key=lambda x:-x)
p=cProfile.Profile(timer, 0.5)
p.runcall(f)
s=io.StringIO()
pstats.Stats(p, stream=s).sort_stats('name').print_stats()
pstats.Stats(p, stream=s).sort_stats('name').print_callers()
print(re.sub(' +', ' ', s.getvalue().replace(__file__, 'FILE')))
for e in sorted(p.getstats(), key=lambda e: str(e.code)[:30]): print(e.callcount, e.reccallcount, e.totaltime, e.inlinetime)
import profile
pp=profile.Profile(timer=lambda: 1.0, bias=0)
pp.runcall(f)
s=io.StringIO(); pstats.Stats(pp, stream=s).sort_stats('name').print_stats(); print(re.sub(' +', ' ', s.getvalue().replace(__file__, 'FILE')))
