"""Writes what sys.settrace reports for the programs beside this file: run with the CPython to be compared with."""
import io
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))


def events_of(path):
    with open(path, encoding='utf8') as file:
        code = compile(file.read(), path, 'exec', dont_inherit=True)
    lines = []

    def tracer(frame, event, _arg):
        if frame.f_code.co_filename != path:
            return None
        lines.append(f'{event} {frame.f_lineno} {frame.f_code.co_qualname}')
        return tracer

    output, sys.stdout = sys.stdout, io.StringIO()
    namespace = {'__name__': '__main__', '__builtins__': __builtins__}
    sys.settrace(tracer)
    try:
        exec(code, namespace)
    finally:
        sys.settrace(None)
        sys.stdout = output
    # The module itself is called on line 0, which is no line; the tests say 1.
    lines[0] = lines[0].replace('call 0 ', 'call 1 ')
    return lines


for name in sorted(os.listdir(here)):
    if name.endswith('.py') and name != os.path.basename(__file__):
        with open(os.path.join(here, name.replace('.py', '.txt')), 'w', encoding='utf8') as file:
            file.write('\n'.join(events_of(os.path.join(here, name))) + '\n')
