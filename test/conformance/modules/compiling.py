"""compile, exec, eval: modes, flags, errors with their places; codeop, symtable, tokenize."""
import codeop
import io
import symtable
import tokenize
import types
import warnings

warnings.simplefilter('ignore', SyntaxWarning)


def attempt(*arguments, **keywords):
    try:
        print(repr(arguments[0])[:40], compile(*arguments, **keywords).co_name)
    except SyntaxError as error:
        print(repr(arguments[0])[:40], type(error).__name__, error.args)
    except Exception as error:
        print(repr(arguments[0])[:40], type(error).__name__, error)


for mode in ('exec', 'eval', 'single'):
    for source in ('a b\nc', "'abc\nfoo", 'return\n', 'x\n  y\n', '(a\n', "'''abc", 'x;y\nz', '', '  a', 'if 1:\n  pass', 'def f(): pass', '(a, b\n c)', b'# coding: foo\n',
                   b'# coding: latin-1\nx = "\xe9" $', '\x00', 'if 1:\n\tx\n        y\n', 'f"{a b}"', '{a: b, c}', 'é é'):
        attempt(source, '<text>', mode)
attempt('1', '<text>', 'other')
attempt('1', '<text>', 'exec', 1 << 20 << 10)
attempt('1', '<text>', 'exec', optimize=3)
attempt(3, '<text>', 'exec')
attempt('x', 3, 'exec')
attempt('a' + '()' * 4000, '<text>', 'exec')
print(eval('  1 + 1'), eval(b'2 * 3'), eval(compile('5', '', 'eval')))
exec(compile('1 + 1\n', '<text>', 'single'))
print(compile('async def f(): pass\nawait f()', '', 'exec', 0x2000).co_flags & 0x80)
exec(compile('assert False; print(__debug__)', '', 'exec', optimize=1))
print(compile("'doc'", '', 'exec', optimize=2).co_consts)
print(compile('from __future__ import annotations\nx: y', '', 'exec').co_flags & 0x1000000)


def outer():
    cell = 3

    def inner():
        print(cell)
    return inner


inner = outer()
exec(inner.__code__, closure=(types.CellType(5),))
for closure in (None, (), (1,)):
    try:
        exec(inner.__code__, closure=closure)
    except TypeError as error:
        print(error)
for text in ('a', 'a @', 'if 1:', 'def f():\n  x\n', '(', 'a b', "'''", 'x = \\', 'for x in y: z'):
    try:
        print(repr(text), codeop.compile_command(text) is not None)
    except SyntaxError as error:
        print(repr(text), error.msg)
table = symtable.symtable('def f(a):\n  global g\n  x = [i for i in a]\n  class C[T]:\n    y = a\n', '?', 'exec')
print([(each.get_name(), each.is_local(), each.is_global(), each.is_namespace()) for each in table.get_children()[0].get_symbols()], table)
for text in ('x = 1+ 2 # c\n', 'if 1:\n  y\n', 'f"a{b!r:>{c}}d"', '\n\n#c\n', '(a,\nb)', "'''a\nb''' + x\n", 'if a:\n  b\n  # c\n# d\ne', '(a', "'abc", 'é = ñ\\\n +1'):
    try:
        print([tuple(token) for token in tokenize.generate_tokens(io.StringIO(text).readline)])
    except (tokenize.TokenError, SyntaxError) as error:
        print(type(error).__name__, error)
