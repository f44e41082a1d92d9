# sys.getsizeof of numbers and text; how a bytearray grows and shrinks; what is tracked.
import sys
class S(str): pass
class I(int): pass
class F(float): pass
class B(bytes): pass
class S0(str): __slots__=()
for e in ["0","1","-1","2**30-1","2**30","2**60","10**100","True","1.5","1j","''","'a'","'abc'","'\\xe9'","'\\xe9b'","'\\u20ac'","'\\u20acb'","'\\U0001f600'","'a\\U0001f600'","b''","b'a'","b'abc'","bytearray()","bytearray(b'abc')","bytearray(10)","memoryview(b'abc')","range(10)","slice(1)","None","NotImplemented","...","iter('a')","iter('\\xe9')","iter(b'a')","iter(range(3))","iter(range(10**20))","S('abc')","S('\\xe9')","I(5)","I(10**100)","F(1.5)","B(b'abc')","S0('abc')","'a'*100","'\\xe9'*100", "str", "int", "chr(233)", "chr(300)", "'\\xe9'.upper()", "'abc'.upper()", "'%s' % 5","''.join(['a','b'])"]:
    print(e, sys.getsizeof(eval(e)))
b = bytearray()
for i in range(40):
    b.append(i); print(sys.getsizeof(b), end=' ')
for i in range(38):
    b.pop(); print(sys.getsizeof(b), end=' ')
del b[:]; print(sys.getsizeof(b))
b = bytearray(b'abcdef'); b += b'x'*3; print(sys.getsizeof(b)); b[2:4] = b'zzzzzzz'; print(sys.getsizeof(b), b); del b[0:3]; print(sys.getsizeof(b)); b.extend([1,2,3]); print(sys.getsizeof(b), b)
b.insert(2, 65); b.remove(65); b.reverse(); print(b); b[::2] = b'Q'*((len(b)+1)//2); print(b); del b[::3]; print(b, sys.getsizeof(b)); b *= 3; print(b)
m = memoryview(b)
try: b.append(3)
except BufferError as e: print(e)
m[0] = 90; print(b[0]); m.release(); b.append(3)
import gc
print([gc.is_tracked(eval(x)) for x in ("iter('a')","iter(b'a')","iter(range(3))","range(3)","slice(1)","1","'a'","memoryview(b'a')","S('a')","I(1)","S0('a')")])
