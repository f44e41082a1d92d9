"""csv, marshal, cmath, statistics: what C does for them."""
import csv, marshal, cmath, io, math, statistics
def t(s):
    try: r = repr(eval(s))
    except Exception as e: r = f'{type(e).__name__}: {e}'
    print(s, '=>', r)
def f(a, b=2, *c, d=4, **e):
    def g(): return a
    return g
def w(rows, **k):
    s = io.StringIO(); csv.writer(s, **k).writerows(rows); return s.getvalue()
class DD(csv.excel): delimiter=';'
for s in ["list(csv.reader(['a,b,\"c,d\"','1,\"x\"\"y\",','']))", "list(csv.reader(['a;b'],DD))", "list(csv.reader(['a b'],delimiter=' '))", "list(csv.reader(['\"a\"b'],strict=True))", "list(csv.reader(['a\\nb']))", "list(csv.reader([b'a']))", "list(csv.reader(['\"abc'],strict=True))", "list(csv.reader(['\"abc','def\"']))", "list(csv.reader(['1,\"a\",2.5'],quoting=csv.QUOTE_NONNUMERIC))", "w([[1,'a,b','c\"d',None,2.5]])", "w([['']])", "w([[]])", "w([[None]],quoting=csv.QUOTE_NONE)","w([['a,b']],quoting=csv.QUOTE_NONE)", "w([['a,b']],quoting=csv.QUOTE_NONE,escapechar='\\\\')", "w([[1,'a']],quoting=csv.QUOTE_ALL)", "w([[1,'a']],quoting=csv.QUOTE_NONNUMERIC)", "w([[1,'a',None]],quoting=csv.QUOTE_STRINGS)","w([[1,'a',None]],quoting=csv.QUOTE_NOTNULL)", "w([5])", "csv.writer(5)", "csv.reader(5)", "csv.reader([],delimiter='ab')","csv.reader([],delimiter=5)","csv.reader([],quotechar='')","csv.reader([],quoting=9)","csv.reader([],quoting='x')", "csv.reader([],lineterminator=5)", "csv.reader([],foo=5)", "csv.reader([],'zz')", "csv.get_dialect('zz')", "csv.list_dialects()", "csv.get_dialect('excel').lineterminator", "csv.field_size_limit()", "csv.field_size_limit('a')", "csv.register_dialect('q',delimiter='|')", "list(csv.reader(['a|b'],'q'))", "csv.unregister_dialect('q')","csv.unregister_dialect('q')", "csv.Dialect", "list(csv.DictReader(['a,b','1,2']))", "csv.Sniffer().sniff('a;b\\n1;2').delimiter", "csv.reader([],quotechar=None).dialect.quoting", "csv.reader([],escapechar=None,doublequote=0).dialect.doublequote",
 "marshal.dumps(1)", "marshal.dumps(2**40)", "marshal.dumps(-2**70)", "marshal.dumps('abc')","marshal.dumps('é')","marshal.dumps('a'*300)[:10]", "marshal.dumps([1,2.5,None,True,False,...,(1,2),{'a':1},b'x',1j,{1,2},frozenset([3])])", "marshal.loads(marshal.dumps([1,2.5,None,True,False,...,(1,2),{'a':1},b'x',1j,{1,2},frozenset([3]),2**100,-2**100,'é','\\ud800']))", "marshal.dumps(1.5,1)", "marshal.dumps((1,),2)", "marshal.dumps(object())", "marshal.loads(b'')", "marshal.loads(b'i')", "marshal.loads(b'?')", "marshal.loads(b'\\xff')", "marshal.loads(b'(\\xff\\xff\\xff\\xff')", "marshal.loads(b'r\\0\\0\\0\\0')", "marshal.loads(b'0')", "marshal.loads('a')", "marshal.loads(marshal.dumps(f.__code__)) == f.__code__", "marshal.loads(marshal.dumps(f.__code__)).co_cellvars", "eval(marshal.loads(marshal.dumps(compile('[x*2 for x in range(3)]','','eval'))))", "marshal.version", "marshal.dumps(bytearray(b'ab'))", "marshal.dumps(memoryview(b'ab'))", "marshal.dumps(StopIteration)", "marshal.loads(b'l\\x01\\0\\0\\0\\0\\0')", "marshal.load(io.BytesIO(marshal.dumps(5)))", "marshal.loads(b'[\\x01\\0\\0\\0')"]: t(s)
for fn in 'acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh'.split():
    for z in (1+2j, -3-0.5j, 0.5, 1e300+1e300j, 1e-310j, complex(-0.0,0.0), complex(math.inf,1), complex(math.nan,0), 700+3j, 1000j, 1, 0, complex(-1,-0.0)):
        try: r = getattr(cmath,fn)(z); r = complex(float('%.14g'%r.real), float('%.14g'%r.imag))
        except Exception as e: r = f'{type(e).__name__}: {e}'
        print(fn, z, r)
for s in ["cmath.rect(1,2)","cmath.polar(3+4j)","cmath.phase(-1)","cmath.log(10,2)","cmath.log(0)","cmath.log(1,1)","cmath.isclose(1,1+1e-10j)","cmath.isclose(1,2,rel_tol=-1)","cmath.polar(1e308+1e308j)","cmath.sqrt('a')","cmath.infj, cmath.nanj", "cmath.isinf(complex(1,math.inf))","cmath.rect(math.inf,0)", "statistics.NormalDist().inv_cdf(0.3)", "statistics.NormalDist().inv_cdf(0.999)", "statistics.NormalDist().inv_cdf(1e-20)", "statistics.NormalDist().inv_cdf(0)"]: t(s)
