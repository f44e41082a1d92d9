'single'; "double"; '''triple'''; """triple"""
'it\'s', "say \"hi\""
'\a\b\f\n\r\t\v\\\'\"'
'\0\7\12\123\1234\x41\u00e9\U0001F600'
'\N{LATIN SMALL LETTER A}\N{DIGIT ONE}'
'line \
continued'
'''first
second \
third\
'''
r'raw \n \' \\' R"raw" r'''raw
\'''' 
u'unicode' U"unicode" u'a' 'b'
'a' u'b'
b'bytes \x00\xff\n\101' B"bytes" rb'\x' bR"\n" Rb'' br''
b'a' b'''b
c'''
'é', '日本語', '😀', 'é' 'b'
é = '😀'; ñ = é
'\ud800\udfff'
'\d \w \8 \ ' '\é'
b'\d\8'
'#not a comment' # a comment
('a'
 'b'  # between
 "c")
''
'' ''
"""a"b""c\""""
''''quoted'''
