/**
 * The `_tokenize` module under `tokenize`: an iterator over the tokens of lines that a `readline` gives (CPython
 * Python/Python-tokenize.c). All lines are read at the first token; an error is raised where it stands.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  callMethod, callObject, machine, matches, newInt, newStr, newTuple, PythonError, raise, raiseSyntaxError,
  type PyStr, type PyTuple, type PyType, type PyDict, type Runtime, type SourceToken, type TokenizedSource, type TypeDefinition, dictGetString, isTrue,
} from '../objects';
import { extensionType } from './extensionTypes';
import { held, holderType, newHolder, type Holder } from './holder';
import type { ModuleDefinition } from './moduleDefinition';

interface TokenizerState {
  readonly withExtras: boolean;
  readonly encoding: string | null;
  /** Null until the first token is asked for. */
  found: TokenizedSource | null;
  next: number;
}

function lineText(rt: Runtime, line: PyObject, encoding: string | null): string {
  const { layout } = line.type as PyType;
  if (encoding === null) {
    if (layout !== rt.types.str) raise(rt, 'TypeError', 'readline() returned a non-string object');
    return (line as PyStr).value;
  }
  if (layout !== rt.types.bytes) raise(rt, 'TypeError', 'readline() returned a non-bytes object');
  const name = newStr(rt, encoding);
  try {
    const text = callMethod(rt, line, 'decode', [name]);
    decref(rt, text);
    return (text as PyStr).value;
  } finally {
    decref(rt, name);
  }
}

/** All lines `readline` gives, until an empty one or StopIteration. */
function readAll(rt: Runtime, readline: PyObject, encoding: string | null): string {
  let text = '';
  for (;;) {
    let line: PyObject;
    try {
      line = callObject(rt, readline, []);
    } catch (error) {
      if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.StopIteration)) throw error;
      decref(rt, error.exception);
      return text;
    }
    const read = lineText(rt, line, encoding);
    decref(rt, line);
    if (read === '') return text;
    text += read;
  }
}

function tokenObject(rt: Runtime, token: SourceToken): PyTuple {
  const place = (line: number, column: number): PyTuple => newTuple(rt, [newInt(rt, line), newInt(rt, column)]);
  return newTuple(rt, [
    newInt(rt, token.type), newStr(rt, token.text), place(token.line, token.column), place(token.endLine, token.endColumn), newStr(rt, token.lineText),
  ]);
}

const tokenizerType: TypeDefinition = holderType('_tokenize.TokenizerIter', {
  slots: {
    new: (rt, type, args, kwargs) => newTokenizer(rt, type, args, kwargs),
    iter: (_rt, self) => incref(self),
    iternext: (rt, self) => {
      const { state } = (self as Holder<TokenizerState>).value;
      state.found ??= machine(rt).tokenize(readAll(rt, held(self as Holder, 0), state.encoding), state.withExtras);
      const token = state.found.tokens[state.next];
      if (token !== undefined) {
        state.next++;
        return tokenObject(rt, token);
      }
      const { error } = state.found;
      if (error === null) return null;
      state.found = { tokens: [], error: null };
      return raiseSyntaxError(rt, error.exception, error.message, error.place);
    },
  },
});

function newTokenizer(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (args.value.length !== 1) raise(rt, 'TypeError', `tokenizeriter() takes exactly 1 positional argument (${args.value.length} given)`);
  const extras = kwargs === null ? null : dictGetString(kwargs, 'extra_tokens');
  const encoding = kwargs === null ? null : dictGetString(kwargs, 'encoding');
  if (extras === null) raise(rt, 'TypeError', "tokenizeriter() missing required argument 'extra_tokens' (pos 2)");
  if (encoding !== null && (encoding.type as PyType).layout !== rt.types.str) {
    raise(rt, 'TypeError', `tokenizeriter() argument 'encoding' must be str, not ${encoding.type.name}`);
  }
  const state: TokenizerState = { withExtras: isTrue(rt, extras), encoding: encoding === null ? null : (encoding as PyStr).value, found: null, next: 0 };
  return newHolder<TokenizerState>(rt, type, [incref(args.value[0] as PyObject)], state);
}

export const tokenizeModule: ModuleDefinition = {
  name: '_tokenize',
  doc: null,
  methods: [],
  constants: (rt) => ({ TokenizerIter: incref(extensionType(rt, tokenizerType).object) }),
};
