/**
 * The slot table (slotdefs of typeobject.c): which special method fills which slot, what a Python
 * method makes of the slot, and how a built-in type's slot is shown as a method. The order is CPython's:
 * the names appear in that order in the namespaces of built-in types.
 */
import type { SlotDefinition, SlotWrapper } from './descriptors';
import {
  slotAbsolute, slotAdd, slotAiter, slotAnd, slotAnext, slotAssignItem, slotAssignSubscript, slotAwait, slotBool,
  slotCall, slotContains, slotDescriptorGet, slotDescriptorSet, slotDivmod, slotFinalize, slotFloat, slotFloorDivide,
  slotGetAttributeHook, slotHash, slotIndex, slotInit, slotInplaceAdd, slotInplaceAnd, slotInplaceFloorDivide,
  slotInplaceLshift, slotInplaceMatrixMultiply, slotInplaceMultiply, slotInplaceOr, slotInplacePower,
  slotInplaceRemainder, slotInplaceRshift, slotInplaceSubtract, slotInplaceTrueDivide, slotInplaceXor, slotInt,
  slotInvert, slotItem, slotIter, slotLength, slotLshift, slotMatrixMultiply, slotMultiply, slotNegative, slotNew,
  slotNext, slotOr, slotPositive, slotPower, slotRemainder, slotRepr, slotRichCompare, slotRshift, slotSetAttribute,
  slotStr, slotSubscript, slotSubtract, slotTrueDivide, slotXor,
} from './slotFunctions';
import {
  wrapBinary, wrapBinaryLeft, wrapBinaryRight, wrapCall, wrapContains, wrapDelete, wrapDeleteAttribute, wrapDeleteItem,
  wrapDeleteSubscript, wrapDescriptorDelete, wrapDescriptorGet, wrapDescriptorSet, wrapEqual, wrapGetAttribute,
  wrapGreater, wrapGreaterEqual, wrapHash, wrapIndexArgument, wrapInit, wrapItem, wrapLength, wrapLess, wrapLessEqual,
  wrapNext, wrapNotEqual, wrapSetAttribute, wrapSetItem, wrapSetSubscript, wrapTernary, wrapTernaryRight, wrapTruth,
  wrapUnary,
} from './slotWrappers';
import { slotGetBuffer, slotReleaseBuffer, wrapBuffer, wrapReleaseBuffer } from './bufferSlots';
import type { Slots } from './type';

function slot<Name extends keyof Slots>(
  name: string, slotName: Name, generic: Slots[Name], wrapper: SlotWrapper | null, signature: string, text: string, keywords = false,
): SlotDefinition {
  return { name, slot: slotName, generic, wrapper, doc: signature === '' ? '' : `${name}${signature}\n--\n\n${text}`, keywords };
}

export const slotDefinitions: readonly SlotDefinition[] = [
  slot('__repr__', 'repr', slotRepr, wrapUnary, '($self, /)', 'Return repr(self).'),
  slot('__hash__', 'hash', slotHash, wrapHash, '($self, /)', 'Return hash(self).'),
  slot('__call__', 'call', slotCall, wrapCall, '($self, /, *args, **kwargs)', 'Call self as a function.', true),
  slot('__str__', 'str', slotStr, wrapUnary, '($self, /)', 'Return str(self).'),
  slot('__getattribute__', 'getattro', slotGetAttributeHook, wrapGetAttribute, '($self, name, /)', 'Return getattr(self, name).'),
  slot('__getattr__', 'getattro', slotGetAttributeHook, null, '', ''),
  slot('__setattr__', 'setattro', slotSetAttribute, wrapSetAttribute, '($self, name, value, /)', 'Implement setattr(self, name, value).'),
  slot('__delattr__', 'setattro', slotSetAttribute, wrapDeleteAttribute, '($self, name, /)', 'Implement delattr(self, name).'),
  slot('__lt__', 'richcompare', slotRichCompare, wrapLess, '($self, value, /)', 'Return self<value.'),
  slot('__le__', 'richcompare', slotRichCompare, wrapLessEqual, '($self, value, /)', 'Return self<=value.'),
  slot('__eq__', 'richcompare', slotRichCompare, wrapEqual, '($self, value, /)', 'Return self==value.'),
  slot('__ne__', 'richcompare', slotRichCompare, wrapNotEqual, '($self, value, /)', 'Return self!=value.'),
  slot('__gt__', 'richcompare', slotRichCompare, wrapGreater, '($self, value, /)', 'Return self>value.'),
  slot('__ge__', 'richcompare', slotRichCompare, wrapGreaterEqual, '($self, value, /)', 'Return self>=value.'),
  slot('__iter__', 'iter', slotIter, wrapUnary, '($self, /)', 'Implement iter(self).'),
  slot('__next__', 'iternext', slotNext, wrapNext, '($self, /)', 'Implement next(self).'),
  slot('__get__', 'descrGet', slotDescriptorGet, wrapDescriptorGet, '($self, instance, owner=None, /)', 'Return an attribute of instance, which is of type owner.'),
  slot('__set__', 'descrSet', slotDescriptorSet, wrapDescriptorSet, '($self, instance, value, /)', 'Set an attribute of instance to value.'),
  slot('__delete__', 'descrSet', slotDescriptorSet, wrapDescriptorDelete, '($self, instance, /)', 'Delete an attribute of instance.'),
  slot('__init__', 'init', slotInit, wrapInit, '($self, /, *args, **kwargs)', 'Initialize self.  See help(type(self)) for accurate signature.', true),
  slot('__new__', 'new', slotNew, null, '(type, /, *args, **kwargs)', 'Create and return new object.  See help(type) for accurate signature.'),
  slot('__del__', 'finalize', slotFinalize, wrapDelete, '', ''),
  slot('__buffer__', 'getBuffer', slotGetBuffer, wrapBuffer, '($self, flags, /)', 'Return a buffer object that exposes the underlying memory of the object.'),
  slot('__release_buffer__', 'releaseBuffer', slotReleaseBuffer, wrapReleaseBuffer, '($self, buffer, /)', 'Release the buffer object that exposes the underlying memory of the object.'),
  slot('__await__', 'amAwait', slotAwait, wrapUnary, '($self, /)', 'Return an iterator to be used in await expression.'),
  slot('__aiter__', 'amAiter', slotAiter, wrapUnary, '($self, /)', 'Return an awaitable, that resolves in asynchronous iterator.'),
  slot('__anext__', 'amAnext', slotAnext, wrapUnary, '($self, /)', 'Return a value or raise StopAsyncIteration.'),
  slot('__add__', 'nbAdd', slotAdd, wrapBinaryLeft, '($self, value, /)', 'Return self+value.'),
  slot('__radd__', 'nbAdd', slotAdd, wrapBinaryRight, '($self, value, /)', 'Return value+self.'),
  slot('__sub__', 'nbSubtract', slotSubtract, wrapBinaryLeft, '($self, value, /)', 'Return self-value.'),
  slot('__rsub__', 'nbSubtract', slotSubtract, wrapBinaryRight, '($self, value, /)', 'Return value-self.'),
  slot('__mul__', 'nbMultiply', slotMultiply, wrapBinaryLeft, '($self, value, /)', 'Return self*value.'),
  slot('__rmul__', 'nbMultiply', slotMultiply, wrapBinaryRight, '($self, value, /)', 'Return value*self.'),
  slot('__mod__', 'nbRemainder', slotRemainder, wrapBinaryLeft, '($self, value, /)', 'Return self%value.'),
  slot('__rmod__', 'nbRemainder', slotRemainder, wrapBinaryRight, '($self, value, /)', 'Return value%self.'),
  slot('__divmod__', 'nbDivmod', slotDivmod, wrapBinaryLeft, '($self, value, /)', 'Return divmod(self, value).'),
  slot('__rdivmod__', 'nbDivmod', slotDivmod, wrapBinaryRight, '($self, value, /)', 'Return divmod(value, self).'),
  slot('__pow__', 'nbPower', slotPower, wrapTernary, '($self, value, mod=None, /)', 'Return pow(self, value, mod).'),
  slot('__rpow__', 'nbPower', slotPower, wrapTernaryRight, '($self, value, mod=None, /)', 'Return pow(value, self, mod).'),
  slot('__neg__', 'nbNegative', slotNegative, wrapUnary, '($self, /)', '-self'),
  slot('__pos__', 'nbPositive', slotPositive, wrapUnary, '($self, /)', '+self'),
  slot('__abs__', 'nbAbsolute', slotAbsolute, wrapUnary, '($self, /)', 'abs(self)'),
  slot('__bool__', 'nbBool', slotBool, wrapTruth, '($self, /)', 'True if self else False'),
  slot('__invert__', 'nbInvert', slotInvert, wrapUnary, '($self, /)', '~self'),
  slot('__lshift__', 'nbLshift', slotLshift, wrapBinaryLeft, '($self, value, /)', 'Return self<<value.'),
  slot('__rlshift__', 'nbLshift', slotLshift, wrapBinaryRight, '($self, value, /)', 'Return value<<self.'),
  slot('__rshift__', 'nbRshift', slotRshift, wrapBinaryLeft, '($self, value, /)', 'Return self>>value.'),
  slot('__rrshift__', 'nbRshift', slotRshift, wrapBinaryRight, '($self, value, /)', 'Return value>>self.'),
  slot('__and__', 'nbAnd', slotAnd, wrapBinaryLeft, '($self, value, /)', 'Return self&value.'),
  slot('__rand__', 'nbAnd', slotAnd, wrapBinaryRight, '($self, value, /)', 'Return value&self.'),
  slot('__xor__', 'nbXor', slotXor, wrapBinaryLeft, '($self, value, /)', 'Return self^value.'),
  slot('__rxor__', 'nbXor', slotXor, wrapBinaryRight, '($self, value, /)', 'Return value^self.'),
  slot('__or__', 'nbOr', slotOr, wrapBinaryLeft, '($self, value, /)', 'Return self|value.'),
  slot('__ror__', 'nbOr', slotOr, wrapBinaryRight, '($self, value, /)', 'Return value|self.'),
  slot('__int__', 'nbInt', slotInt, wrapUnary, '($self, /)', 'int(self)'),
  slot('__float__', 'nbFloat', slotFloat, wrapUnary, '($self, /)', 'float(self)'),
  slot('__iadd__', 'nbInplaceAdd', slotInplaceAdd, wrapBinary, '($self, value, /)', 'Return self+=value.'),
  slot('__isub__', 'nbInplaceSubtract', slotInplaceSubtract, wrapBinary, '($self, value, /)', 'Return self-=value.'),
  slot('__imul__', 'nbInplaceMultiply', slotInplaceMultiply, wrapBinary, '($self, value, /)', 'Return self*=value.'),
  slot('__imod__', 'nbInplaceRemainder', slotInplaceRemainder, wrapBinary, '($self, value, /)', 'Return self%=value.'),
  slot('__ipow__', 'nbInplacePower', slotInplacePower, wrapTernary, '($self, value, /)', 'Return self**=value.'),
  slot('__ilshift__', 'nbInplaceLshift', slotInplaceLshift, wrapBinary, '($self, value, /)', 'Return self<<=value.'),
  slot('__irshift__', 'nbInplaceRshift', slotInplaceRshift, wrapBinary, '($self, value, /)', 'Return self>>=value.'),
  slot('__iand__', 'nbInplaceAnd', slotInplaceAnd, wrapBinary, '($self, value, /)', 'Return self&=value.'),
  slot('__ixor__', 'nbInplaceXor', slotInplaceXor, wrapBinary, '($self, value, /)', 'Return self^=value.'),
  slot('__ior__', 'nbInplaceOr', slotInplaceOr, wrapBinary, '($self, value, /)', 'Return self|=value.'),
  slot('__floordiv__', 'nbFloorDivide', slotFloorDivide, wrapBinaryLeft, '($self, value, /)', 'Return self//value.'),
  slot('__rfloordiv__', 'nbFloorDivide', slotFloorDivide, wrapBinaryRight, '($self, value, /)', 'Return value//self.'),
  slot('__truediv__', 'nbTrueDivide', slotTrueDivide, wrapBinaryLeft, '($self, value, /)', 'Return self/value.'),
  slot('__rtruediv__', 'nbTrueDivide', slotTrueDivide, wrapBinaryRight, '($self, value, /)', 'Return value/self.'),
  slot('__ifloordiv__', 'nbInplaceFloorDivide', slotInplaceFloorDivide, wrapBinary, '($self, value, /)', 'Return self//=value.'),
  slot('__itruediv__', 'nbInplaceTrueDivide', slotInplaceTrueDivide, wrapBinary, '($self, value, /)', 'Return self/=value.'),
  slot('__index__', 'nbIndex', slotIndex, wrapUnary, '($self, /)', 'Return self converted to an integer, if self is suitable for use as an index into a list.'),
  slot('__matmul__', 'nbMatrixMultiply', slotMatrixMultiply, wrapBinaryLeft, '($self, value, /)', 'Return self@value.'),
  slot('__rmatmul__', 'nbMatrixMultiply', slotMatrixMultiply, wrapBinaryRight, '($self, value, /)', 'Return value@self.'),
  slot('__imatmul__', 'nbInplaceMatrixMultiply', slotInplaceMatrixMultiply, wrapBinary, '($self, value, /)', 'Return self@=value.'),
  slot('__len__', 'mpLength', slotLength, wrapLength, '($self, /)', 'Return len(self).'),
  slot('__getitem__', 'mpSubscript', slotSubscript, wrapBinary, '($self, key, /)', 'Return self[key].'),
  slot('__setitem__', 'mpAssSubscript', slotAssignSubscript, wrapSetSubscript, '($self, key, value, /)', 'Set self[key] to value.'),
  slot('__delitem__', 'mpAssSubscript', slotAssignSubscript, wrapDeleteSubscript, '($self, key, /)', 'Delete self[key].'),
  slot('__len__', 'sqLength', slotLength, wrapLength, '($self, /)', 'Return len(self).'),
  slot('__add__', 'sqConcat', null, wrapBinary, '($self, value, /)', 'Return self+value.'),
  slot('__mul__', 'sqRepeat', null, wrapIndexArgument, '($self, value, /)', 'Return self*value.'),
  slot('__rmul__', 'sqRepeat', null, wrapIndexArgument, '($self, value, /)', 'Return value*self.'),
  slot('__getitem__', 'sqItem', slotItem, wrapItem, '($self, key, /)', 'Return self[key].'),
  slot('__setitem__', 'sqAssItem', slotAssignItem, wrapSetItem, '($self, key, value, /)', 'Set self[key] to value.'),
  slot('__delitem__', 'sqAssItem', slotAssignItem, wrapDeleteItem, '($self, key, /)', 'Delete self[key].'),
  slot('__contains__', 'sqContains', slotContains, wrapContains, '($self, key, /)', 'Return bool(key in self).'),
  slot('__iadd__', 'sqInplaceConcat', null, wrapBinary, '($self, value, /)', 'Implement self+=value.'),
  slot('__imul__', 'sqInplaceRepeat', null, wrapIndexArgument, '($self, value, /)', 'Implement self*=value.'),
];

/** The rows of each slot, in table order. */
export const rowsBySlot: ReadonlyMap<keyof Slots, readonly SlotDefinition[]> = groupBy(({ slot: name }) => name);
/** The rows of each special method name; some fill two slots (`__len__`, `__getitem__`...). */
export const rowsByName: ReadonlyMap<string, readonly SlotDefinition[]> = groupBy(({ name }) => name);

function groupBy<Key>(keyOf: (row: SlotDefinition) => Key): Map<Key, SlotDefinition[]> {
  const groups = new Map<Key, SlotDefinition[]>();
  for (const row of slotDefinitions) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
