/**
 * `__doc__` and `__text_signature__` of what CPython writes in C.
 *
 * In: a row of a table and whose it is. Out: strings or None. The recorded texts of CPython (`Machine.documentation`) go before the
 * short ones in the tables here, which remain for rows CPython has not.
 */
import { incref, type PyObject } from '../memory';
import type { PyModule, PyTypeObject } from './layouts';
import type { MethodDefinition } from './methods';
import type { Runtime } from './runtime';
import { machine, type NativeDocumentation } from './services';
import { newStr } from './strValue';
import type { PyType } from './type';

interface Documented { readonly doc?: string | null; readonly name: string }

/** A text with the signature line Argument Clinic puts in front, taken apart. */
function split({ doc, name }: Documented): NativeDocumentation {
  if (doc === null || doc === undefined || doc === '') return [null, null];
  const end = doc.startsWith(`${name}(`) ? doc.indexOf(')\n--\n\n') : -1;
  return end < 0 ? [null, doc] : [doc.slice(name.length, end + 1), doc.slice(end + 6)];
}

const textOrNone = (rt: Runtime, text: string | null): PyObject => (text === null ? incref(rt.none) : newStr(rt, text));

/** The name of whoever has a bound native function: its module, or the type whose table holds the row. */
function ownerOf(rt: Runtime, definition: MethodDefinition, bound: PyObject | null): string | null {
  if (bound === null) return null;
  const type = bound.type as PyType;
  if (type.layout === rt.types.module) return (bound as PyModule).value.name;
  const searched = type.layout === rt.types.type && definition.binding !== 'instance' ? (bound as PyTypeObject).value : type;
  const owner = searched.mro.find((ancestor) => ancestor.definition?.methods?.includes(definition));
  return owner === undefined ? null : owner.name;
}

function find(rt: Runtime, row: Documented, owner: string | null): NativeDocumentation {
  return (owner === null ? null : machine(rt).documentation(owner, row.name)) ?? split(row);
}

/** `__doc__` of a row of the table of `owner`. */
export function docText(rt: Runtime, row: Documented, owner: string | null): PyObject {
  return textOrNone(rt, find(rt, row, owner)[1]);
}

/** `__text_signature__` of such a row. */
export function signatureText(rt: Runtime, row: Documented, owner: string | null): PyObject {
  return textOrNone(rt, find(rt, row, owner)[0]);
}

/** `__doc__` of a native function bound to a module or an object. */
export function boundDocText(rt: Runtime, definition: MethodDefinition, bound: PyObject | null): PyObject {
  return docText(rt, definition, ownerOf(rt, definition, bound));
}

export function boundSignatureText(rt: Runtime, definition: MethodDefinition, bound: PyObject | null): PyObject {
  return signatureText(rt, definition, ownerOf(rt, definition, bound));
}

/** tp_doc of a built-in type, in its two parts. */
export function typeDocumentation(rt: Runtime, type: PyType): NativeDocumentation {
  const { definition, name } = type;
  if (definition === null) return [null, null];
  const own = machine(rt).documentation(name, '');
  return own ?? split({ name: name.slice(name.lastIndexOf('.') + 1), ...(definition.doc === undefined ? {} : { doc: definition.doc }) });
}
