"""Records what CPython 3.12 makes of programs, for the tests of the parser.

    $HEAPGLASS_PYTHON test/python/syntax/record/record.py node_modules/pyodide/python_stdlib.zip

Writes recorded/programs.json (trees of programs/*.py), recorded/snippets.json (verdicts on snippets.txt),
recorded/mutations.json (verdicts on pieces of the programs, changed at random from a fixed seed) and
recorded/standardLibrary.json (digests of the trees of the archive's .py files).
"""
import ast
import hashlib
import json
import pathlib
import random
import re
import sys
import warnings
import zipfile

from dump_tree import dump

here = pathlib.Path(__file__).resolve().parent.parent
recorded = here / "recorded"
controls = {"⏎": "\n", "␉": "\t", "␌": "\f", "␍": "\r"}


def digest(tree):
    return hashlib.sha256(dump(tree).encode()).hexdigest()[:16]


def byte_column(source, line, offset):
    """CPython counts characters from 1, and sometimes beyond the line; null where it has no place."""
    if line is None or offset is None or offset < 1:
        return None
    lines = re.split(r"\r\n?|\n", source.removeprefix("\ufeff"))
    text = lines[line - 1] if line <= len(lines) else ""
    return len(text[: offset - 1].encode()) + max(0, offset - 1 - len(text))


def verdict(source):
    """A tree's digest, or the error; null for what is no SyntaxError."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            # A byte order mark is one in bytes only.
            text = source.encode() if source.startswith("\ufeff") else source
            tree = compile(text, "<test>", "exec", ast.PyCF_ONLY_AST)
        except SyntaxError as error:
            # No end is recorded where CPython has none, or counts it in another line than it lies in.
            end = error.end_lineno == error.lineno and byte_column(source, error.end_lineno, error.end_offset)
            return {
                "exception": type(error).__name__,
                "message": error.msg,
                "line": error.lineno,
                "column": byte_column(source, error.lineno, error.offset),
                "endColumn": None if end is False else end,
            }
        except (ValueError, RecursionError, MemoryError):
            return None
    messages = [[str(item.message), item.lineno] for item in caught if item.category is SyntaxWarning]
    return {"tree": digest(tree), "warnings": messages}


def write(name, value):
    recorded.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in value)
    (recorded / name).write_text("[\n" + lines + "\n]\n", encoding="utf-8")
    print(name, len(value))


def programs():
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((here / "programs").glob("*.py"))}


def record_programs():
    write("programs.json", [[name, dump(ast.parse(source))] for name, source in programs().items()])


def record_snippets():
    cases = []
    for line in (here / "snippets.txt").read_text(encoding="utf-8").splitlines():
        source = re.sub("[⏎␉␌␍]", lambda match: controls[match[0]], line)
        result = verdict(source)
        if result is None:
            raise SystemExit(f"no verdict: {source!r}")
        cases.append([source, result])
    write("snippets.json", cases)


TOKENS = (
    "( ) [ ] { } : , ; = == + * ** . \" ' f' ''' if else for in not and lambda yield await async def class return del import from as "
    "with try: except except* finally: match case print x 1 0x 1. 1e @ -> := ! != <> $ ? \\ # is None True _ ... pass while raise "
    "assert type nonlocal elif é € 1_ 0777 b' rb' {x x} !r} :>"
).split() + ["\n", "\n    ", "\t", " "]


def pieces():
    result = []
    for source in programs().values():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.stmt):
                lines = source.splitlines(keepends=True)[node.lineno - 1 : node.end_lineno]
                indent = len(lines[0]) - len(lines[0].lstrip(" \t"))
                text = "".join(line[indent:] if line[:indent].strip() == "" else line for line in lines)
                if 4 < len(text) < 240:
                    result.append(text)
    return result


def mutate(source, chance):
    words = [match.span() for match in re.finditer(r"\w+|\s+|[^\w\s]", source)]
    start, end = chance.choice(words)
    kind = chance.randrange(6)
    if kind == 0:
        return source[:start] + source[end:]
    if kind == 1:
        return source[:start] + chance.choice(TOKENS) + chance.choice(["", " "]) + source[start:]
    if kind == 2:
        return source[:start] + chance.choice(TOKENS) + source[end:]
    if kind == 3:
        other = chance.choice(words)
        return source[:start] + source[other[0] : other[1]] + source[end:]
    if kind == 4:
        return source[:start]
    return source[:end] + source[start:end] + source[end:]


def record_mutations(count):
    chance = random.Random(312)
    candidates = pieces()
    cases = {}
    while len(cases) < count:
        source = chance.choice(candidates)
        for _ in range(chance.choice([1, 1, 1, 2])):
            if source:
                source = mutate(source, chance)
        result = verdict(source)
        if result is not None and source not in cases:
            cases[source] = result
    write("mutations.json", list(cases.items()))


def record_standard_library(archive):
    digests = []
    with zipfile.ZipFile(archive) as library:
        for name in sorted(library.namelist()):
            if name.endswith(".py"):
                digests.append([name, digest(ast.parse(library.read(name)))])
    write("standardLibrary.json", digests)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    warnings.simplefilter("ignore")
    record_programs()
    record_snippets()
    record_mutations(1500)
    record_standard_library(sys.argv[1])
