/**
 * What each line and each function cost: how often it ran, how many of CPython's instructions it executed, alone and with all it
 * called, what it made and what of that was left. In: a run. Out: rows, the dearest first; the same on every machine.
 *
 * Instructions of imported modules count for the line that called them. A line that calls itself again counts once with what it
 * called.
 */
import { StepKind, type StepTable } from '../../recording';
import { bytesText, placeText } from './placeTexts';
import type { RunIndex } from './runIndex';
import type { CostReport, CostRow } from './timeAnswers';

class Cost {
  hits = 0;
  own = 0;
  inclusive = 0;
  /** Calls under way from it, or of it. */
  active = 0;
  born = 0;
  bornBytes = 0;
  left = 0;
  leftBytes = 0;

  constructor(readonly line: number, readonly functionName: string) {}

  get row(): CostRow {
    return {
      line: this.line - 1, functionName: this.functionName, hits: this.hits, instructions: this.own, inclusiveInstructions: this.inclusive,
      born: { count: this.born, bytes: this.bornBytes }, left: { count: this.left, bytes: this.leftBytes },
    };
  }
}

/** A frame of the call stack while steps are read. */
interface Activation {
  readonly frame: number;
  readonly code: Cost;
  /** The line it is at, and the line that called it. */
  line: Cost | null;
  readonly caller: Cost | null;
  /** Instructions of it and of what it called. */
  total: number;
}

const TEXT_ROWS = 40;

export function costReport(index: RunIndex): CostReport {
  const reader = new CostReader(index);
  reader.readSteps();
  reader.readObjects();
  const byCost = (a: CostRow, b: CostRow): number => b.inclusiveInstructions - a.inclusiveInstructions || a.line - b.line;
  const byLine = [...reader.lines.values()].map(({ row }) => row)
    .filter((row) => row.hits + row.instructions + row.born.count > 0).sort((a, b) => a.line - b.line);
  const byFunction = [...reader.codes.values()].map(({ row }) => row).sort(byCost);
  return { instructions: reader.instructions, byLine, byFunction, lines: reportLines(reader.instructions, byLine, byFunction) };
}

class CostReader {
  readonly lines = new Map<string, Cost>();
  readonly codes = new Map<number, Cost>();
  instructions = 0;
  private readonly stack: Activation[] = [];

  constructor(private readonly index: RunIndex) {}

  readSteps(): void {
    const { steps } = this.index.recording;
    for (let step = 0; step < steps.count; step++) {
      const frame = steps.frame(step);
      if (frame === 0) break;
      const kind = steps.kind(step);
      this.enter(frame, step);
      const top = this.stack[this.stack.length - 1] as Activation;
      this.charge(steps.instructions(step), top);
      if (kind === StepKind.Call) {
        top.code.hits++;
        // What comes before its first line: cells; of a generator that goes on, the rest of the line it yielded on.
        top.line ??= this.lineOf(step);
      } else if (kind === StepKind.Line) {
        top.line = this.lineOf(step);
        top.line.hits++;
      } else if (kind === StepKind.Return) {
        this.leave();
      }
    }
    while (this.stack.length > 0) this.leave();
  }

  /** Instructions that ended now belong to the line this frame was at; before its call is told, to the caller's. */
  private charge(count: number, top: Activation): void {
    if (count === 0) return;
    this.instructions += count;
    const isBeginning = top.line === null && this.stack.length > 1;
    const payer = isBeginning ? (this.stack[this.stack.length - 2] as Activation) : top;
    payer.total += count;
    payer.code.own += count;
    if (payer.line === null) return;
    payer.line.own += count;
    const ownCalls = isBeginning && top.caller === payer.line ? 1 : 0;
    if (payer.line.active === ownCalls) payer.line.inclusive += count;
  }

  private enter(frame: number, step: number): void {
    const { stack } = this;
    let depth = stack.length - 1;
    while (depth >= 0 && (stack[depth] as Activation).frame !== frame) depth--;
    if (depth >= 0) {
      while (stack.length > depth + 1) this.leave();
      return;
    }
    const caller = stack[stack.length - 1]?.line ?? null;
    const code = this.codeOf(step);
    code.active++;
    if (caller !== null) caller.active++;
    stack.push({ frame, code, line: null, caller, total: 0 });
  }

  private leave(): void {
    const { code, caller, total } = this.stack.pop() as Activation;
    const below = this.stack[this.stack.length - 1];
    if (below !== undefined) below.total += total;
    if (--code.active === 0) code.inclusive += total;
    if (caller !== null && --caller.active === 0) caller.inclusive += total;
  }

  private lineOf(step: number): Cost {
    return this.cost(this.lines, lineKey(this.index, step), step);
  }

  private codeOf(step: number): Cost {
    const { entities, steps } = this.index.recording;
    return this.cost(this.codes, entities.value(steps.frame(step)), step);
  }

  private cost<Key>(table: Map<Key, Cost>, key: Key, step: number): Cost {
    let cost = table.get(key);
    if (cost === undefined) table.set(key, (cost = new Cost(lineNumber(this.index.recording.steps, step), this.index.functionName(step))));
    return cost;
  }

  /** Births by the line whose work they were, and what of them was left before the end. */
  readObjects(): void {
    const { index } = this;
    const { recording } = index;
    const { entities } = recording;
    const end = index.exitStep;
    const last = index.seek(end);
    for (let entity = recording.baselineEntity + 1; entity < entities.count; entity++) {
      if (!index.isProgramObject(entity)) continue;
      const step = index.workStep(Math.max(0, index.birthStep(entity)));
      if (recording.steps.frame(step) === 0) continue;
      const size = entities.birthSize(entity);
      const isLeft = entities.bornStep(entity) <= end && last.refcount(entity) !== 0;
      for (const cost of [this.lines.get(lineKey(index, step)), this.codeOf(step)]) {
        if (cost === undefined) continue;
        cost.born++;
        cost.bornBytes += size;
        if (!isLeft) continue;
        cost.left++;
        cost.leftBytes += recording.sizeOf(last, entity);
      }
    }
  }
}

/** A line may belong to several functions: a lambda and the line it stands on. */
function lineKey(index: RunIndex, step: number): string {
  return `${index.recording.steps.line(step)} ${index.functionName(step)}`;
}

function lineNumber(steps: StepTable, step: number): number {
  return Math.max(1, steps.line(step));
}

function reportLines(instructions: number, byLine: readonly CostRow[], byFunction: readonly CostRow[]): string[] {
  const share = (count: number): string => (instructions === 0 ? '0 %' : `${((count / instructions) * 100).toFixed(1)} %`);
  const row = (name: string, { hits, instructions: own, inclusiveInstructions: all, born, left }: CostRow): string =>
    `${String(hits).padStart(9)} ${String(own).padStart(12)} ${share(own).padStart(8)} ${String(all).padStart(12)} ${share(all).padStart(8)} ${String(born.count).padStart(8)} ${bytesText(born.bytes).padStart(10)} ${String(left.count).padStart(8)}  ${name}`;
  const head = '     hits instructions    share    with calls   share     born      bytes     left';
  const dearest = [...byLine].sort((a, b) => b.instructions - a.instructions).slice(0, TEXT_ROWS);
  return [
    `${instructions} instructions`, '', `${head}  function`,
    ...byFunction.slice(0, TEXT_ROWS).map((each) => row(each.functionName, each)), '', `${head}  line`,
    ...dearest.map((each) => row(placeText({ step: 0, event: 'line', line: each.line, functionName: each.functionName }), each)),
  ];
}
