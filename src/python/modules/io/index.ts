/**
 * The `_io` module: the streams in memory, the base classes, and `open`, which finds no file. Streams over
 * files exist by name only.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callMethod, callObject, dictGetString, machine, internStr, newDict, newInt, newStr, newTuple, oneArg, raiseOSError, fast, dictSetString,
  type Runtime, type TypeDefinition,
} from '../../objects';
import { inputAndOutputFunctions } from '../builtins/inputAndOutput';
import { extensionType } from '../extensionTypes';
import type { ModuleDefinition } from '../moduleDefinition';
import { bufferedIoBaseType, ioBaseType, rawIoBaseType, textIoBaseType } from './bases';
import { bufferedPairType, bufferedRandomType, bufferedReaderType, bufferedWriterType } from './buffered';
import { bytesIoBufferType, bytesIoType } from './bytesIo';
import { stringIoType } from './stringIo';
import { newlineDecoderType } from './newlineDecoder';
import { fileIoType } from './standardStreams';
import { textWrapperType } from './textWrapper';

const types: readonly TypeDefinition[] = [
  ioBaseType, rawIoBaseType, bufferedIoBaseType, textIoBaseType, stringIoType, bytesIoType, textWrapperType, fileIoType, bufferedReaderType, bufferedWriterType, bufferedPairType,
  bufferedRandomType, newlineDecoderType, bytesIoBufferType,
];

/** `class UnsupportedOperation(OSError, ValueError)` */
function unsupportedOperation(rt: Runtime): PyObject {
  const name = newStr(rt, 'UnsupportedOperation');
  const bases = newTuple(rt, [incref(rt.exceptions.OSError.object), incref(rt.exceptions.ValueError.object)]);
  const namespace = newDict(rt);
  const key = internStr(rt, '__module__');
  const module = newStr(rt, 'io');
  dictSetString(rt, namespace, key, module);
  try {
    return callObject(rt, rt.types.type.object, [name, bases, namespace]);
  } finally {
    for (const object of [name, bases, namespace, key, module]) decref(rt, object);
  }
}

/** Of all files only those of the bundled library can be read, for importlib. */
function openLibraryFile(rt: Runtime, path: PyObject): PyObject {
  if (typeof path.value !== 'string' || !machine(rt).isLibraryFile(path.value)) raiseOSError(rt, 2, 'No such file or directory', path);
  const text = newStr(rt, machine(rt).sourceText(path.value) ?? '');
  const bytes = callMethod(rt, text, 'encode', []);
  decref(rt, text);
  try {
    return callObject(rt, extensionType(rt, bytesIoType).object, [bytes]);
  } finally {
    decref(rt, bytes);
  }
}

export const ioModule: ModuleDefinition = {
  name: '_io',
  doc: 'The io module provides the Python interfaces to stream handling.',
  methods: [
    ...inputAndOutputFunctions.filter(({ name }) => name === 'open'),
    oneArg('open_code', (rt, _self, path) => openLibraryFile(rt, path)),
    fast('text_encoding', (rt, _self, args) => (args[0] === undefined || args[0] === rt.none ? newStr(rt, 'locale') : incref(args[0]))),
  ],
  constants: (rt) => {
    const values: Record<string, PyObject> = {
      DEFAULT_BUFFER_SIZE: newInt(rt, 8192),
      UnsupportedOperation: unsupportedOperation(rt),
      BlockingIOError: incref(dictGetString(rt.builtins, 'BlockingIOError') ?? rt.none),
    };
    for (const type of types) values[type.name.slice('_io.'.length)] = incref(extensionType(rt, type).object);
    return values;
  },
};
