/** The method table of str, put together from its parts (`str.ts` alone imports it), and the small ones. */
import { newBool } from './boolValue';
import { encodeText } from './encoding';
import { formatStr } from './format';
import { newInt } from './intValue';
import type { PyStr } from './layouts';
import { fastKeywords, noArgs, oneArg, type MethodDefinition } from './methods';
import { badArgument, optionalText, unpackKeywords } from './nativeArguments';
import { capitalizeText, casefoldText, lowerText, swapcaseText, titleText, upperText } from './strCase';
import { strFormatMethods } from './strFormat';
import * as predicates from './strPredicates';
import { strSearchMethods } from './strSearch';
import { strSplitMethods } from './strSplit';
import { strTranslateMethods } from './strTranslate';
import { isStrLike, newFreshStr, newStr, strSize } from './strValue';
import { newTuple } from './tuple';

function mapping(name: string, map: (text: string) => string): MethodDefinition {
  return noArgs(name, (rt, self) => newFreshStr(rt, map((self as PyStr).value)));
}

function predicate(name: string, test: (text: string) => boolean): MethodDefinition {
  return noArgs(name, (rt, self) => newBool(rt, test((self as PyStr).value)));
}

export function strMethods(): readonly MethodDefinition[] {
  return [
    fastKeywords('encode', (rt, self, args, kwnames) => {
      const [encoding, errors] = unpackKeywords(rt, { function: 'encode', names: ['encoding', 'errors'] }, args, kwnames);
      return encodeText(rt, self as PyStr, optionalText(rt, 'encode', 'encoding', encoding), optionalText(rt, 'encode', 'errors', errors));
    }),
    ...strSearchMethods(),
    ...strSplitMethods(),
    ...strTranslateMethods(),
    ...strFormatMethods(),
    mapping('capitalize', capitalizeText),
    mapping('casefold', casefoldText),
    mapping('title', titleText),
    mapping('lower', lowerText),
    mapping('upper', upperText),
    mapping('swapcase', swapcaseText),
    predicate('isascii', predicates.isAsciiText),
    predicate('islower', predicates.isLowerText),
    predicate('isupper', predicates.isUpperText),
    predicate('istitle', predicates.isTitleText),
    predicate('isspace', predicates.isSpaceText),
    predicate('isdecimal', predicates.isDecimalText),
    predicate('isdigit', predicates.isDigitText),
    predicate('isnumeric', predicates.isNumericText),
    predicate('isalpha', predicates.isAlphaText),
    predicate('isalnum', predicates.isAlnumText),
    predicate('isidentifier', predicates.isIdentifierText),
    predicate('isprintable', predicates.isPrintableText),
    oneArg('__format__', (rt, self, spec) => {
      if (!isStrLike(rt, spec)) badArgument(rt, '__format__', 'argument', 'str', spec);
      return formatStr(rt, self as PyStr, spec.value);
    }),
    noArgs('__sizeof__', (rt, self) => newInt(rt, strSize(self as PyStr))),
    noArgs('__getnewargs__', (rt, self) => newTuple(rt, [newStr(rt, (self as PyStr).value)])),
  ];
}
