"""Records what CPython 3.12 answers to expressions about numbers and text, for objects/expressions.test.ts.

Usage: python3.12 recordExpressions.py   (writes expressions.json beside this file)

Each expression is evaluated alone; what counts is repr() of the value, or the type and arguments of the exception.
"""
import json
import os
import random
import sys
import warnings

import prelude

HERE = os.path.dirname(os.path.abspath(__file__))
assert sys.version_info[:2] == (3, 12), sys.version
warnings.simplefilter('ignore')
random.seed(20231207)


NAMES = {name: value for name, value in vars(prelude).items() if isinstance(value, type)}

INTS = ['0', '1', '-1', '2', '3', '-7', '10', '255', '256', '257', '-5', '-6', '2147483647', '-2147483648', '4294967296', '9007199254740991', '-9007199254740991',
        '9007199254740993', '2**63', '-2**64', '10**30', '-10**25+1', 'True', 'False', 'Number(12)']
FLOATS = ['0.0', '-0.0', '1.0', '-1.5', '2.5', '0.1', '1e300', '-1e-300', '1e16', '123456.789', "float('inf')", "float('-inf')", "float('nan')", 'Real(2.5)', '5e-324']
STRS = ["''", "'a'", "'abc'", "'hello world'", "'caf\\xe9'", "'\\u20acuro'", "'a\\U0001f600b'", "Text('sub')", "'  x y  '", "'a,b,,c'", "'AbC dEf'", "'tab\\tand\\nline'"]
BYTES = ["b''", "b'a'", "b'abc'", "b'hello world'", "b'\\xff\\x00'", "b'  x y  '", "b'a,b,,c'", "b'AbC'", "bytearray(b'')", "bytearray(b'abc')", "bytearray(b'a,b')"]


def ints():
    for operator in ['+', '-', '*', '//', '%', '/', '&', '|', '^', '<', '<=', '==', '!=', '>', '>=']:
        for a in INTS:
            for b in INTS:
                if random.random() < 0.12:
                    yield f'({a}) {operator} ({b})'
    for a in INTS:
        yield from (f'{f}({a})' for f in ['-', '+', '~', 'abs', 'bool', 'hash', 'repr', 'str', 'hex', 'oct', 'bin', 'float', 'int'])
        yield from (f'({a}).{m}()' for m in ['bit_length', 'bit_count', 'conjugate', 'as_integer_ratio', '__trunc__', '__floor__', '__ceil__', '__round__', '__sizeof__', 'is_integer',
                                            '__getnewargs__', '__index__', '__int__', '__float__', '__bool__'])
        for n in [0, 1, 5, 53, 64]:
            yield f'({a}) << {n}'
            yield f'({a}) >> {n}'
        for n in [-1, -2, -3, -30, 2]:
            yield f'round({a}, {n})'
        for n in ['0', '1', '2', '3', '10', '-1', '-2', '0.5', '1j']:
            yield f'({a}) ** {n}'
        for n in ['1', '7', '-7', '10**20', '0']:
            yield f'pow({a}, 5, {n})'
        yield f'pow({a}, -1, 97)'
        for b in FLOATS:
            yield f'({a}) + {b}'
            yield f'({a}) // {b}'
            yield f'({a}) % {b}'
            yield f'({a}) == {b}'
            yield f'({a}) < {b}'
        yield f'divmod({a}, 7)'
        yield f'divmod({a}, -7)'
        yield f'divmod(100, {a})'
        for length in [0, 1, 2, 8, 16]:
            for order in ["'big'", "'little'"]:
                for signed in ['True', 'False']:
                    yield f'({a}).to_bytes({length}, {order}, signed={signed})'
        yield f'({a}).real, ({a}).imag, ({a}).numerator, ({a}).denominator'
    for text in ["'12'", "' 12\\n'", "'-1_000'", "'0x1f'", "'z'", "''", "b'12'", "bytearray(b' 7 ')", "b'x'", "'1' * 30", "'\\u0665'", "'12.5'", "memoryview(b'5')"]:
        yield f'int({text})'
        for base in [0, 2, 8, 10, 16, 36, 1, 37, -1]:
            yield f'int({text}, {base})'
            yield f'int({text}, base={base})'
    yield from ["int()", "int(2.9)", "int(-2.9)", "int(1e30)", "int(Index(5))", "int(Float())", "int('5', Index(8))", "int(None)", "int([])", "int(3, 2)", "int(x=3)", "int('3', 2, 3)", "int(base=3)",
                "int.from_bytes(b'\\x01\\x02')", "int.from_bytes(b'\\x01\\x02', 'little')", "int.from_bytes(b'\\xff\\x02', signed=True)", "int.from_bytes([1, 2])", "int.from_bytes(b'')", "int.from_bytes('a')",
                "int.from_bytes()", "int.from_bytes(5)", "Number.from_bytes(b'\\x05')", "type(Number.from_bytes(b'\\x05')).__name__", "int.from_bytes(b'1', 'x')", "int.from_bytes(b'1', 5)",
                "1 << -1", "1 >> -1", "0 << 10**30", "1 << 10**30", "1 >> 10**30", "-1 >> 10**30", "1 // 0", "1 % 0", "1 / 0", "divmod(1, 0)", "0 ** -1", "10**400 / 3", "10**400 / 10**399", "float(10**400)",
                "1 / 10**400", "10**25 / 10**5", "1 + 'a'", "1 + None", "'a' + 1", "1 < 'a'", "-'a'", "~1.5", "1 & 1.5", "(1).foo", "Number(5) + 1", "type(Number(5) + 1)", "Number(5)", "Number()", "Number('7')",
                "int('1' * 4300) > 0", "int('1' * 4301)", "str(10 ** 4299)[:5]", "str(10 ** 4300)", "int('f' * 10000, 16) > 0", "int('1' * 5000, 7)", "hex(10 ** 5000)[:20]", "format(10 ** 5000, 'x')[:10]",
                "f'{10 ** 5000}'", "'%d' % 10 ** 2", "round(5, None)", "round(15, 'a')", "round(2.5)", "round(12345, -2)", "round(-15, -1)", "round(25, -1)", "round(10**30 + 5, -1)",
                "True + True", "True & False", "True | 2", "True ^ True", "~True", "True == 1", "hash(True)", "repr(True)", "str(False)", "bool([])", "bool('a')", "bool()", "bool(1, 2)", "bool(x=1)",
                "True.real", "int(True)", "format(True)", "format(True, 'd')", "f'{True:5}'", "isinstance(True, int)", "(5).__add__(3)", "(5).__add__(3.0)", "(5).__radd__(3)", "(5).__divmod__(3)", "(5).__rdivmod__(3)",
                "(5).__pow__(2)", "(5).__pow__(2, 3)", "(5).__rpow__(2)", "(5).__lt__(6)", "(5).__eq__('a')", "(5).__format__('x')", "(5).__format__(5)", "int.__add__(1, 2)", "int.__add__('a', 2)",
                "int.__new__(int, 5)", "int.__new__(Number, 5).__class__.__name__", "int.__new__(str)", "(300).to_bytes(1)", "(-1).to_bytes(1)", "(5).to_bytes(-1, 'big')", "(5).to_bytes(2, 'x')", "(5).to_bytes(2, 5)",
                "(5).to_bytes('a')", "(5).to_bytes(length=2, byteorder='little')", "(5).to_bytes(1, 'big', True)"]


def floats():
    for operator in ['+', '-', '*', '/', '//', '%', '**', '<', '<=', '==', '!=', '>', '>=']:
        for a in FLOATS:
            for b in FLOATS:
                if random.random() < 0.3:
                    yield f'{a} {operator} {b}'
    for a in FLOATS:
        yield from (f'{f}({a})' for f in ['-', '+', 'abs', 'bool', 'repr', 'str', 'int', 'float', 'round'])
        if 'nan' not in a:
            yield f'hash({a})'
        yield from (f'({a}).{m}()' for m in ['hex', 'is_integer', 'as_integer_ratio', 'conjugate', '__trunc__', '__floor__', '__ceil__', '__getnewargs__'])
        yield from (f'round({a}, {n})' for n in ['0', '1', '2', '-1', '-2', 'None', '400', '-400', "'a'", 'Index(1)'])
        yield f'divmod({a}, 0.3)'
        yield f'divmod({a}, -0.3)'
        yield f'{a}.real, {a}.imag'
    yield from ["float()", "float('1.5')", "float(' 1_0.5 ')", "float(b'2.5')", "float(bytearray(b'3'))", "float('x')", "float('')", "float(None)", "float([])", "float(Float())", "float(Index(3))", "float(10**400)",
                "float(1, 2)", "float(x=1)", "Real('1.5')", "Real()", "type(Real(1) + 1)", "float.fromhex('0x1.8p1')", "float.fromhex('zz')", "float.fromhex(1)", "float.fromhex('0x1p1024')", "Real.fromhex('0x1p1')",
                "1.0 // 0", "1.0 % 0", "1.0 / 0", "divmod(1.0, 0)", "0.0 ** -1", "2.0 ** 5000", "(-2.0) ** 0.5", "(-8) ** (1/3)", "pow(2.0, 3, 5)", "1.5 & 1", "1.5 << 1", "round(2.675, 2)", "round(1e308, -308)",
                "round(1.7e308, -308)", "round(float('nan'))", "round(float('inf'))", "round(float('nan'), 1)", "int(float('inf'))", "int(float('nan'))", "0.1 + 0.2", "1e16 + 1", "3.0 == 3", "3.5 == 3", "2**53 + 1.0 == 2**53 + 1",
                "float(2**53 + 1)", "2**53 + 1 == float(2**53)", "10**400 > 1e300", "10**400 == float('inf')", "10**400 < float('inf')", "-10**400 > float('-inf')", "10**400 < float('nan')", "1.5.__add__(1)", "1.5.__add__('a')",
                "1.5.__radd__(1)", "1.5.__eq__(1.5)", "1.5.__lt__(2)", "1.5.__divmod__(1)", "1.5.__pow__(2)", "1.5.__rpow__(2)", "1.5.__int__()", "1.5.__float__()", "float.__getformat__('double')", "float.__getformat__('x')",
                "hash(float('inf'))", "hash(0.5)", "hash(1e300)", "hash(2.0**61)", "hash(-0.0)", "hash(-1.0)", "4.0.__floor__()", "1e22", "1e23", "1.7976931348623157e308 * 10", "5e-324 / 2"]


def complexes():
    values = ['0j', '1j', '-1j', '1+2j', '-1.5-2.5j', '1e300+1e300j', "complex('inf')", "complex('nanj')", 'complex(-0.0, -0.0)', 'complex(1, -0.0)', '3.0+0j']
    for operator in ['+', '-', '*', '/', '==', '!=']:
        for a in values:
            for b in values[:6] + ['2', '0.5', '0']:
                yield f'({a}) {operator} ({b})'
    for a in values:
        yield from (f'{f}({a})' for f in ['-', '+', 'abs', 'bool', 'repr', 'str', 'complex'])
        if 'nan' not in a:
            yield f'hash({a})'
        yield f'({a}).conjugate()'
        yield f'({a}).real, ({a}).imag'
        yield f'({a}).__getnewargs__()'
        yield from (f'({a}) ** {n}' for n in ['0', '1', '2', '3', '-1', '-2', '10'])
        yield from (f"format({a}, '{s}')" for s in ['', '.2f', '10', '<20', '^20', '>20.3e', '+', 'g', 'G', '+.1f', ' ', '020', '=20', 'd', ',', '_.2f', '#g', 'n'])
    for text in ['1', '1j', 'j', '-j', '+j', '1+j', '1-2j', '1+2', '(1+2j)', ' ( 1+2j ) ', '1 + 2j', 'inf', 'nan', 'infj', '1e5j', '1.5e-3+2.5e+3j', '1_0+2_0j', '', '()', 'x', '1+2jj', '1j+2', '-inf-infj', 'nan+nanj', '1.j', '.5j', '1+2J']:
        yield f"complex('{text}')"
    yield from ["complex()", "complex(1)", "complex(1, 2)", "complex(1.5, 2j)", "complex(1j, 2j)", "complex(imag=2)", "complex(real=1, imag=2)", "complex('1', 2)", "complex(1, '2')", "complex([])", "complex(1, [])", "complex(None)",
                "complex(1, 2, 3)", "complex(Index(3))", "complex(Float())", "1j < 2", "1j // 2", "1j % 2", "divmod(1j, 2)", "int(1j)", "float(1j)", "round(1j)", "1j / 0", "0j ** -1", "0j ** 1j", "1j == 1j", "1+0j == 1", "1+0j == 1.0",
                "1j == 'a'", "hash(1+0j)", "hash(1.5j)", "complex(True)", "1j.__complex__()", "pow(1j, 2, 3)", "1j.foo", "(1e200+1j) * (1e200+1j)", "abs(3+4j)", "abs(1e308+1e308j)"]


def strings():
    for a in STRS:
        yield from (f'{f}({a})' for f in ['len', 'repr', 'ascii', 'str', 'bool', 'hash', 'list', 'sorted', 'bytes'])
        yield from (f'({a}).{m}()' for m in ['upper', 'lower', 'title', 'capitalize', 'swapcase', 'casefold', 'strip', 'lstrip', 'rstrip', 'split', 'rsplit', 'splitlines', 'isalpha', 'isdigit', 'isspace', 'isidentifier',
                                            'istitle', 'encode', 'expandtabs', '__sizeof__', '__getnewargs__', 'isprintable', 'isascii'])
        for b in STRS[:6] + ["','", "' '", "'b'", "'\\U0001f600'"]:
            yield from (f'({a}).{m}({b})' for m in ['find', 'rfind', 'index', 'rindex', 'count', 'startswith', 'endswith', 'split', 'rsplit', 'partition', 'rpartition', 'strip', 'removeprefix', 'removesuffix', 'join'])
            yield f'({a}) + ({b})'
            yield f'({b}) in ({a})'
            yield from (f'({a}) {o} ({b})' for o in ['<', '<=', '==', '!=', '>', '>='])
            yield f"({a}).replace({b}, '-')"
            yield f"({a}).replace({b}, '--', 1)"
            yield f'({a}).find({b}, 1)'
            yield f'({a}).find({b}, 1, -1)'
            yield f'({a}).count({b}, 2, 100)'
            yield f'({a}).startswith({b}, 1)'
            yield f'({a}).endswith({b}, None, -1)'
            yield f'({a}).split({b}, 1)'
            yield f'({a}).rsplit({b}, maxsplit=1)'
        for n in ['0', '1', '-1', '2', '-2', '100', '-100', '10**20', 'True', 'Index(1)']:
            yield f'({a})[{n}]'
            if n != '10**20':
                yield f'({a}) * {n}'
        for s in ['1:', ':2', '1:3', '-2:', ':-1', '::2', '::-1', '5:1:-2', '1:100', '-100:2', '::-2', '100:', ':', 'Index(1):', '10**30:', ':10**30']:
            yield f'({a})[{s}]'
        for w in ['0', '3', '10', '11', '12']:
            yield f'({a}).center({w})'
            yield f"({a}).ljust({w}, '*')"
            yield f"({a}).rjust({w}, '\\u20ac')"
            yield f'({a}).zfill({w})'
            yield f'({a}).expandtabs({w})'
    yield from ["str()", "str(5)", "str(b'a')", "str(b'a', 'utf8')", "str(b'\\xff', 'latin1')", "str(b'\\xff', errors='replace')", "str('a', 'utf8')", "str(5, 'utf8')", "str(object=5)", "str(foo=1)", "str(1, 2, 3, 4)", "str(b'a', 1)",
                "str(bytearray(b'x'), 'ascii')", "str(memoryview(b'x'), 'ascii')", "str(b'', 'nonsense')", "str(b'a', 'nonsense')", "Text('a')", "type(Text('a') + 'b')", "type(Text('a').upper())", "type(str(Text('a')))", "Text('a')[:]",
                "type(Text('a')[:])", "Text(b'a', 'ascii')", "Text()", "'a'.join(['b', 'c'])", "'a'.join('xyz')", "'a'.join([])", "'a'.join(['b'])", "'a'.join([1])", "'a'.join(['b', 1])", "'a'.join(1)", "'a'.join(x for x in 'ab')",
                "'a'.join(('b', Text('c')))", "'a'.join({'x': 1})", "','.join(map(str, range(5)))", "'a'.split(foo=1)", "'a'.split(1, 2, 3)", "'a'.split(None, 2, maxsplit=3)", "'a b  c'.split(None, 1)", "'a b  c '.rsplit(None, 1)",
                "'a'.split('')", "'a'.split(1)", "'a\\nb\\r\\nc\\rd'.splitlines()", "'a\\nb\\r\\nc\\rd\\n'.splitlines(True)", "'a\\x0bb\\x0cc\\x1cd\\x85e\\u2028f'.splitlines()", "'a'.splitlines(keepends=1)", "''.splitlines()", "'\\n'.splitlines()",
                "'a'.find()", "'a'.find(1)", "'a'.find('a', 1, 2, 3)", "'a'.find('a', 'x')", "'a'.startswith(1)", "'a'.startswith((1,))", "'abc'.startswith(('x', 'ab'))", "'abc'.endswith(('x', 'bc'))", "'a'.startswith(())", "'a'.startswith()",
                "''.startswith('')", "''.startswith('', 1)", "'a'.startswith('', 2)", "''.find('', 1)", "'abc'.find('', 3)", "'abc'.find('', 4)", "'abc'.count('')", "'abc'.count('', 1)", "'abc'.rfind('')", "'abc'.rfind('', 0, 2)",
                "'a'.center()", "'a'.center(1, 2, 3)", "'a'.center(5, 'ab')", "'a'.center(5, 1)", "'a'.center('1')", "'a'.center(10**30)", "'ab'.center(5)", "'ab'.center(4)", "'a'.center(4)", "'a'.ljust(3, '\\U0001f600')",
                "'a'.replace('a')", "'a'.replace(1, 2)", "'a'.replace('a', 2)", "'a'.replace('a', 'b', 'c')", "'abc'.replace('', '-')", "'abc'.replace('', '-', 2)", "''.replace('', 'x')", "'aaa'.replace('a', 'bb', 2)", "'aaa'.replace('aa', '$&')",
                "'a\\U0001f600'.replace('', '-')", "'a'.replace('a', 'b', -1)", "'a'.replace('a', 'b', 0)", "'a'.upper(1)", "'a'.strip(1)", "'a'.strip(1, 2)", "'xxaxx'.strip('x')", "'xyaxy'.lstrip('yx')", "'\\U0001f600a'.strip('\\U0001f600')",
                "'\\u3000a\\u2003'.strip()", "'\\x1ca\\x1f'.strip()", "'\\ufeffa'.strip()", "'a'.partition('')", "'a'.partition(1)", "'a'.zfill('1')", "'-5'.zfill(4)", "'+5'.zfill(4)", "'--5'.zfill(6)", "''.zfill(2)", "'a'.removeprefix(1)",
                "'a'['b']", "'a'[1.5]", "'a'[None]", "'a'[3]", "''[0]", "'a'[::0]", "'a'['b':]", "'a' * 'b'", "'a' * 1.5", "3 * 'ab'", "'ab' * 0", "'ab' * -1", "'a' * 10**20", "'' * 10**20", "'a' + b'b'", "'a' < 1", "1 in 'a'", "None in 'a'",
                "'' in 'a'", "'a' == b'a'", "'a' != 1", "'a'.translate({97: 'b'})", "'abc'.translate({97: None, 98: 120, 99: 'zz'})", "'abc'.translate('xyz')", "'\\x01'.translate('xyz')", "'x'.translate(3)", "'x'.translate({120: 1.5})",
                "'x'.translate({120: -1})", "'x'.translate({120: 0x110000})", "'x'.translate(Mapping())", "str.maketrans('ab', 'xy')", "str.maketrans('ab', 'xy', 'c')", "str.maketrans({'a': 1, 98: 'c'})", "str.maketrans(3)", "str.maketrans('a', 3)",
                "str.maketrans('a', 'bc')", "str.maketrans({'ab': 3})", "str.maketrans({1.5: 3})", "str.maketrans('a', 'b', 3)", "str.maketrans(1, 'b')", "str.maketrans()", "'hello'.translate(str.maketrans('el', 'ip', 'o'))",
                "'a\\tb'.expandtabs()", "'a\\tb'.expandtabs(0)", "'a\\tb'.expandtabs(-1)", "'ab\\tc\\nd\\te'.expandtabs(4)", "'\\u20ac\\tb'.expandtabs(4)", "'x'.expandtabs('1')", "'x'.expandtabs(tabsize=3)", "'x'.expandtabs(10**20)",
                "'a'.encode('utf-16')", "'a\\U0001f600'.encode('utf-16-le')", "'a\\U0001f600'.encode('utf-32-be')", "'\\xe9'.encode('ascii')", "'\\xe9'.encode('ascii', 'ignore')", "'\\xe9x\\u20ac'.encode('ascii', 'replace')",
                "'\\xe9x\\u20ac'.encode('latin-1', 'backslashreplace')", "'\\xe9\\U0001f600'.encode('ascii', 'xmlcharrefreplace')", "'\\ud800'.encode()", "'\\udcff'.encode('utf8', 'surrogateescape')", "'\\ud800'.encode('utf8', 'surrogatepass')",
                "'a\\ud800\\ud801b'.encode('utf-8')", "'\\ud800'.encode('utf-16', 'surrogatepass')", "'a'.encode('nonsense')", "'a'.encode(5)", "'a'.encode('ascii', 5)", "'\\xe9'.encode('ascii', 'nonsense')", "'a'.encode('ascii', 'nonsense')",
                "'a'.encode(encoding='ascii')", "'\\xe9'.encode('UTF_8')", "'\\xe9'.encode('ISO-8859-1')", "'a'.encode('US-ASCII')", "'abc\\xe9\\u20ac\\U0001f600'.encode()", "'a'.isidentifier()", "''.isidentifier()", "'1a'.isidentifier()",
                "'a' 'b'", "'a'.foo", "str.upper('a')", "str.upper(1)", "str.upper()", "'abc'.__contains__('b')", "'abc'.__getitem__(1)", "'abc'.__len__()", "'abc'.__add__('d')", "'abc'.__add__(1)", "'abc'.__mul__(2)", "'abc'.__rmul__(2)",
                "'abc'.__mod__(1)", "'abc'.__rmod__('%s')", "'abc'.__iter__().__next__()", "list(iter('a\\U0001f600b'))", "iter('abc').__length_hint__()", "iter('abc').__reduce__()[1:]", "type(iter('abc')).__name__", "type(iter('\\xe9')).__name__",
                "list(reversed('a\\U0001f600'))", "'a' and 'b'", "max('abc')", "'\\uffff' < '\\U00010000'", "'\\ue000' < '\\U00010000'", "'\\ud7ff' < '\\U00010000'", "sorted(['\\uffff', '\\U00010000', 'a', '\\ue000'])", "ord('\\U0001f600')",
                "chr(0x1f600)", "chr(97)", "chr(-1)", "chr(0x110000)", "ord('ab')", "ord('')", "ord(b'a')", "ord(1)", "'%s' % 'a'", "'abc' 'def'[1]", "hash('abc') == hash(Text('abc'))", "'a' is 'a'", "repr('a\\'b')", "repr('a\"b')",
                "repr('a\\'b\"c')", "repr('\\x00\\x7f\\x80\\xa0\\xad\\u200b\\u2028\\ud800\\ue000\\U000e0001\\U0001f600')", "ascii('\\xe9\\u20ac\\U0001f600')"]


def formats():
    specs = ['', 'd', 'x', 'X', 'o', 'b', '#x', '#X', '#o', '#b', 'c', 'n', 'e', 'f', 'g', 'E', 'G', 'F', '%', '5', '<5', '>5', '^5', '=5', '05', '+', ' ', '-', '+5', '+05', '*^9', '*=+9', ',', '_', '010,', '012_d', '_x', '#_b', '020,', '#12x', '#012x',
             '.2f', '.0f', '#.0f', '10.3f', '<10.3f', '+.2e', '010.2f', ',.2f', '_.3f', '.3g', '#.3g', '.10g', '.3', '.0', '#.3', '10.3', '.2%', ',%', 'z', 'z.1f', 's', 'abc', '5x ', '.', '.2d', 'c,', ',,', ',_', '_,', ',x', '_n', ',n', '+c', '#c', 'zd',
             '99999999999999999999', '.99999999999999999999', '0', '00', '0<5', '0^5', '\\u20ac>7', '\\U0001f600>5', '{<5', '=', '^', '>', '015.2e', '+g', 'é', '\\x01']
    values = ['0', '5', '-5', '1234567', '-1234567', '10**20', '65', 'True', '0.0', '-0.0', '1.5', '-1234567.891', '0.00001234', '1e100', "float('inf')", "float('nan')", "'abc'", "''", "'h\\xe9\\U0001f600'"]
    for value in values:
        for spec in specs:
            yield f"format({value}, '{spec}')"
    for value in ["'abc'", "'a\\U0001f600b'", "Text('abc')"]:
        for spec in ['s', '10s', '<10', '>10', '^10', '*^10', '.2', '.1s', '10.2', '*<6.2', '.0', '010', '010s', '=10', '+', ' ', '#', 'd', ',', '_', '<', '\\xe9^5', '1', '3', '.5', 'z']:
            yield f"format({value}, '{spec}')"
    yield from ["format(None, '5')", "format([], '5')", "format([])", "format(None)", "format(1, 2)", "format(1.5, '')", "format(Number(5))", "format(Number(5), '03')", "format(Real(2.5), '.2f')", "f'{5:>{4}}'", "f'{5!r:>4}'", "f'{\"a\"!r}'",
                "f'{3.14159:.2f}'", "f'{1234567:,}'", "f'{5}{6}'", "f'{\"x\":*^{5}}'", "f'{1 + 1 = }'", "f'{1.0 = :.3f}'", "f'{{}}'", "'{:c}'.format(10**30)", "format(1114112, 'c')", "format(-1, 'c')", "format(8364, 'c')", "format(97, '5c')", "format(97, '05c')",
                "format(97, '^5c')", "format(1234.5, 'n')", "format(1234, 'n')", "format(10**400, 'f')", "format(10**400, 'e')", "format(12345678901234567890, ',')", "format(1e22, ',')", "format(123456789.123, '020,.1f')", "format(-5, '=+10')",
                "format(3, '<08')", "format(1e-10, 'z.3f')", "format(-1e-10, 'z.3f')", "format(-0.0, 'z')", "format(-0.5, 'z.0f')", "format(float('nan'), '010')", "format(float('inf'), '+010')", "format(float('-inf'), '=10')", "format(1.5, '5.1%')",
                "format(0.5, '#g')", "format(100000.0, 'g')", "format(1000000.0, 'g')", "format(1e16, '')", "format(1e16, '.17g')", "format(1.0, '.3')", "format(123456.0, '.3')", "format(1e5, '')", "format(1.1, '.30f')", "format(1.1, '.60f')", "format(1e300, 'f')"]
    fields = ['{}', '{0}', '{a}', '{} {}', '{1} {0}', '{0}{0}', '{!r}', '{!s}', '{!a}', '{!x}', '{!}', '{!r', '{!rs}', '{!r:>5}', '{:5}|', '{:>{}}', '{:{}}', '{:{}{}}', '{:{:{}}}', '{0[0]}', '{0[a]}', '{0.real}', '{0.foo}', '{0[}', '{0[]}', '{0.}', '{0.a.b}',
              '{0[0]b}', '{0[0].real}', '{', '}', '{{', '}}', '{{}}', '{{{}}}', '{0', '{a', '{a!', '{:', '{0:}', '{0:{', '{0:{}', '{a.b}', '{}{0}', '{0}{}', '{0[-1]}', '{0[1]}', '{ }', '{ a}', '{0 }', '{-1}', '{99999999999999999999}', '{0[99999999999999999999]}',
              '{:.2f}', '{:d}', '{a{b}}', 'x{0}y{1}z', '{0!r:^10}', '{0:{0}}', '{:{a}}', '{}}', '{0]}', '{[0]}', '{.real}', '{:%}', '{0:>{1}}']
    for field in fields:
        for args in ['', '1', '1, 2', "'abc', 5", '[1, 2], 3', '1.5, a=6', '{"a": 1}', "a='x', b='y'"]:
            yield f'{field!r}.format({args})'
    for field in ['{a}', '{}', '{0}', '{a.b}', '{a[b]}', 'x', '{a!r}']:
        for mapping in ['Mapping()', '{}', '{"a": 1}', '1', '{"a": {"b": 2}}']:
            yield f'{field!r}.format_map({mapping})'
    yield from ["'{}'.format", "'{a}'.format(**{'a': 1})", "'{:>5}'.format('\\u20ac')", "'{}'.format(Text('x'))", "'{!r}'.format(Text('x'))", "'{:{w}.{p}}'.format(1.23456, w=10, p=3)", "type('{}'.format(Text('a')))"]


def percents():
    conversions = ['d', 'i', 'u', 'o', 'x', 'X', 'e', 'E', 'f', 'F', 'g', 'G', 'c', 'r', 's', 'a', '%']
    flags = ['', '5', '-5', '05', '+', ' ', '#', '+05', '-05', '#08', '.3', '8.3', '08.3', '-8.3', '.0', '#.3', '+ ', ' +5', 'l', 'h']
    for conversion in conversions:
        for flag in flags:
            for value in ['5', '-5', '1.5', "'a'", '10**20', 'True'] if conversion != '%' else ['()']:
                yield f"'%{flag}{conversion}' % {value}"
    for value in ['Index(5)', 'Float()', 'None', '[]', "'abc'", "b'a'", 'Number(7)', 'Real(1.5)', "float('inf')", "float('nan')", '1j', '(1,)', '(1, 2)', '()', '{}', '{"a": 1}', 'Mapping()', "Text('t')"]:
        for conversion in ['d', 'x', 'f', 'g', 's', 'r', 'c', '5.1f', '(a)s', '(a)d', '%']:
            yield f"'%{conversion}' % {value}"
    yield from ["'%d %d' % 1", "'%d' % (1, 2)", "'%c' % 'ab'", "'%c' % 8364", "'%c' % -1", "'%c' % 99999999", "'%z' % 1", "'%' % 1", "'% ' % 1", "'%5' % 1", "'%(a' % {}", "'%(a)' % {}", "'%(a)s' % {}", "'%((a))s' % {'(a)': 3}", "'%(a)s %(b)s' % {'a': 1, 'b': 2}",
                "'%*d' % (5, 1)", "'%-*d|' % (5, 1)", "'%*d' % (-5, 1)", "'%*d' % ('a', 1)", "'%.*f' % (2, 1.23456)", "'%.*f' % (-2, 1.23456)", "'%*.*f' % (8, 2, 1.5)", "'%(a)*d' % {'a': 1}", "'%s %s' % ('a', 'b')", "'%s' % ((),)", "'%s' % (1,)", "'abc' % ()", "'abc' % 3",
                "'abc' % {}", "'abc' % []", "'abc' % ''", "'%%' % ()", "'%%' % 1", "'%s%%' % 5", "'%.2s' % 'abc'", "'%5.1s|' % 'abc'", "'%s' % '\\u20ac'", "'%a' % '\\u20ac'", "'%r' % '\\u20ac'", "'%.1r' % 'abc'", "'%5s|' % '\\U0001f600'", "'%.3d' % 5", "'%.3x' % 255",
                "'%#.5x' % 255", "'%#o' % 8", "'%+x' % 255", "'%x' % -255", "'%#x' % -255", "'%08x' % -255", "'%e' % 12345", "'%g' % 1e20", "'%#g' % 1.0", "'%.0e' % 12345.0", "'%F' % float('nan')", "'%f' % 10**30", "'%d' % 1.9", "'%d' % -1.9", "'%d' % 1e30", "'%i' % True",
                "'%x' % 1.5", "'%o' % 1.5", "'%d' % float('nan')", "'%d' % float('inf')", "'%99999999999999999999d' % 1", "'%s' % Text('a')", "type('%s' % Text('a'))", "Text('%s') % 'a'", "type(Text('%s') % 'a')", "'%-010d|' % 5", "'%+.3g' % 1.5",
                "'\\u20ac%d' % 5", "'%\\u20ac' % 5", "'%(\\u20ac)s' % {'\\u20ac': 1}", "'%s' % object", "'%d' % '5'", "'%s' % None", "'%5%' % ()", "'%ld' % 5", "'%lld' % 5", "'%s %(a)s' % {'a': 1}", "'%(a)s %s' % {'a': 1}", "'%(a)s' % 5", "'%(a)s' % (5,)"]


def byteses():
    for a in BYTES:
        yield from (f'{f}({a})' for f in ['len', 'repr', 'str', 'bool', 'list', 'bytes', 'bytearray', 'sorted'])
        yield from (f'({a}).{m}()' for m in ['upper', 'lower', 'title', 'capitalize', 'swapcase', 'strip', 'lstrip', 'rstrip', 'split', 'rsplit', 'splitlines', 'isalpha', 'isdigit', 'isspace', 'isalnum', 'islower', 'isupper',
                                            'istitle', 'isascii', 'expandtabs', 'hex', 'decode', '__sizeof__'])
        for b in ["b''", "b'a'", "b'b'", "b'abc'", "b','", "b' '", "bytearray(b'b')", "memoryview(b'a')", "'a'", '97', '300', 'None']:
            yield from (f'({a}).{m}({b})' for m in ['find', 'rfind', 'index', 'rindex', 'count', 'startswith', 'endswith', 'split', 'rsplit', 'partition', 'rpartition', 'strip', 'removeprefix', 'removesuffix', 'join'])
            yield f'({a}) + ({b})'
            yield f'({b}) in ({a})'
            yield from (f'({a}) {o} ({b})' for o in ['<', '==', '!=', '>='])
            yield f"({a}).replace({b}, b'-')"
            yield f'({a}).find({b}, 1, -1)'
        for n in ['0', '1', '-1', '2', '100', '-100', 'Index(1)', '10**20']:
            yield f'({a})[{n}]'
            if n != '10**20':
                yield f'({a}) * {n}'
        for s in ['1:', ':2', '1:3', '-2:', '::2', '::-1', '5:1:-2', ':']:
            yield f'({a})[{s}]'
        for w in ['0', '3', '10', '11']:
            yield f'({a}).center({w})'
            yield f"({a}).ljust({w}, b'*')"
            yield f'({a}).zfill({w})'
    yield from ["bytes()", "bytes(3)", "bytes(-1)", "bytes([1, 2])", "bytes((1, 2))", "bytes({1: 2})", "bytes(range(3))", "bytes([256])", "bytes([-1])", "bytes(['a'])", "bytes('a')", "bytes('a', 'utf8')", "bytes('\\xe9', 'ascii')", "bytes('\\xe9', 'ascii', 'replace')",
                "bytes(1, 'utf8')", "bytes(1.5)", "bytes(None)", "bytes(Index(3))", "bytes(source=b'a')", "bytes(encoding='ascii')", "bytes(errors='x')", "bytes('a', errors='x')", "bytes(1, 2, 3, 4)", "bytes(b'a', 'ascii')", "bytes(10**20)", "bytes(iter([1, 2]))",
                "bytes(memoryview(b'ab'))", "bytes(bytearray(b'ab'))", "bytes([Index(5)])", "bytes(object())", "b'a' + 'b'", "b'a' * 'b'", "b'a'['b']", "b'a'[1.5]", "b'a'[5]", "b'a' < 'a'", "b'a' == 'a'", "'a' in b'a'", "256 in b'a'", "None in b'a'", "b'a'.join(['a'])",
                "b'a'.join(5)", "b','.join([b'a', bytearray(b'b'), memoryview(b'c')])", "b''.join([b'a'])", "b'abc'.split(b'')", "b'abc'.partition(b'')", "b'a b'.split(maxsplit=1)", "b'a'.split(foo=1)", "b'abc'.find('z')", "b'abc'.find(256)", "b'abc'.index(b'z')",
                "b'abc'.translate(None, b'b')", "b'abc'.translate(bytes(range(256)))", "b'abc'.translate(b'x')", "b'abc'.translate(None, delete=b'a')", "b'abc'.translate()", "bytes.maketrans(b'a', b'b')[97:99]", "bytes.maketrans(b'a', b'bc')", "bytes.maketrans('a', 'b')",
                "b'\\xe9'.decode()", "b'\\xe9'.decode('latin-1')", "b'\\xe9'.decode('ascii')", "b'\\xe9'.decode('ascii', 'replace')", "b'\\xe9a'.decode('utf8', 'ignore')", "b'a\\xe9b'.decode('utf8', 'backslashreplace')", "b'\\xff'.decode('utf8', 'surrogateescape')",
                "b'\\xed\\xa0\\x80'.decode('utf8', 'surrogatepass')", "b'\\xed\\xa0\\x80'.decode('utf8')", "b'\\xf0\\x9f\\x98\\x80'.decode()", "b'\\xf0\\x9f\\x98'.decode()", "b'\\xf0\\x9f\\x98'.decode('utf8', 'replace')", "b'\\xf0\\x9fab'.decode('utf8', 'replace')",
                "b'\\xc0\\x80'.decode()", "b'\\xe2\\x82'.decode()", "b'\\xe2\\x28\\xa1'.decode()", "b'\\xf5'.decode()", "b'\\x80'.decode()", "b'\\xff\\xfea\\x00'.decode('utf-16')", "b'\\xfe\\xff\\x00a'.decode('utf-16')", "b'a\\x00'.decode('utf-16')", "b'a'.decode('utf-16')",
                "b'\\x00\\xd8'.decode('utf-16-le')", "b'\\x00\\xdc'.decode('utf-16-le')", "b'=\\xd8\\x00\\xde'.decode('utf-16-le')", "b'\\x00\\xd8a\\x00'.decode('utf-16-le')", "b'a\\x00\\x00\\x00'.decode('utf-32')", "b'a\\x00\\x00'.decode('utf-32')",
                "b'\\x00\\x00\\x11\\x00'.decode('utf-32-le')", "b'\\x00\\xd8\\x00\\x00'.decode('utf-32-le')", "b'a'.decode('nonsense')", "b'a'.decode(5)", "b'\\xff'.decode('utf8', 'nonsense')", "b'abc'.hex()", "b'abc'.hex(':')", "b'abcde'.hex(':', 2)",
                "b'abcde'.hex(':', -2)", "b'abc'.hex('ab')", "b'abc'.hex(1)", "b'abc'.hex(b'-')", "b'abc'.hex('\\xe9')", "bytes.fromhex('61 62')", "bytes.fromhex('6')", "bytes.fromhex('6162zz')", "bytes.fromhex('')", "bytes.fromhex(1)", "bytes.fromhex('61\\xe9')",
                "bytes.fromhex(' 61\\n62 ')", "bytearray.fromhex('61')", "b'%d' % 5", "b'%s' % b'a'", "b'%s' % 'a'", "b'%b' % b'a'", "b'%b' % 5", "b'%c' % 97", "b'%c' % b'a'", "b'%c' % 300", "b'%c' % 'a'", "b'%x' % 255", "b'%r' % 'a'", "b'%a' % '\\xe9'", "b'%f' % 1.5",
                "b'%(a)d' % {b'a': 1}", "b'%d' % 'a'", "b'%f' % 'a'", "b'%5s|' % b'a'", "b'%.1s' % b'abc'", "b'%d %d' % 1", "b'%d' % (1, 2)", "b'%z' % 1", "bytearray(b'%d') % 5", "hash(b'abc')", "hash(bytearray())", "hash(b'abc') == hash('abc')", "repr(b'a\\'b')",
                "repr(b'a\"b')", "repr(b'\\t\\n\\r\\\\\\x00\\x7f\\xff')", "type(iter(b'a')).__name__", "list(iter(b'ab'))", "b'abc'.__bytes__()", "b'a'.__getnewargs__()", "bytearray()", "bytearray(3)", "bytearray('a')", "bytearray('a', 'ascii')", "bytearray([1, 300])", "bytearray(1.5)",
                "bytearray(-1)", "bytearray(b'abc').pop()", "bytearray(b'abc').pop(0)", "bytearray(b'').pop()", "bytearray(b'a').pop(5)", "bytearray(b'abc').copy()", "bytearray(b'abc').reverse()", "bytearray(b'a').remove(98)", "bytearray(b'a').append(300)",
                "bytearray(b'a').append('a')", "bytearray(b'a').extend('a')", "bytearray(b'a').extend(5)", "bytearray(b'a').insert(0)", "bytearray(b'a').__alloc__()", "bytearray(b'a').__reduce__()", "bytearray(b'a') == b'a'", "b'a' == bytearray(b'a')", "bytearray(b'a') < b'b'",
                "bytearray(b'a') + b'b'", "b'a' + bytearray(b'b')", "memoryview(b'abc')[1]", "memoryview(b'abc')[1:].tobytes()", "memoryview(b'abc')[::-1].tolist()", "memoryview(b'abc').tolist()", "memoryview(b'abc') == b'abc'", "memoryview(b'abc')[5]", "memoryview('a')",
                "memoryview(5)", "len(memoryview(b'abc'))", "memoryview(b'abcd').cast('I').tolist()", "memoryview(b'abcd').cast('H')[0]", "memoryview(b'abc').cast('H')", "memoryview(b'abc').format", "memoryview(b'abc').nbytes", "memoryview(b'abc').readonly",
                "memoryview(bytearray(b'abc')).readonly", "memoryview(b'abc').shape", "memoryview(b'abc').hex()", "hash(memoryview(b'abc')) == hash(b'abc')", "hash(memoryview(bytearray(b'abc')))", "memoryview(b'abc').obj", "97 in memoryview(b'abc')",
                "list(memoryview(b'ab'))", "memoryview(b'abc').foo"]


def ranges():
    values = ['range(0)', 'range(5)', 'range(2, 7)', 'range(10, 0, -3)', 'range(0, 10, 3)', 'range(-5, 5)', 'range(10**20)', 'range(10**20, 10**20 + 10, 3)', 'range(5, 5)', 'range(5, 0)', 'range(-10**20, 10**20, 10**19)', 'range(2**53 - 2, 2**53 + 3)']
    for r in values:
        yield from (f'{f}({r})' for f in ['repr', 'bool', 'hash'])
        yield f'len({r})'
        yield f'list({r}[:5])'
        yield f'list(reversed({r}[-5:]))'
        yield f'({r}).start, ({r}).stop, ({r}).step'
        yield f'({r}).__reduce__()[1]'
        for n in ['0', '1', '-1', '4', '-5', '100', '-100', '10**19', 'Index(1)', "'a'", '1.5']:
            yield f'({r})[{n}]'
            if r == 'range(10**20)' and n in ('Index(1)', "'a'", '1.5'):
                continue  # would search all of it
            yield f'{n} in {r}'
            yield f'({r}).index({n})'
            yield f'({r}).count({n})'
        for s in ['1:', ':2', '::2', '::-1', '-2:', '1:-1', '10**30:', ':10**30', '::-2', '::0', "'a':"]:
            yield f'({r})[{s}]'
        for other in values:
            yield f'{r} == {other}'
    yield from ["range()", "range(1, 2, 3, 4)", "range(1.5)", "range(1, 2, 0)", "range(start=2)", "range(Index(3))", "range('a')", "range(True)", "range(3) < range(4)", "range(3).foo", "5.0 in range(10)", "'a' in range(3)", "type(iter(range(3))).__name__",
                "type(iter(range(10**20))).__name__", "iter(range(5)).__length_hint__()", "iter(range(5)).__reduce__()[1:]", "list(iter(range(10**20, 10**20 + 3)))", "range(0, 10, 2) == range(0, 9, 2)", "hash(range(0, 10, 2)) == hash(range(0, 9, 2))",
                "slice(1)", "slice(1, 2)", "slice(1, 2, 3)", "slice()", "slice(1, 2, 3, 4)", "slice(None)", "slice('a', [], 1.5)", "slice(1).start", "slice(1, 2, 3).step", "slice(1, 2) == slice(1, 2)", "slice(1, 2) < slice(1, 3)", "hash(slice(1, 2, 3))", "slice(1, 10, 2).indices(5)",
                "slice(None, None, -1).indices(5)", "slice(-3, None).indices(5)", "slice(1, 2, 0).indices(5)", "slice(1).indices(-1)", "slice(1).indices('a')", "slice(10**30).indices(10**20)", "slice(1).__reduce__()", "repr(slice(1, 2))", "slice(1, 2).foo", "slice(Index(1), 5).indices(3)",
                "None", "type(None)()", "type(None)(1)", "type(NotImplemented)()", "type(...)()", "type(...)(1)", "bool(None)", "bool(...)", "repr(...)", "repr(NotImplemented)", "hash(None)", "None == None", "None < None", "None + 1", "None()", "None.foo", "type(...).__name__",
                "NotImplemented.__reduce__()", "(...).__reduce__()", "None is None"]


def answer(expression):
    try:
        return repr(eval(expression, dict(NAMES)))
    except Exception as error:
        return f'{type(error).__name__}{error.args!r}'


if __name__ == '__main__':
    groups = {}
    for group in (ints, floats, complexes, strings, formats, percents, byteses, ranges):
        rows = {}
        for expression in group():
            result = answer(expression)
            if ' at 0x' not in result:
                rows[expression] = result
        groups[group.__name__] = rows
    with open(os.path.join(HERE, 'expressions.json'), 'w', encoding='ascii') as output:
        json.dump(groups, output, indent=0)
        output.write('\n')
    print({name: len(rows) for name, rows in groups.items()})
