/**
 * The protocols every object may support, as one import (CPython's abstract.c, object.c and call.c):
 * attributes, calls, operators, items, iteration, texts. The parts are in the `abstract*.ts` files.
 */
export {
  getAttribute, getAttributeString, lookupAttribute, lookupAttributeString, setAttribute, setAttributeString,
} from './abstractAttribute';
export {
  argumentTuple, callMethod, callMethodObject, callObject, callThroughTuple, callWithTuple, getMethod, isCallable, keywordDict,
  type FoundMethod,
} from './abstractCall';
export * from './abstractNumber';
export {
  addressText, ascii, format, hash, hashNotImplemented, isInstance, isRealInstance, isRealSubclass, isSubclass, isTrue, repr,
  richCompare, richCompareBool, str,
} from './abstractObject';
export {
  contains, containsByIteration, deleteItem, exactLength, getItem, getIter, getIterOr, isIterator, isSequence, iterateToArray, iterNext, length,
  lengthHint, nextNotImplemented, sequenceItem, setItem, toTuple,
} from './abstractSequence';
