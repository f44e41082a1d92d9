import sys
for text in ('x = = 1', 'def f(:\n  pass', 'if True:\nx', "'abc", 'a b c', 'for x in', '  x = 1', 'f(a for a in b, c)', 'return 3', 'x = 1\n  y = 2', '(1', ')', 'break', 'def f(a, a): pass', 'None = 1', "f'{a b}'"):
    try:
        exec(text)
    except SyntaxError as e:
        print(repr(text), type(e).__name__)
        sys.excepthook(type(e), e, None)
