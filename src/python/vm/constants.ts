/**
 * Constants of code objects as Python objects. Within one compilation equal constants of equal type
 * are one object (the compiler's const cache); identifier-like strings are interned (cpython-facts 1.1).
 */
import { assertNever } from '../../base';
import type { CodeConstant } from '../bytecode';
import { decref, incref, type PyObject } from '../memory';
import { internConstant, newBytes, newComplex, newFloat, newConstantFrozenset, newInt, newSourceStr, newTuple } from '../objects';
import type { Interpreter } from './interpreter';

/** Letters, digits and underscore only: the compiler interns such constants (all_name_chars). */
const ALL_NAME_CHARACTERS = /^[A-Za-z0-9_]*$/;

export class ConstantPool {
  private readonly objectByKey = new Map<string, PyObject>();

  constructor(private readonly rt: Interpreter) {}

  /** The object for a constant (borrowed from the pool until `release`). */
  get(constant: CodeConstant): PyObject {
    const key = constantKey(constant);
    let object = this.objectByKey.get(key);
    if (object === undefined) {
      object = this.create(constant);
      this.objectByKey.set(key, object);
    }
    return object;
  }

  /** Drops the pool's own references once every code object of the compilation is loaded. */
  release(): void {
    for (const object of this.objectByKey.values()) decref(this.rt, object);
    this.objectByKey.clear();
  }

  private create(constant: CodeConstant): PyObject {
    const { rt } = this;
    switch (constant.type) {
      case 'none': return incref(rt.none);
      case 'ellipsis': return incref(rt.ellipsis);
      case 'bool': return incref(constant.value ? rt.true : rt.false);
      case 'int': return newInt(rt, constant.value);
      case 'float': return newFloat(rt, constant.value);
      case 'complex': return newComplex(rt, constant.real, constant.imag);
      case 'str': return ALL_NAME_CHARACTERS.test(constant.value) ? internConstant(rt, constant.value) : newSourceStr(rt, constant.value);
      case 'bytes': return newBytes(rt, constant.value);
      case 'tuple': return newTuple(rt, constant.items.map((item) => incref(this.get(item))));
      case 'frozenset': return newConstantFrozenset(rt, constant.items.map((item) => this.get(item)));
      case 'code': throw new TypeError('a nested code object is loaded by loadCode');
      default: return assertNever(constant);
    }
  }
}

/** Equal exactly for constants the compiler would merge: same type, same value, same sign of zero. */
function constantKey(constant: CodeConstant): string {
  switch (constant.type) {
    case 'int': return `i${constant.value}`;
    case 'bool': return `b${constant.value}`;
    case 'float': return `f${floatKey(constant.value)}`;
    case 'complex': return `c${floatKey(constant.real)},${floatKey(constant.imag)}`;
    case 'str': return `s${constant.value.length}:${constant.value}`;
    case 'bytes': return `y${constant.value.join(',')}`;
    case 'tuple': return `t(${constant.items.map(constantKey).join(';')})`;
    case 'frozenset': return `z(${constant.items.map(constantKey).join(';')})`;
    default: return constant.type;
  }
}

function floatKey(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
