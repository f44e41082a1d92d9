/**
 * What a frame holds, reference by reference, with labels: its fixed parts (function, code, namespace, frame object), then
 * locals, cells and the evaluation stack. For frames that belong to an object (a generator, a frame object) and for the oracle.
 */
import type { StringTable } from '../base';
import type { CodeObject, LocalKind } from '../python/bytecode';
import type { PyObject } from '../python/memory';
import type { Frame } from '../python/vm';
import { LabelKind, makeLabel, type Label } from './labels';

const CELL: LocalKind.Cell = 0x40;
const FREE: LocalKind.Free = 0x80;
/** Function, code, namespace, frame object. */
export const PART_COUNT = 4;

/** The holdings of a frame, as parallel arrays valid until the next read. */
export class FrameReader {
  readonly labels: Label[] = [];
  readonly targets: (PyObject | null)[] = [];
  count = 0;

  private readonly localLabels = new Map<CodeObject, Label[]>();
  private lastCode: CodeObject | null = null;
  private lastLabels: Label[] = [];
  private readonly stackLabels: Label[] = [];
  private readonly functionLabel: Label;
  private readonly codeLabel: Label;
  private readonly namespaceLabel: Label;
  private readonly objectLabel: Label;

  constructor(private readonly strings: StringTable) {
    const part = (name: string): Label => makeLabel(LabelKind.Part, strings.add(name));
    this.functionLabel = part('function');
    this.codeLabel = part('code');
    this.namespaceLabel = part('namespace');
    this.objectLabel = part('frame object');
  }

  read(frame: Frame): void {
    const { labels, targets } = this;
    // The fixed parts come first, so that a growing stack doesn't move them.
    labels[0] = this.functionLabel;
    targets[0] = frame.function;
    labels[1] = this.codeLabel;
    targets[1] = frame.code.object;
    labels[2] = this.namespaceLabel;
    targets[2] = frame.locals;
    labels[3] = this.objectLabel;
    targets[3] = frame.frameObject;
    const locals = this.labelsOf(frame.code.source);
    const { stack, base, stackPointer } = frame;
    const localCount = locals.length;
    const total = stackPointer - base;
    for (let i = 0; i < total; i++) {
      labels[PART_COUNT + i] = i < localCount ? (locals[i] as Label) : this.stackLabel(i - localCount);
      targets[PART_COUNT + i] = stack[base + i] as PyObject | null;
    }
    this.count = PART_COUNT + total;
  }

  /** The label at a position of a frame of this code. */
  labelAt(code: CodeObject, ordinal: number): Label {
    switch (ordinal) {
      case 0: return this.functionLabel;
      case 1: return this.codeLabel;
      case 2: return this.namespaceLabel;
      case 3: return this.objectLabel;
      default: {
        const locals = this.labelsOf(code);
        const place = ordinal - PART_COUNT;
        return place < locals.length ? (locals[place] as Label) : this.stackLabel(place - locals.length);
      }
    }
  }

  private stackLabel(depth: number): Label {
    let label = this.stackLabels[depth];
    if (label === undefined) {
      label = makeLabel(LabelKind.Stack, depth);
      this.stackLabels[depth] = label;
    }
    return label;
  }

  private labelsOf(code: CodeObject): Label[] {
    if (code === this.lastCode) return this.lastLabels;
    let labels = this.localLabels.get(code);
    if (labels === undefined) {
      labels = code.localsplusnames.map((name, i) => {
        const isCell = ((code.localspluskinds[i] as number) & (CELL | FREE)) !== 0;
        return makeLabel(isCell ? LabelKind.CellVariable : LabelKind.Local, this.strings.add(name));
      });
      this.localLabels.set(code, labels);
    }
    this.lastCode = code;
    this.lastLabels = labels;
    return labels;
  }
}
