# A closure that keeps a large list alive.
#
# A nested function that uses a variable of the function around it holds that
# variable through a cell, for as long as the nested function itself lives,
# even if it needs only a little of what is in there.
from sys import getrefcount, getsizeof


class Rows(list):
    def __del__(self):
        print("   rows released")


def summary_of(count):
    rows = Rows(range(count))

    def summary():
        return f"{len(rows)} rows"  # uses `rows`, so it keeps all of them

    return summary


def small_summary_of(count):
    rows = Rows(range(count))
    size = len(rows)

    def summary():
        return f"{size} rows"  # uses a number only

    return summary


print("a closure over the list")
large = summary_of(10_000)
print("  ", large(), "are held by", large.__closure__[0].cell_contents.__class__.__name__, "in a cell")
print("   references to the list:", getrefcount(large.__closure__[0].cell_contents))
print("   the list takes more than 80 kB:", getsizeof(large.__closure__[0].cell_contents) > 80_000)

print("a closure over its length")
small = small_summary_of(10_000)
print("  ", small(), "- the cell holds an", type(small.__closure__[0].cell_contents).__name__)

print("dropping the first closure")
del large
print("done")
