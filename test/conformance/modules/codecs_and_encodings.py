# Encodings of C and of Python, error handlers, incremental codecs, the registry, surrogates that stand alone.
import codecs, encodings
texts = ['abc', 'é', 'aé€', '\U0001f600x', 'a\udc80b', 'tab\t\\n\n']
for name in ('ascii', 'latin-1', 'utf-8', 'utf-7', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-be', 'cp1252', 'iso-8859-15', 'koi8-r', 'mac-roman', 'utf-8-sig', 'unicode_escape',
             'raw_unicode_escape', 'idna', 'punycode', 'cp437'):
    for text in texts:
        try:
            data = text.encode(name)
            print(name, data, ascii(data.decode(name)))
        except Exception as e: print(name, type(e).__name__, ascii(str(e)))
for handler in ('strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace', 'surrogateescape', 'surrogatepass', 'nothing'):
    for encoding in ('ascii', 'utf-8', 'cp1252', 'utf-16-le'):
        try: print(handler, encoding, 'a€\udcffı\ud800z'.encode(encoding, handler))
        except Exception as e: print(handler, encoding, type(e).__name__, ascii(str(e)))
        try: print(handler, encoding, ascii(b'a\xff\xe2\x82(\xed\xa0\x80\xf0\x9f'.decode(encoding, handler)))
        except Exception as e: print(handler, encoding, type(e).__name__, ascii(str(e)))
def spell(error):
    print('   ', type(error).__name__, error.encoding, error.start, error.end, error.reason)
    return '<%d>' % (error.end - error.start), error.end
codecs.register_error('spell', spell)
print('aéé€b'.encode('ascii', 'spell'), ascii(b'a\xff\xfeb'.decode('utf-8', 'spell')), 'xé€'.encode('iso-8859-7', 'spell'))
for bad in (lambda e: 1, lambda e: (1, 2), lambda e: ('x', 'y'), lambda e: ('x', 99), lambda e: (b'x', e.end), lambda e: ('é', e.end)):
    codecs.register_error('bad', bad)
    for call in (lambda: 'a€'.encode('ascii', 'bad'), lambda: b'a\xff'.decode('ascii', 'bad')):
        try: print(call())
        except Exception as e: print(type(e).__name__, ascii(str(e)))
pair = '\ud800' + '\udc00'
print(len(pair), pair == '\ud800\udc00', ascii(pair), [ascii(c) for c in pair], ascii(pair[::-1]), len(''.join(['\ud800', '\udc00'])), len('\ud800\udc00' * 3), hash(pair) == hash('\U00010000'))
print(pair.encode('utf-8', 'surrogatepass'), len(pair.encode('utf-8', 'surrogatepass').decode('utf-8', 'surrogatepass')), pair.encode('utf-16-le', 'surrogatepass').decode('utf-16-le') == '\U00010000')
decoder = codecs.getincrementaldecoder('utf-8')('replace')
print([decoder.decode(bytes([b])) for b in 'é€\U0001f600'.encode()], repr(decoder.decode(b'\xe2', True)), decoder.getstate())
decoder = codecs.getincrementaldecoder('utf-16')()
print([decoder.decode(bytes([b])) for b in 'aé'.encode('utf-16')], decoder.getstate())
encoder = codecs.getincrementalencoder('utf-16')()
print(encoder.encode('a'), encoder.encode('b'), list(codecs.iterencode(['a', 'é'], 'utf-8')), list(codecs.iterdecode([b'\xc3', b'\xa9'], 'utf-8')))
print(codecs.escape_decode(rb'a\x41\n\101\q\''[:-2]), codecs.escape_encode(b"a'\n\xff\\"), codecs.unicode_escape_decode(rb'\u20ac\N{BULLET}\x'[:-2], 'strict', False), codecs.charmap_build('\x00ab').size() > 0)
print(codecs.charmap_encode('abé', 'replace', {97: 98, 98: b'xyz', 63: 33}), codecs.charmap_decode(b'\x00\x01\x02', 'replace', {0: 'A', 1: None, 2: 0x20ac}), codecs.charmap_decode(b'\x00\x05', 'ignore', 'xy'))
for call in (lambda: 'a'.encode('nothing'), lambda: b'a'.decode('rot13'), lambda: 'a'.encode('hex'), lambda: codecs.lookup('no such'), lambda: codecs.lookup_error('no'), lambda: codecs.register(1),
             lambda: codecs.register_error('x', 1), lambda: codecs.encode('a', 'rot13'), lambda: codecs.encode(b'ab', 'hex'), lambda: codecs.decode(b'6162', 'hex'), lambda: codecs.decode(b'xx', 'hex'),
             lambda: codecs.utf_8_decode('x'), lambda: codecs.charmap_decode(b'a', 'strict', {97: -1}), lambda: codecs.charmap_encode('a', 'strict', {97: 'x'}), lambda: 'a\0'.encode('a\0')):
    try: print(call())
    except Exception as e: print(type(e).__name__, e, getattr(e, '__notes__', None))
def search(name):
    if name == 'mine': return codecs.CodecInfo(lambda s, e='strict': (s.upper().encode(), len(s)), lambda b, e='strict': (bytes(b).decode().lower(), len(b)), name='mine')
codecs.register(search)
print('abc'.encode('mine'), b'ABC'.decode('mine'), codecs.lookup('mine').name, str(b'XY', 'mine'), bytes('xy', 'mine')); codecs.unregister(search)
try: 'abc'.encode('mine')
except LookupError as e: print(e)
print(encodings.normalize_encoding('UTF 8'), codecs.lookup('UTF8').name, codecs.BOM_UTF8, codecs.lookup('latin1')._is_text_encoding)
