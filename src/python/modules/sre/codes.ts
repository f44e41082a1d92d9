/** The instruction set of compiled regular expressions (Lib/re/_constants.py, MAGIC 20221023). */
export const MAGIC = 20221023;
export const MAXIMUM_REPEAT = 4294967295;
export const MAXIMUM_GROUPS = 1073741823;

export const enum SreOp {
  Failure, Success, Any, AnyAll, Assert, AssertNot, At, Branch, Category, Charset, Bigcharset, Groupref, GrouprefExists, In, Info, Jump, Literal,
  Mark, MaxUntil, MinUntil, NotLiteral, Negate, Range, Repeat, RepeatOne, Subpattern, MinRepeatOne, AtomicGroup, PossessiveRepeat,
  PossessiveRepeatOne, GrouprefIgnore, InIgnore, LiteralIgnore, NotLiteralIgnore, GrouprefLocIgnore, InLocIgnore, LiteralLocIgnore,
  NotLiteralLocIgnore, GrouprefUniIgnore, InUniIgnore, LiteralUniIgnore, NotLiteralUniIgnore, RangeUniIgnore,
}

export const enum SreAt {
  Beginning, BeginningLine, BeginningString, Boundary, NonBoundary, End, EndLine, EndString, LocBoundary, LocNonBoundary, UniBoundary, UniNonBoundary,
}

export const enum SreCategory {
  Digit, NotDigit, Space, NotSpace, Word, NotWord, Linebreak, NotLinebreak, LocWord, LocNotWord, UniDigit, UniNotDigit, UniSpace, UniNotSpace,
  UniWord, UniNotWord, UniLinebreak, UniNotLinebreak,
}
