"""A stored exception holds its traceback, the traceback the frames, and each frame its locals."""


def work():
    big = [0] * 1000
    return big[len(big)]


error = None
try:
    work()
except IndexError as caught:
    error = caught      # `big` lives on

print(error)
error.__traceback__ = None
print('now the list is freed, and the exception is still there')
