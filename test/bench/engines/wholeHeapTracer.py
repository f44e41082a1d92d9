"""Runs a program under CPython with a tracer that keeps the whole picture at every step, as Python Tutor publishes its method
(opt-trace-format.md: each execution point holds all frames and the whole heap reachable from them, as JSON, on its own). Written for
this comparison; it takes nothing else over. Prints the steps made, the time and the size of the trace.

usage: wholeHeapTracer.py PROGRAM [STEPS] [SECONDS]
"""
import io
import json
import sys
import time
import types

PRIMITIVE = (int, float, str, bool, type(None))


class Enough(BaseException):
    pass


class Tracer:
    def __init__(self, file_name, step_limit, seconds):
        self.file_name = file_name
        self.step_limit = step_limit
        self.deadline = time.process_time() + seconds
        self.points = []
        self.size = 0
        self.numbers = {}
        self.kept = []
        self.heap = {}

    def reference(self, value):
        """A primitive itself, anything else by number, with its content in the heap."""
        if isinstance(value, PRIMITIVE):
            return value
        address = id(value)
        number = self.numbers.get(address)
        if number is None:
            number = self.numbers[address] = len(self.numbers) + 1
            self.kept.append(value)  # or the address would soon be another object's
        if number not in self.heap:
            self.heap[number] = None
            self.heap[number] = self.content(value)
        return ['REF', number]

    def content(self, value):
        kind = type(value)
        if kind is list or kind is tuple or kind is set or kind is frozenset:
            return [kind.__name__.upper()] + [self.reference(item) for item in value]
        if kind is dict:
            return ['DICT'] + [[self.reference(key), self.reference(item)] for key, item in value.items()]
        if isinstance(value, (types.FunctionType, types.MethodType)):
            return ['FUNCTION', value.__name__]
        if isinstance(value, type):
            return ['CLASS', value.__name__] + [[key, self.reference(item)] for key, item in vars(value).items() if not key.startswith('__')]
        if hasattr(value, '__dict__') and not isinstance(value, types.ModuleType):
            return ['INSTANCE', kind.__name__] + [[key, self.reference(item)] for key, item in vars(value).items()]
        return ['OTHER', kind.__name__]

    def variables(self, scope):
        return {name: self.reference(value) for name, value in scope.items() if not name.startswith('__')}

    def trace(self, frame, event, argument):
        if frame.f_code.co_filename != self.file_name:
            return None
        self.heap = {}
        stack = []
        current = frame
        while current is not None and current.f_code.co_filename == self.file_name:
            if current.f_code.co_name != '<module>':
                stack.append({'func_name': current.f_code.co_name, 'encoded_locals': self.variables(current.f_locals)})
            current = current.f_back
        point = json.dumps({
            'line': frame.f_lineno, 'event': event, 'func_name': frame.f_code.co_name, 'globals': self.variables(frame.f_globals),
            'stack_to_render': stack, 'heap': self.heap, 'stdout': sys.stdout.getvalue(),
        })
        self.points.append(point)
        self.size += len(point)
        if len(self.points) >= self.step_limit or time.process_time() > self.deadline:
            raise Enough
        return self.trace


def main():
    path = sys.argv[1]
    step_limit = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 20
    with open(path, encoding='utf8') as file:
        code = compile(file.read(), path, 'exec')
    output, sys.stdout = sys.stdout, io.StringIO()
    tracer = Tracer(path, step_limit, seconds)
    start = time.process_time()
    sys.settrace(tracer.trace)
    try:
        exec(code, {'__name__': '__main__'})
    except Enough:
        pass
    finally:
        sys.settrace(None)
    elapsed = time.process_time() - start
    sys.stdout = output
    print(json.dumps({'steps': len(tracer.points), 'milliseconds': elapsed * 1000, 'bytes': tracer.size}))


main()
