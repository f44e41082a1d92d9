"""Frames of the library show their lines, through the interpreter and through the module traceback."""
import json
import traceback

try:
    json.loads('{x')
except ValueError:
    print(traceback.format_exc())
x = '\d'
json.loads('[1,]')
