# Built-in exceptions: attributes, texts, chaining, groups.
import sys

print([t.__name__ for t in ExceptionGroup.__mro__], ExceptionGroup.__bases__)
for e in (
    Exception(), Exception(1), Exception(1, 'b'), KeyError('k'), KeyError(1, 2), StopIteration(), StopIteration(3), StopIteration(1, 2), SystemExit(), SystemExit(4),
    SystemExit(1, 2), ImportError('m', name='n', path='p'), ModuleNotFoundError('mm', name='nn'), NameError('x', name='y'), AttributeError('a', name='b', obj=3),
    UnboundLocalError('u'), OSError(), OSError(1), OSError(2, 'no'), OSError(2, 'no', 'file'), OSError(2, 'no', 'a', None, 'b'), OSError(13, 'x'), BlockingIOError(11, 'x', 5),
    SyntaxError('bad'), SyntaxError('bad', ('f.py', 3, 4, 'text\n')), SyntaxError('bad', ('/x/f.py', 3, 4, 'text\n', 3, 8)), IndentationError('i', (None, 3, 4, 't')),
    UnicodeDecodeError('utf8', b'a\xffb', 1, 2, 'why'), UnicodeDecodeError('utf8', b'a\xffb', 0, 3, 'why'), UnicodeEncodeError('ascii', 'a\xe9\u20ac', 1, 2, 'r'),
    UnicodeEncodeError('ascii', 'a\xe9\u20ac', 2, 3, 'r'), UnicodeTranslateError('abc', 1, 3, 'r'), MemoryError(), RecursionError('deep'),
):
    print(type(e).__name__, repr(e), '|', str(e), '|', e.args)
print(StopIteration(3).value, StopIteration().value, SystemExit(4).code, SystemExit(1, 2).code, SystemExit().code)
e = OSError(2, 'no', 'a', None, 'b')
print(e.errno, e.strerror, e.filename, e.filename2, type(e))
e = SyntaxError('bad', ('f.py', 3, 4, 'text\n', 5, 6))
print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, e.print_file_and_line)
e = AttributeError('a', name='b', obj=3)
print(e.name, e.obj, ImportError('m', name='n', path='p').path)
for call in (lambda: ValueError(x=1), lambda: ImportError('x', foo=1), lambda: SyntaxError('a', (1, 2)), lambda: UnicodeDecodeError('a', 'b', 1, 2, 'c'),
             lambda: UnicodeEncodeError('a'), lambda: ExceptionGroup('a', []), lambda: ExceptionGroup('a', [1]), lambda: ExceptionGroup(1, [ValueError()]),
             lambda: ExceptionGroup('a', 3), lambda: ExceptionGroup('a', [KeyboardInterrupt()]), lambda: ExceptionGroup('a'), lambda: Exception().with_traceback(3),
             lambda: Exception().add_note(3), lambda: setattr(Exception(), '__cause__', 3), lambda: setattr(Exception(), '__traceback__', 3),
             lambda: delattr(Exception(), 'args'), lambda: setattr(Exception(), 'args', 3), lambda: setattr(Exception(), '__context__', 1)):
    try:
        print('made', repr(call()))
    except Exception as e:
        print(type(e).__name__, e)

# chaining
try:
    try:
        1 / 0
    except ZeroDivisionError as first:
        {}['missing']
except KeyError as second:
    print(repr(second.__context__), second.__cause__, second.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError as first:
        raise ValueError('v') from first
except ValueError as second:
    print(repr(second.__context__), repr(second.__cause__), second.__suppress_context__)
try:
    raise ValueError from None
except ValueError as e:
    print(e.__cause__, e.__context__, e.__suppress_context__)
a, b = ValueError('a'), ValueError('b')
try:
    try:
        raise a
    except ValueError:
        raise b
except ValueError:
    try:
        raise a
    except ValueError as c:
        print(c is a, repr(a.__context__), repr(b.__context__))
for bad in ('raise 3', 'raise ValueError from 3', 'raise', 'raise int'):
    try:
        exec(bad)
    except BaseException as e:
        print(bad, '->', type(e).__name__, e)

# notes
e = ValueError('noted')
e.add_note('one')
e.add_note('two')
print(e.__notes__, e.__dict__)
e.extra = 1
print(sorted(e.__dict__), e.__reduce__())
e.args = [1, 2]
print(e.args, e)

# groups
g = ExceptionGroup('top', [ValueError(1), ExceptionGroup('in', [TypeError(2), ValueError(3)]), OSError(4)])
print(g, repr(g), g.message, g.exceptions)
m, r = g.split(ValueError)
print(repr(m), repr(r))
print(repr(g.subgroup((TypeError, OSError))), g.subgroup(KeyError), repr(g.subgroup(lambda e: isinstance(e, OSError))))
print(type(BaseExceptionGroup('x', [ValueError()])), type(BaseExceptionGroup('x', [KeyboardInterrupt()])))
class MyGroup(ExceptionGroup):
    def derive(self, excs):
        return MyGroup(self.message + '!', excs)
print(repr(MyGroup('my', [ValueError(), TypeError()]).subgroup(TypeError)))
try:
    try:
        raise g
    except* ValueError as part:
        print('except*', repr(part))
    except* TypeError as part:
        print('except*', repr(part))
except ExceptionGroup as rest:
    print('left', repr(rest))
try:
    raise ValueError(7)
except* ValueError as part:
    print('naked', repr(part))

class Multi(KeyError, AttributeError):
    pass
print(repr(str(Multi('x'))), Multi('x').name, isinstance(Multi(), LookupError))
class WithSlots(Exception):
    def __init__(self, a, *, b):
        super().__init__(a)
        self.b = b
print(repr(WithSlots(1, b=2)), WithSlots(1, b=2).b, WithSlots(1, b=2).args)
print(sys.exc_info(), sys.exception())
try:
    raise KeyError('now')
except KeyError:
    print(sys.exc_info()[:2], repr(sys.exception()))
