# What _pickle says of bad pickles, bad reductions and bad arguments
import pickle, io, copyreg, sys
from _pickle import *
def t(f, *a, **k):
    try: r = f(*a, **k); print(type(r).__name__, str(r)[:100])
    except BaseException as e: print(type(e).__module__, type(e).__name__, e)
def f():
    def g(): pass
    class L: pass
    return g, L, L()
g, L, l = f()
t(dumps, g); t(dumps, L); t(dumps, l); t(dumps, lambda: 0); t(dumps, len); t(dumps, sys); t(dumps, (x for x in ())); t(dumps, memoryview(b'')); t(dumps, io.StringIO.write)
class R:
    def __init__(s, v): s.v = v
    def __reduce__(s): return s.v
for v in (5, (), (1,), (1,2), (len, 5), (len, (), None, 5), (len, (), None, None, 5), (len, (), None, None, None, 5), 'nope', 'R', (1,2,3,4,5,6,7), (copyreg.__newobj__, ()), (copyreg.__newobj__, (5,)), (copyreg.__newobj__, (int,)), (copyreg.__newobj_ex__, (1,)), (copyreg.__newobj_ex__, (1,2,3)), (copyreg.__newobj_ex__, (int,2,3)), (copyreg.__newobj_ex__, (int,(),3))):
    t(dumps, R(v))
for b in (b'', b'.', b'(', b'(.', b'q\0.', b'I1', b'I1\n', b'Ix\n.', b'\xff.', b'X', b'\x80\x09.', b'\x80', b'}.x', b'0.', b'a.', b'N0.', b'h\0.', b'j\0\0\0\0.', b'g5\n.', b'gx\n.', b'p5\n.', b'N', b'cfoo\nbar\n.', b'csys\nfoo\n.', b'csys\n', b'(l', b'1.', b'2.', b't.', b'Nb.', b'N}b.', b'NN\x81.', b'R.', b'NNR.', b'N)R.', b'cbuiltins\nint\nNR.', b'NQ.', b'P1\n.', b'\x82\0.', b'\x82\1.', b'\x83\1\1.', b'\x84\0\0\0\0.', b'S1\n.', b"S'a\n.", b"S'a'\n.", b'T\1\0\0\0a.', b'T\xff\xff\xff\xff.', b'U\1\xff.', b'V\\u1\n.', b'L1\n.', b'L1L\n.', b'Lx\n.', b'F1\n.', b'Fx\n.', b'G1.', b'\x8a\1\xff.', b'\x8b\xff\xff\xff\xff.', b'\x8b\1\0\0\0\5.', b'\x93.', b'NN\x93.', b'\x94.', b'\x95\0\0\0\0\0\0\0\0.', b'\x95\x05\0\0\0\0\0\0\0N.', b'(N\x90.', b'\x8f(N\x90.', b']N.', b'](NNe.', b'}(Nu.', b'}(NNu.', b'NNs.', b'}NNs.', b']Na.', b'NNa.', b'(Ne.', b'N(Ne.', b'i', b'(isys\nfoo\n.', b'(ibuiltins\nlist\n.', b'(o.', b'(cbuiltins\nlist\no.', b'\x92.', b'NNN\x92.', b'cbuiltins\nint\n)N\x92.', b'cbuiltins\nint\n)}\x92.', b'\x97.', b'\x98.', b'N\x98.', b'\x96\1\0\0\0\0\0\0\0a.', b'\x8e\xff\xff\xff\xff\xff\xff\xff\xff.', b'I01\n.', b'I00\n.', b'Q', b'M\1.', b'\x85.', b'N\x85.', b'NN\x86.', b'NNN\x87.', b'\x91.', b'(NN\x91.', b'~.', b"'.", b'\n'):
    print(b, end=' '); t(loads, b)
t(loads, 5); t(loads, 'a'); t(loads, b'N.', 5); t(loads); t(dumps); t(dumps, 1, 9); t(dumps, 1, -1); t(dumps, 1, protocol=5, x=4); t(dumps, 1, 2, fix_imports=1, buffer_callback=5); t(dumps, 1, 5, buffer_callback=5); t(Pickler); t(Pickler, 5); t(Unpickler, 5); t(dump, 1, 5); t(load, 5); t(Pickler(io.BytesIO()).dump)
class P(Pickler):
    def __init__(s): pass
class U(Unpickler):
    def __init__(s): pass
t(P().dump, 1); t(U().load); t(lambda: P().memo); t(lambda: U().memo)
p = Pickler(io.BytesIO(), 2); t(lambda: p.memo); t(lambda: p.memo.copy()); p.dump([1]); t(lambda: p.memo.copy().values().__len__()); t(lambda: p.bin); t(lambda: p.fast); t(lambda: p.persistent_id); t(lambda: p.dispatch_table); t(p.clear_memo)
p.memo = {}; t(setattr, p, 'memo', 5); t(setattr, p, 'memo', {1: 2}); t(delattr, p, 'memo'); t(setattr, p, 'persistent_id', 5); t(delattr, p, 'persistent_id')
u = Unpickler(io.BytesIO(b'N.')); t(lambda: u.memo.copy()); t(setattr, u, 'memo', 5); t(setattr, u, 'memo', {'a': 2});t(setattr, u, 'memo', {-1: 2}); t(delattr, u, 'memo'); t(lambda: u.persistent_load); t(u.load); t(u.find_class, 'sys', 'foo'); t(u.find_class, 'nomod', 'foo'); t(u.find_class)
print(sys.getsizeof(p), sys.getsizeof(u), Pickler.__basicsize__, Unpickler.__basicsize__, PickleBuffer.__basicsize__ if 'PickleBuffer' in globals() else '')
import _pickle
print([k for k in vars(_pickle) if k != '__file__'], _pickle.__doc__); print(sorted(vars(Pickler)), sorted(vars(Unpickler)), sorted(vars(type(p.memo))), sorted(vars(type(u.memo))), sorted(vars(pickle.PickleBuffer)))
x = pickle.PickleBuffer(b'abc'); t(x.raw); t(x.release); t(x.raw); t(pickle.PickleBuffer); t(pickle.PickleBuffer, 5); t(dumps, pickle.PickleBuffer(b'abc'), 4); t(dumps, pickle.PickleBuffer(b'abc'), 5); t(dumps, pickle.PickleBuffer(bytearray(b'abc')), 5); t(dumps, pickle.PickleBuffer(bytearray(b'abc')), 5, buffer_callback=lambda b: 1); t(dumps, pickle.PickleBuffer(bytearray(b'abc')), 5, buffer_callback=lambda b: 0); t(dumps, x, 5); t(loads, b'\x97.', buffers=[b'a']); t(loads, b'\x97\x98.', buffers=[bytearray(b'a')]);t(loads, b'\x97.', buffers=[5]); t(loads, b'\x97.', buffers=[]); t(loads, b'\x97.', buffers=5); t(dumps, pickle.PickleBuffer(memoryview(b'abcdef')[::2]), 5)
