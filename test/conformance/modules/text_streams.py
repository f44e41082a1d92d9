# io: text over bytes, buffered streams, newlines, views of BytesIO, states; re on buffers.
import io, re, sys
b = io.BytesIO()
w = io.TextIOWrapper(b, encoding='utf-8', newline='')
print(w.write('aé\nb\r\n'), b.getvalue()); w.flush(); print(b.getvalue(), w.tell())
w.seek(0); print(repr(w.read(2)), w.tell(), repr(w.readline()), repr(w.read()), w, w.seek(0, 2))
for newline in (None, '', '\n', '\r', '\r\n'):
    t = io.TextIOWrapper(io.BytesIO(b'x\r\ny\rz\nlast'), 'ascii', newline=newline)
    print(repr(newline), list(t), t.newlines)
    s = io.StringIO('x\r\ny\rz\nlast', newline); print('   ', list(s), repr(s.getvalue()), s.newlines)
    out = io.BytesIO(); t = io.TextIOWrapper(out, 'ascii', newline=newline, write_through=True); t.write('p\nq'); print('   ', out.getvalue())
t = io.TextIOWrapper(io.BytesIO('one\ntwo€\nthree'.encode('utf-16')), 'utf-16'); print(t.readline(2), t.tell() > 0, t.readlines(), t.encoding, t.errors, t.line_buffering, t.closed, t.readable(), t.seekable())
r = io.BufferedReader(io.BytesIO(b'hello world\nsecond\n'))
print(r.peek(3)[:3], r.read(3), r.readline(), r.tell(), r.read1(3), r.read(), r.seek(2), r.read(2), r.readinto(bytearray(3)), list(r))
class Raw(io.RawIOBase):
    def __init__(self): self.data = []
    def writable(self): return True
    def readable(self): return True
    def write(self, b): self.data.append(bytes(b)); return len(b)
    def readinto(self, b): b[:2] = b'xy'; return 2
raw = Raw(); bw = io.BufferedWriter(raw, 4)
print(bw.write(b'ab'), raw.data, bw.write(b'cdefg'), raw.data, bw.write(b'h')); bw.flush(); print(raw.data, bw, raw.read(5), raw.closed)
pair = io.BufferedRWPair(raw, raw); print(pair.read(3), pair.write(b'q'), pair.readable(), pair.closed); pair.close(); print(raw.data[-1], raw.closed)
rnd = io.BufferedRandom(io.BytesIO(b'abcdef')); print(rnd.read(2), rnd.write(b'XY'), rnd.seek(0), rnd.read())
m = io.BytesIO(b'abc'); v = m.getbuffer(); v[0] = 65; print(m.getvalue())
for call in (lambda: m.write(b'more' * 10), lambda: m.truncate(1), m.close):
    try: print(call())
    except Exception as e: print(type(e).__name__, e)
v.release(); print(m.write(b'zz'), m.getvalue(), m.__getstate__())
shared = bytes(range(20)); n = sys.getrefcount(shared); held = io.BytesIO(shared); print(sys.getrefcount(shared) - n, held.getvalue() is shared, held.write(b'!'), sys.getrefcount(shared) - n)
for call in (lambda: io.TextIOWrapper(io.BytesIO(), 'nope'), lambda: io.TextIOWrapper(io.BytesIO(), newline='x'), lambda: io.TextIOWrapper(io.BytesIO(), 'hex'), lambda: io.TextIOWrapper(5),
             lambda: io.StringIO(5), lambda: io.StringIO('', 'x'), lambda: io.BufferedReader(io.BytesIO(), 0), lambda: io.BytesIO().seek(-1), lambda: io.BytesIO().seek(0, 9),
             lambda: io.BytesIO().write('x'), lambda: io.BytesIO().read('x'), lambda: io.StringIO().seek(1, 1), lambda: io.StringIO().truncate(-1), lambda: io.RawIOBase().read(1), lambda: w.detach() and w.read()):
    try: print(call())
    except Exception as e: print(type(e).__name__, e)
print(isinstance(sys.stdout, io.TextIOWrapper), sys.stdout.encoding, type(sys.stdout.buffer).__name__, type(io.TextIOWrapper).__name__, io.TextIOWrapper.__mro__)
sys.stdout.flush(); sys.stdout.buffer.write('bytes é\n'.encode()); sys.stdout.buffer.flush()
old, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO()); print('inside'); sys.stdout.flush(); data = sys.stdout.buffer.getvalue(); sys.stdout = old; print(data)
print(re.sub(b'a', bytearray(b'b'), bytearray(b'banana')), re.findall(b'n.', memoryview(b'banana')), re.match('(?:.*?(?=(a)|(b))b)*', 'abab').groups(), re.match('(ae)*+a', 'aea').groups(), re.match('K', '\u212a', re.I))
x = bytearray(b'xaxa'); it = re.finditer(b'a', x)
try: x.extend(b'more')
except BufferError as e: print(e)
print([i.span() for i in it]); del it; x.extend(b'!'); print(x)
