/** The `_json` module: what `json` speeds up with C (CPython Modules/_json.c). */
import { incref, type PyObject } from '../../memory';
import {
  asIndexNumber, codePointIndex, fast, isTrue, newInt, newStr, newTuple, oneArg, raise, strLength, unitOffset,
  type MethodDefinition, type PyStr, type PyType, type Runtime,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import type { ModuleDefinition } from '../moduleDefinition';
import { encoderType } from './encoder';
import { scannerType } from './scanner';
import { quoteAscii, quoteText, scanString } from './texts';

function requireText(rt: Runtime, object: PyObject): PyStr {
  if ((object.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `first argument must be a string, not ${object.type.name}`);
  return object as PyStr;
}

const encoding = (name: string, quote: (text: string) => string): MethodDefinition =>
  oneArg(name, (rt, _self, object) => newStr(rt, quote(requireText(rt, object).value)));

export const jsonModule: ModuleDefinition = {
  name: '_json',
  doc: 'json speedups\n',
  methods: [
    encoding('encode_basestring_ascii', quoteAscii),
    encoding('encode_basestring', quoteText),
    fast('scanstring', (rt, _self, args) => {
      if (args.length < 2 || args.length > 3) raise(rt, 'TypeError', `scanstring() takes at ${args.length < 2 ? 'least 2' : 'most 3'} arguments (${args.length} given)`);
      const end = asIndexNumber(rt, args[1] as PyObject, 'OverflowError');
      const strict = args[2] === undefined || isTrue(rt, args[2]);
      const source = requireText(rt, args[0] as PyObject);
      if (end < 0 || end > strLength(source)) raise(rt, 'ValueError', 'end is out of bounds');
      const { text, end: after } = scanString(rt, source, unitOffset(source, end), strict);
      return newTuple(rt, [newStr(rt, text), newInt(rt, codePointIndex(source, after))]);
    }),
  ],
  constants: (rt) => ({
    make_scanner: incref(extensionType(rt, scannerType).object),
    make_encoder: incref(extensionType(rt, encoderType).object),
  }),
};
