/**
 * What `site` adds to the builtins: quit, exit, copyright, credits, license, help (CPython Lib/_sitebuiltins.py). Native, so that a
 * program that does not ask for them has nothing to load.
 */
import { decref, incref, PyObject } from '../memory';
import {
  callMethod, callWithTuple, catching, getAttributeString, internStr, machine, newStr, raise, raiseWithArgs,
  type PyTuple, type Runtime, type TypeDefinition,
} from '../objects';
import { sysAttribute } from './builtins/inputAndOutput';
import { extensionType } from './extensionTypes';
import { setOwned } from './moduleDefinition';
import { writeString } from './textStream';

/** What an object shows of itself. */
const shownText = (self: PyObject): string => self.value as string;

const siteType = (name: string, call: (rt: Runtime, self: PyObject, args: PyTuple) => PyObject): TypeDefinition => ({
  name: `_sitebuiltins.${name}`,
  basicsize: 16,
  flags: { disallowInstantiation: true },
  slots: { repr: (rt, self) => newStr(rt, shownText(self)), call, dealloc: (rt, self) => rt.heap.free(self) },
});

/** Closes standard input, as some programs read it until its end, and ends the program. */
const quitterType = siteType('Quitter', (rt, _self, args) => {
  if (args.value.length > 1) {
    raise(rt, 'TypeError', `Quitter.__call__() takes from 1 to 2 positional arguments but ${args.value.length + 1} were given`);
  }
  const stdin = sysAttribute(rt, 'stdin');
  if (stdin !== null) catching(rt, 'BaseException', () => decref(rt, callMethod(rt, stdin, 'close', [])), () => undefined);
  return raiseWithArgs(rt, 'SystemExit', [incref(args.value[0] ?? rt.none)]);
});

const printerType = siteType('_Printer', (rt, self) => {
  const text = shownText(self);
  const stdout = sysAttribute(rt, 'stdout');
  if (stdout !== null && stdout !== rt.none) writeString(rt, stdout, `${text.startsWith('Type license') ? 'See https://www.python.org/psf/license/' : text}\n`);
  return incref(rt.none);
});

const helperType = siteType('_Helper', (rt, _self, args) => {
  const name = internStr(rt, 'pydoc');
  try {
    const pydoc = machine(rt).importModule(name, null, null, rt.none, 0);
    const help = getAttributeString(rt, pydoc, 'help');
    decref(rt, pydoc);
    try {
      return callWithTuple(rt, help, args, null);
    } finally {
      decref(rt, help);
    }
  } finally {
    decref(rt, name);
  }
});

const HOLDERS: readonly (readonly [years: string, name: string])[] = [
  ['2001-2023', 'Python Software Foundation'], ['2000', 'BeOpen.com'], ['1995-2001', 'Corporation for National Research Initiatives'],
  ['1991-1995', 'Stichting Mathematisch Centrum, Amsterdam'],
];
const copyrightText = HOLDERS.map(([years, name]) => `Copyright (c) ${years} ${name}.\nAll Rights Reserved.`).join('\n\n');
const creditsText = '    Thanks to CWI, CNRI, BeOpen.com, Zope Corporation and a cast of thousands\n'
  + '    for supporting Python development.  See www.python.org for more information.';

/** Enters them in the builtins, and `sys.copyright`. */
export function addSiteBuiltins(rt: Runtime): void {
  const enter = (name: string, type: TypeDefinition, text: string): void => setOwned(rt, rt.builtins, name, new PyObject(extensionType(rt, type), text));
  for (const name of ['quit', 'exit']) enter(name, quitterType, `Use ${name}() or Ctrl-D (i.e. EOF) to exit`);
  enter('copyright', printerType, copyrightText);
  enter('credits', printerType, creditsText);
  enter('license', printerType, 'Type license() to see the full license text');
  enter('help', helperType, 'Type help() for interactive help, or help(object) for help about object.');
}
