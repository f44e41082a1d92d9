/** The `_sre` module: the engine under `re`. Patterns are compiled by `re`'s own Python code. */
import type { PyObject } from '../../memory';
import { asIndexNumber, fastKeywords, newBool, newInt, newStr, noArgs, oneArg, type MethodDefinition, type Runtime } from '../../objects';
import { bindArguments } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { lowerAscii, lowerUnicode, upperUnicode } from './characters';
import { MAGIC, MAXIMUM_GROUPS, MAXIMUM_REPEAT } from './codes';
import { newPattern } from './pattern';
import { makeTemplate } from './substitution';

const compileSignature = { name: 'compile', parameters: ['pattern', 'flags', 'code', 'groups', 'groupindex', 'indexgroup'], required: 6 };

const onCharacter = (name: string, operation: (rt: Runtime, code: number) => PyObject): MethodDefinition =>
  oneArg(name, (rt, _self, character) => operation(rt, asIndexNumber(rt, character, 'OverflowError')));

export const sreModule: ModuleDefinition = {
  name: '_sre',
  doc: null,
  methods: [
    fastKeywords('compile', (rt, _self, args, kwnames) => newPattern(rt, bindArguments(rt, compileSignature, args, kwnames) as PyObject[])),
    fastKeywords('template', (rt, _self, args) => makeTemplate(rt, args[1] as PyObject)),
    noArgs('getcodesize', (rt) => newInt(rt, 4)),
    onCharacter('ascii_iscased', (rt, code) => newBool(rt, (code >= 65 && code <= 90) || (code >= 97 && code <= 122))),
    onCharacter('unicode_iscased', (rt, code) => newBool(rt, lowerUnicode(code) !== code || upperUnicode(code) !== code)),
    onCharacter('ascii_tolower', (rt, code) => newInt(rt, lowerAscii(code))),
    onCharacter('unicode_tolower', (rt, code) => newInt(rt, lowerUnicode(code))),
  ],
  constants: (rt) => ({
    MAGIC: newInt(rt, MAGIC), CODESIZE: newInt(rt, 4), MAXREPEAT: newInt(rt, MAXIMUM_REPEAT), MAXGROUPS: newInt(rt, MAXIMUM_GROUPS),
    copyright: newStr(rt, ' SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB '),
  }),
};
