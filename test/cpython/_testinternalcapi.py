"""What CPython's package `test` asks of its C module of this name and our runtime can answer truly: facts of the build, no behaviour."""
import sys

SIZEOF_PYGC_HEAD = 16


def get_config():
    return {'code_debug_ranges': 1}


def get_recursion_depth():
    depth = 0
    frame = sys._getframe(1)
    while frame is not None:
        depth += 1
        frame = frame.f_back
    return depth
