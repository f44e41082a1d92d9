"""struct and array: every format with values that fit and values that do not."""
import struct
from array import array
import array as module
import copy
import pickle
for p in '@<>=':
    for c in 'bBhHiIlLqQnNPefd?cspx':
        for v in (-2**70, 2**70, -1, 'a', 1.5, b'ab', None):
            try: r = struct.pack(p+c, v)
            except Exception as e: r = f'{type(e).__name__}: {e}'
            print(p+c, repr(v), r)
for f in ['z','1','3','<n','<P','>N','','  ','1 i','@ @i','i<','0i','99999999999999999999i','i99999999999999999999999', b'i', 5, None,'\u1234', '5s x', 'iii\0', '4611686018427387904i i',"9223372036854775807s9223372036854775807s"]:
    try: r = struct.calcsize(f)
    except Exception as e: r = f'{type(e).__name__}: {e}'
    print(repr(f), r)
for c in 'bBuhHiIlLqQfd':
    for v in (-2**70, 2**70, -2**63-1, 2**64, -2**33, 2**33, -2**31-1, 2**32, -40000, 70000, -129, -1, 256, 'a', 'ab', 1.5, b'a', None):
        try: r = array(c, [v])
        except Exception as e: r = f'{type(e).__name__}: {e}'
        print(c, repr(v), r)


def attempt(source):
    try:
        result = eval(source)
    except Exception as error:
        result = f'{type(error).__name__}: {error}'
    print(source, '=>', result)


a = array('i', [1,2,3])
for s in ["array()", "array(1)", "array('zz')", "array('z')", "array('i', 5)", "array('i','abc')", "array('u','abc')", "array('i', b'1')", "array('i', x=1)", "array('i',1,2)", "array('b', array('i',[300]))","array('u', array('i',[3]))", "array('u', 3)",
 "a.append()", "a.append('a')", "a.extend(1)", "a.extend('a')", "a.extend(array('d'))", "a.fromlist(1)", "a.fromlist(['a'])", "a.frombytes('a')", "a.frombytes(b'a')", "a.fromunicode('a')", "a.tounicode()", "a.index(9)", "a.index(1,2)", "a.remove(9)", "a.pop(7)", "array('i').pop()", "a.insert('a',1)", "a['x']", "a[9]", "a.__setitem__(9,1)", "a.__setitem__('x',1)", "a.__delitem__(9)", "a.__setitem__(slice(0,1), [1])", "a.__setitem__(slice(0,1), array('d'))", "a.__setitem__(slice(0,3,2), array('i',[1]))", "a+1", "a+array('d')", "a*'a'", "a.__iadd__(1)", "a.__iadd__(array('d'))", "a.fromfile(1,2)", "a.tofile(1)", "array('d',[1])==a", "a<array('d',[2])", "a==1", "a.buffer_info()[1]", "a.__reduce_ex__(2)", "a.__reduce_ex__(3)", "a.__reduce_ex__('x')", "array('u','ab').__reduce_ex__(2)", "module._array_reconstructor(array,'i',8,b'abcd')", "module._array_reconstructor(array,'i',8,'abcd')", "module._array_reconstructor(array,'i',22,b'abcd')","module._array_reconstructor(array,'z',2,b'abcd')","module._array_reconstructor(1,'z',2,b'abcd')","module._array_reconstructor(int,'i',2,b'abcd')","module._array_reconstructor(array,'i',8,b'abc')","module._array_reconstructor(array,'ii',8,b'abc')", "array('h',[1]).__sizeof__()", "a.__sizeof__()", "iter(a).__reduce__()", "repr(array('u','a\\U00012345'))", "array('f',[1.1])", "array('d',[1.1]).byteswap()", "hash(a)", "module.typecodes", "module.ArrayType", "array.__basicsize__", "array.__itemsize__", "a.count(1)", "3 in a", "a.itemsize, a.typecode", "array[int]", "a.__copy__()", "a.__deepcopy__(None)", "array('i').__sizeof__()", "array('u',['a'])", "array('u',[1])", "str(a)", "memoryview(a).format", "memoryview(array('u','a')).format", "memoryview(array('L',[1])).format"]:
    attempt(s)
for value in [array('d', [1.5, -2.0]), array('u', 'añ'), array('b')]:
    print(pickle.loads(pickle.dumps(value)) == value, copy.copy(value) == value, copy.deepcopy(value) == value)
grown = array('i')
print([(grown.append(1), grown.__sizeof__())[1] for _ in range(20)])
view = memoryview(grown)
for source in ['grown.append(1)', 'grown.pop()', 'grown.extend([1])', 'grown.__delitem__(0)', 'grown.__setitem__(slice(0, 1), array("i"))']:
    attempt(source)
view[0] = 9
print(grown[0], view.format, view.itemsize)
packed = bytearray(16)
struct.pack_into('>hh4sp', packed, 3, 1, -2, b'abcdef', b'x')
print(packed, struct.unpack_from('>hh4sp', packed, 3), list(struct.iter_unpack('<HH', bytes(range(8)))))
for source in ['struct.pack("i")', 'struct.pack("ii", 1)', 'struct.unpack("i", b"abc")', 'struct.unpack_from("i", b"abc")', 'struct.unpack_from("i", b"abcdef", 5)',
               'struct.unpack_from("i", b"abcdef", -3)', 'struct.unpack_from("i", b"abcdef", -9)', 'struct.pack_into("i", b"abcd", 0, 1)', 'struct.pack_into("i", bytearray(2), 0, 1)',
               'struct.pack_into("i", bytearray(9), -2, 1)', 'struct.iter_unpack("i", b"abc")', 'struct.iter_unpack("", b"")', 'struct.Struct()', 'struct.Struct("i").format',
               'struct.Struct(b"<q").size', 'struct.pack()', 'struct.unpack("i")', 'struct.unpack("2s3p", b"ab\\2cd")', 'struct.pack("0s5p", b"ab", b"abcdefgh")',
               'struct.unpack("e", struct.pack("e", 65504.0))', 'struct.pack("e", 65520.0)', 'struct.pack("f", 1e39)', 'struct.pack("<e", 5.960464477539063e-08)',
               'struct.Struct.__new__(struct.Struct).size']:
    attempt(source)
