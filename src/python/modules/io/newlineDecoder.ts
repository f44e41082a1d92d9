/**
 * io.IncrementalNewlineDecoder (Modules/_io/textio.c): universal newlines over another decoder, or over text.
 *
 * In: pieces of input. Out: text whose line ends are translated where asked for; `newlines` says which were seen. A carriage return
 * at the end of a piece waits for the next one, as a line feed may follow.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callMethod, fastKeywords, isTrue, newInt, newStr, newTuple, noArgs, oneArg, raise, type PyInt, type PyStr, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { exchange, held, holder, holderType, newHolder } from '../holder';
import { bindArguments } from '../keywordArguments';

interface DecoderState { translate: boolean; pendingReturn: boolean; carriageReturn: boolean; lineFeed: boolean; both: boolean }

const stateOf = (self: PyObject): DecoderState => holder<DecoderState>(self).value.state;
const fresh = (translate: boolean): DecoderState => ({ translate, pendingReturn: false, carriageReturn: false, lineFeed: false, both: false });

/** Text of a piece, by the inner decoder or as it is. */
function decodePiece(rt: Runtime, self: PyObject, input: PyObject, final: boolean): string {
  const decoder = held(holder(self), 0);
  const output = decoder === rt.none ? incref(input) : callMethod(rt, decoder, 'decode', [input, final ? rt.true : rt.false]);
  try {
    if ((output.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `decoder should return a string result, not '${output.type.name}'`);
    return (output as PyStr).value;
  } finally {
    decref(rt, output);
  }
}

function decode(rt: Runtime, self: PyObject, input: PyObject, final: boolean): PyObject {
  let text = decodePiece(rt, self, input, final);
  const state = stateOf(self);
  if (state.pendingReturn && (text !== '' || final)) {
    text = `\r${text}`;
    state.pendingReturn = false;
  }
  if (text.endsWith('\r') && !final) {
    text = text.slice(0, -1);
    state.pendingReturn = true;
  }
  if (text.includes('\r\n')) state.both = true;
  if (/\r(?!\n)/.test(text)) state.carriageReturn = true;
  if (/(^|[^\r])\n/.test(text)) state.lineFeed = true;
  return newStr(rt, state.translate ? text.replace(/\r\n?/g, '\n') : text);
}

function seenNewlines(rt: Runtime, self: PyObject): PyObject {
  const { carriageReturn, lineFeed, both } = stateOf(self);
  const seen = [...(carriageReturn ? ['\r'] : []), ...(lineFeed ? ['\n'] : []), ...(both ? ['\r\n'] : [])];
  if (seen.length === 0) return incref(rt.none);
  return seen.length === 1 ? newStr(rt, seen[0] as string) : newTuple(rt, seen.map((text) => newStr(rt, text)));
}

/** `(buffer, flag)`: the inner decoder's flag shifted left by one, the pending carriage return in the lowest bit. */
function getState(rt: Runtime, self: PyObject): PyObject {
  const decoder = held(holder(self), 0);
  const pending = stateOf(self).pendingReturn ? 1 : 0;
  if (decoder === rt.none) return newTuple(rt, [incref(rt.emptyBytes), newInt(rt, pending)]);
  const inner = callMethod(rt, decoder, 'getstate', []);
  try {
    if ((inner.type as PyType).layout !== rt.types.tuple) raise(rt, 'TypeError', 'illegal decoder state');
    const [buffer, flag] = (inner as PyTuple).value as [PyObject, PyInt];
    return newTuple(rt, [incref(buffer), newInt(rt, Number(flag.value) * 2 + pending)]);
  } finally {
    decref(rt, inner);
  }
}

function setState(rt: Runtime, self: PyObject, given: PyObject): PyObject {
  if ((given.type as PyType).layout !== rt.types.tuple) raise(rt, 'TypeError', 'state argument must be a tuple');
  const [buffer, flag] = (given as PyTuple).value as [PyObject, PyInt];
  const bits = Number(flag.value);
  stateOf(self).pendingReturn = bits % 2 === 1;
  const decoder = held(holder(self), 0);
  if (decoder === rt.none) return incref(rt.none);
  const inner = newTuple(rt, [incref(buffer), newInt(rt, Math.floor(bits / 2))]);
  try {
    return callMethod(rt, decoder, 'setstate', [inner]);
  } finally {
    decref(rt, inner);
  }
}

export const newlineDecoderType: TypeDefinition = holderType('_io.IncrementalNewlineDecoder', {
  flags: { basetype: true },
  slots: {
    new: (rt, type) => newHolder(rt, type, [incref(rt.none)], fresh(false)),
    init: (rt, self, args, kwargs) => {
      const keywords = kwargs === null ? [] : kwargs.value.keys.flatMap((key, index) => (key === null ? [] : [[key as PyStr, kwargs.value.values[index] as PyObject] as const]));
      const [decoder, translate] = bindArguments(rt, { name: 'IncrementalNewlineDecoder', parameters: ['decoder', 'translate', 'errors'], required: 2 },
        [...args.value, ...keywords.map(([, value]) => value)], keywords.map(([key]) => key));
      exchange(rt, holder(self), 0, incref(decoder as PyObject));
      holder<DecoderState>(self).value.state = fresh(isTrue(rt, translate as PyObject));
    },
  },
  methods: [
    fastKeywords('decode', (rt, self, args, kwnames) => {
      const [input, final] = bindArguments(rt, { name: 'decode', parameters: ['input', 'final'], required: 1 }, args, kwnames);
      return decode(rt, self, input as PyObject, final != null && isTrue(rt, final));
    }),
    noArgs('getstate', getState),
    oneArg('setstate', setState),
    noArgs('reset', (rt, self) => {
      holder<DecoderState>(self).value.state = fresh(stateOf(self).translate);
      const decoder = held(holder(self), 0);
      return decoder === rt.none ? incref(rt.none) : callMethod(rt, decoder, 'reset', []);
    }),
  ],
  getset: [{ name: 'newlines', get: seenNewlines }],
});
