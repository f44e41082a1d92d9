/** The `_symtable` module under `symtable`: the compiler's symbol table as objects (CPython Modules/symtablemodule.c). */
import { decref, incref, type PyObject } from '../memory';
import {
  dictSetString, fast, internStr, machine, newDict, newInt, newList, newStr, raise,
  type PyStr, type PyType, type Runtime, type SymbolBlock, type TypeDefinition,
} from '../objects';
import { filenameText } from './builtins/compilation';
import { sourceOf } from './builtins/execution';
import { extensionType } from './extensionTypes';
import { held, holderType, newHolder, type Holder } from './holder';
import { checkPositional } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';

const typeNumbers: Readonly<Record<SymbolBlock['type'], number>> = {
  function: 0, class: 1, module: 2, annotation: 3, typeVarBound: 4, typeAlias: 5, typeParam: 6,
};
/** As the references of an entry stand. */
const MEMBERS = ['name', 'symbols', 'varnames', 'children'];

interface EntryState { readonly type: number; readonly nested: boolean; readonly line: number }

const entryType: TypeDefinition = holderType('symtable entry', {
  flags: { disallowInstantiation: true },
  slots: {
    repr: (rt, self) => newStr(rt, `<symtable entry ${(held(self as Holder, 0) as PyStr).value}(${rt.addressOf(self)}), line ${(self as Holder<EntryState>).value.state.line}>`),
  },
  getset: [
    { name: 'id', member: true, get: (rt, self) => newInt(rt, rt.addressOf(self)) },
    ...MEMBERS.map((name, index) => ({ name, member: true, get: (_rt: Runtime, self: PyObject) => incref(held(self as Holder, index)) })),
    { name: 'nested', member: true, get: (rt, self) => newInt(rt, (self as Holder<EntryState>).value.state.nested ? 1 : 0) },
    { name: 'type', member: true, get: (rt, self) => newInt(rt, (self as Holder<EntryState>).value.state.type) },
    { name: 'lineno', member: true, get: (rt, self) => newInt(rt, (self as Holder<EntryState>).value.state.line) },
  ],
});

function entryObject(rt: Runtime, block: SymbolBlock): PyObject {
  const symbols = newDict(rt);
  for (const [name, flags] of block.symbols) {
    const key = internStr(rt, name);
    const value = newInt(rt, flags);
    dictSetString(rt, symbols, key, value);
    decref(rt, value);
    decref(rt, key);
  }
  const varnames = newList(rt, block.varnames.map((name) => internStr(rt, name)));
  const children = newList(rt, block.children.map((child) => entryObject(rt, child)));
  const state: EntryState = { type: typeNumbers[block.type], nested: block.nested, line: block.location.lineno };
  return newHolder<EntryState>(rt, extensionType(rt, entryType), [newStr(rt, block.name), symbols, varnames, children], state);
}

const constants = {
  USE: 16, DEF_GLOBAL: 1, DEF_NONLOCAL: 8, DEF_LOCAL: 2, DEF_PARAM: 4, DEF_FREE: 32, DEF_FREE_CLASS: 64, DEF_IMPORT: 128, DEF_BOUND: 134, DEF_ANNOT: 256,
  TYPE_FUNCTION: 0, TYPE_CLASS: 1, TYPE_MODULE: 2, TYPE_ANNOTATION: 3, TYPE_TYPE_VAR_BOUND: 4, TYPE_TYPE_ALIAS: 5, TYPE_TYPE_PARAM: 6,
  LOCAL: 1, GLOBAL_EXPLICIT: 2, GLOBAL_IMPLICIT: 3, FREE: 4, CELL: 5, SCOPE_OFF: 12, SCOPE_MASK: 15,
};

export const symtableModule: ModuleDefinition = {
  name: '_symtable',
  doc: null,
  methods: [
    fast('symtable', (rt, _self, args) => {
      checkPositional(rt, 'symtable', args, 3, 3);
      const [source, filename, start] = args as [PyObject, PyObject, PyObject];
      const file = filenameText(rt, filename);
      if ((start.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `symtable() argument 3 must be str, not ${start.type.name}`);
      const mode = (start as PyStr).value;
      const text = sourceOf(rt, source, 'symtable', 'string or bytes', file);
      if (mode !== 'exec' && mode !== 'eval' && mode !== 'single') raise(rt, 'ValueError', "symtable() arg 3 must be 'exec' or 'eval' or 'single'");
      const top = machine(rt).symbolsOf({ source: text, filename: file, mode, flags: 0, optimize: 0, featureVersion: -1 });
      return entryObject(rt, top);
    }, 'symtable($module, source, filename, startstr, /)\n--\n\nReturn symbol and scope dictionaries used internally by compiler.'),
  ],
  constants: (rt) => Object.fromEntries(Object.entries(constants).map(([name, value]): [string, PyObject] => [name, newInt(rt, value)])),
};
