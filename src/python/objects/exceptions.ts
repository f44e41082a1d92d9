/**
 * All built-in exception types as data: name, bases, doc text, mechanism.
 *
 * In: the mechanisms of the neighbouring files. Out: `exceptionTypes`, which `bootstrap.ts` makes into
 * types in the order written here (bases before subclasses).
 */
import { baseExceptionDefinition, exceptionSlots, type ExceptionDefinition } from './baseException';
import { exceptionGroup } from './exceptionGroup';
import { attributeError, importError, keyError, nameError, plain, stopIteration, systemExit, type ExceptionMechanism } from './exceptionMembers';
import { weakrefGetset } from './instanceAttributes';
import { osError } from './osError';
import type { ExceptionName } from './runtime';
import { syntaxError, unicodeDecodeError, unicodeEncodeError, unicodeTranslateError } from './syntaxErrorType';
import { AttributeStorage, type Slots } from './type';

export type { ExceptionDefinition } from './baseException';

/** Types which name `__new__` themselves beside those that add nothing to BaseException. */
const WITH_NEW: ReadonlySet<ExceptionName> = new Set(['BaseExceptionGroup', 'OSError', 'UnicodeDecodeError', 'UnicodeEncodeError', 'UnicodeTranslateError']);

/** Types which name BaseException's `__str__` again. */
const WITH_STR: ReadonlySet<ExceptionName> = new Set(['AttributeError', 'NameError']);

/** What the macros SimpleExtendsException and ComplexExtendsException leave to the base. */
function inheritedSlots(name: ExceptionName, { basicsize, slots }: ExceptionMechanism): (keyof Slots)[] {
  const hasNew = WITH_NEW.has(name) || (basicsize === baseExceptionDefinition.basicsize && name !== 'KeyError');
  return ['repr', ...(slots.str === exceptionSlots.str && !WITH_STR.has(name) ? ['str' as const] : []), ...(hasNew ? [] : ['new' as const])];
}

/** A type with members or behaviour of its own. */
function special(name: ExceptionName, bases: readonly ExceptionName[], doc: string | null, mechanism: ExceptionMechanism): ExceptionDefinition {
  return {
    ...mechanism,
    inherited: inheritedSlots(name, mechanism),
    name,
    bases,
    gc: true,
    flags: { basetype: true },
    attributes: AttributeStorage.LazyDict,
    ...(doc === null ? {} : { doc }),
  };
}

/** A subclass which adds nothing to what its base's instances hold. */
function like(mechanism: ExceptionMechanism, name: ExceptionName, base: ExceptionName, doc: string): ExceptionDefinition {
  const { memberNames, basicsize, slots } = mechanism;
  const { new: create, init, str } = slots;
  const own = { ...exceptionSlots, ...(create == null ? {} : { new: create }), ...(init == null ? {} : { init }), ...(str == null ? {} : { str }) };
  const made = special(name, [base], doc, { memberNames, basicsize, slots: own });
  return { ...made, inherited: [...made.inherited ?? [], 'str'] };
}

const simple = (name: ExceptionName, base: ExceptionName, doc: string): ExceptionDefinition => like(plain, name, base, doc);

export const exceptionTypes: Readonly<Record<ExceptionName, ExceptionDefinition>> = {
  BaseException: baseExceptionDefinition,
  BaseExceptionGroup: special('BaseExceptionGroup', ['BaseException'], 'A combination of multiple unrelated exceptions.', exceptionGroup),
  GeneratorExit: simple('GeneratorExit', 'BaseException', 'Request that a generator exit.'),
  KeyboardInterrupt: simple('KeyboardInterrupt', 'BaseException', 'Program interrupted by user.'),
  SystemExit: special('SystemExit', ['BaseException'], 'Request to exit from the interpreter.', systemExit),
  Exception: simple('Exception', 'BaseException', 'Common base class for all non-exit exceptions.'),
  ArithmeticError: simple('ArithmeticError', 'Exception', 'Base class for arithmetic errors.'),
  AssertionError: simple('AssertionError', 'Exception', 'Assertion failed.'),
  AttributeError: special('AttributeError', ['Exception'], 'Attribute not found.', attributeError),
  BufferError: simple('BufferError', 'Exception', 'Buffer error.'),
  EOFError: simple('EOFError', 'Exception', 'Read beyond end of file.'),
  ImportError: special('ImportError', ['Exception'], "Import can't find module, or can't find name in module.", importError),
  LookupError: simple('LookupError', 'Exception', 'Base class for lookup errors.'),
  MemoryError: simple('MemoryError', 'Exception', 'Out of memory.'),
  NameError: special('NameError', ['Exception'], 'Name not found globally.', nameError),
  OSError: special('OSError', ['Exception'], 'Base class for I/O related errors.', osError),
  ReferenceError: simple('ReferenceError', 'Exception', 'Weak ref proxy used after referent went away.'),
  RuntimeError: simple('RuntimeError', 'Exception', 'Unspecified run-time error.'),
  StopAsyncIteration: simple('StopAsyncIteration', 'Exception', 'Signal the end from iterator.__anext__().'),
  StopIteration: special('StopIteration', ['Exception'], 'Signal the end from iterator.__next__().', stopIteration),
  SyntaxError: special('SyntaxError', ['Exception'], 'Invalid syntax.', syntaxError),
  SystemError: simple('SystemError', 'Exception',
    'Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\n'
    + 'the Python version, and the hardware/OS platform and version.'),
  TypeError: simple('TypeError', 'Exception', 'Inappropriate argument type.'),
  ValueError: simple('ValueError', 'Exception', 'Inappropriate argument value (of correct type).'),
  Warning: simple('Warning', 'Exception', 'Base class for warning categories.'),
  FloatingPointError: simple('FloatingPointError', 'ArithmeticError', 'Floating point operation failed.'),
  OverflowError: simple('OverflowError', 'ArithmeticError', 'Result too large to be represented.'),
  ZeroDivisionError: simple('ZeroDivisionError', 'ArithmeticError', 'Second argument to a division or modulo operation was zero.'),
  BytesWarning: simple('BytesWarning', 'Warning',
    'Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.'),
  DeprecationWarning: simple('DeprecationWarning', 'Warning', 'Base class for warnings about deprecated features.'),
  EncodingWarning: simple('EncodingWarning', 'Warning', 'Base class for warnings about encodings.'),
  FutureWarning: simple('FutureWarning', 'Warning',
    'Base class for warnings about constructs that will change semantically\nin the future.'),
  ImportWarning: simple('ImportWarning', 'Warning', 'Base class for warnings about probable mistakes in module imports'),
  PendingDeprecationWarning: simple('PendingDeprecationWarning', 'Warning',
    'Base class for warnings about features which will be deprecated\nin the future.'),
  ResourceWarning: simple('ResourceWarning', 'Warning', 'Base class for warnings about resource usage.'),
  RuntimeWarning: simple('RuntimeWarning', 'Warning', 'Base class for warnings about dubious runtime behavior.'),
  SyntaxWarning: simple('SyntaxWarning', 'Warning', 'Base class for warnings about dubious syntax.'),
  UnicodeWarning: simple('UnicodeWarning', 'Warning',
    'Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.'),
  UserWarning: simple('UserWarning', 'Warning', 'Base class for warnings generated by user code.'),
  BlockingIOError: like(osError, 'BlockingIOError', 'OSError', 'I/O operation would block.'),
  ChildProcessError: like(osError, 'ChildProcessError', 'OSError', 'Child process error.'),
  ConnectionError: like(osError, 'ConnectionError', 'OSError', 'Connection error.'),
  FileExistsError: like(osError, 'FileExistsError', 'OSError', 'File already exists.'),
  FileNotFoundError: like(osError, 'FileNotFoundError', 'OSError', 'File not found.'),
  InterruptedError: like(osError, 'InterruptedError', 'OSError', 'Interrupted by signal.'),
  IsADirectoryError: like(osError, 'IsADirectoryError', 'OSError', "Operation doesn't work on directories."),
  NotADirectoryError: like(osError, 'NotADirectoryError', 'OSError', 'Operation only works on directories.'),
  PermissionError: like(osError, 'PermissionError', 'OSError', 'Not enough permissions.'),
  ProcessLookupError: like(osError, 'ProcessLookupError', 'OSError', 'Process not found.'),
  TimeoutError: like(osError, 'TimeoutError', 'OSError', 'Timeout expired.'),
  IndentationError: like(syntaxError, 'IndentationError', 'SyntaxError', 'Improper indentation.'),
  IndexError: simple('IndexError', 'LookupError', 'Sequence index out of range.'),
  KeyError: special('KeyError', ['LookupError'], 'Mapping key not found.', keyError),
  ModuleNotFoundError: like(importError, 'ModuleNotFoundError', 'ImportError', 'Module not found.'),
  NotImplementedError: simple('NotImplementedError', 'RuntimeError', "Method or function hasn't been implemented yet."),
  RecursionError: simple('RecursionError', 'RuntimeError', 'Recursion limit exceeded.'),
  UnboundLocalError: like(nameError, 'UnboundLocalError', 'NameError', 'Local name referenced but not bound to a value.'),
  UnicodeError: simple('UnicodeError', 'ValueError', 'Unicode related error.'),
  BrokenPipeError: like(osError, 'BrokenPipeError', 'ConnectionError', 'Broken pipe.'),
  ConnectionAbortedError: like(osError, 'ConnectionAbortedError', 'ConnectionError', 'Connection aborted.'),
  ConnectionRefusedError: like(osError, 'ConnectionRefusedError', 'ConnectionError', 'Connection refused.'),
  ConnectionResetError: like(osError, 'ConnectionResetError', 'ConnectionError', 'Connection reset.'),
  TabError: like(syntaxError, 'TabError', 'IndentationError', 'Improper mixture of spaces and tabs.'),
  UnicodeDecodeError: special('UnicodeDecodeError', ['UnicodeError'], 'Unicode decoding error.', unicodeDecodeError),
  UnicodeEncodeError: special('UnicodeEncodeError', ['UnicodeError'], 'Unicode encoding error.', unicodeEncodeError),
  UnicodeTranslateError: special('UnicodeTranslateError', ['UnicodeError'], 'Unicode translation error.', unicodeTranslateError),
  ExceptionGroup: {
    ...special('ExceptionGroup', ['BaseExceptionGroup', 'Exception'], null, { memberNames: exceptionGroup.memberNames, basicsize: 88, slots: exceptionGroup.slots }),
    isHeapType: true,
    getset: [weakrefGetset],
    weakrefs: true,
    inherited: ['repr', 'str', 'new', 'init'],
  },
};
