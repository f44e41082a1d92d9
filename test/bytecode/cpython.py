"""What CPython 3.12's compiler makes of source files, as digests or in full.

Runs in a native CPython 3.12 (`python3 cpython.py digests < request`) and inside Pyodide (`answer(request)`).
A request is JSON: {"command": "digests" | "code" | "program" | "messages" |
"tables" | "instructions" | "reprs", "files": [[name, source text], ...], "optimize": 0 | 1 | 2,
"mode": "exec" | "eval" | "single"}; the last two may be left out.

A digest stands for one group of fields of one code object: four characters, 24 bits of a SHA-256 of a canonical
text, which `codeFields.ts` makes of our code objects in the same way. Inline caches are zero in `co_code`.
"""
import base64
import dis
import hashlib
import io
import json
import marshal
import re
import struct
import sys
import types
import warnings

GROUPS = ("code", "consts", "names", "variables", "shape", "linetable", "exceptiontable")


def constant_text(value):
    kind = type(value)
    if value is None:
        return "N"
    if value is Ellipsis:
        return "E"
    if kind is bool:
        return "T" if value else "F"
    if kind is int:
        return "i" + format(value, "x")
    if kind is float:
        return "f" + float_text(value)
    if kind is complex:
        return "c" + float_text(value.real) + "," + float_text(value.imag)
    if kind is str:
        return "s" + value.encode("utf-16-be", "surrogatepass").hex()
    if kind is bytes:
        return "b" + value.hex()
    if kind is tuple:
        return "(" + ",".join(map(constant_text, value)) + ")"
    if kind is frozenset:
        return "{" + ",".join(sorted(map(constant_text, value))) + "}"
    if kind is types.CodeType:
        return "C" + text_of(value.co_qualname)
    raise TypeError(kind)


def float_text(value):
    return "nan" if value != value else struct.pack(">d", value).hex()


def text_of(text):
    return text.encode("utf-16-be", "surrogatepass").hex()


def local_kinds(code):
    """`co_localspluskinds`, which only marshal shows (Python/marshal.c w_object; version 2 has no references)."""
    data = marshal.dumps(code, 2)
    at = 1 + 5 * 4

    def number():
        nonlocal at
        at += 4
        return int.from_bytes(data[at - 4:at], "little", signed=True)

    def skip():
        nonlocal at
        kind = chr(data[at])
        at += 1
        if kind in "saAut":
            size = number()
            at += size
        elif kind in "zZ":
            at += 1 + data[at]
        elif kind in "(<>":
            for _ in range(number()):
                skip()
        elif kind == ")":
            at += 1
            for _ in range(data[at - 1]):
                skip()
        elif kind == "c":
            at += 5 * 4
            for _ in range(8):
                skip()
            at += 4
            skip()
            skip()
        elif kind == "l":
            size = abs(number())
            at += 2 * size
        elif kind in "igyRr":
            at += {"i": 4, "g": 8, "y": 16, "R": 4, "r": 4}[kind]
        elif kind not in "NTF.":
            raise ValueError(f"marshal type {kind!r}")

    for _ in range(4):  # code, consts, names, localsplusnames
        skip()
    start = at
    skip()
    return data[start + 5:at]


def fields(code):
    kinds = local_kinds(code)
    names = [code._varname_from_oparg(slot) for slot in range(len(kinds))]
    shape = [code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_stacksize, code.co_flags,
             code.co_firstlineno, text_of(code.co_name), text_of(code.co_qualname)]
    return {
        "code": code.co_code.hex(),
        "consts": ";".join(map(constant_text, code.co_consts)),
        "names": ";".join(map(text_of, code.co_names)),
        "variables": ";".join(map(text_of, names)) + "|" + kinds.hex(),
        "shape": ";".join(map(str, shape)),
        "linetable": code.co_linetable.hex(),
        "exceptiontable": code.co_exceptiontable.hex(),
    }


def digest(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode("ascii")).digest()[:3]).decode()


def walk(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from walk(constant)


def compiled(source, name, request):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mode, optimize = request.get("mode", "exec"), request.get("optimize", 0)
        return compile(source, name, mode, dont_inherit=True, optimize=optimize)


def file_digests(name, source, request):
    try:
        top = compiled(source, name, request)
    except (SyntaxError, ValueError, SystemError) as error:
        return {"error": f"{type(error).__name__}: {error}"}
    objects = []
    for code in walk(top):
        texts = fields(code)
        objects.append([code.co_qualname, code.co_firstlineno, "".join(digest(texts[group]) for group in GROUPS)])
    return {"objects": objects}


def full_code(code):
    return {
        "qualname": code.co_qualname, "firstlineno": code.co_firstlineno, "fields": fields(code),
        "positions": [list(position) for position in code.co_positions()],
        "consts": [repr(constant) for constant in code.co_consts],
    }


def program(code):
    text = io.StringIO()
    dis.dis(code, file=text)
    lines = re.sub(r" at 0x[0-9a-f]+", " at 0x0", text.getvalue()).rstrip("\n").split("\n")
    objects = [{"qualname": each.co_qualname, "firstlineno": each.co_firstlineno, "fields": fields(each)}
               for each in walk(code)]
    return {"version": sys.version.split()[0], "disassembly": lines, "objects": objects}


def messages(name, source):
    """The error and, if there is none, the warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, name, "exec", dont_inherit=True)
        except SyntaxError as e:
            error = [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset]
            return {"source": source, "error": error, "warnings": []}
    return {"source": source, "error": None,
            "warnings": [[each.category.__name__, str(each.message), each.lineno] for each in caught]}


def tables(code):
    entries = dis._parse_exception_table(code)
    return {"linetable": code.co_linetable.hex(), "firstlineno": code.co_firstlineno,
            "positions": [list(position) for position in code.co_positions()],
            "lines": [list(line) for line in code.co_lines()], "linestarts": [list(line) for line in dis.findlinestarts(code)],
            "exceptiontable": code.co_exceptiontable.hex(),
            "handlers": [[entry.start, entry.end, entry.target, entry.depth, entry.lasti] for entry in entries]}


def instructions():
    """The instruction table of `opcode`, with stack effects for some arguments."""
    import opcode
    rows = []
    for name, number in sorted(opcode.opmap.items(), key=lambda item: item[1]):
        if name.startswith("INSTRUMENTED"):
            continue
        kinds = [kind for kind in ("const", "name", "jrel", "local", "free", "compare", "exc")
                 if number in getattr(opcode, "has" + kind)]
        has_argument = number in opcode.hasarg
        arguments = range(40) if has_argument else [None]
        effects = [[opcode.stack_effect(number, argument, jump=jump) for argument in arguments] for jump in (False, True)]
        caches = opcode._inline_cache_entries[number] if number < 256 else 0
        rows.append({"name": name, "opcode": number, "kinds": kinds, "hasArgument": has_argument, "caches": caches,
                     "effects": effects[0], "jumpEffects": effects[1]})
    return {"rows": rows, "binary": [symbol for _, symbol in opcode._nb_ops], "comparisons": list(opcode.cmp_op),
            "intrinsics1": opcode._intrinsic_1_descs, "intrinsics2": opcode._intrinsic_2_descs,
            "functionFlags": list(dis.MAKE_FUNCTION_FLAGS)}


def answer(request):
    request = json.loads(request)
    if request["command"] == "digests":
        return json.dumps({"version": sys.version.split()[0],
                           "files": {name: file_digests(name, source, request) for name, source in request["files"]}})
    if request["command"] == "instructions":
        return json.dumps(instructions())
    if request["command"] == "reprs":
        return json.dumps([[source, repr(eval(source))] for _, source in request["files"]])
    if request["command"] == "tables":
        return json.dumps([tables(code) for name, source in request["files"] for code in walk(compiled(source, name, request))])
    if request["command"] == "messages":
        return json.dumps([messages(name, source) for name, source in request["files"]])
    [[name, source]] = request["files"]
    if request["command"] == "program":
        return json.dumps(program(compiled(source, name, request)))
    return json.dumps([full_code(code) for code in walk(compiled(source, name, request))])


if __name__ == "__main__":
    sys.stdout.write(answer(sys.stdin.read()))
