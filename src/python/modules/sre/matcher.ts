/**
 * The backtracking matcher of compiled regular expressions, transcribed from CPython's
 * Modules/_sre/sre_lib.h (SRE(match), SRE(count), SRE(search)) as recursion.
 *
 * In: code words, a text as code points, where to begin. Out: marks of the groups and where the match
 * ends. Nothing here knows Python objects.
 */
import { inCategory, inCharset, isWord, lowerAscii, lowerUnicode } from './characters';
import { MAXIMUM_REPEAT, SreAt, SreOp } from './codes';

interface RepeatContext {
  count: number;
  /** Where REPEAT's arguments begin. */
  readonly pattern: number;
  readonly previous: RepeatContext | null;
  lastPointer: number;
}

export type SreText = Uint32Array | Uint16Array | Uint8Array;

/** Words in front of the item of a repeat: skip, minimum, maximum. */
const REPEAT_HEADER = 3;
/** Steps between two looks at the budget. */
const STEPS_PER_LOOK = 4096;

export class Matcher {
  /** For each group its start and end, -1 where it did not take part; two per group. */
  marks: number[] = [];
  lastMark = -1;
  lastIndex = -1;
  /** Where the match begins and, after success, ends. */
  start: number;
  pointer: number;
  /** fullmatch: only a match up to `end` counts. */
  matchAll = false;
  /** A search after an empty match must get further than that. */
  mustAdvance = false;
  private repeat: RepeatContext | null = null;
  private steps = 0;

  constructor(
    private readonly codes: Uint32Array, private readonly text: SreText,
    /** Told now and then how many steps were done. */
    private readonly spend: (steps: number) => void,
    /** First and last usable position. */
    readonly beginning: number, start: number, readonly end: number,
  ) {
    this.start = start;
    this.pointer = start;
  }

  private reset(): void {
    this.lastMark = -1;
    this.lastIndex = -1;
    this.repeat = null;
    this.marks.length = 0;
  }

  /** A match that begins at `start`. */
  matchHere(): boolean {
    this.reset();
    return this.match(0, this.start, true);
  }

  /** The first match at or after `start`. */
  search(): boolean {
    const { codes, text, end } = this;
    let mayFit: ((at: number) => boolean) | null = null;
    let length = 0;
    if (codes[0] === SreOp.Info) {
      const mask = codes[2] as number;
      length = codes[3] as number;
      if ((mask & 1) !== 0 && (codes[5] as number) > 0) {
        const first = codes[7] as number;
        mayFit = (at) => text[at] === first;
      } else if ((mask & 4) !== 0) mayFit = (at) => inCharset(codes, 5, text[at] as number);
    }
    const body = codes[0] === SreOp.Info ? 1 + (codes[1] as number) : 0;
    const atBeginning = codes[body] === SreOp.At && (codes[body + 1] === SreAt.Beginning || codes[body + 1] === SreAt.BeginningString);
    for (let at = this.start; at <= end - length; at++) {
      if (mayFit !== null && (at >= end || !mayFit(at))) continue;
      this.start = at;
      this.reset();
      if (this.match(0, at, true)) return true;
      this.mustAdvance = false;
      if (atBeginning) return false;
    }
    return false;
  }

  private at(kind: number, at: number): boolean {
    const { text, beginning, end } = this;
    switch (kind as SreAt) {
      case SreAt.Beginning: case SreAt.BeginningString: return at === beginning;
      case SreAt.BeginningLine: return at === beginning || text[at - 1] === 10;
      case SreAt.End: return at === end || (at === end - 1 && text[at] === 10);
      case SreAt.EndLine: return at === end || text[at] === 10;
      case SreAt.EndString: return at === end;
      case SreAt.Boundary: case SreAt.LocBoundary: return this.atBoundary(at, false);
      case SreAt.NonBoundary: case SreAt.LocNonBoundary: return beginning !== end && !this.atBoundary(at, false);
      case SreAt.UniBoundary: return this.atBoundary(at, true);
      case SreAt.UniNonBoundary: return beginning !== end && !this.atBoundary(at, true);
      default: return false;
    }
  }

  private atBoundary(at: number, unicode: boolean): boolean {
    if (this.beginning === this.end) return false;
    const before = at > this.beginning && isWord(this.text[at - 1] as number, unicode);
    const after = at < this.end && isWord(this.text[at] as number, unicode);
    return before !== after;
  }

  /** How often the one-character item at `pc` fits from `at` on, at most `maximum` times (SRE(count)). */
  private count(pc: number, at: number, maximum: number): number {
    const { codes, text } = this;
    const limit = maximum < this.end - at ? at + maximum : this.end;
    const argument = codes[pc + 1] as number;
    let end = at;
    switch (codes[pc] as SreOp) {
      case SreOp.In: while (end < limit && inCharset(codes, pc + 2, text[end] as number)) end++; break;
      case SreOp.Any: while (end < limit && text[end] !== 10) end++; break;
      case SreOp.AnyAll: end = limit; break;
      case SreOp.Literal: while (end < limit && text[end] === argument) end++; break;
      case SreOp.NotLiteral: while (end < limit && text[end] !== argument) end++; break;
      default:
        // Any other item, through the matcher itself.
        this.pointer = at;
        while (this.pointer < limit) {
          const before = this.pointer;
          if (!this.match(pc, before, false)) {
            this.pointer = before;
            break;
          }
          if (this.pointer === before) break;
        }
        end = this.pointer;
    }
    return end - at;
  }

  private restoreMarks(lastMark: number, lastIndex: number): void {
    this.lastMark = lastMark;
    this.lastIndex = lastIndex;
  }

  /** The text of a group, or null when it did not take part. */
  private group(index: number): { start: number; end: number } | null {
    const mark = index * 2;
    if (mark >= this.lastMark) return null;
    const start = this.marks[mark] as number;
    const end = this.marks[mark + 1] as number;
    return start < 0 || end < start ? null : { start, end };
  }

  private sameText(group: { start: number; end: number }, at: number, fold: (code: number) => number): number {
    const { text, end } = this;
    let pointer = at;
    for (let source = group.start; source < group.end; source++, pointer++) {
      if (pointer >= end || fold(text[pointer] as number) !== fold(text[source] as number)) return -1;
    }
    return pointer;
  }

  private match(start: number, from: number, toplevel: boolean): boolean {
    const { codes, text, end } = this;
    let pc = start;
    let at = from;
    if (++this.steps >= STEPS_PER_LOOK) {
      this.steps = 0;
      this.spend(STEPS_PER_LOOK);
    }
    for (;;) {
      const op = codes[pc++] as SreOp;
      const argument = codes[pc] as number;
      switch (op) {
        case SreOp.Failure: return false;
        case SreOp.Success:
          if (toplevel && ((this.matchAll && at !== end) || (this.mustAdvance && at === this.start))) return false;
          this.pointer = at;
          return true;
        case SreOp.Mark:
          if ((argument & 1) !== 0) this.lastIndex = (argument >> 1) + 1;
          if (argument > this.lastMark) {
            for (let mark = this.lastMark + 1; mark < argument; mark++) this.marks[mark] = -1;
            this.lastMark = argument;
          }
          this.marks[argument] = at;
          pc++;
          continue;
        case SreOp.Literal:
          if (at >= end || text[at] !== argument) return false;
          pc++; at++;
          continue;
        case SreOp.NotLiteral:
          if (at >= end || text[at] === argument) return false;
          pc++; at++;
          continue;
        case SreOp.LiteralIgnore: case SreOp.LiteralLocIgnore:
          if (at >= end || lowerAscii(text[at] as number) !== argument) return false;
          pc++; at++;
          continue;
        case SreOp.NotLiteralIgnore: case SreOp.NotLiteralLocIgnore:
          if (at >= end || lowerAscii(text[at] as number) === argument) return false;
          pc++; at++;
          continue;
        case SreOp.LiteralUniIgnore:
          if (at >= end || lowerUnicode(text[at] as number) !== argument) return false;
          pc++; at++;
          continue;
        case SreOp.NotLiteralUniIgnore:
          if (at >= end || lowerUnicode(text[at] as number) === argument) return false;
          pc++; at++;
          continue;
        case SreOp.Any:
          if (at >= end || text[at] === 10) return false;
          at++;
          continue;
        case SreOp.AnyAll:
          if (at >= end) return false;
          at++;
          continue;
        case SreOp.Category:
          if (at >= end || !inCategory(argument, text[at] as number)) return false;
          pc++; at++;
          continue;
        case SreOp.In:
          if (at >= end || !inCharset(codes, pc + 1, text[at] as number)) return false;
          pc += argument; at++;
          continue;
        case SreOp.InIgnore: case SreOp.InLocIgnore:
          if (at >= end || !inCharset(codes, pc + 1, lowerAscii(text[at] as number))) return false;
          pc += argument; at++;
          continue;
        case SreOp.InUniIgnore:
          if (at >= end || !inCharset(codes, pc + 1, lowerUnicode(text[at] as number))) return false;
          pc += argument; at++;
          continue;
        case SreOp.At:
          if (!this.at(argument, at)) return false;
          pc++;
          continue;
        case SreOp.Jump: case SreOp.Info:
          pc += argument;
          continue;
        case SreOp.Groupref: case SreOp.GrouprefIgnore: case SreOp.GrouprefLocIgnore: case SreOp.GrouprefUniIgnore: {
          const group = this.group(argument);
          if (group === null) return false;
          const fold = op === SreOp.Groupref ? (code: number) => code : op === SreOp.GrouprefUniIgnore ? lowerUnicode : lowerAscii;
          at = this.sameText(group, at, fold);
          if (at < 0) return false;
          pc++;
          continue;
        }
        case SreOp.GrouprefExists:
          if (this.group(argument) === null) pc += codes[pc + 1] as number;
          else pc += 2;
          continue;
        case SreOp.Assert:
          if (at - this.beginning < (codes[pc + 1] as number)) return false;
          if (!this.match(pc + 2, at - (codes[pc + 1] as number), false)) return false;
          pc += argument;
          continue;
        case SreOp.AssertNot:
          if (at - this.beginning >= (codes[pc + 1] as number)) {
            const { lastMark, lastIndex } = this;
            const saved = this.marks.slice();
            if (this.match(pc + 2, at - (codes[pc + 1] as number), false)) return false;
            this.marks = saved;
            this.restoreMarks(lastMark, lastIndex);
          }
          pc += argument;
          continue;
        case SreOp.Branch: {
          const { lastMark, lastIndex } = this;
          const saved = this.repeat === null ? null : this.marks.slice();
          for (let next = pc; codes[next] !== 0; next += codes[next] as number) {
            if (codes[next + 1] === SreOp.Literal && (at >= end || text[at] !== codes[next + 2])) continue;
            if (this.match(next + 1, at, toplevel)) return true;
            if (saved !== null) this.marks = saved.slice();
            this.restoreMarks(lastMark, lastIndex);
          }
          return false;
        }
        case SreOp.RepeatOne: return this.repeatOne(pc, at, toplevel);
        case SreOp.MinRepeatOne: return this.minRepeatOne(pc, at, toplevel);
        case SreOp.PossessiveRepeatOne: {
          const minimum = codes[pc + 1] as number;
          if (end - at < minimum) return false;
          const count = this.count(pc + REPEAT_HEADER, at, codes[pc + 2] as number);
          if (count < minimum) return false;
          at += count;
          pc += argument;
          continue;
        }
        case SreOp.AtomicGroup:
          if (!this.match(pc + 1, at, false)) return false;
          at = this.pointer;
          pc += argument;
          continue;
        case SreOp.PossessiveRepeat: {
          const [minimum, maximum] = [codes[pc + 1] as number, codes[pc + 2] as number];
          const saved = this.repeat;
          let count = 0;
          while (count < maximum) {
            const { lastMark, lastIndex } = this;
            const marks = this.marks.slice();
            if (!this.match(pc + REPEAT_HEADER, at, false)) {
              this.marks = marks;
              this.restoreMarks(lastMark, lastIndex);
              break;
            }
            count++;
            if (this.pointer === at && count >= minimum) break;
            at = this.pointer;
          }
          this.repeat = saved;
          if (count < minimum) return false;
          // Skip the item, then its terminating SUCCESS.
          pc += argument + 1;
          continue;
        }
        case SreOp.Repeat: {
          const context: RepeatContext = { count: -1, pattern: pc, previous: this.repeat, lastPointer: -1 };
          this.repeat = context;
          const matched = this.match(pc + argument, at, toplevel);
          this.repeat = context.previous;
          return matched;
        }
        case SreOp.MaxUntil: return this.maxUntil(pc, at, toplevel);
        case SreOp.MinUntil: return this.minUntil(pc, at, toplevel);
        default: return false;
      }
    }
  }

  /** Greedy repeat of a one-character item: as often as possible, then give back one at a time. */
  private repeatOne(pc: number, from: number, toplevel: boolean): boolean {
    const { codes, text, end } = this;
    const [skip, minimum, maximum] = [codes[pc] as number, codes[pc + 1] as number, codes[pc + 2] as number];
    if (end - from < minimum) return false;
    let count = this.count(pc + REPEAT_HEADER, from, maximum);
    const tail = pc + skip;
    const { lastMark, lastIndex } = this;
    const saved = this.repeat === null ? null : this.marks.slice();
    const literal = codes[tail] === SreOp.Literal ? (codes[tail + 1] as number) : -1;
    for (; count >= minimum; count--) {
      const at = from + count;
      if (literal >= 0 && (at >= end || text[at] !== literal)) continue;
      if (this.match(tail, at, toplevel)) return true;
      if (saved !== null) this.marks = saved.slice();
      this.restoreMarks(lastMark, lastIndex);
    }
    return false;
  }

  /** Lazy repeat of a one-character item: as often as must be, then one more at a time. */
  private minRepeatOne(pc: number, from: number, toplevel: boolean): boolean {
    const { codes, end } = this;
    const [skip, minimum, maximum] = [codes[pc] as number, codes[pc + 1] as number, codes[pc + 2] as number];
    if (end - from < minimum) return false;
    let count = minimum === 0 ? 0 : this.count(pc + REPEAT_HEADER, from, minimum);
    if (count < minimum) return false;
    const { lastMark, lastIndex } = this;
    const saved = this.repeat === null ? null : this.marks.slice();
    for (let at = from + count; maximum === MAXIMUM_REPEAT || count <= maximum; at++, count++) {
      if (this.match(pc + skip, at, toplevel)) return true;
      if (saved !== null) this.marks = saved.slice();
      this.restoreMarks(lastMark, lastIndex);
      if (this.count(pc + REPEAT_HEADER, at, 1) === 0) return false;
    }
    return false;
  }

  private maxUntil(pc: number, at: number, toplevel: boolean): boolean {
    const context = this.repeat as RepeatContext;
    const { codes } = this;
    const [minimum, maximum] = [codes[context.pattern + 1] as number, codes[context.pattern + 2] as number];
    const item = context.pattern + REPEAT_HEADER;
    const count = context.count + 1;
    if (count < minimum) {
      context.count = count;
      if (this.match(item, at, toplevel)) return true;
      context.count = count - 1;
      return false;
    }
    if ((count < maximum || maximum === MAXIMUM_REPEAT) && at !== context.lastPointer) {
      context.count = count;
      const { lastMark, lastIndex } = this;
      const saved = this.marks.slice();
      const { lastPointer } = context;
      context.lastPointer = at;
      const matched = this.match(item, at, toplevel);
      context.lastPointer = lastPointer;
      if (matched) return true;
      this.marks = saved;
      this.restoreMarks(lastMark, lastIndex);
      context.count = count - 1;
    }
    this.repeat = context.previous;
    const matched = this.match(pc, at, toplevel);
    this.repeat = context;
    return matched;
  }

  private minUntil(pc: number, at: number, toplevel: boolean): boolean {
    const context = this.repeat as RepeatContext;
    const { codes } = this;
    const [minimum, maximum] = [codes[context.pattern + 1] as number, codes[context.pattern + 2] as number];
    const item = context.pattern + REPEAT_HEADER;
    const count = context.count + 1;
    if (count < minimum) {
      context.count = count;
      if (this.match(item, at, toplevel)) return true;
      context.count = count - 1;
      return false;
    }
    const { lastMark, lastIndex } = this;
    const saved = this.marks.slice();
    this.repeat = context.previous;
    if (this.match(pc, at, toplevel)) return true;
    this.repeat = context;
    this.marks = saved;
    this.restoreMarks(lastMark, lastIndex);
    if ((count >= maximum && maximum !== MAXIMUM_REPEAT) || at === context.lastPointer) return false;
    context.count = count;
    const { lastPointer } = context;
    context.lastPointer = at;
    const matched = this.match(item, at, toplevel);
    context.lastPointer = lastPointer;
    if (!matched) context.count = count - 1;
    return matched;
  }
}
