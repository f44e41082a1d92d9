"""warnings: filters, registries, places, what is printed."""
import sys
import warnings


def deprecated():
    warnings.warn('old', DeprecationWarning, stacklevel=2)


def quietly(*filters):
    with warnings.catch_warnings(record=True) as caught:
        warnings.resetwarnings()
        for one in filters:
            warnings.filterwarnings(*one)
        for _ in range(2):
            warnings.warn('first')
            warnings.warn('second', RuntimeWarning)
        return [(each.category.__name__, str(each.message), each.lineno - quietly.__code__.co_firstlineno) for each in caught]


print(quietly(('default',)))
print(quietly(('always', 'sec')))
print(quietly(('once', '', RuntimeWarning), ('ignore', 'first')))
print(quietly(('module',)))
warnings.warn('printed')
warnings.warn('printed')
deprecated()
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try:
        warnings.warn('raised', UserWarning)
    except UserWarning as error:
        print(repr(error))
    try:
        eval("'\\d'")
    except SyntaxError as error:
        print(error)
for arguments in (('x', int), ('x', 3), (UserWarning('given'), None, 'a')):
    try:
        warnings.warn(*arguments)
    except TypeError as error:
        print(error)
warnings.warn_explicit('explicit', UserWarning, 'some_file.py', 7)
try:
    warnings.warn_explicit('explicit', UserWarning, 'some_file.py', 7, registry=3)
except TypeError as error:
    print(error)
print(sorted(key for key in globals() if 'registry' in key), '__warningregistry__' in vars(sys))
compile("x = '\\e'\nassert (1, 2)\n1 is 1", 'compiled.py', 'exec')
print(exit, type(quit).__name__, help)
try:
    quit(3)
except SystemExit as error:
    print(repr(error))
