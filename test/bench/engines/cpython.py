"""Runs a program under this CPython; the time is that of execution, start and compilation left out."""
import io
import json
import sys
import time

with open(sys.argv[1], encoding='utf8') as file:
    code = compile(file.read(), sys.argv[1], 'exec')
output, sys.stdout = sys.stdout, io.StringIO()
start = time.perf_counter()
exec(code, {'__name__': '__main__'})
elapsed = time.perf_counter() - start
text, sys.stdout = sys.stdout.getvalue(), output
print(json.dumps({'output': text.strip(), 'milliseconds': elapsed * 1000}))
