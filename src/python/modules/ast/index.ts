/**
 * The `_ast` module: the classes of syntax tree nodes (CPython Parser/asdl_c.py, generated Python-ast.c). Trees become
 * objects in `nodeObjects.ts`, objects trees in `treeNodes.ts`.
 */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  AttributeStorage, callObject, contains, dictSetString, fast, genericGetDict, genericSetDict, internStr, lookupAttributeString, newDict, newInt,
  newLayoutInstance, newStr, newTuple, raise, richCompareBool, sequenceItem, setAttribute, length as lengthOf, CompareOp,
  type PyDict, type PyStr, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import type { ModuleDefinition } from '../moduleDefinition';
import { rules, type NodeClass, type Rule } from './grammar';

export { nodeObject } from './nodeObjects';
export { isNodeObject, treeOf } from './treeNodes';

const PLACE = ['lineno', 'col_offset', 'end_lineno', 'end_col_offset'];

const dictOf = (self: PyObject): PyObject | null => (self.attributes === null ? null : ((self.attributes as (PyObject | null)[])[0] ?? null));

export const nodeType: TypeDefinition = {
  name: 'ast.AST',
  gc: true,
  basicsize: 24,
  attributes: AttributeStorage.LazyDict,
  flags: { basetype: true },
  slots: {
    new: (rt, type) => newLayoutInstance(rt, type, null),
    init: (rt, self, args, kwargs) => initNode(rt, self, args, kwargs),
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      if (!(self.type as PyType).flags.heap) xdecref(rt, dictOf(self));
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const dict = dictOf(self);
      if (dict !== null) visit(dict);
    },
  },
  methods: [
    fast('__reduce__', (rt, self) => {
      const dict = lookupAttributeString(rt, self, '__dict__');
      const type = incref((self.type as PyType).object);
      return newTuple(rt, dict === null ? [type, incref(rt.emptyTuple)] : [type, incref(rt.emptyTuple), dict]);
    }),
  ],
  constants: (rt) => ({ _fields: incref(rt.emptyTuple), _attributes: incref(rt.emptyTuple), __match_args__: incref(rt.emptyTuple) }),
  getset: [{ name: '__dict__', get: genericGetDict, set: genericSetDict }],
};

/** Where a key stands among the fields, by `==`. */
function fieldIndex(rt: Runtime, fields: PyObject, count: number, key: PyObject): number {
  for (let index = 0; index < count; index++) {
    const field = sequenceItem(rt, fields, index);
    const isSame = richCompareBool(rt, field, key, CompareOp.Eq);
    decref(rt, field);
    if (isSame) return index;
  }
  return -1;
}

/** Positional arguments are the fields in order, keywords any attribute (ast_type_init). */
function initNode(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): void {
  const fields = lookupAttributeString(rt, (self.type as PyType).object, '_fields');
  const className = self.type.name.replace(/^.*\./, '');
  try {
    const count = fields === null ? 0 : lengthOf(rt, fields);
    if (args.value.length > count) {
      raise(rt, 'TypeError', `${className} constructor takes at most ${count} positional argument${count === 1 ? '' : 's'}`);
    }
    if (fields !== null) {
      args.value.forEach((value, index) => {
        const name = sequenceItem(rt, fields, index);
        try {
          setAttribute(rt, self, name as PyStr, value);
        } finally {
          decref(rt, name);
        }
      });
    }
    if (kwargs === null) return;
    for (let entry = 0; entry < kwargs.value.keys.length; entry++) {
      const key = kwargs.value.keys[entry] ?? null;
      if (key === null) continue;
      if (fields !== null && contains(rt, fields, key)) {
        const index = fieldIndex(rt, fields, count, key);
        if (index < args.value.length) raise(rt, 'TypeError', `${className} got multiple values for argument '${String(key.value)}'`);
      }
      setAttribute(rt, self, key as PyStr, kwargs.value.values[entry] as PyObject);
    }
  } finally {
    xdecref(rt, fields);
  }
}

const texts = (rt: Runtime, values: readonly string[]): PyTuple => newTuple(rt, values.map((value) => internStr(rt, value)));

function makeClass(rt: Runtime, name: string, base: PyObject, doc: string, fields: readonly string[], more: readonly [string, PyObject][]): PyObject {
  const namespace = newDict(rt);
  const enter = (key: string, value: PyObject): void => {
    const keyObject = internStr(rt, key);
    dictSetString(rt, namespace, keyObject, value);
    decref(rt, keyObject);
    decref(rt, value);
  };
  enter('_fields', texts(rt, fields));
  enter('__match_args__', texts(rt, fields));
  enter('__module__', internStr(rt, 'ast'));
  enter('__doc__', newStr(rt, doc));
  const nameObject = internStr(rt, name);
  const bases = newTuple(rt, [incref(base)]);
  try {
    const made = callObject(rt, rt.types.type.object, [nameObject, bases, namespace]);
    for (const [key, value] of more) {
      const keyObject = internStr(rt, key);
      setAttribute(rt, made, keyObject, value);
      decref(rt, keyObject);
      decref(rt, value);
    }
    return made;
  } finally {
    for (const object of [nameObject, bases, namespace]) decref(rt, object);
  }
}

const placeAttributes = (rt: Runtime): [string, PyObject][] => [
  ['_attributes', texts(rt, PLACE)], ['end_lineno', incref(rt.none)], ['end_col_offset', incref(rt.none)],
];

const optionalFields = (rt: Runtime, { fields }: NodeClass): [string, PyObject][] =>
  fields.filter(({ kind }) => kind === 'optional').map(({ name }) => [name, incref(rt.none)]);

function classesOf(rt: Runtime, base: PyObject, rule: Rule, into: Record<string, PyObject>): void {
  const ofAll = rule.hasPlace ? placeAttributes(rt) : [['_attributes', incref(rt.emptyTuple)] as [string, PyObject]];
  const make = (nodeClass: NodeClass, parent: PyObject, more: [string, PyObject][]): void => {
    into[nodeClass.name] = makeClass(rt, nodeClass.name, parent, nodeClass.doc, nodeClass.fields.map(({ name }) => name), [...more, ...optionalFields(rt, nodeClass)]);
  };
  if (rule.doc === null) {
    for (const nodeClass of rule.classes) make(nodeClass, base, ofAll);
    return;
  }
  const parent = (into[rule.name] = makeClass(rt, rule.name, base, rule.doc, [], ofAll));
  for (const nodeClass of rule.classes) make(nodeClass, parent, []);
}

export interface AstState {
  /** Its references are in `nativeHolders`. */
  readonly isHeldElsewhere: true;
  /** By name; owned. */
  readonly classes: Record<string, PyObject>;
  /** Instances of the classes without fields (operators, contexts); owned. */
  readonly singletons: Map<string, PyObject>;
}

/** The classes, made at the first use of `_ast` or of a tree. */
export function astState(rt: Runtime): AstState {
  let state = rt.moduleStates.get('_ast') as AstState | undefined;
  if (state === undefined) {
    const base = extensionType(rt, nodeType).object;
    const classes: Record<string, PyObject> = { AST: incref(base) };
    const singletons = new Map<string, PyObject>();
    for (const rule of rules) {
      classesOf(rt, base, rule, classes);
      if (!rule.isEnumeration) continue;
      for (const { name } of rule.classes) singletons.set(name, callObject(rt, classes[name] as PyObject, []));
    }
    state = { classes, singletons, isHeldElsewhere: true };
    rt.moduleStates.set('_ast', state);
    for (const [name, object] of [...Object.entries(classes), ...singletons]) rt.nativeHolders.unshift({ object, name: `_ast ${name}` });
  }
  return state;
}

export const astModule: ModuleDefinition = {
  name: '_ast',
  doc: null,
  methods: [],
  constants: (rt) => ({
    AST: incref(astState(rt).classes.AST as PyObject),
    PyCF_ALLOW_TOP_LEVEL_AWAIT: newInt(rt, 0x2000), PyCF_ONLY_AST: newInt(rt, 0x400), PyCF_TYPE_COMMENTS: newInt(rt, 0x1000),
    ...Object.fromEntries(Object.entries(astState(rt).classes).map(([name, object]): [string, PyObject] => [name, incref(object)])),
  }),
};
