"""The text form of a syntax tree which the tests compare; dumpTree.ts writes the same for our trees.

A node is (Kind line column endLine endColumn field ...), fields in the order of CPython's ASDL; a list is
[item item]; None is ~. Constants carry their type, floats their bits, so that equal text means equal trees.
"""
import ast
import json
import struct
import sys

sys.setrecursionlimit(100000)


def bits(value):
    return struct.pack(">d", value).hex()


def text(value):
    return json.dumps(value)


def constant(value):
    if value is None:
        return "none"
    if value is Ellipsis:
        return "ellipsis"
    if value is True or value is False:
        return str(value).lower()
    if isinstance(value, int):
        return "int:" + hex(value)[2:]
    if isinstance(value, float):
        return "float:" + bits(value)
    if isinstance(value, complex):
        return "complex:" + bits(value.imag)
    if isinstance(value, bytes):
        return "bytes:" + value.hex()
    return "str:" + text(value)


def write(out, node):
    if node is None:
        out.append("~")
    elif isinstance(node, list):
        out.append("[")
        for index, item in enumerate(node):
            if index:
                out.append(" ")
            write(out, item)
        out.append("]")
    elif isinstance(node, str):
        out.append(text(node))
    elif isinstance(node, ast.Constant):
        position(out, node)
        out.append(" " + constant(node.value) + (" u" if node.kind else "") + ")")
    elif isinstance(node, ast.MatchSingleton):
        position(out, node)
        out.append(" " + constant(node.value) + ")")
    elif isinstance(node, (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)):
        out.append(type(node).__name__)
    elif isinstance(node, int):
        out.append(str(node))
    else:
        position(out, node)
        for field in node._fields:
            if field in ("type_comment", "type_ignores"):
                continue
            out.append(" ")
            value = getattr(node, field)
            if isinstance(node, ast.AnnAssign) and field == "simple":
                value = int(value)
            write(out, value)
        out.append(")")


def position(out, node):
    out.append("(" + type(node).__name__)
    if "lineno" in node._attributes:
        out.append(f" {node.lineno} {node.col_offset} {node.end_lineno} {node.end_col_offset}")


def dump(tree):
    out = []
    write(out, tree)
    return "".join(out)
