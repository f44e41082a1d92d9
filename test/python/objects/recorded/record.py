"""Records what CPython 3.12 says about numbers and text, for the tests of src/python/objects.

Usage: python3.12 record.py   (writes *.json beside this file)
"""
import json
import os
import random
import struct
import subprocess
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
assert sys.version_info[:2] == (3, 12), sys.version
random.seed(312)


def write(name, value):
    with open(os.path.join(HERE, name + '.json'), 'w', encoding='ascii') as output:
        json.dump(value, output, separators=(',', ':'))
        output.write('\n')


def some_floats():
    values = [0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, 0.25, 0.125, 2.675, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 9999999999999998.0,
              1e22, 1e23, 1e21, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 4.35, 1234567.5, 0.000123456, 1e100, 3.14159, 1e-7,
              0.05, 0.15, 0.35, 0.45, 1.005, 1e20, 123456.0, 99999.95, 999999.5, 9.5, 10.5, 0.9999999, 1 / 3, 2 / 3, 100.0, 1e5, 1e6, 1e17]
    for _ in range(150):
        values.append(struct.unpack('<d', random.randbytes(8))[0])
        values.append(random.uniform(-1000, 1000))
        values.append(round(random.uniform(-1000, 1000), random.randrange(4)))
        values.append(random.randrange(-10 ** 6, 10 ** 6) / 2 ** random.randrange(12))
    return [v for v in values if v == v and abs(v) != float('inf')]


def hashes():
    texts = ['', 'a', 'ab', 'abc', 'abcdefg', 'abcdefgh', 'abcdefghi', 'x' * 16, 'y' * 31, 'z' * 100, '\x00', '\xff\xfe', 'hello world']
    program = 'import json,sys; print(json.dumps([str(hash(t.encode("latin-1"))) for t in json.loads(sys.argv[1])]))'
    rows = []
    for seed in (0, 1, 42, 4294967295):
        result = subprocess.run([sys.executable, '-c', program, json.dumps(texts)], env={'PYTHONHASHSEED': str(seed)}, capture_output=True, check=True)
        rows += [{'seed': seed, 'text': t, 'hash': h} for t, h in zip(texts, json.loads(result.stdout))]
    ints = [0, 1, -1, -2, 2 ** 31, -2 ** 31, 2 ** 53 - 1, 2 ** 53, 2 ** 61 - 1, 2 ** 61 - 2, 2 ** 61, -2 ** 61, 2 ** 64, 10 ** 30, -10 ** 50, 12345678901234567890]
    numbers = [{'kind': 'int', 'text': str(i), 'hash': str(hash(i))} for i in ints]
    numbers += [{'kind': 'float', 'text': repr(f), 'hash': str(hash(f))} for f in some_floats()[:250]]
    return {'bytesHashes': rows, 'numberHashes': numbers}


def floats():
    rows = []
    formats = ['.0f', '.1f', '.2f', '.3f', '.10f', '.0e', '.3e', '.16e', '.1g', '.3g', '.17g', 'g', 'e', 'f', '.25f', '.30e']
    for value in some_floats():
        usable = [f for f in formats if not (f.endswith('f') and abs(value) > 1e30)]
        rows.append({
            'value': struct.pack('>d', value).hex(), 'repr': repr(value), 'hex': value.hex(),
            'formats': {f: format(value, f) for f in usable},
            'rounded': {str(n): repr(round(value, n)) for n in (-3, -1, 0, 1, 2, 5) if abs(value) < 1e300},
            'ratio': list(map(str, value.as_integer_ratio())) if 1e-30 < abs(value) < 1e30 else None,
        })
    texts = ['1', ' 1.5 ', '1_000.5', '1__0', '_1', '1_', '1e5', '1E-5', '1e', '.5', '5.', '.', '', 'inf', '-Infinity', '+nan', 'nan', 'infin', '0x10', '1.5e+3',
             '1_0e1_0', '\u0661\u0662', '\u2003 1', '1,5', '--1', '+ 1', '1e400', '-1e400', '1e-400', '\ufeff1', '\x1c2\x1f', 'NAN', 'iNf', '1.e3', '.e3', '0.1' * 3]
    parsed = []
    for text in texts:
        try:
            parsed.append([text, repr(float(text))])
        except ValueError:
            parsed.append([text, None])
    hexes = []
    for text in ['0x1p0', '1', '0x1.8p1', '-0x.8p-3', 'p', '0x', '0xp1', '0x1.fffffffffffff8p0', '0x1.fffffffffffff7p0', '0x1p-1074', '0x1p-1075', '0x1.8p-1075',
                 '0x1p1023', '0x1p1024', '0x1.fffffffffffff8p1023', 'inf', '-nan', ' 0x1 ', '0x1.g', '1.8', 'abc', '0x1p+5', '0x1p', '0x0p0', '-0x0.0p5', '0x1.00000000000008p0',
                 '0x1.00000000000018p0', '0x123456789abcdef0123p-40', 'infinity', 'in']:
        try:
            hexes.append([text, repr(float.fromhex(text))])
        except OverflowError:
            hexes.append([text, 'overflow'])
        except ValueError:
            hexes.append([text, None])
    powers = []
    for _ in range(400):
        base = random.choice([random.uniform(0, 10), random.uniform(0.5, 1.5), float(random.randrange(1, 1000)), 10.0, 1.1])
        exponent = random.choice([random.randrange(-20, 20), random.randrange(-300, 300), 0.5])
        try:
            powers.append([repr(base), repr(float(exponent)), repr(base ** float(exponent))])
        except OverflowError:
            pass
    return {'rows': rows, 'parsed': parsed, 'hexes': hexes, 'powers': powers}


TEXTS = ['', 'hello World', 'HELLO', "they're bill's", 'a1b2', 'ab cd\tef', '\u00dfstra\u00dfe', '\u0130stanbul', '\ufb01ne \ufb02at', '\u01c4 \u01c5 \u01c6', '\u039f\u0394\u039f\u03a3 \u03a3',
         '\u03a3', 'A\u03a3', 'a\u03a3b', 'a.\u03a3', '\u1e9e', '\u10d0\u10d1\u10d2', '\u1c90\u1c91', '\u0149a', '\u1f80\u1f88\u1fb3', '\U00010400\U00010428', '\U0001d400x', '\u00aa\u00ba\u00b2', '\u2167\u2177',
         '\u24b6\u24d0', 'x\u0345y', '\u0345', 'MiXeD CaSe 123', '\u0587', '\u1e96\u1e97', '\ua64a\u1c88', '\u13a0\uab70\u13f8', '\u00b5', '\u017f', '\u212a\u212b', '\U0001f600abc', '\ud800x', '\u0264 \u019b',
         '\U00016e40\U00016e60', '\U0001e900\U0001e922', "don't", '\u2019s', '1st', '\u0661\u0662', '\u00bd', '\u4e00\u4e8c', '\u2460', '\u00a0', '\u2028', '\x1c', '\x85', '_abc', 'a\u00b7b', '9a', '\u2118', 'caf\u00e9', 'class']


def texts():
    methods = ['lower', 'upper', 'title', 'capitalize', 'swapcase', 'casefold', 'isalpha', 'isalnum', 'isdecimal', 'isdigit', 'isnumeric', 'isspace', 'isprintable',
               'isidentifier', 'islower', 'isupper', 'istitle', 'isascii']
    return [{'text': text, 'repr': repr(text), 'ascii': ascii(text), **{m: getattr(text, m)() for m in methods}} for text in TEXTS]


def unicode_sums():
    """For each 4096 code points, a checksum of what each function says about them."""
    surrogates = range(0xd800, 0xe000)
    predicates = ['isalpha', 'isdecimal', 'isdigit', 'isnumeric', 'isspace', 'isprintable', 'isidentifier', 'islower', 'isupper', 'istitle']
    mappings = ['lower', 'upper', 'title', 'casefold']
    result = {}
    for name in predicates:
        sums = []
        for start in range(0, 0x110000, 4096):
            sums.append(zlib.crc32(bytes(c not in surrogates and getattr(chr(c), name)() for c in range(start, start + 4096))))
        result[name] = sums
    for name in mappings:
        sums = []
        for start in range(0, 0x110000, 4096):
            texts = '|'.join('' if c in surrogates else getattr(chr(c), name)() for c in range(start, start + 4096))
            sums.append(zlib.crc32(texts.encode('utf-16-le', 'surrogatepass')))
        result[name] = sums
    return result


def ints():
    rows = []
    for text, base in [('10', 10), ('  -12 ', 10), ('+5', 10), ('0x1f', 16), ('0X1F', 0), ('1f', 16), ('0b101', 0), ('0b101', 2), ('0o17', 0), ('017', 0), ('00', 0), ('0', 0), ('017', 10),
                       ('1_000', 10), ('1__0', 10), ('_1', 10), ('1_', 10), ('0x_f', 0), ('0x', 16), ('', 10), (' ', 10), ('- 1', 10), ('z', 36), ('Z', 36), ('9', 8), ('12345678901234567890', 10),
                       ('-123456789012345678901234567890', 10), ('zzzzzzzzzzzzzzzzzzzz', 36), ('\u0661\u0662\u0663', 10), ('1.5', 10), ('0b12', 0), ('0_0', 0), ('0_7', 0), ('1' * 400, 7), ('f' * 50, 16)]:
        try:
            rows.append([text, base, str(int(text, base))])
        except ValueError:
            rows.append([text, base, None])
    divisions = []
    for _ in range(400):
        a = random.choice([random.getrandbits(random.randrange(1, 300)), random.getrandbits(53), random.getrandbits(1100)]) * random.choice([1, -1])
        b = (random.getrandbits(random.randrange(1, 300)) or 1) * random.choice([1, -1])
        if random.random() < 0.2:
            b = random.getrandbits(1150) or 1
        try:
            quotient = repr(a / b)
        except OverflowError:
            quotient = 'overflow'
        divisions.append([str(a), str(b), quotient, str(a // b), str(a % b)])
    return {'parsed': rows, 'divisions': divisions}


def elementary():
    import math
    rows = {}

    def row(name, *args):
        rows.setdefault(name, []).append([*(repr(float(a)) for a in args), repr(getattr(math, name)(*args))])
    for _ in range(150):
        for name in ('exp', 'sin', 'cos', 'tan'):
            row(name, random.uniform(-30, 30))
        row('exp', random.uniform(-700, 700))
        row('sin', random.uniform(-1e5, 1e5))
        for name in ('log', 'log2', 'atan'):
            row(name, random.uniform(0, 2) ** random.choice([1, 10, -20]))
        for name in ('asin', 'acos'):
            row(name, random.uniform(-1, 1))
        row('atan2', random.uniform(-9, 9), random.uniform(-9, 9))
        row('pow', random.uniform(0, 50), random.uniform(-50, 50))
        row('pow', random.uniform(0, 50), random.choice([1.5, -1.5, 2.5, 0.5, -0.5, 10.5]))
    return rows


if __name__ == '__main__':
    write('hashes', hashes())
    write('floats', floats())
    write('texts', texts())
    write('unicodeSums', unicode_sums())
    write('ints', ints())
    write('elementary', elementary())
