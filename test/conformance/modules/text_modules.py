# Modules about text: locale, textwrap, difflib, pprint, reprlib, string, shlex, html; methods and formats of str.
import sys
import importlib
for n in 'locale _locale textwrap difflib pprint reprlib string shlex html html.parser gettext stringprep codecs unicodedata re io _pyio encodings.idna encodings.punycode encodings.cp1252 quopri binascii base64 _io _codecs _string'.split():
    try: importlib.import_module(n)
    except BaseException as e: print(n, type(e).__name__, e)
import locale
for f in (lambda: locale.setlocale(locale.LC_ALL, ''), lambda: locale.getlocale(), lambda: locale.localeconv()['decimal_point'], lambda: locale.strxfrm('a'), lambda: locale.getpreferredencoding(), lambda: locale.format_string('%d', 12345, True), lambda: locale.setlocale(locale.LC_ALL, 'de_DE'), lambda: sorted(['b','a'], key=locale.strxfrm), lambda: locale.strcoll('a','b'), lambda: '{:n}'.format(123456), lambda: locale.getencoding(), lambda: locale.nl_langinfo(locale.CODESET)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print('ß'.upper(), 'ǆ'.title(), 'Σας'.lower(), 'ŉ'.capitalize(), 'İ'.lower().__len__(), 'ﬁ'.casefold())
print('a\tb\tc'.expandtabs(4), 'x'.center(4), '%c' % 0x1f600, '%-5s|%5.1f|%#x|%+d' % ('a', 2.25, 255, 3), 'abc'.translate({97: 'xx', 98: None}))
print('{:=+8.3f}|{:,}|{:_b}|{:>{w}}|{!r:>6}|{:%}|{:e}|{:c}|{:#o}'.format(3.14159, 1234567, 1023, 'a', 'b', 0.25, 12345.678, 65, 8, w=4))
print("{0[a]} {0[b][1]} {1.real}".format({'a': 1, 'b': [1, 2]}, 5), f"{'a' if True else 'b'!r:>{4+2}} {1+1=} {[x for x in 'ab']} {f'{1}{f"{2}"}'}")
import string
print(string.Formatter().format('{0} {x!r:>5} {}'.replace('{}','{y}'), 1, x='a', y=2), string.Template('$a ${b} $$').substitute(a=1, b=2), string.capwords('a b  c'))
print(repr('\x7f\xa0\u200b\U000e0001\ud800\U0001f600\'"'), ascii('é\U0001f600'), 'a\x1cb\u2028c'.splitlines(), 'x' 'isidentifier'.isidentifier(), 'é'.isidentifier(), '1a'.isidentifier(), '٣'.isdecimal(), '²'.isdigit(), '½'.isnumeric())
t='abcde'
print(t.format() is t, '{}'.format(t) is t, '{0:s}'.format(t) is t, '{0:.5s}'.format(t) is t, '{0:5}'.format(t) is t, '{}{}'.format(t,'') is t, '{}{}'.format('',t) is t, '{0!s:2}'.format(t) is t, '{{'.format(), '{:{}}'.format(t, 7), '{:{w}}'.format(3, w='>4'))
class S(str):
    def __format__(self, s): return S('x'+s)
print(type('{}'.format(S('a'))), type('{:q}'.format(S('a'))), S('ab').format() , type(S('ab').format()))
for f in ('{', '}', '{}', '{0[}', '{!x}', '{!}', '{:{:{}}}', '{0.}', '{a b}'):
    try: print(f.format(1))
    except Exception as e: print(type(e).__name__, e)
n=sys.getrefcount(t); x='{}'.format(t); print(sys.getrefcount(t)-n)
print('{0}-{1}'.format(1, t), '{:>{}}|'.format('a', 3), format(t, '') is t)
import textwrap, difflib, pprint, reprlib, shlex, html
print(textwrap.fill('The quick brown fox jumped over the lazy dog', 20), textwrap.dedent('  a\n   b\n'), textwrap.shorten('one two three four', 12), textwrap.indent('a\nb', '> '))
print('\n'.join(difflib.unified_diff('a b c'.split(), 'a x c'.split(), lineterm='')), difflib.get_close_matches('appel', ['ape', 'apple', 'peach']), difflib.SequenceMatcher(None, 'abcd', 'bcde').ratio())
pprint.pprint({'key%d' % i: list(range(i * 3)) for i in range(6)}, width=40); print(reprlib.repr('x' * 100), reprlib.repr(list(range(100))))
print(shlex.split('a "b c" d\\ e'), shlex.quote("it's"), shlex.join(['a b', 'c']), html.escape('<a href="x">&'), html.unescape('&lt;&eacute;&#8364;&amp'))
