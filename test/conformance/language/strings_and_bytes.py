# Methods and operators of str and bytes, with their errors.
def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__ + ":", error)


s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.capitalize(), s.casefold(), s.center(20, "*"), s.ljust(15, "."), s.rjust(15), s.zfill(15), "-5".zfill(5))
print(s.find("o"), s.rfind("o"), s.find("z"), s.index("W"), s.count("l"), s.startswith(("x", "He")), s.endswith("ld", 3), s.replace("l", "L", 2), s.partition(", "), s.rpartition("o"), s.partition("zz"))
print("a,b,,c".split(","), " a  b ".split(), "a,b,c".rsplit(",", 1), "a\nb\r\nc\x0bd".splitlines(), "a\nb\n".splitlines(True), "".split(), "".split(","), "abc".split("b", 0))
print("  x ".strip() + "|", "xxaxx".strip("x"), "abcba".lstrip("ab"), "abcba".rstrip("ab"), "prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"))
print("abc".isalpha(), "a1".isalnum(), "12".isdigit(), "½".isnumeric(), "²".isdecimal(), "²".isdigit(), " ".isspace(), "Ab".istitle(), "AB".isupper(), "ab_1".isidentifier(), "é".isascii(), "a\n".isprintable(), "".isalpha())
print("a\tb".expandtabs(4), "%".join("abc"), "abc"[::-1], "b" in "abc", "abc" < "abd", "a" * 3, max("abc"), sorted("bca"), list("é日"), len("😀"), "😀"[0])
print("ß".upper(), "ŉ".upper(), "İ".lower(), "ΑΣ".lower(), "straße".casefold(), "ǆ".title(), "Å" == "Å")
print("abc".translate({97: "X", 98: None, 99: 100}), str.maketrans("ab", "xy", "z"), "abz".translate(str.maketrans("ab", "xy", "z")))
print("abc".encode(), "é".encode("latin-1"), "日".encode("utf-8"), "é".encode("ascii", "replace"), "é".encode("ascii", "ignore"), "é€".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "backslashreplace"), "a".encode("utf-16-le"))
print(b"\xe6\x97\xa5".decode(), b"\xff".decode("latin-1"), b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("utf-8", "ignore"), b"a\xff".decode("ascii", "backslashreplace"), b"\xff".decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape"))
attempt(lambda: "é".encode("ascii"))
attempt(lambda: b"\xff".decode())
attempt(lambda: b"ab\xc3".decode())
attempt(lambda: b"\xe9".decode("ascii"))
attempt(lambda: "\ud800".encode())
attempt(lambda: "x".encode("nonsense"))
attempt(lambda: "x".encode("ascii", 5))
attempt(lambda: "abc".index("z"))
attempt(lambda: "abc".rindex("z"))
attempt(lambda: "a".split(""))
attempt(lambda: "a".partition(""))
attempt(lambda: "a" + 1)
attempt(lambda: 1 + "a")
attempt(lambda: "a" * "b")
attempt(lambda: "a" * 1.5)
attempt(lambda: "a" * -1)
attempt(lambda: "a" - "b")
attempt(lambda: 1 in "abc")
attempt(lambda: "a" < 1)
attempt(lambda: "a".join(["b", 1]))
attempt(lambda: "a".center("x"))
attempt(lambda: "a".center(5, "ab"))
attempt(lambda: "a".replace("a"))
attempt(lambda: "a".startswith(1))
attempt(lambda: "a".startswith(("a", 1)))
attempt(lambda: "a".count())
attempt(lambda: "a".translate(5))
attempt(lambda: "a".translate({97: -1}))
attempt(lambda: str.maketrans("a", "bc"))
attempt(lambda: str(b"x", "ascii"))
attempt(lambda: str(b"x"))
attempt(lambda: str(5, "ascii"))
attempt(lambda: chr(-1))
attempt(lambda: chr(0x110000))
attempt(lambda: ord(""))
attempt(lambda: "a".foo)
for text in ("", "'", '"', "'\"", "\\", "\n\r\t\0\x7f\x80\xa0\xad", "\u200b\u2028\ue000", "\U0001F600\U000E0001", "\ud800", "é"):
    print(ascii(text), repr(text).encode("utf-8", "backslashreplace"))

b = b"Hello"
print(b.upper(), b[0], b[1:3], b.hex(), b.hex("-"), b.hex(":", 2), bytes.fromhex("48 65"), b.find(b"l"), b.replace(b"l", b"L"), b.split(b"l"), b"a b".split(), b + b"!", b * 2, 72 in b, b"ell" in b)
print(bytes(3), bytes([1, 2]), bytes("é", "utf-8"), bytes(bytearray(b"x")), bytes(range(3)), b"'", b'"', b"'\"", b"\x00\n\t\\\xff", list(b"ab"), b"a" < b"b", b"a" == "a", hash(b"") == hash(""))
print(b"abc".translate(None, b"b"), b"abc".translate(bytes.maketrans(b"a", b"z")), b"Ab".swapcase(), b"ab".title(), b"a,b".partition(b","), b"x".ljust(3, b"."), b"-1".zfill(4), b"a\tb".expandtabs(), b"abc".startswith((b"a",)), b" x ".strip(), b",".join([b"a", bytearray(b"b")]))
for call in (
    lambda: bytes(-1), lambda: bytes([256]), lambda: bytes(["a"]), lambda: bytes("a"), lambda: bytes(1.5), lambda: bytes(5, "x"), lambda: b"a" + "a", lambda: b"a".join(["a"]), lambda: b"".find("a"), lambda: 300 in b"a",
    lambda: "a" in b"a", lambda: bytes.fromhex("4"), lambda: bytes.fromhex("zz"), lambda: b"a" < "a", lambda: b"x".decode("nonsense"), lambda: b"abc".index(b"z"), lambda: b"a" % 5,
):
    attempt(call)
ba = bytearray(b"abc")
ba[0] = 65
ba += b"d"
ba.append(101)
ba.extend([102])
ba[1:2] = b"XYZ"
del ba[-1]
ba.insert(0, 33)
print(ba, ba.pop(), ba.pop(0), ba.reverse(), ba, ba.copy() == ba, bytes(ba), len(ba))
attempt(lambda: ba.append(256))
attempt(lambda: ba.append("a"))
attempt(lambda: ba.__setitem__(0, "a"))
attempt(lambda: ba.remove(0))
attempt(lambda: bytearray().pop())
attempt(lambda: hash(ba))
m = memoryview(b"abcd")
print(m[1], bytes(m[1:3]), m.tolist(), len(m), m.nbytes, m.readonly, m == b"abcd", m.tobytes())
attempt(lambda: m.__setitem__(0, 1))
print(int("12"), int(" -12_3 "), int("ff", 16), int("0b11", 0), int("z", 36), int(b"12"), int("٣"), float(" 1e3 "), float("-inf"), float("nan"), float("1_0.5"), complex("1+2j"))
for call in (lambda: int("x"), lambda: int(""), lambda: int("1", 1), lambda: int("9", 8), lambda: int("1" * 5000), lambda: float("x"), lambda: float(""), lambda: complex("x"), lambda: int(float("nan")), lambda: int(float("inf")), lambda: int("1__2"), lambda: int(None), lambda: float(None), lambda: str(10**5000)):
    attempt(call)
