# io in memory, print to other files, context variables, sys, time, os, errno, _thread.
import contextvars, errno, io, os, sys, time, atexit, _thread
s = io.StringIO('one\ntwo\nthree')
print(s.readline(), s.read(3), s.tell(), s.readlines(), s.read(), s.seek(0), s.getvalue())
s.seek(0, 2); print('four', file=s); s.seek(0); print(list(s), s.closed, s.readable())
w = io.StringIO(); print(w.write('abc'), w.truncate(1), repr(w.getvalue())); w.close()
try: w.read()
except ValueError as e: print(e)
b = io.BytesIO(b'ab\ncd'); print(b.readline(), b.read(), b.seek(1), b.write(b'XYZ'), b.getvalue())
for call in (lambda: io.StringIO(3), lambda: io.StringIO().write(b''), lambda: io.BytesIO().write('a'), lambda: io.StringIO().seek(-1), lambda: io.IOBase().seek(0), lambda: io.FileIO('nope'),
             lambda: io.open('nope'), lambda: open('/no/such/folder/x')):
    try: print(call())
    except Exception as e: print(type(e).__name__, e)
class Writer:
    def __init__(self): self.parts = []
    def write(self, text): self.parts.append(text)
out = Writer(); print('a', 1, file=out); print(out.parts)
old, sys.stdout = sys.stdout, io.StringIO()
print('captured'); text = sys.stdout.getvalue(); sys.stdout = old; print(repr(text))
class Mine(io.TextIOBase):
    def write(self, t): old.write(t.upper()); return len(t)
print('upper', file=Mine()); print(isinstance(s, io.TextIOBase), isinstance(sys.stdout, io.TextIOBase), isinstance(b, io.BufferedIOBase))
var = contextvars.ContextVar('var', default=1)
token = var.set(2); ctx = contextvars.copy_context(); var.set(3)
print(var.get(), ctx[var], ctx.run(var.get), len(ctx)); var.reset(token); print(var.get(), token.old_value is contextvars.Token.MISSING, token.var is var)
print(sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 12), sys.maxsize, sys.byteorder, sys.implementation.name, sys.hash_info.modulus, sys.float_info.max, sys.int_info.bits_per_digit)
print(sys.version_info, sys.getrecursionlimit(), sys.intern('abc') is sys.intern('abc'), sys.flags.optimize, sys.maxunicode, sys.getdefaultencoding(), type(sys.modules), 'sys' in sys.modules)
for call in (lambda: sys.getrefcount(), lambda: sys.intern(3), lambda: sys.setrecursionlimit(0), lambda: sys._getframe(1000), lambda: sys.exit(3), lambda: sys.getsizeof()):
    try: print(call())
    except BaseException as e: print(type(e).__name__, e)
print(sys._getframe().f_code.co_name, sys.exc_info())
class Sized:
    def __sizeof__(self): return 1000
print(sys.getsizeof(Sized()), sys.getsizeof([]), sys.getsizeof(''), sys.getsizeof(object()), sys.getsizeof(0), sys.getsizeof(()))
print(time.gmtime(0), time.ctime(0), time.struct_time(range(9)).tm_year, time.monotonic() <= time.monotonic())
print(os.path.join('a', 'b'), os.sep, os.path.basename('/x/y.py'), os.path.splitext('a.tar.gz'), os.path.normpath('a/../b'), errno.ENOENT, errno.errorcode[2])
lock = _thread.allocate_lock(); print(lock.acquire(), lock.locked(), lock.acquire(False)); lock.release()
with _thread.RLock() as got: print(got)
try: lock.release()
except RuntimeError as e: print(e)
atexit.register(print, 'exit 1'); atexit.register(print, 'exit 2', sep='')
@atexit.register
def last(): print('exit 3'); raise SystemExit(5)
