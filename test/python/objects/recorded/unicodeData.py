"""Writes src/python/modules/unicodedata/unicode.bin: CPython's Unicode database, for the module unicodedata and \\N{...}.

Usage: python3.12 unicodeData.py path/to/unicode.bin NAMES SEQUENCES
NAMES: any file in which code points ("0000A" alone in a line) are followed by a line with one of their names, such as the file
Name.pl of Perl; SEQUENCES: NamedSequences.txt of the Unicode database. Both are only where names are looked for: what
unicodedata.lookup doesn't know is left out, so newer or older versions don't matter.

The file: sections, each with its length in front; all numbers little-endian base 128. See `tables.ts` for what is in them.
"""
import re
import sys
import unicodedata
from collections import Counter

OLD = unicodedata.ucd_3_2_0


def number(value):
    out = bytearray()
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def text(value):
    raw = value.encode('utf-8')
    return number(len(raw)) + raw


def record(ucd, c):
    return (ucd.category(c), ucd.bidirectional(c), str(ucd.combining(c)), str(ucd.mirrored(c)), ucd.east_asian_width(c))


def runs(ucd, records):
    out, previous, length = b'', None, 0
    for code in range(0x110000):
        row = record(ucd, chr(code))
        if row != previous:
            if previous is not None:
                out += number(length) + number(records.setdefault(previous, len(records)))
            previous, length = row, 0
        length += 1
    return out + number(length) + number(records.setdefault(previous, len(records)))


def numeric(ucd, values):
    """Code points with a number: distance to the one before, 0 numeric, 1 digit, 2 decimal, then which value."""
    out, previous = b'', 0
    for code in range(0x110000):
        c = chr(code)
        value = ucd.numeric(c, None)
        if value is None:
            assert ucd.decimal(c, None) is None
            continue
        kind = 0
        # The digits of the old version are the new one's (unicodedata_UCD_digit_impl).
        assert ucd.digit(c, None) == unicodedata.digit(c, None)
        if unicodedata.digit(c, None) is not None:
            assert ucd is OLD or ucd.digit(c) == value
            kind = 1
        if ucd.decimal(c, None) is not None:
            assert ucd.decimal(c) == value
            kind = 2
        out += number((code - previous) * 3 + kind) + number(values.setdefault(repr(value), len(values)))
        previous = code
    return out


def decompositions():
    """Distance, which tag (0: none), number of code points, these."""
    tags, out, previous = {'': 0}, b'', 0
    for code in range(0x110000):
        value = unicodedata.decomposition(chr(code))
        old = OLD.decomposition(chr(code))
        assert old == value or old == '' and OLD.category(chr(code)) == 'Cn', hex(code)
        if value == '':
            continue
        parts = value.split()
        tag = parts.pop(0) if parts[0].startswith('<') else ''
        out += number(code - previous) + number(tags.setdefault(tag, len(tags))) + number(len(parts))
        for part in parts:
            out += number(int(part, 16))
        previous = code
    return text(' '.join(tags)) + out


def corrections():
    """What Unicode 3.2 normalised otherwise: code point and decomposition."""
    out = b''
    for code in range(0x110000):
        c = chr(code)
        if OLD.category(c) == 'Cn':
            continue
        if OLD.normalize('NFD', c) != unicodedata.normalize('NFD', c):
            old = OLD.normalize('NFD', c)
            assert len(old) == 1
            out += number(code) + number(ord(old))
    return out


def is_computed(code, name):
    return name.startswith('HANGUL SYLLABLE ') or name == 'CJK UNIFIED IDEOGRAPH-%X' % code


def names():
    known, computed = {}, []
    for code in range(0x110000):
        name = unicodedata.name(chr(code), None)
        if name is None:
            continue
        if is_computed(code, name):
            if name.startswith('CJK'):
                if computed and computed[-1][1] == code - 1:
                    computed[-1][1] = code
                else:
                    computed.append([code, code])
            continue
        known[code] = name
    return known, computed


def main(path, name_file, sequence_file):
    records, values = {}, {}
    runs_new, runs_old = runs(unicodedata, records), runs(OLD, records)
    numeric_new, numeric_old = numeric(unicodedata, values), numeric(OLD, values)
    known, computed = names()
    aliases, sequences = {}, {}
    for code, name in re.findall(r'^([0-9A-F]{5})\n([^\n]+)$', open(name_file).read(), re.M):
        try:
            found = unicodedata.lookup(name)
        except KeyError:
            continue
        if unicodedata.name(found, None) != name:
            assert ord(found) == int(code, 16)
            aliases[name] = ord(found)
    for name in re.findall(r'^([^#;\n]+);', open(sequence_file, encoding='utf-8').read(), re.M):
        try:
            sequences[name] = unicodedata.lookup(name)
        except KeyError:
            pass
    # A word and the sign behind it, if that is not a blank, are one entry: names are rows of entries.
    split = lambda name: re.findall(r'[^ -]+-?|-', name)
    joined = lambda words: re.sub(r'- (?=\S)', '-', ' '.join(words))
    table = list(known.items())
    rows = [(code, name) for code, name in table] + [(code, name) for name, code in aliases.items()]
    plain = {}
    for code, name in rows:
        plain[name] = split(name)
    for name in sequences:
        plain[name] = split(name)
    odd = [name for name, words in plain.items() if joined(words) != name]
    # What the simple rule doesn't give back (a blank after a hyphen) is kept in one piece.
    for name in odd:
        plain[name] = [name]
    count = Counter(word for words in plain.values() for word in words)
    order = {word: index for index, (word, _) in enumerate(sorted(count.items(), key=lambda item: (-item[1], item[0])))}
    spelt = lambda name: number(len(plain[name])) + b''.join(number(order[word]) for word in plain[name])
    section_names, previous = b'', 0
    for code, name in table:
        section_names += number(code - previous) + spelt(name)
        previous = code
    sections = [
        text('\n'.join(','.join(row) for row in records)) + text('\n'.join(values)),
        runs_new, runs_old, numeric_new, numeric_old, decompositions(), corrections(),
        b''.join(number(first) + number(last - first) for first, last in computed),
        '\n'.join(order).encode(),
        section_names,
        b''.join(number(code) + spelt(name) for name, code in aliases.items()),
        b''.join(spelt(name) + text(value) for name, value in sequences.items()),
    ]
    with open(path, 'wb') as output:
        for section in sections:
            output.write(number(len(section)) + section)
    print([len(section) for section in sections], len(aliases), len(sequences), len(odd))


main(*sys.argv[1:])
