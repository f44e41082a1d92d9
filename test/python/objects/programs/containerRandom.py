# Random work on lists, dicts and sets: results, errors, comparisons, deaths, counts and sizes go into a digest.
import sys
state = 2026


def R(n):
    global state
    state=(state*6364136223846793005+1442695040888963407)%(1<<64)
    return (state>>33)%n
log=[]
class Item:
    def __init__(self,n): self.n=n
    def __repr__(self): return 'I%s'%self.n
    def __eq__(self,o):
        if isinstance(o,Item): log.append(('eq',self.n,o.n,sys.getrefcount(self),sys.getrefcount(o)))
        return isinstance(o,Item) and self.n%5==o.n%5
    def __hash__(self): return self.n%5
    def __lt__(self,o):
        log.append(('lt',self.n,getattr(o,'n',o)))
        return self.n<getattr(o,'n',3)
    def __del__(self): log.append(('del',self.n,[len(lists[0]),len(dicts[0]),len(sets[0])] if self.n>=100 else 0))
pool=[Item(i) for i in range(8)]
made=100
def item():
    global made
    if R(3): return pool[R(8)]
    made+=1
    return Item(made)
class L(list): pass
class D(dict): pass
class S(set): pass
class T(tuple): pass
def atom():
    k=R(20)
    if k>13: return item()
    if k<5: return R(12)-3
    if k<7: return 'abcdefg'[R(7)]
    if k==7: return (R(3),'x')
    if k==8: return R(5)/2
    if k==9: return None
    if k==10: return bool(R(2))
    if k==11: return 2**62+R(3)
    if k==12: return frozenset([R(3)])
    return b'ab'[:R(3)]
def num(): return R(9)-3
def seq():
    k=R(9); n=R(6)
    a=[atom() for _ in range(n)]
    return [a, tuple(a), a, iter(a), {x:1 for x in a}, set(R(9) for _ in a), 'xyz'[:n], range(n), L(a)][k]
def sl():
    def b(): return None if R(3)==0 else R(12)-5
    st=None if R(2) else [1,2,-1,-2,3,0][R(6)]
    return slice(b(),b(),st)
def key(v):
    return repr(v)
lists=[[1,2,3],L([3,1])]
def op_list():
    l=lists[R(2)]
    k=R(26)
    if k==0: return l.append(atom())
    if k==1: return l.extend(seq())
    if k==2: return l.insert(num(),atom())
    if k==3: return l.pop()
    if k==4: return l.pop(num())
    if k==5: return l.remove(atom())
    if k==6: return l.index(atom())
    if k==7: return l.count(atom())
    if k==8: return l[sl()]
    if k==9: l[sl()]=seq(); return
    if k==10: del l[sl()]; return
    if k==11: l[num()]=atom(); return
    if k==12: del l[num()]; return
    if k==13: return l[num()]
    if k==14: return l+[atom()]
    if k==15: return l*(R(4)-1) if len(l)<30 else None
    if k==16:
        if len(l)<40: l*=R(3)
        return
    if k==17: return l.reverse()
    if k==18: return l.sort(key=key, reverse=bool(R(2)))
    if k==19: return l.sort() if R(3)==0 else None
    if k==20: return l<lists[R(2)]
    if k==21: return l==list(l), l!=lists[0], atom() in l
    if k==22: return sorted(l,key=key)
    if k==23: return list(reversed(l)), l.copy()
    if k==24: return l.__iadd__(seq()) is l
    if k==25: return tuple(l), l.index(atom(),num(),num())
dicts=[{},D()]
def op_dict():
    d=dicts[R(2)]
    k=R(24)
    if k<4: return d.__setitem__(atom(), atom())
    if k==4: return d.get(atom(),'no')
    if k==5: return d[atom()]
    if k==6: del d[atom()]; return
    if k==7: return d.pop(atom())
    if k==8: return d.pop(atom(),5)
    if k==9: return d.popitem()
    if k==10: return d.setdefault(atom(),atom())
    if k==11: return d.update({atom():1 for _ in range(R(8))})
    if k==12: return d.update([(atom(),2) for _ in range(R(8))])
    if k==13: return d|{atom():0}
    if k==14: d|={atom():0}; return
    if k==15: return list(d), list(d.values()), list(d.items())
    if k==16: return list(reversed(d)), list(reversed(d.items()))
    if k==17: return d.copy(), type(d.copy()).__name__, sys.getsizeof(d.copy())
    if k==18: return d==dict(d), d==dicts[0], atom() in d
    if k==19: return dict.fromkeys(seq(),atom())
    if k==20: return sorted(map(repr,d.keys()&dicts[0].keys())), sorted(map(repr,d.keys()-{atom()}))
    if k==21: return d.keys()==set(d), d.keys()<={*d}, d.items()==dicts[0].items()
    if k==22: return {**d, atom():1}
    if k==23:
        if R(6)==0: d.clear()
        return
sets=[set(),S()]
def ia(): return item() if R(4)==0 else R(60)*(1+R(3)*1001) if R(4) else (R(5)-2 if R(2) else R(9)/2)
def iset(): return [set,frozenset,S][R(3)](ia() for _ in range(R(12)))
def op_set():
    s=sets[R(2)]
    k=R(20)
    if k<4: return s.add(ia())
    if k==4: return s.discard(ia())
    if k==5: return s.remove(ia())
    if k==6: return s.pop()
    if k==7: return s.update([ia() for _ in range(R(9))],iset())
    if k==8: return list(s|iset())
    if k==9: return list(s&iset()), list(s.intersection([ia() for _ in range(9)]))
    if k==10: return list(s-iset()), list(s.difference(iset(),[1]))
    if k==11: return list(s^iset())
    if k==12: s|=iset(); return
    if k==13:
        if R(3)==0: s&=iset()
        return
    if k==14: s-=iset(); return
    if k==15: s^=iset(); return
    if k==16: return s<=iset(), s==set(s), s>iset(), s.isdisjoint(iset())
    if k==17: return hash(frozenset(s)), list(frozenset(s))
    if k==18: return list(s.copy()), type(s.copy()).__name__, sys.getsizeof(s.copy())
    if k==19:
        if R(8)==0: s.clear()
        return
digest = 0
for step in range(1000):
    operation = [op_list, op_dict, op_set][R(3)]
    try:
        result = operation()
    except Exception as error:
        result = type(error).__name__ + ': ' + str(error)
    result = repr(result)
    state_after = (log, [sys.getrefcount(p) for p in pool], [sys.getsizeof(c) for c in (*lists, *dicts, *sets)], [len(c) for c in (*lists, *dicts, *sets)])
    line = f'{step} {operation.__name__} {result} {state_after}'
    if step % 20 == 0:
        line += f'{lists} {dicts} {list(map(list, sets))}'
    log.clear()
    for character in line:
        digest = (digest * 31 + ord(character)) % 1000000007
    if step % 25 == 0:
        print(digest, line[:300])
    if len(lists[0]) > 80:
        lists[0].clear()
    if len(lists[1]) > 80:
        lists[1].clear()
