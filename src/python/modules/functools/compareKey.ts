/** functools.cmp_to_key: a key object which compares by calling a function (CPython _functoolsmodule.c keyobject). */
import { decref, incref, type PyObject } from '../../memory';
import { callObject, newInt, raise, richCompare, type TypeDefinition } from '../../objects';
import { constructorArguments } from '../keywordArguments';
import { exchange, held, holder, holderType, newHolder } from '../holder';

// refs: compare function, object (null in the factory)
export const compareKeyType: TypeDefinition = holderType('functools.KeyWrapper', {
  basicsize: 32,
  flags: { disallowInstantiation: true },
  slots: {
    call: (rt, self, args, kwargs) => {
      const [object] = constructorArguments(rt, 'K', ['obj'], 1, args, kwargs) as [PyObject];
      return newHolder(rt, self.type as Parameters<typeof newHolder>[1], [incref(held(holder(self), 0)), incref(object)], null);
    },
    richcompare: (rt, self, other, op) => {
      if (other.type !== self.type) raise(rt, 'TypeError', 'other argument must be K instance');
      const left = holder(self).value.refs[1];
      const right = holder(other).value.refs[1];
      if (left == null || right == null) raise(rt, 'AttributeError', 'object');
      const result = callObject(rt, held(holder(self), 0), [left, right]);
      const zero = newInt(rt, 0);
      try {
        return richCompare(rt, result, zero, op);
      } finally {
        decref(rt, result);
        decref(rt, zero);
      }
    },
  },
  getset: [{
    name: 'obj',
    member: true,
    doc: 'Value wrapped by a key function.',
    get: (rt, self) => incref(holder(self).value.refs[1] ?? rt.none),
    set: (rt, self, value) => exchange(rt, holder(self), 1, value === null ? null : incref(value)),
  }],
});
