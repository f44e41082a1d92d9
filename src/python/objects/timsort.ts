/**
 * The merge sort of CPython 3.12's Objects/listobject.c (described in its listsort.txt): natural runs,
 * binary insertion, galloping merges in the order powersort gives. The sequence of comparisons is
 * CPython's, because a comparison may be Python code.
 *
 * In: keys, values that move with them (or null), a comparison that may throw. Out: both arrays sorted
 * in place; when a comparison throws, a permutation of what was there.
 */
import type { PyObject } from '../memory';

export type LessThan = (left: PyObject, right: PyObject) => boolean;

/** Wins in a row after which a merge starts to gallop. */
const MIN_GALLOP = 7;

interface Run { base: number; length: number; power: number }

export class MergeSort {
  private minGallop = MIN_GALLOP;
  /** Runs that wait to be merged, left to right. */
  private readonly pending: Run[] = [];

  constructor(private readonly keys: PyObject[], private readonly values: PyObject[] | null, private readonly lessThan: LessThan) {}

  sort(): void {
    const total = this.keys.length;
    const minimumRun = minimumRunLength(total);
    let base = 0;
    while (base < total) {
      let length = this.countRun(base, total);
      const remaining = total - base;
      if (length < minimumRun) {
        const forced = Math.min(minimumRun, remaining);
        this.binarySort(base, base + length, base + forced);
        length = forced;
      }
      this.foundNewRun(length, total);
      this.pending.push({ base, length, power: 0 });
      base += length;
    }
    this.mergeForceCollapse();
  }

  /** count_run: length of the run at `low`; a strictly descending one is reversed. */
  private countRun(low: number, high: number): number {
    const { keys, lessThan } = this;
    let next = low + 1;
    if (next === high) return 1;
    if (lessThan(keys[next] as PyObject, keys[next - 1] as PyObject)) {
      for (next++; next < high && lessThan(keys[next] as PyObject, keys[next - 1] as PyObject);) next++;
      reverseRange(keys, low, next);
      if (this.values !== null) reverseRange(this.values, low, next);
    } else {
      for (next++; next < high && !lessThan(keys[next] as PyObject, keys[next - 1] as PyObject);) next++;
    }
    return next - low;
  }

  /** binarysort: `low` to `start` is sorted; inserts the rest up to `high`. */
  private binarySort(low: number, start: number, high: number): void {
    const { keys, values, lessThan } = this;
    for (let from = start === low ? start + 1 : start; from < high; from++) {
      const pivot = keys[from] as PyObject;
      let left = low;
      let right = from;
      do {
        const middle = left + ((right - left) >> 1);
        if (lessThan(pivot, keys[middle] as PyObject)) right = middle;
        else left = middle + 1;
      } while (left < right);
      for (let to = from; to > left; to--) keys[to] = keys[to - 1] as PyObject;
      keys[left] = pivot;
      if (values !== null) {
        const value = values[from] as PyObject;
        for (let to = from; to > left; to--) values[to] = values[to - 1] as PyObject;
        values[left] = value;
      }
    }
  }

  /** found_new_run: merges what powersort says before a run of `length` is pushed. */
  private foundNewRun(length: number, total: number): void {
    const { pending } = this;
    if (pending.length === 0) return;
    const top = pending[pending.length - 1] as Run;
    const power = nodePower(top.base, top.length, length, total);
    while (pending.length > 1 && (pending[pending.length - 2] as Run).power > power) this.mergeAt(pending.length - 2);
    (pending[pending.length - 1] as Run).power = power;
  }

  private mergeForceCollapse(): void {
    const { pending } = this;
    while (pending.length > 1) {
      let at = pending.length - 2;
      if (at > 0 && (pending[at - 1] as Run).length < (pending[at + 1] as Run).length) at--;
      this.mergeAt(at);
    }
  }

  /** merge_at: merges the runs at `at` and `at + 1`. */
  private mergeAt(at: number): void {
    const { keys, pending } = this;
    const left = pending[at] as Run;
    const right = pending[at + 1] as Run;
    let { base: leftBase, length: leftLength } = left;
    const { base: rightBase } = right;
    pending[at] = { base: leftBase, length: leftLength + right.length, power: left.power };
    pending.splice(at + 1, 1);
    const skipped = this.gallopRight(keys[rightBase] as PyObject, keys, leftBase, leftLength, 0);
    leftBase += skipped;
    leftLength -= skipped;
    if (leftLength === 0) return;
    const rightLength = this.gallopLeft(keys[leftBase + leftLength - 1] as PyObject, keys, rightBase, right.length, right.length - 1);
    if (rightLength === 0) return;
    if (leftLength <= rightLength) this.mergeLow(leftBase, leftLength, rightBase, rightLength);
    else this.mergeHigh(leftBase, leftLength, rightBase, rightLength);
  }

  /** gallop_left: where `key` belongs in `array[base..base+length)`, before equals; `hint` is where to start. */
  private gallopLeft(key: PyObject, array: readonly PyObject[], base: number, length: number, hint: number): number {
    const { lessThan } = this;
    const at = base + hint;
    let last = 0;
    let offset = 1;
    if (lessThan(array[at] as PyObject, key)) {
      const maximum = length - hint;
      while (offset < maximum && lessThan(array[at + offset] as PyObject, key)) {
        last = offset;
        offset = offset * 2 + 1;
      }
      if (offset > maximum) offset = maximum;
      last += hint;
      offset += hint;
    } else {
      const maximum = hint + 1;
      while (offset < maximum && !lessThan(array[at - offset] as PyObject, key)) {
        last = offset;
        offset = offset * 2 + 1;
      }
      if (offset > maximum) offset = maximum;
      const nearer = last;
      last = hint - offset;
      offset = hint - nearer;
    }
    last++;
    while (last < offset) {
      const middle = last + ((offset - last) >> 1);
      if (lessThan(array[base + middle] as PyObject, key)) last = middle + 1;
      else offset = middle;
    }
    return offset;
  }

  /** gallop_right: as `gallopLeft`, after equals. */
  private gallopRight(key: PyObject, array: readonly PyObject[], base: number, length: number, hint: number): number {
    const { lessThan } = this;
    const at = base + hint;
    let last = 0;
    let offset = 1;
    if (lessThan(key, array[at] as PyObject)) {
      const maximum = hint + 1;
      while (offset < maximum && lessThan(key, array[at - offset] as PyObject)) {
        last = offset;
        offset = offset * 2 + 1;
      }
      if (offset > maximum) offset = maximum;
      const nearer = last;
      last = hint - offset;
      offset = hint - nearer;
    } else {
      const maximum = length - hint;
      while (offset < maximum && !lessThan(key, array[at + offset] as PyObject)) {
        last = offset;
        offset = offset * 2 + 1;
      }
      if (offset > maximum) offset = maximum;
      last += hint;
      offset += hint;
    }
    last++;
    while (last < offset) {
      const middle = last + ((offset - last) >> 1);
      if (lessThan(key, array[base + middle] as PyObject)) offset = middle;
      else last = middle + 1;
    }
    return offset;
  }

  /** merge_lo: the left run, which is the shorter one, is copied out and both are merged from the left. */
  private mergeLow(leftBase: number, leftLength: number, rightBase: number, rightLength: number): void {
    const { keys, values, lessThan } = this;
    const leftKeys = keys.slice(leftBase, leftBase + leftLength);
    const leftValues = values === null ? null : values.slice(leftBase, leftBase + leftLength);
    let target = leftBase;
    let left = 0;
    let right = rightBase;
    let leftCount = leftLength;
    let rightCount = rightLength;
    const takeLeft = (count: number): void => {
      copyItems(leftKeys, left, keys, target, count);
      if (values !== null && leftValues !== null) copyItems(leftValues, left, values, target, count);
      target += count;
      left += count;
      leftCount -= count;
    };
    const takeRight = (count: number): void => {
      copyItems(keys, right, keys, target, count);
      if (values !== null) copyItems(values, right, values, target, count);
      target += count;
      right += count;
      rightCount -= count;
    };
    let { minGallop } = this;
    try {
      takeRight(1);
      if (rightCount === 0) return;
      if (leftCount === 1) {
        takeRight(rightCount);
        return;
      }
      for (;;) {
        let leftWins = 0;
        let rightWins = 0;
        for (;;) {
          // Hot path: one item at a time, so without the functions above.
          if (lessThan(keys[right] as PyObject, leftKeys[left] as PyObject)) {
            keys[target] = keys[right] as PyObject;
            if (values !== null) values[target] = values[right] as PyObject;
            target++;
            right++;
            rightCount--;
            rightWins++;
            leftWins = 0;
            if (rightCount === 0) return;
            if (rightWins >= minGallop) break;
          } else {
            keys[target] = leftKeys[left] as PyObject;
            if (values !== null) values[target] = (leftValues as PyObject[])[left] as PyObject;
            target++;
            left++;
            leftCount--;
            leftWins++;
            rightWins = 0;
            if (leftCount === 1) {
              takeRight(rightCount);
              return;
            }
            if (leftWins >= minGallop) break;
          }
        }
        minGallop++;
        do {
          if (minGallop > 1) minGallop--;
          this.minGallop = minGallop;
          leftWins = this.gallopRight(keys[right] as PyObject, leftKeys, left, leftCount, 0);
          if (leftWins > 0) {
            takeLeft(leftWins);
            if (leftCount === 1) {
              takeRight(rightCount);
              return;
            }
            // Impossible with a consistent comparison, which nobody promises.
            if (leftCount === 0) return;
          }
          takeRight(1);
          if (rightCount === 0) return;
          rightWins = this.gallopLeft(leftKeys[left] as PyObject, keys, right, rightCount, 0);
          if (rightWins > 0) {
            takeRight(rightWins);
            if (rightCount === 0) return;
          }
          takeLeft(1);
          if (leftCount === 1) {
            takeRight(rightCount);
            return;
          }
        } while (leftWins >= MIN_GALLOP || rightWins >= MIN_GALLOP);
        minGallop++;
        this.minGallop = minGallop;
      }
    } finally {
      // Also when a comparison threw: what was copied out goes back into the gap.
      if (leftCount > 0) takeLeft(leftCount);
    }
  }

  /** merge_hi: the right run, which is the shorter one, is copied out and both are merged from the right. */
  private mergeHigh(leftBase: number, leftLength: number, rightBase: number, rightLength: number): void {
    const { keys, values, lessThan } = this;
    const rightKeys = keys.slice(rightBase, rightBase + rightLength);
    const rightValues = values === null ? null : values.slice(rightBase, rightBase + rightLength);
    // Positions one past the next item to take or to fill.
    let target = rightBase + rightLength;
    let leftCount = leftLength;
    let rightCount = rightLength;
    const takeLeft = (count: number): void => {
      const from = leftBase + leftCount - count;
      target -= count;
      copyItemsBackwards(keys, from, keys, target, count);
      if (values !== null) copyItemsBackwards(values, from, values, target, count);
      leftCount -= count;
    };
    const takeRight = (count: number): void => {
      target -= count;
      rightCount -= count;
      copyItems(rightKeys, rightCount, keys, target, count);
      if (values !== null && rightValues !== null) copyItems(rightValues, rightCount, values, target, count);
    };
    let { minGallop } = this;
    try {
      takeLeft(1);
      if (leftCount === 0) return;
      if (rightCount === 1) {
        takeLeft(leftCount);
        return;
      }
      for (;;) {
        let leftWins = 0;
        let rightWins = 0;
        for (;;) {
          // Hot path: one item at a time, so without the functions above.
          if (lessThan(rightKeys[rightCount - 1] as PyObject, keys[leftBase + leftCount - 1] as PyObject)) {
            target--;
            leftCount--;
            keys[target] = keys[leftBase + leftCount] as PyObject;
            if (values !== null) values[target] = values[leftBase + leftCount] as PyObject;
            leftWins++;
            rightWins = 0;
            if (leftCount === 0) return;
            if (leftWins >= minGallop) break;
          } else {
            target--;
            rightCount--;
            keys[target] = rightKeys[rightCount] as PyObject;
            if (values !== null) values[target] = (rightValues as PyObject[])[rightCount] as PyObject;
            rightWins++;
            leftWins = 0;
            if (rightCount === 1) {
              takeLeft(leftCount);
              return;
            }
            if (rightWins >= minGallop) break;
          }
        }
        minGallop++;
        do {
          if (minGallop > 1) minGallop--;
          this.minGallop = minGallop;
          leftWins = leftCount - this.gallopRight(rightKeys[rightCount - 1] as PyObject, keys, leftBase, leftCount, leftCount - 1);
          if (leftWins > 0) {
            takeLeft(leftWins);
            if (leftCount === 0) return;
          }
          takeRight(1);
          if (rightCount === 1) {
            takeLeft(leftCount);
            return;
          }
          rightWins = rightCount - this.gallopLeft(keys[leftBase + leftCount - 1] as PyObject, rightKeys, 0, rightCount, rightCount - 1);
          if (rightWins > 0) {
            takeRight(rightWins);
            if (rightCount === 1) {
              takeLeft(leftCount);
              return;
            }
            // Impossible with a consistent comparison, which nobody promises.
            if (rightCount === 0) return;
          }
          takeLeft(1);
          if (leftCount === 0) return;
        } while (leftWins >= MIN_GALLOP || rightWins >= MIN_GALLOP);
        minGallop++;
        this.minGallop = minGallop;
      }
    } finally {
      if (rightCount > 0) takeRight(rightCount);
    }
  }
}

/** Also within one array, when the target is left of the source. */
function copyItems(source: readonly PyObject[], from: number, target: PyObject[], to: number, count: number): void {
  for (let index = 0; index < count; index++) target[to + index] = source[from + index] as PyObject;
}

/** Also within one array, when the target is right of the source. */
function copyItemsBackwards(source: readonly PyObject[], from: number, target: PyObject[], to: number, count: number): void {
  for (let index = count - 1; index >= 0; index--) target[to + index] = source[from + index] as PyObject;
}

/** merge_compute_minrun */
export function minimumRunLength(total: number): number {
  let length = total;
  let rest = 0;
  while (length >= 64) {
    rest |= length & 1;
    length >>= 1;
  }
  return length + rest;
}

/** powerloop: the depth of the node that joins two neighbouring runs in the nearly optimal merge tree. */
function nodePower(base: number, leftLength: number, rightLength: number, total: number): number {
  let a = 2 * base + leftLength;
  let b = a + leftLength + rightLength;
  for (let power = 1; ; power++) {
    if (a >= total) {
      a -= total;
      b -= total;
    } else if (b >= total) return power;
    a *= 2;
    b *= 2;
  }
}

function reverseRange(array: PyObject[], low: number, high: number): void {
  for (let left = low, right = high - 1; left < right; left++, right--) {
    const held = array[left] as PyObject;
    array[left] = array[right] as PyObject;
    array[right] = held;
  }
}
