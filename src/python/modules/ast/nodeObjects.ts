/**
 * From our syntax tree to `ast` objects (CPython Python-ast.c: PyAST_mod2obj and the ast2obj_ functions). In: a node as data.
 * Out: a new object. The grammar's tables say which property is which field.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  internStr, newBytes, newComplex, newConstantFrozenset, newFloat, newInt, newLayoutInstance, newList, newSourceStr, newStr, newTuple, setAttribute,
  type PyType, type PyTypeObject, type Runtime, type TreeNode,
} from '../../objects';
import type { CodeConstant } from '../../bytecode';
import { classByName, ruleByName, type Field, type NodeClass } from './grammar';
import { astState } from './index';

/** A constant of the tree as an object. */
function constantObject(rt: Runtime, constant: CodeConstant): PyObject {
  switch (constant.type) {
    case 'none': return incref(rt.none);
    case 'ellipsis': return incref(rt.ellipsis);
    case 'bool': return incref(constant.value ? rt.true : rt.false);
    case 'int': return newInt(rt, constant.value);
    case 'float': return newFloat(rt, constant.value);
    case 'complex': return newComplex(rt, constant.real, constant.imag);
    case 'str': return newSourceStr(rt, constant.value);
    case 'bytes': return newBytes(rt, constant.value);
    case 'tuple': return newTuple(rt, constant.items.map((item) => constantObject(rt, item)));
    case 'frozenset': {
      const items = constant.items.map((item) => constantObject(rt, item));
      const result = newConstantFrozenset(rt, items);
      for (const item of items) decref(rt, item);
      return result;
    }
    case 'code': throw new TypeError('a syntax tree holds no code');
  }
}

const record = (node: TreeNode): Readonly<Record<string, unknown>> => node as Readonly<Record<string, unknown>>;

function valueObject(rt: Runtime, type: string, value: unknown): PyObject {
  if (value === null || value === undefined) return incref(rt.none);
  switch (type) {
    case 'identifier': return internStr(rt, value as string);
    case 'string': return newStr(rt, value as string);
    case 'int': return newInt(rt, Number(value));
    case 'constant': return constantObject(rt, value as CodeConstant);
    default: {
      const rule = ruleByName.get(type);
      if (rule?.isEnumeration === true) return incref(astState(rt).singletons.get(value as string) as PyObject);
      return nodeObject(rt, value as TreeNode, type);
    }
  }
}

function fieldObject(rt: Runtime, node: TreeNode, field: Field): PyObject {
  const value = record(node)[field.property];
  if (field.kind !== 'sequence') return valueObject(rt, field.type, value);
  return newList(rt, ((value ?? []) as readonly unknown[]).map((item) => valueObject(rt, field.type, item)));
}

function set(rt: Runtime, object: PyObject, name: string, value: PyObject): void {
  const key = internStr(rt, name);
  try {
    setAttribute(rt, object, key, value);
  } finally {
    decref(rt, key);
    decref(rt, value);
  }
}

/** The class of a node of a rule: rules with one constructor have no `kind`. */
function classOf(node: TreeNode, ruleName: string): NodeClass {
  const rule = ruleByName.get(ruleName);
  if (rule !== undefined && rule.classes.length === 1) return rule.classes[0] as NodeClass;
  return classByName.get(record(node).kind as string) as NodeClass;
}

const PLACE = [['lineno', 'lineno'], ['col_offset', 'colOffset'], ['end_lineno', 'endLineno'], ['end_col_offset', 'endColOffset']] as const;

/** A node of a rule of the grammar (`mod`, `stmt`...) as an object. */
export function nodeObject(rt: Runtime, node: TreeNode, ruleName: string): PyObject {
  rt.enterRecursiveCall(' during ast construction');
  try {
    const nodeClass = classOf(node, ruleName);
    const type = (astState(rt).classes[nodeClass.name] as PyTypeObject).value as PyType;
    const object = newLayoutInstance(rt, type, null);
    for (const field of nodeClass.fields) set(rt, object, field.name, fieldObject(rt, node, field));
    if (ruleByName.get(nodeClass.rule)?.hasPlace ?? false) {
      for (const [name, property] of PLACE) set(rt, object, name, newInt(rt, record(node)[property] as number));
    }
    return object;
  } finally {
    rt.leaveRecursiveCall();
  }
}
