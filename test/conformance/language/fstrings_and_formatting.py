# f-strings, format specifications, percent formatting, str.format, bytes formatting.
import math


def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__ + ":", error)


name, value, pi = "World", 42, 3.14159265
print(f"Hello {name}!", f"{value}", f"{value!r}", f"{name!r}", f"{'é'!a}", f"{name!s:>10}|", f"{value:5}|{value:<5}|{value:^5}|{value:05}")
print(f"{value=}", f"{value = }", f"{name=!s}", f"{pi=:.2f}", f"{value + 1 = }", f"{ name }", f"{{literal}} {{{value}}}")
print(f"{pi:.2f} {pi:8.3f} {pi:e} {pi:.0f} {pi:g} {pi:%} {pi:+.1f} {pi: .1f} {-pi:.1f}")
print(f"{value:b} {value:o} {value:x} {value:X} {value:#b} {value:#o} {value:#x} {value:c} {value:n} {value:,} {1234567:,} {1234567:_} {0xffff:_x}")
width, precision = 10, 3
print(f"{pi:{width}.{precision}f}|{pi:{width}.{precision}}|{name:{'*'}^{width}}|{name:.{precision}}")
print(f"{'nested ' + f'{value:{width}}'}", f"{[x for x in range(3)]}", f"{ {'a': 1}['a'] }", f"{(lambda x: x * 2)(3)}", f"{value if value else 0}")
print(f"{1,2}", f"{'a' 'b'}", f"""{
    value
}""", rf"\n{value}\t", f"\u2022 \x41 {value}")
print(f"{3 + 4j:.1f} {1e100} {1e16} {1e15} {float('nan')} {float('inf'):10} {-0.0} {1/3:.20f} {2**70} {2**70:,} {True} {True:d} {None}")
print(f"{f"{f"{1}"}"}", f"{"quotes"}", f'{"\n"!r}')
for spec in ("", "d", "5d", "<5d", "^+7d", "=+7d", "07d", "+d", " d", "x", "#X", "e", ".3e", "g", "G", "%", ".1%", "c", "08.3f", "_d", ",.2f", "*>8", "s", "q", ".3d", ",x", "5.5.5"):
    attempt(lambda: format(1234, spec))
for spec in ("", "f", ".0f", ".10g", "g", "e", "E", "%", "10.2f", "<10.2f", "^10.2f", "+010.2f", ",.3f", "_.1f", "n", "d", "s", "x", "#.0f", "z.1f", ".3", "012"):
    attempt(lambda: format(-1234.5678, spec))
for spec in ("", "5", ">5", ".1", "^7.2", "s", "-<4s", "d", "+s", "=5", "05", ",", "#s", "é>4"):
    attempt(lambda: format("ab", spec))
for number in (0.1, 1e-5, 123456789.0, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 100.0, 1e-7, 123456.789e3):
    print(repr(number), str(number), f"{number:g}", f"{number:.3g}", f"{number:.17g}", "%s %r %g %e %f" % ((number,) * 5) if number < 1e20 else "")

attempt(lambda: "%s %d %5.2f %r %x %o %c %c %%" % ("a", 5, 3.14159, "q", 255, 8, "z", 65))
attempt(lambda: "%(a)s %(b)05d %(a)r" % {"a": "x", "b": 7})
attempt(lambda: "%-5s|%5s|%+d|% d|%05d|%.3s|%*d|%-*d|" % ("ab", "cd", 5, 5, 5, "abcdef", 6, 42, 6, 42))
attempt(lambda: "%#x %#o %X %e %E %g %G %i %u %a" % (255, 8, 255, 1.5, 1.5, 1e-10, 1e20, 3.7, 4, "é"))
attempt(lambda: "%s" % (1, 2))
attempt(lambda: "%s %s" % 1)
attempt(lambda: "%d" % "x")
attempt(lambda: "%d" % 3.9)
attempt(lambda: "%x" % 3.9)
attempt(lambda: "%c" % "ab")
attempt(lambda: "%c" % -1)
attempt(lambda: "%f" % "x")
attempt(lambda: "%(a)s" % 5)
attempt(lambda: "%(a)s" % {})
attempt(lambda: "%" % ())
attempt(lambda: "%z" % 1)
attempt(lambda: "%(a" % {})
attempt(lambda: "none" % 5)
attempt(lambda: "none" % ())
attempt(lambda: "none" % {"a": 1})
attempt(lambda: "%s" % [1, (2,)])
attempt(lambda: "%s" % (None,))
attempt(lambda: "%.2f%%" % 12.345)

attempt(lambda: "{} {}".format(1, 2))
attempt(lambda: "{1} {0} {a}".format(1, 2, a=3))
attempt(lambda: "{0.real} {0.imag:>5} {1[0]} {1[1]!r} {2[key]}".format(5, ["x", "y"], {"key": "v"}))
attempt(lambda: "{:{}} {:>{w}}".format("a", 5, "b", w=4))
attempt(lambda: "{{}} {!r:>5}".format("a"))
attempt(lambda: "{} {1}".format(1, 2))
attempt(lambda: "{1} {}".format(1, 2))
attempt(lambda: "{}".format())
attempt(lambda: "{5}".format(1))
attempt(lambda: "{a}".format())
attempt(lambda: "{".format())
attempt(lambda: "}".format())
attempt(lambda: "{!x}".format(1))
attempt(lambda: "{!}".format(1))
attempt(lambda: "{0!r".format(1))
attempt(lambda: "{0[}".format(1))
attempt(lambda: "{0.}".format(1))
attempt(lambda: "{0[]}".format([1]))
attempt(lambda: "{0[a]}".format([1]))
attempt(lambda: "{:d}".format("x"))
attempt(lambda: "{a} {b}".format_map({"a": 1, "b": 2}))
attempt(lambda: format(object(), "x"))
attempt(lambda: format([], "5"))
attempt(lambda: format(None, "5"))
attempt(lambda: format(5, 5))
attempt(lambda: f"{5:{'x'}{'y'}}")


class Custom:
    def __format__(self, spec):
        return f"<{spec}>"

    def __repr__(self):
        return "repr"

    def __str__(self):
        return "str"


c = Custom()
print(f"{c}", f"{c:abc}", f"{c!r:>6}", f"{c!s}", f"{c=}", format(c), "{:x}".format(c), "%s %r" % (c, c))


class BadFormat:
    def __format__(self, spec):
        return 5


class BadStr:
    def __str__(self):
        return 5

    __repr__ = __str__


attempt(lambda: f"{BadFormat()}")
attempt(lambda: f"{BadStr()!s}")
attempt(lambda: f"{BadStr()!r}")
attempt(lambda: f"{BadStr()}")
attempt(lambda: "%s" % BadStr())

attempt(lambda: b"%s %d %b %r %a %c %x" % (b"a", 5, b"b", "é", "é", 65, 255))
attempt(lambda: b"%s" % "text")
attempt(lambda: b"%(k)s" % {b"k": b"v"})
attempt(lambda: b"%5d|%-5d|%05d" % (1, 2, 3))
attempt(lambda: b"%c" % 256)
attempt(lambda: b"%d" % "x")
attempt(lambda: bytearray(b"%s") % b"x")
print(f"{math.pi:.{5}f}", f"{value:>{width}}", f"{'x':{width}}|", f'{value!r:^{width}}|', f"{-5:=+10}", f"{1e10:,}", f"{12345.678:_.2f}")
