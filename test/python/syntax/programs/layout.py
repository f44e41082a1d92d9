#!/usr/bin/env python
# -*- coding: utf-8 -*-

# only comments above


if x:

    a = 1
        # an odd comment
  # another

    b = 2


else:
	tab = 1

def f():
    return 1  # comment
    # trailing comment
# dedented comment
    x = (1,
2,
        3)
    y = 1 + \
2 + \
  3
    if a and \
       b:
        c; d;
    class Inner: x = 1; y = 2;
    return [
        1,

        # comment inside

        2
    ]

if x: a; b
if y: pass; pass;
while x: break
for x in y: a; continue
try: a
except: b
else: c
finally: d
class A: pass
def g(): pass
x = 1; 
(
)
[
]
{
}
if x:
    pass
    # last comment
x = {
  'a': 1,
'b': [
2],
}
x = '''
not indented
    ''' + \
    'x'
def h():
	if x:
	        tabs_and_blanks = 1
	return 1
async \
 def k(): pass
import a.b \
  as c
from a import (
  b,
  # comment
  c
)
x = \
    y
\
z = 1
