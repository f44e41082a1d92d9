"""The docstring."""
if True:
    early: int = 1


class C:
    """Doc of C."""
    for i in range(2):
        x: int = i
    try:
        pass
    except E:
        y: int


class D:
    'no' 'docstring' % ()


def f():
    """Doc of f."""


def g():
    f"""{f} is no docstring"""
