/**
 * From `ast` objects to our syntax tree, for `compile(tree, ...)` (CPython Python-ast.c: PyAST_obj2mod and the obj2ast_
 * functions). Whatever a program put together: missing fields and wrong types are TypeErrors. What the tree must be beyond its
 * types is checked in `validation.ts`.
 */
import type { CodeConstant } from '../../bytecode';
import { decref, type PyObject } from '../../memory';
import {
  intToBigInt, isInstance, lookupAttributeString, raise, reprText,
  type PyBytes, type PyComplex, type PyInt, type PyFloat, type PyList, type PyStr, type PyTuple, type PyType, type Runtime, type TreeNode, iterateToArray,
} from '../../objects';
import { ruleByName, type Field, type NodeClass, type Rule } from './grammar';
import { astState } from './index';
import { validateModule } from './validation';

/** A constant no code can hold; the validation names its type. */
export interface ForeignConstant { readonly type: 'foreign'; readonly typeName: string }

const classObject = (rt: Runtime, name: string): PyObject => astState(rt).classes[name] as PyObject;

export function isNodeObject(rt: Runtime, object: PyObject): boolean {
  return (object.type as PyType).mro.includes((classObject(rt, 'AST').value as PyType));
}

function constantOf(rt: Runtime, object: PyObject): CodeConstant | ForeignConstant {
  const { types } = rt;
  switch (object.type) {
    case types.NoneType: return { type: 'none' };
    case types.ellipsis: return { type: 'ellipsis' };
    case types.bool: return { type: 'bool', value: object === rt.true };
    case types.int: return { type: 'int', value: intToBigInt(object as PyInt) };
    case types.float: return { type: 'float', value: (object as PyFloat).value };
    case types.complex: return { type: 'complex', real: (object as PyComplex).value.real, imag: (object as PyComplex).value.imag };
    case types.str: return { type: 'str', value: (object as PyStr).value };
    case types.bytes: return { type: 'bytes', value: (object as PyBytes).value };
    case types.tuple:
    case types.frozenset: {
      const members = object.type === types.tuple ? [...(object as PyTuple).value] : iterateToArray(rt, object);
      rt.enterRecursiveCall(' during compilation');
      try {
        const items = members.map((item) => constantOf(rt, item));
        const foreign = items.find((item): item is ForeignConstant => item.type === 'foreign');
        return foreign ?? { type: object.type === types.tuple ? 'tuple' : 'frozenset', items: items as CodeConstant[] };
      } finally {
        rt.leaveRecursiveCall();
        if (object.type === types.frozenset) for (const item of members) decref(rt, item);
      }
    }
    default: return { type: 'foreign', typeName: object.type.name };
  }
}

function simpleValue(rt: Runtime, type: string, object: PyObject): unknown {
  switch (type) {
    case 'identifier':
      if (object === rt.none) return null;
      if (object.type !== rt.types.str) raise(rt, 'TypeError', 'AST identifier must be of type str');
      return (object as PyStr).value;
    case 'string':
      if (object === rt.none) return null;
      if (object.type !== rt.types.str && object.type !== rt.types.bytes) raise(rt, 'TypeError', 'AST string must be of type str');
      return object.type === rt.types.str ? (object as PyStr).value : '';
    case 'int':
      if ((object.type as PyType).layout !== rt.types.int) raise(rt, 'ValueError', `invalid integer value: ${reprText(rt, object)}`);
      return Number((object as PyInt).value);
    default: return constantOf(rt, object);
  }
}

const isSimple = (type: string): boolean => type === 'identifier' || type === 'string' || type === 'int' || type === 'constant';

function valueOf(rt: Runtime, type: string, object: PyObject): unknown {
  if (isSimple(type)) return simpleValue(rt, type, object);
  const rule = ruleByName.get(type) as Rule;
  return rule.isEnumeration ? enumerator(rt, rule, object) : nodeOf(rt, rule, object);
}

function unexpected(rt: Runtime, rule: Rule, object: PyObject): never {
  return raise(rt, 'TypeError', `expected some sort of ${rule.name}, but got ${reprText(rt, object)}`);
}

function enumerator(rt: Runtime, rule: Rule, object: PyObject): string {
  const found = rule.classes.find(({ name }) => isInstance(rt, object, classObject(rt, name)));
  return found === undefined ? unexpected(rt, rule, object) : found.name;
}

function sequenceOf(rt: Runtime, nodeClass: NodeClass, field: Field, object: PyObject): unknown[] {
  if ((object.type as PyType).layout !== rt.types.list) {
    raise(rt, 'TypeError', `${nodeClass.name} field "${field.name}" must be a list, not a ${object.type.name}`);
  }
  const items = (object as PyList).value;
  const count = items.length;
  const result: unknown[] = [];
  for (let index = 0; index < count; index++) {
    const value = valueOf(rt, field.type, items[index] as PyObject);
    if (value === null && field.type === 'identifier') raise(rt, 'TypeError', 'AST identifier must be of type str');
    result.push(value);
    if (items.length !== count) raise(rt, 'RuntimeError', `${nodeClass.name} field "${field.name}" changed size during iteration`);
  }
  return result;
}

function fieldOf(rt: Runtime, owner: string, nodeClass: NodeClass, field: Field, object: PyObject): unknown {
  const value = lookupAttributeString(rt, object, field.name);
  if (value === null || (value === rt.none && field.kind === 'optional')) {
    if (value !== null) decref(rt, value);
    if (field.kind === 'sequence') return [];
    if (field.kind === 'one') raise(rt, 'TypeError', `required field "${field.name}" missing from ${owner}`);
    return field.type === 'int' ? 0 : null;
  }
  rt.enterRecursiveCall(` while traversing '${nodeClass.name}' node`);
  try {
    return field.kind === 'sequence' ? sequenceOf(rt, nodeClass, field, value) : valueOf(rt, field.type, value);
  } finally {
    rt.leaveRecursiveCall();
    decref(rt, value);
  }
}

function placeOf(rt: Runtime, owner: string, object: PyObject, name: string, otherwise: number | null): number {
  const value = lookupAttributeString(rt, object, name);
  if (value === null || (value === rt.none && otherwise !== null)) {
    if (value !== null) decref(rt, value);
    return otherwise ?? raise(rt, 'TypeError', `required field "${name}" missing from ${owner}`);
  }
  try {
    return simpleValue(rt, 'int', value) as number;
  } finally {
    decref(rt, value);
  }
}

/** Of fields which the constructors of CPython's tree check. */
function requireFields(rt: Runtime, nodeClass: NodeClass, node: Readonly<Record<string, unknown>>): void {
  for (const { name, kind, property, type } of nodeClass.fields) {
    if (kind === 'one' && type !== 'int' && node[property] === null) {
      raise(rt, 'ValueError', `field '${name}' is required for ${nodeClass.name}`);
    }
  }
}

/** A node; null for None, where the rule is a sum or the caller refuses null. */
function nodeOf(rt: Runtime, rule: Rule, object: PyObject): TreeNode | null {
  const isSum = rule.doc !== null;
  if (isSum && object === rt.none) return null;
  const place: Record<string, number> = {};
  const readPlace = (owner: string): void => {
    if (!rule.hasPlace) return;
    place.lineno = placeOf(rt, owner, object, 'lineno', null);
    place.colOffset = placeOf(rt, owner, object, 'col_offset', null);
    place.endLineno = placeOf(rt, owner, object, 'end_lineno', place.lineno);
    place.endColOffset = placeOf(rt, owner, object, 'end_col_offset', place.colOffset);
  };
  if (isSum) readPlace(rule.name);
  const nodeClass = isSum ? rule.classes.find(({ name }) => isInstance(rt, object, classObject(rt, name))) : rule.classes[0];
  if (nodeClass === undefined) return unexpected(rt, rule, object);
  const node: Record<string, unknown> = rule.classes.length > 1 || isSum ? { kind: nodeClass.name } : {};
  for (const field of nodeClass.fields) {
    const value = fieldOf(rt, nodeClass.name, nodeClass, field, object);
    node[field.property] = field.type === 'int' && (field.name === 'simple' || field.name === 'is_async') ? value !== 0 : value;
  }
  if (!isSum) readPlace(rule.name);
  requireFields(rt, nodeClass, node);
  return Object.assign(node, place);
}

const nodeNames = { exec: 'Module', eval: 'Expression', single: 'Interactive', func_type: 'FunctionType' } as const;

/** The tree of a `mod` object for a mode of `compile`, checked. */
export function treeOf(rt: Runtime, object: PyObject, mode: keyof typeof nodeNames): TreeNode {
  const wanted = nodeNames[mode];
  if (!isInstance(rt, object, classObject(rt, wanted))) raise(rt, 'TypeError', `expected ${wanted} node, got ${object.type.name.replace(/^.*\./, '')}`);
  const tree = nodeOf(rt, ruleByName.get('mod') as Rule, object) as TreeNode;
  validateModule(rt, tree);
  return tree;
}
