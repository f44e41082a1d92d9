/** The table of built-in types the registry is made of; the types of running code come from `vm`. */
import { boolType } from './bool';
import { builtinFunctionType } from './builtinFunction';
import { bytearrayType } from './bytearray';
import { bytesType } from './bytes';
import { cellType } from './cell';
import { classmethodType, staticmethodType } from './classMethods';
import { complexType } from './complex';
import {
  classMethodDescriptorType, getsetDescriptorType, memberDescriptorType, methodDescriptorType, methodWrapperType, wrapperDescriptorType,
} from './descriptors';
import { dictType } from './dict';
import {
  dictItemIteratorType, dictKeyIteratorType, dictReverseItemIteratorType, dictReverseKeyIteratorType, dictReverseValueIteratorType,
  dictValueIteratorType,
} from './dictIterators';
import { dictItemsType, dictKeysType, dictValuesType } from './dictViews';
import { enumerateType } from './enumerate';
import { filterType } from './filter';
import { floatType } from './float';
import { functionType } from './function';
import { genericAliasIteratorType, genericAliasType } from './genericAlias';
import { intType } from './int';
import { callableIteratorType, listIteratorType, listReverseIteratorType, sequenceIteratorType, tupleIteratorType } from './iterators';
import { listType } from './list';
import { mapType } from './map';
import { mappingProxyType } from './mappingProxy';
import { bufferWrapperType } from './bufferSlots';
import { memoryviewType } from './memoryview';
import { managedBufferType } from './memoryViewData';
import { memoryIteratorType } from './memoryViewItems';
import { methodType } from './method';
import { moduleType } from './moduleObject';
import { ellipsisType, noneType, notImplementedType } from './none';
import { objectType } from './object';
import { propertyType } from './property';
import { rangeType } from './range';
import { longRangeIteratorType, rangeIteratorType } from './rangeIterator';
import { reversedType } from './reversed';
import type { CoreTypeName } from './runtime';
import { frozensetType, setIteratorType, setType } from './set';
import { simpleNamespaceType } from './simpleNamespace';
import { sliceType } from './slice';
import { strType } from './str';
import { superType } from './super';
import { bytearrayIteratorType, bytesIteratorType, strAsciiIteratorType, strIteratorType } from './textIterators';
import { tracebackType } from './tracebackObject';
import { tupleType } from './tuple';
import type { TypeDefinition } from './type';
import { typeType } from './typeType';
import { unionType } from './union';
import { weakCallableProxyType, weakProxyType } from './weakProxy';
import { weakrefType } from './weakref';
import { zipType } from './zip';

/** In dependency order: a base comes before the types derived from it. */
export const coreTypes: Readonly<Record<CoreTypeName, TypeDefinition>> = {
  object: objectType, type: typeType, super: superType, property: propertyType, classmethod: classmethodType, staticmethod: staticmethodType,
  NoneType: noneType, NotImplementedType: notImplementedType, ellipsis: ellipsisType,
  int: intType, bool: boolType, float: floatType, complex: complexType, str: strType, bytes: bytesType, bytearray: bytearrayType, memoryview: memoryviewType,
  managedBuffer: managedBufferType, memoryIterator: memoryIteratorType, bufferWrapper: bufferWrapperType,
  list: listType, tuple: tupleType, dict: dictType, set: setType, frozenset: frozensetType, slice: sliceType, range: rangeType,
  listIterator: listIteratorType, listReverseIterator: listReverseIteratorType, tupleIterator: tupleIteratorType,
  strIterator: strIteratorType, strAsciiIterator: strAsciiIteratorType, bytesIterator: bytesIteratorType, bytearrayIterator: bytearrayIteratorType,
  rangeIterator: rangeIteratorType, longRangeIterator: longRangeIteratorType, setIterator: setIteratorType,
  sequenceIterator: sequenceIteratorType, callableIterator: callableIteratorType,
  dictKeys: dictKeysType, dictValues: dictValuesType, dictItems: dictItemsType,
  dictKeyIterator: dictKeyIteratorType, dictValueIterator: dictValueIteratorType, dictItemIterator: dictItemIteratorType,
  dictReverseKeyIterator: dictReverseKeyIteratorType, dictReverseValueIterator: dictReverseValueIteratorType,
  dictReverseItemIterator: dictReverseItemIteratorType,
  enumerate: enumerateType, zip: zipType, map: mapType, filter: filterType, reversed: reversedType,
  function: functionType, method: methodType, builtinFunction: builtinFunctionType,
  methodDescriptor: methodDescriptorType, classMethodDescriptor: classMethodDescriptorType, wrapperDescriptor: wrapperDescriptorType,
  methodWrapper: methodWrapperType, getsetDescriptor: getsetDescriptorType, memberDescriptor: memberDescriptorType,
  mappingProxy: mappingProxyType, cell: cellType, traceback: tracebackType,
  module: moduleType, weakref: weakrefType, weakProxy: weakProxyType, weakCallableProxy: weakCallableProxyType,
  genericAlias: genericAliasType, genericAliasIterator: genericAliasIteratorType, union: unionType, simpleNamespace: simpleNamespaceType,
};
