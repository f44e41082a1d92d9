/**
 * Programs whose names, values, sizes and behaviour try to break what shows them. Each is ordinary Python; what is hostile is said in its
 * name. `\u` escapes in these texts are Python's unless written out.
 */

export interface HostileScenario {
  readonly name: string;
  readonly source: string;
  readonly fileName?: string;
  /** So much that a few questions are enough. */
  readonly large?: boolean;
}

const markup = '<img src=x onerror=\\"window.hacked=1\\"><script>window.hacked=1</script>';

export const hostileScenarios: readonly HostileScenario[] = [
  { name: 'markup in values', source: `a = "${markup}"\nb = [a, {a: a}, (a,)]\nc = {a}\nprint(a)\n` },
  { name: 'markup in names of types', source: `T = type("${markup}", (), {})\nt = T()\nt.x = T()\nts = [T() for i in range(5)]\ndel t\n` },
  { name: 'markup in attributes and keys', source: `class A: pass\na = A()\nsetattr(a, "${markup}", [1])\nd = {"</script><svg onload=window.hacked=1>": [a], "\\"><b>": {}}\n` },
  { name: 'markup in docstrings and function names', source: `def f():\n    """${markup}"""\n    return [f]\nf.__name__ = "${markup}"\nf.__qualname__ = "${markup}"\nx = f()\nclass C:\n    """<iframe srcdoc='<script>window.hacked=1</script>'>"""\nc = C()\n` },
  { name: 'markup in the file name', fileName: '"><img src=x onerror=window.hacked=1>\'&amp;.py', source: 'a = []\nb = a\nprint(__file__)\n' },
  { name: 'markup in output and errors', source: `import sys\nprint("${markup}")\nprint("</pre><script>window.hacked=1</script>", file=sys.stderr)\nx = [1]\nraise ValueError("${markup}")\n` },
  { name: 'markup in source', source: 'a = [] # </script><script>window.hacked=1</script> <!-- <script>\nb = a # &lt;b&gt; ${alert(1)} `x`\nc = "-->" + \']]>\'\n' },
  { name: 'script ends and comment starts in many disguises', source: 'xs = ["</ScRiPt >", "<!--<script>", "]]>", "\\u003c/script\\u003e", "</title>", "</textarea>", "</style>", "<![CDATA["]\nd = dict.fromkeys(xs)\nfor x in xs: print(x)\n' },
  { name: 'names that mean something in JavaScript', source: 'class A: pass\na = A()\nfor name in ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "__defineGetter__", "valueOf", "then"]:\n    setattr(a, name, [name])\nd = {"__proto__": [], "constructor": {}, "then": [1]}\n__proto__ = [1]\nconstructor = {}\nthen = [d]\ntoString = a\nclass constructor: pass\nk = constructor()\nclass __proto__: pass\np = __proto__()\n' },
  { name: 'an enormous string', source: 's = "<b>x" * 5_000_000\nt = [s]\nprint(s[:100_000])\n' },
  { name: 'one line of 200,000 characters printed and 5,000 lines', source: 'print("x" * 200_000)\nfor i in range(5000):\n    print("line", i)\n' },
  { name: '100,000 attributes', large: true, source: 'class A: pass\na = A()\na.__dict__.update({f"attribute{i}": i for i in range(100_000)})\nb = a\n' },
  { name: 'a list of a million', large: true, source: 'xs = list(range(1_000_000))\nys = xs\ndel ys\n' },
  { name: '30,000 objects in a list', large: true, source: 'class P: pass\nps = [P() for i in range(30_000)]\nq = ps[17]\n' },
  { name: 'a cycle of 10,000', large: true, source: 'class N: pass\nfirst = last = N()\nfor i in range(10_000):\n    n = N()\n    last.next = n\n    last = n\nlast.next = first\ndel first, last, n\nx = 1\n' },
  { name: '3,000 types', large: true, source: 'ts = [type(f"T{i}", (), {}) for i in range(3_000)]\nos = [t() for t in ts]\nimport gc\nmore = [type("same", (), {})() for i in range(200)]\n' },
  { name: 'nesting 5,000 deep', source: 'x = []\nfor i in range(5000):\n    x = [x]\nd = {}\nfor i in range(500):\n    d = {"k": d}\n' },
  { name: 'recursion to the limit', source: 'def f(n):\n    return f(n + 1)\ntry:\n    f(0)\nexcept RecursionError as e:\n    kept = e\nx = 1\n' },
  { name: 'huge numbers', source: 'n = 10 ** 4000\nm = -n\nf = 1e308 * 10\ng = float("nan")\nh = [n, m, f, g, -0.0, 1j * f]\nd = {n: m, f: g}\n' },
  { name: 'right to left and bidirectional controls', source: 'a = "\u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627"\nb = "\\u202e gnp.exe \\u202c \\u2066 x \\u2069 \\u200f"\nclass \u0645: pass\nx = \u0645()\nx.\u05d0\u05d1 = [a, b]\nprint(b)\nd = {b: [1]}\n' },
  { name: 'combining marks and zero width', source: 'z = "Z" + "\\u0300\\u0301\\u0302" * 500\nw = "a\\u200b\\u200c\\u200d\\ufeff\\u00ad" * 100\nxs = [z, w]\nprint(z)\n' },
  { name: 'emoji and joined emoji', source: 'a = "\\U0001f468\\u200d\\U0001f469\\u200d\\U0001f467" * 50\nb = ["\\U0001f600", "\\U0001f1e9\\U0001f1ea", "\\u2764\\ufe0f"]\nd = {"\\U0001f40d": b}\nclass \u{20000}: pass\nx = \u{20000}()\n' },
  { name: 'lone surrogates', source: 'a = "\\ud800"\nb = "x\\udfff y \\udc00\\ud800"\nd = {a: [b]}\nclass A: pass\no = A()\nsetattr(o, a, b)\nt = type("T\\ud83d", (), {})()\n' },
  { name: 'NUL, control characters, line separators', source: 'a = "\\0\\x01\\x07\\x1b[31mred\\x1b[0m\\x7f\\x85"\nb = "a\\u2028b\\u2029c\\r\\nd\\x0b\\x0c"\nd = {a: b, b: [a]}\nprint(b)\nprint("a\\rb\\bc")\nclass A: pass\no = A()\nsetattr(o, a, [b])\n' },
  { name: 'objects that raise when looked at', source: 'class Bad:\n    def __repr__(self): raise ValueError("repr")\n    def __eq__(self, other): raise ValueError("eq")\n    def __hash__(self): raise ValueError("hash")\n    def __len__(self): raise ValueError("len")\n    def __getattribute__(self, name): raise ValueError("attribute " + name)\n    def __bool__(self): raise ValueError("bool")\nb = Bad()\nxs = [b, Bad()]\nys = (b,)\ndel b\n' },
  { name: 'classes that lie about themselves', source: 'class Meta(type):\n    def __repr__(cls): raise RuntimeError\n    def __instancecheck__(cls, x): raise RuntimeError\n    @property\n    def __name__(cls): return "<b>liar</b>"\nclass A(metaclass=Meta):\n    @property\n    def __class__(self): return int\n    @property\n    def __dict__(self): raise RuntimeError\na = A()\nxs = [a, A]\nclass S(str):\n    def __str__(self): return self\n    def __format__(self, spec): raise RuntimeError\ns = S("<i>")\n' },
  { name: 'exceptions with hostile messages and chains', source: `xs = []\ndef f(n):\n    try:\n        raise KeyError("${markup}" * 3, n)\n    except KeyError as e:\n        e.add_note("</b>" * 20)\n        xs.append(e)\n        if n: raise ValueError("x" * 10_000) from e\nfor i in range(20):\n    try: f(i)\n    except ValueError as e: xs.append(e)\n` },
  { name: 'finalizers and callbacks that raise and resurrect', source: 'import gc, weakref\nkept = []\nclass R:\n    def __del__(self):\n        kept.append(self)\n        raise RuntimeError("<del>")\nclass N: pass\nfor i in range(5):\n    r = R(); r.me = r\n    n = N(); n.me = n\n    w = weakref.ref(n, lambda r: 1 / 0)\n    del r, n\n    gc.collect()\nx = 1\n' },
  { name: 'threads of names: 2,000 globals and a function with 500 locals', source: `globals().update({f"name_{i}": [i] for i in range(2000)})\ndef f():\n${Array.from({ length: 500 }, (_, i) => `    local_${i} = [${i}]\n`).join('')}    return local_0\nx = f()\n` },
  { name: 'keys of every kind', source: 'class K: pass\nd = {1: 1, 1.5: 2, None: 3, (1, "<b>"): 4, frozenset([1]): 5, K: 6, K(): 7, b"\\xff<b>": 8, "": 9, "\\n": 10, Ellipsis: 11, print: 12, 10**100: 13, "a\'b\\"c": 14, "[0]": 15, ".x": 16, "`code`": 17}\ns = {(), "<b>", b"<i>", 3.5, None}\n' },
  { name: 'a program that prints nothing and ends at once', source: 'pass\n' },
  { name: 'an uncaught exception in a deep call with a long line', source: `def f(x):\n    return g(x)\ndef g(x):\n    y = [${'1, '.repeat(3000)}1]\n    return y[x]\na = [1]\nf(99999)\n` },
];
