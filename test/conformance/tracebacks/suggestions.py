import sys
def run(function):
    try: function()
    except Exception as e: print(''.join(line for line in [str(type(e).__name__)])); sys.excepthook(type(e), e, e.__traceback__)
class Thing:
    def __init__(self): self.colour = 1; self.blech = 2
    def method(self): return colour
    def size(self): return siz
run(lambda: Thing().color)
run(lambda: Thing().bluch)
run(lambda: Thing().totally_different)
run(lambda: Thing().method())
run(lambda: prnt('x'))
run(lambda: maxx(1))
def local():
    counter = 1
    return countr
run(local)
run(lambda: itertools.chain())
run(lambda: [].appendd)
def imports():
    from collections import namedtupel
run(imports)
def missing():
    import no_such_module_at_all
run(missing)
def submodule():
    import sys.path
run(submodule)
run(lambda: 'abc'.uper())
run(lambda: Thing.methd)
