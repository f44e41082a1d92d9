# unicodedata: names, properties, normal forms, the old database; \N{...} in literals.
import unicodedata
from unicodedata import ucd_3_2_0

print(unicodedata.unidata_version, ucd_3_2_0.unidata_version)
for c in 'aA1½²٣\u00e9\u0301\u01c5ẞﬁ가힣一龥\U0001f600\U00020000\u0378\ue000\ud800\x00 (…ﷺ':
    print('%04x' % ord(c), unicodedata.name(c, None), unicodedata.category(c), unicodedata.bidirectional(c), unicodedata.combining(c), unicodedata.mirrored(c),
          unicodedata.east_asian_width(c), unicodedata.decomposition(c), unicodedata.decimal(c, None), unicodedata.digit(c, None), unicodedata.numeric(c, None))
    print('    ', ucd_3_2_0.name(c, None), ucd_3_2_0.category(c), ucd_3_2_0.numeric(c, None), ucd_3_2_0.decomposition(c))
text = 'Åé\ufb01\u1e9b\u0323\u212b\uac01\u1100\u1161\u0344\u3392\U0002f868q\u0307\u0323'
for form in ('NFC', 'NFD', 'NFKC', 'NFKD'):
    normal = unicodedata.normalize(form, text)
    print(form, ascii(normal), unicodedata.is_normalized(form, text), unicodedata.is_normalized(form, normal), ascii(ucd_3_2_0.normalize(form, text)))
print(ascii(unicodedata.lookup('latin small letter a with ACUTE')), ascii(unicodedata.lookup('HANGUL SYLLABLE GGWALG')), ascii(unicodedata.lookup('CJK UNIFIED IDEOGRAPH-4E00')),
      ascii(unicodedata.lookup('NO-BREAK SPACE')), ascii(unicodedata.lookup('NBSP')), ascii(unicodedata.lookup('KEYCAP DIGIT ONE')), ascii(unicodedata.lookup('ALERT')))
print('\N{GREEK SMALL LETTER ALPHA}\N{bullet}\N{EURO SIGN}', ascii('\N{LINE FEED}\N{HANGUL SYLLABLE GA}'), rf'{"\N{DIGIT ONE}"}' if True else '')
for call in (lambda: unicodedata.name('\x00'), lambda: unicodedata.lookup('NOTHING'), lambda: unicodedata.lookup('HANGUL SYLLABLE X'), lambda: unicodedata.decimal('a'), lambda: unicodedata.digit('½'),
             lambda: unicodedata.numeric('x'), lambda: unicodedata.category('ab'), lambda: unicodedata.category(1), lambda: unicodedata.name(), lambda: unicodedata.normalize('NFX', 'a'),
             lambda: unicodedata.normalize('NFC', 1), lambda: ucd_3_2_0.lookup('NBSP'), lambda: type(ucd_3_2_0)(), lambda: eval(r"'\N{NOTHING}'"), lambda: eval(r"'\N{'")):
    try: print(call())
    except Exception as e: print(type(e).__name__, e)
total = 0
for code in range(0x110000):
    c = chr(code)
    total = (total * 31 + hash((unicodedata.category(c), unicodedata.bidirectional(c), unicodedata.combining(c), unicodedata.mirrored(c), unicodedata.east_asian_width(c)))) % 1000000007 if code < 0x3000 else total
print(total)
