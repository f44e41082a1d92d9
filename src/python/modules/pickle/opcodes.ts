/** Opcodes of pickles, all protocols (CPython Modules/_pickle.c enum opcode), and the sizes both directions know. */
export const enum Op {
  Mark = 0x28, Stop = 0x2e, Pop = 0x30, PopMark = 0x31, Dup = 0x32, Float = 0x46, Int = 0x49, BinInt = 0x4a, BinInt1 = 0x4b, Long = 0x4c, BinInt2 = 0x4d,
  None = 0x4e, PersId = 0x50, BinPersId = 0x51, Reduce = 0x52, String = 0x53, BinString = 0x54, ShortBinString = 0x55, Unicode = 0x56, BinUnicode = 0x58,
  Append = 0x61, Build = 0x62, Global = 0x63, Dict = 0x64, EmptyDict = 0x7d, Appends = 0x65, Get = 0x67, BinGet = 0x68, Inst = 0x69, LongBinGet = 0x6a,
  List = 0x6c, EmptyList = 0x5d, Obj = 0x6f, Put = 0x70, BinPut = 0x71, LongBinPut = 0x72, SetItem = 0x73, Tuple = 0x74, EmptyTuple = 0x29, SetItems = 0x75,
  BinFloat = 0x47,
  // Protocol 2
  Proto = 0x80, NewObj = 0x81, Ext1 = 0x82, Ext2 = 0x83, Ext4 = 0x84, Tuple1 = 0x85, Tuple2 = 0x86, Tuple3 = 0x87, NewTrue = 0x88, NewFalse = 0x89,
  Long1 = 0x8a, Long4 = 0x8b,
  // Protocol 3
  BinBytes = 0x42, ShortBinBytes = 0x43,
  // Protocol 4
  ShortBinUnicode = 0x8c, BinUnicode8 = 0x8d, BinBytes8 = 0x8e, EmptySet = 0x8f, AddItems = 0x90, FrozenSet = 0x91, NewObjEx = 0x92, StackGlobal = 0x93,
  Memoize = 0x94, Frame = 0x95,
  // Protocol 5
  ByteArray8 = 0x96, NextBuffer = 0x97, ReadonlyBuffer = 0x98,
}

export const HIGHEST_PROTOCOL = 5;
export const DEFAULT_PROTOCOL = 4;
/** How many items one APPENDS, SETITEMS, ADDITEMS takes. */
export const BATCH = 1000;
/** Smaller frames are written without a header; larger ones are ended. */
export const FRAME_MINIMUM = 4;
export const FRAME_TARGET = 64 * 1024;
export const FRAME_HEADER = 9;
/** How much is looked at in advance in a file that has `peek`. */
export const PREFETCH = 128 * 1024;
