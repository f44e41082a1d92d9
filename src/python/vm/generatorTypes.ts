/**
 * The types of generators and coroutines as Python sees them, their birth certificates (`gi_code`,
 * `cr_origin`...) and their death (CPython Objects/genobject.c).
 */
import { clearWeakrefs, decref, GcBits, incref, xdecref, type PyObject } from '../memory';
import {
  fast, machine, newBool, newStr, noArgs, oneArg, raise, type GetSetDefinition, type MethodDefinition, type PyStr, type Runtime, type TypeDefinition,
} from '../objects';
import type { Slot } from './frame';
import { getFrameObject } from './frameObject';
import { yieldingFrom } from './generator';
import { close, dropFrame, finalize, iternext, send, throwInto } from './generatorMethods';
import type { GeneratorData, PyGenerator } from './generatorState';
import type { Interpreter } from './interpreter';

const dataOf = (self: PyObject): GeneratorData => (self as PyGenerator).value;

function dealloc(rt: Runtime, self: PyObject): void {
  const data = dataOf(self);
  const { heap } = rt;
  heap.untrack(self);
  clearWeakrefs(rt, self);
  if (data.state !== 'closed' && (self.gc & GcBits.Finalized) === 0) {
    heap.track(self);
    self.refcnt = 1;
    self.gc |= GcBits.Finalized;
    if (heap.observer !== null) heap.observer.finalizing(self);
    finalize(rt, self);
    if (--self.refcnt > 0) return;
    heap.untrack(self);
  }
  const isAsync = self.type === rt.types.asyncGenerator;
  if (isAsync) dropOrigin(rt, data);
  if (data.frame !== null) dropFrame(rt, data);
  if (!isAsync) dropOrigin(rt, data);
  decref(rt, data.code.object);
  decref(rt, data.name);
  decref(rt, data.qualname);
  xdecref(rt, data.exceptionItem.value);
  heap.freeContainer(self);
}

function dropOrigin(rt: Runtime, data: GeneratorData): void {
  const origin = data.originOrFinalizer;
  data.originOrFinalizer = null;
  xdecref(rt, origin);
}

function traverse(self: PyObject, visit: (referent: PyObject) => void): void {
  const data = dataOf(self);
  // The origin of a coroutine is not visited by CPython, as it is no part of any cycle; the ledger wants every reference.
  if (data.originOrFinalizer !== null) visit(data.originOrFinalizer);
  visit(data.name);
  visit(data.qualname);
  const { frame } = data;
  if (frame !== null && data.state !== 'executing') {
    if (frame.frameObject !== null) visit(frame.frameObject);
    if (frame.locals !== null) visit(frame.locals);
    visit(frame.function);
    visit(frame.code.object);
    for (let slot = 0; slot < frame.stackPointer; slot++) {
      const value = frame.stack[slot] as Slot;
      if (value !== null) visit(value);
    }
  }
  if (data.exceptionItem.value !== null) visit(data.exceptionItem.value);
}

/** `gi_...`, `cr_...`, `ag_...`: `running` tells how the kind knows that it runs. */
export function attributesWithPrefix(prefix: string, kind: string, delegateName: string, running: (data: GeneratorData) => boolean): GetSetDefinition[] {
  return [
    { name: '__name__', get: (_rt, self) => incref(dataOf(self).name), set: (rt, self, value) => setName(rt, self, 'name', value), doc: `name of the ${kind}` },
    {
      name: '__qualname__', get: (_rt, self) => incref(dataOf(self).qualname), set: (rt, self, value) => setName(rt, self, 'qualname', value),
      doc: `qualified name of the ${kind}`,
    },
    {
      name: delegateName, get: (rt, self) => incref(yieldingFrom(dataOf(self)) ?? rt.none),
      doc: prefix === 'gi' ? 'object being iterated by yield from, or None' : 'object being awaited on, or None',
    },
    { name: `${prefix}_running`, get: (rt, self) => newBool(rt, running(dataOf(self))), ...(prefix === 'ag' ? { member: true } : {}) },
    { name: `${prefix}_suspended`, get: (rt, self) => newBool(rt, dataOf(self).state === 'suspended') },
    { name: `${prefix}_code`, get: (_rt, self) => incref(dataOf(self).code.object), member: true },
    {
      name: `${prefix}_frame`,
      get: (rt, self) => {
        const { frame, state } = dataOf(self);
        return incref(frame === null || state === 'closed' ? rt.none : getFrameObject(machine(rt) as unknown as Interpreter, frame));
      },
    },
  ];
}

function setName(rt: Runtime, self: PyObject, field: 'name' | 'qualname', value: PyObject | null): void {
  if (value === null || typeof value.value !== 'string') raise(rt, 'TypeError', `__${field}__ must be set to a string object`);
  const data = dataOf(self);
  const old = data[field];
  data[field] = incref(value as PyStr);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  decref(rt, old);
}

const THROW_DOC = (noun: string): string => `throw(value)\nthrow(type[,value[,${noun === 'generator' ? 'tb' : 'traceback'}]])\n\nRaise exception in ${noun}, return next `
  + `${noun === 'generator' ? 'yielded' : 'iterated'} value or raise\nStopIteration.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.`;

/** `target` gives the generator or coroutine behind the object whose method it is. */
function methodsOf(noun: string, target: (self: PyObject) => PyObject): MethodDefinition[] {
  return [
    oneArg('send', (rt, self, value) => send(rt, target(self), value),
      `send(arg) -> send 'arg' into ${noun},\nreturn next ${noun === 'generator' ? 'yielded' : 'iterated'} value or raise StopIteration.`),
    fast('throw', (rt, self, args) => throwInto(rt, target(self), args), THROW_DOC(noun)),
    noArgs('close', (rt, self) => {
      close(rt, target(self));
      return incref(rt.none);
    }, `close() -> raise GeneratorExit inside ${noun}.`),
  ];
}

const itself = (self: PyObject): PyObject => self;

const reprOf = (rt: Runtime, self: PyObject): PyObject =>
  newStr(rt, `<${self.type.name} object ${dataOf(self).qualname.value} at 0x${rt.identityOf(self).toString(16)}>`);

/** Size without GC header: the object and its frame's slots. */
const sizeof = (rt: Runtime, self: PyObject): number => rt.profile.structSizes.generator + 8 * (dataOf(self).code.nlocalsplus + dataOf(self).code.stacksize);

const isExecuting = (data: GeneratorData): boolean => data.state === 'executing';

/** What the three kinds have in common. */
export const generatorSlots = { repr: reprOf, traverse, dealloc, finalize };
export const generatorLayout = { gc: true, weakrefs: true, basicsize: 144, itemsize: 8, flags: { disallowInstantiation: true }, sizeof } as const;

export const generatorType: TypeDefinition = {
  ...generatorLayout,
  name: 'generator',
  slots: { ...generatorSlots, iter: (_rt, self) => incref(self), iternext },
  methods: methodsOf('generator', itself),
  getset: attributesWithPrefix('gi', 'generator', 'gi_yieldfrom', isExecuting),
};

export const coroutineType: TypeDefinition = {
  ...generatorLayout,
  name: 'coroutine',
  slots: { ...generatorSlots, amAwait: (rt, self) => newCoroutineWrapper(rt, self) },
  methods: methodsOf('coroutine', itself),
  getset: [
    ...attributesWithPrefix('cr', 'coroutine', 'cr_await', isExecuting),
    { name: 'cr_origin', get: (rt, self) => incref(dataOf(self).originOrFinalizer ?? rt.none), member: true },
  ],
};

/** `coroutine.__await__()`: an iterator that resumes the coroutine. */
function newCoroutineWrapper(rt: Runtime, coroutine: PyObject): PyObject {
  const { coroutineWrapper } = machine(rt) as unknown as Interpreter;
  const wrapper = rt.heap.newContainer(coroutineWrapper, incref(coroutine));
  rt.heap.track(wrapper);
  return wrapper;
}

const wrapped = (self: PyObject): PyObject => self.value as PyObject;

export const coroutineWrapperType: TypeDefinition = {
  name: 'coroutine_wrapper', gc: true, basicsize: 24, flags: { disallowInstantiation: true },
  doc: 'A wrapper object implementing __await__ for coroutines.',
  slots: {
    iter: (_rt, self) => incref(self),
    iternext: (rt, self) => iternext(rt, wrapped(self)),
    traverse: (self, visit) => visit(wrapped(self)),
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      decref(rt, wrapped(self));
      rt.heap.freeContainer(self);
    },
  },
  methods: methodsOf('coroutine', wrapped),
};
