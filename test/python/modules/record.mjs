// Records tables from a real CPython 3.12 for the unit tests of this folder.
//
//   HEAPGLASS_PYTHON=/path/to/python3.12 node test/python/modules/record.mjs
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const python = process.env.HEAPGLASS_PYTHON;
if (python === undefined || python === '') {
  console.error('Set HEAPGLASS_PYTHON to a CPython interpreter.');
  process.exit(2);
}

const program = `
import json, math, random, traceback
segments = ['a + b', 'a  //  b', 'a[b]', 'x.y[0]["k"]', '(a + b) * c', 'a*(b)', 'f(x)[1] + g(y)', 'a ** b ** c', '-a ** b', 'a + b * c', 'a * b + c', 'a - b - c', 'a << 1 | b',
    'f(a + b)', 'a.b.c', 'a if b else c', 'not a', 'a and b', 'a < b', 'lambda: a + b', "'+' % x", "f'{a}' + b", 'a @ b', '[a + b]', '{1: 2}[3]', 'a[1:2]', 'await x + 1',
    'a[b][c]', 'a  +b', '-a + -b', 'a ^ ~b', '(yield) + 1', 'a[b] + c', 'a + b[c]', '"""x""" + y', 'a == b + c', 'a | b & c', '1.5e3 + x', 'a %b', 'x', '[i for i in x]', 'a, b + c']
anchors = {}
for segment in segments:
    try:
        found = traceback._extract_caret_anchors_from_line_segment(segment)
    except SyntaxError:
        found = None
    anchors[segment] = None if found is None else [found.left_end_offset, found.right_start_offset]
generator = random.Random(7)
words = ['print', 'prnt', 'Print', 'append', 'apend', 'colour', 'color', 'self', 'slef', 'a', 'ab', 'blech', 'bluch', 'namedtuple', 'namedtupel', 'x' * 41, '', 'UPPER', 'upper']
distances = [[a, b, traceback._levenshtein_distance(a, b, 20)] for a in words for b in words]
sums = []
for _ in range(40):
    values = [generator.choice([1, -1]) * generator.random() * 10.0 ** generator.randint(-20, 20) for _ in range(generator.randint(1, 12))]
    sums.append([[v.hex() for v in values], math.fsum(values).hex()])
sums = [[[repr(float.fromhex(v)) for v in values], repr(float.fromhex(total))] for values, total in sums]
roots = [[str(n), str(math.isqrt(n))] for n in [0, 1, 2, 3, 4, 15, 16, 17, 10 ** 20, 10 ** 40 - 1, 2 ** 200, 2 ** 200 - 1, *(generator.getrandbits(300) for _ in range(10))]]
print(json.dumps({'anchors': anchors, 'distances': distances, 'sums': sums, 'roots': roots}))
`;

const { status, stdout, stderr } = spawnSync(python, ['-c', program], { encoding: 'utf8' });
if (status !== 0) throw new Error(stderr);
writeFileSync(path.join(import.meta.dirname, 'recorded.json'), `${JSON.stringify(JSON.parse(stdout), null, 1)}\n`);
