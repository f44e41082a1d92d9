# An exception that keeps a frame alive.
#
# An exception carries its traceback, the traceback its frames, and a frame
# all its local variables. Whoever keeps the exception keeps all of that.
# That is why Python deletes the name in `except ... as error` at the end of
# the block.


class Connection:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("   closed:", self.name)


def fetch(name):
    connection = Connection(name)
    raise ConnectionError(f"{connection.name} does not answer")


print("an exception that is handled and forgotten")
try:
    fetch("first")
except ConnectionError as error:
    print("   handled:", error)
print("after the handler")

print("an exception that is kept in a list")
log = []
try:
    fetch("second")
except ConnectionError as error:
    log.append(error)
print("after the handler, the connection is still open")

frame = log[0].__traceback__.tb_next.tb_frame
print("   it is a local variable of", frame.f_code.co_name, "called", *frame.f_locals)
del frame

print("without the traceback the exception is harmless")
log[0] = log[0].with_traceback(None)
print("   kept:", log)
