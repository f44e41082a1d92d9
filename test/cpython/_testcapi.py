"""What CPython's tests need of its C module of this name to see how the interpreter itself prints tracebacks. Nothing else of it is here."""
import io
import sys


def exception_print(value, legacy=False):
    sys.__excepthook__(type(value), value, getattr(value, '__traceback__', None))


class _Nothing(BaseException):
    pass


def traceback_print(traceback, file):
    """PyTraceBack_Print: a traceback is printed by the interpreter together with an exception, whose line is taken off."""
    stderr = sys.stderr
    sys.stderr = text = io.StringIO()
    try:
        sys.__excepthook__(_Nothing, _Nothing().with_traceback(traceback), traceback)
    finally:
        sys.stderr = stderr
    lines = text.getvalue().splitlines(keepends=True)
    file.write(''.join(lines[:-1]))
