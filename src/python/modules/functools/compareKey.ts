/** functools.cmp_to_key: a key object which compares by calling a function (CPython _functoolsmodule.c keyobject). */
import { decref, incref, type PyObject } from '../../memory';
import { callObject, newInt, raise, richCompare, type TypeDefinition } from '../../objects';
import { held, holder, holderType, newHolder } from '../holder';

// refs: compare function, object (null in the factory)
export const compareKeyType: TypeDefinition = holderType('functools.KeyWrapper', {
  flags: { disallowInstantiation: true },
  slots: {
    call: (rt, self, args, kwargs) => {
      if (args.value.length !== 1 || (kwargs !== null && kwargs.value.used > 0)) {
        raise(rt, 'TypeError', `K() takes exactly 1 argument (${args.value.length} given)`);
      }
      return newHolder(rt, self.type as Parameters<typeof newHolder>[1], [incref(held(holder(self), 0)), incref(args.value[0] as PyObject)], null);
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
    doc: 'Value wrapped by a key function.',
    get: (rt, self) => incref(holder(self).value.refs[1] ?? rt.none),
  }],
});
