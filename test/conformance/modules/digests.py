"""Digests of hashlib and the modules under it."""
import _md5,_sha1,_sha2,_sha3,_blake2
datas = [b'', b'abc', b'a'*55, b'a'*56, b'a'*64, b'x'*111, b'x'*112, b'y'*127, b'y'*128, b'z'*129, b'q'*200, bytes(range(256))*5]
mk = [('md5',_md5.md5),('sha1',_sha1.sha1),('sha224',_sha2.sha224),('sha256',_sha2.sha256),('sha384',_sha2.sha384),('sha512',_sha2.sha512),('b2b',_blake2.blake2b),('b2s',_blake2.blake2s)]+[(n,getattr(_sha3,n)) for n in ('sha3_224','sha3_256','sha3_384','sha3_512')]
for n, f in mk:
    h = f()
    for d in datas:
        h.update(d)
        print(n, f(d).hexdigest(), h.hexdigest(), h.copy().digest() == h.digest())
    print(h.name, h.digest_size, h.block_size, type(h))
for n in ('shake_128','shake_256'):
    h = getattr(_sha3,n)(b'abc'); print(h.hexdigest(10), h.digest(400)[-5:], h.digest_size, h._suffix, h._rate_bits)
def t(s):
    try: r = repr(eval(s))
    except Exception as e: r = f'{type(e).__name__}: {e}'
    print(s, '=>', r)
for s in ["_md5.md5('a')", "_md5.md5(1)", "_md5.md5(string=b'a').hexdigest()", "_md5.md5(b'a', usedforsecurity=False).hexdigest()", "_md5.MD5Type()", "_blake2.blake2b(b'a', digest_size=10, key=b'k', salt=b's', person=b'p').hexdigest()", "_blake2.blake2b(digest_size=65)", "_blake2.blake2s(b'a', fanout=2, depth=3, leaf_size=4, node_offset=5, node_depth=6, inner_size=7, last_node=True).hexdigest()", "_blake2.blake2s(key=b'x'*33)", "_blake2.blake2b(salt=b'x'*17)", "_blake2.blake2b(fanout=256)", "_blake2.blake2s(node_offset=2**48)", "_blake2.blake2b(leaf_size=-1)", "_blake2.blake2b(leaf_size=2**32)", "_blake2.blake2b(b'a', b'b')","_blake2.blake2b.MAX_KEY_SIZE, _blake2.blake2s.SALT_SIZE", "_sha3.shake_128().digest(-1)", "_sha3.shake_128().hexdigest()", "_sha3.sha3_256('a')"]: t(s)
import hashlib, hmac
print(sorted(hashlib.algorithms_available) != [])
