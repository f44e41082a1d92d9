/**
 * math.sumprod: the sum of products of two iterables (math_sumprod_impl). Ints are added as they are; floats in
 * three parts, so that the sum is rounded once; everything else with the operators of the objects.
 */
import { decref, xdecref, type PyObject } from '../../memory';
import {
  fast, getIter, iterNext, newFloat, newInt, numberAdd, numberMultiply, raise, type MethodDefinition, type PyFloat, type PyInt, type Runtime,
} from '../../objects';
import { checkPositional } from '../keywordArguments';

type Triple = readonly [high: number, low: number, tiny: number];
const ZERO: Triple = [0, 0, 0];
const SPLITTER = 134217729;
const LARGEST_LONG = 2n ** 63n - 1n;

function twoSum(a: number, b: number): [number, number] {
  const s = a + b;
  const second = s - a;
  return [s, a - (s - second) + (b - second)];
}

function addTo([high, low, tiny]: Triple, x: number): Triple {
  const [s, rest] = twoSum(x, high);
  const [t, last] = twoSum(rest, low);
  return [s, t, last + tiny];
}

/** total + p * q, the product exact (Dekker). */
function multiplyAdd(total: Triple, p: number, q: number): Triple {
  const split = (x: number): [number, number] => {
    const t = x * SPLITTER;
    const high = t - (t - x);
    return [high, x - high];
  };
  const [pHigh, pLow] = split(p);
  const [qHigh, qLow] = split(q);
  const first = pHigh * qHigh;
  const cross = pHigh * qLow + pLow * qHigh;
  const product = first + cross;
  return addTo(addTo(total, product), first - product + cross + pLow * qLow);
}

const isInt = (rt: Runtime, object: PyObject): boolean => object.type === rt.types.int;
const isIntOrBool = (rt: Runtime, object: PyObject): boolean => isInt(rt, object) || object.type === rt.types.bool;

/** The pair as floats, when one is a float and the other a float or an int that fits; else null. */
function floatPair(rt: Runtime, p: PyObject, q: PyObject): [number, number] | null {
  const pFloat = p.type === rt.types.float;
  const qFloat = q.type === rt.types.float;
  if (!(pFloat && (qFloat || isIntOrBool(rt, q))) && !(qFloat && isIntOrBool(rt, p))) return null;
  const pair: [number, number] = [Number((p as PyFloat | PyInt).value), Number((q as PyFloat | PyInt).value)];
  return (pFloat || Number.isFinite(pair[0])) && (qFloat || Number.isFinite(pair[1])) ? pair : null;
}

class ProductSum {
  private ints: bigint | null = null;
  private floats: Triple | null = null;
  private intsAllowed = true;
  private floatsAllowed = true;
  /** Owned. */
  total: PyObject;

  constructor(private readonly rt: Runtime) {
    this.total = newInt(rt, 0);
  }

  /** Adds an object to the total; takes it over. */
  private add(term: PyObject): void {
    try {
      const sum = numberAdd(this.rt, this.total, term);
      decref(this.rt, this.total);
      this.total = sum;
    } finally {
      decref(this.rt, term);
    }
  }

  /** Ends the way of ints; what it gathered joins the total. */
  private endInts(): void {
    this.intsAllowed = false;
    const { ints } = this;
    this.ints = null;
    if (ints !== null) this.add(newInt(this.rt, ints));
  }

  private endFloats(): void {
    this.floatsAllowed = false;
    const { floats } = this;
    this.floats = null;
    if (floats !== null) this.add(newFloat(this.rt, floats[2] + floats[1] + floats[0]));
  }

  addProduct(p: PyObject, q: PyObject): void {
    const { rt } = this;
    if (this.intsAllowed) {
      if (isInt(rt, p) && isInt(rt, q)) {
        const sum = (this.ints ?? 0n) + BigInt((p as PyInt).value) * BigInt((q as PyInt).value);
        if (sum <= LARGEST_LONG && sum >= -LARGEST_LONG) {
          this.ints = sum;
          return;
        }
      }
      this.endInts();
    }
    if (this.floatsAllowed) {
      const pair = floatPair(rt, p, q);
      const next = pair === null ? null : multiplyAdd(this.floats ?? ZERO, pair[0], pair[1]);
      if (next !== null && Number.isFinite(next[0])) {
        this.floats = next;
        return;
      }
      this.endFloats();
    }
    this.add(numberMultiply(rt, p, q));
  }

  finish(): void {
    if (this.intsAllowed) this.endInts();
    if (this.floatsAllowed) this.endFloats();
  }
}

function sumOfProducts(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  const pIterator = getIter(rt, left);
  let qIterator: PyObject | null = null;
  const sum = new ProductSum(rt);
  try {
    qIterator = getIter(rt, right);
    for (;;) {
      const p = iterNext(rt, pIterator);
      let q: PyObject | null = null;
      try {
        q = iterNext(rt, qIterator);
        if ((p === null) !== (q === null)) raise(rt, 'ValueError', 'Inputs are not the same length');
        if (p === null || q === null) break;
        sum.addProduct(p, q);
      } finally {
        xdecref(rt, p);
        xdecref(rt, q);
      }
    }
    sum.finish();
  } catch (error) {
    decref(rt, sum.total);
    throw error;
  } finally {
    decref(rt, pIterator);
    xdecref(rt, qIterator);
  }
  return sum.total;
}

export const productFunctions: readonly MethodDefinition[] = [
  fast('sumprod', (rt, _self, args) => {
    checkPositional(rt, 'sumprod', args, 2, 2);
    return sumOfProducts(rt, args[0] as PyObject, args[1] as PyObject);
  }),
];
