/** PyCapsule: a pointer of C as an object (CPython Objects/capsule.c). There is no C here: a capsule has its name, and a program can show it. */
import { PyObject } from '../memory';
import { addressText, freePlain, newStr, type Payload, type Runtime, type TypeDefinition } from '../objects';
import { extensionType } from './extensionTypes';

type PyCapsule = Payload<{ readonly name: string }>;

const capsuleType: TypeDefinition = {
  name: 'PyCapsule',
  doc: 'Capsule objects let you wrap a C "void *" pointer in a Python\nobject.  They\'re a way of passing data through the Python interpreter\n'
    + 'without creating your own custom type.\n\nCapsules are used for communication between extension modules.\n'
    + 'They provide a way for an extension module to export a C interface\nto other extension modules, so that extension modules can use the\n'
    + 'Python import mechanism to link to one another.\n',
  basicsize: 48,
  slots: {
    dealloc: freePlain,
    repr: (rt, self) => newStr(rt, `<capsule object "${(self as PyCapsule).value.name}" at ${addressText(rt, self)}>`),
  },
};

export function newCapsule(rt: Runtime, name: string): PyObject {
  return new PyObject(extensionType(rt, capsuleType), { name });
}
