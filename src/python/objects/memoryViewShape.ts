/** memoryview.cast(): the `shape` argument (CPython Objects/memoryobject.c copy_shape, cast_to_ND). */
import type { PyObject } from '../memory';
import { isIntLike } from './intValue';
import { raise } from './raise';
import type { Runtime } from './runtime';

export function castShape(rt: Runtime, objects: readonly PyObject[], itemsize: number, length: number): number[] {
  let total = itemsize;
  const shape = objects.map((object) => {
    if (!isIntLike(rt, object)) raise(rt, 'TypeError', 'memoryview.cast(): elements of shape must be integers');
    if (object.value <= 0) raise(rt, 'ValueError', 'memoryview.cast(): elements of shape must be integers > 0');
    const size = Number(object.value);
    total *= size;
    if (total > 2 ** 63) raise(rt, 'ValueError', 'memoryview.cast(): product(shape) > SSIZE_MAX');
    return size;
  });
  if (total !== length) raise(rt, 'TypeError', 'memoryview: product(shape) * itemsize != buffer size');
  return shape;
}
