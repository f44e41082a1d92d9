/**
 * What the mouse rests on: which object a name, attribute or subscript of the source stands for, and at which moment. In: a place in
 * the source, and the moment looked at, if one was chosen. Out: what is known of the object, or null: of what can't be told for certain
 * nothing is said.
 *
 * Without a chosen moment a name is looked up when its line was over for the last time; at a chosen one in the call of its function that
 * runs then, or, if none runs, as its line's last run before left it.
 */
import { hoverAnswer, SourceCode, type CodeTarget, type HoverAnswer } from '../annotations';
import { HeapGraph, NameTracker, resolveName, shownId, type CodeNames, type LineName, type RunIndex } from '../analysis';
import { ShapeKind, StepKind, valueText, type HeapState } from '../recording';
import { codeLines } from '../python/bytecode';
import type { Moments } from './moments';

export interface HoverSurroundings {
  readonly source: string;
  readonly index: RunIndex;
  readonly moments: Moments;
  readonly namesOf: (code: number) => CodeNames | null;
}

/** Where a name is looked up: in a frame, at a moment. */
interface LookUp {
  readonly frame: number;
  readonly step: number;
}

const DEFINITION = /^\s*(?:async\s+)?(?:def|class)\s+([\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*)/u;

export class Hovering {
  private readonly source: SourceCode;
  private readonly sourceLines: readonly string[];
  private readonly index: RunIndex;
  /** For each code object that ran, its first and last line. */
  private readonly extents = new Map<number, readonly [number, number]>();

  constructor(private readonly around: HoverSurroundings) {
    this.source = new SourceCode(around.source);
    this.sourceLines = around.source.split(/\r\n|[\r\n]/);
    this.index = around.index;
  }

  /** @param line from 0 @param moment the one chosen */
  hover(line: number, column: number, moment?: number): HoverAnswer | null {
    const { moments } = this.around;
    const target = this.source.target(line, column);
    if (target === null) return null;
    const name = this.nameAt(line, target);
    if (name === null) return null;
    const place = this.place(line + 1, name, moment === undefined ? undefined : moments.step(moment));
    if (place === null || place.step < this.index.firstStep) return null; // its record was given up
    const entity = this.entity(place, name.name, target.rest);
    if (entity === 0) return null;
    const range = { startLine: line, startColumn: target.startColumn, endLine: line, endColumn: target.endColumn };
    return hoverAnswer(this.index, entity, { range, name: target.root + target.rest, step: place.step }, (step) => moments.moment(step));
  }

  // ---- which name of which code ------------------------------------------------------------------

  /** The name with the code object it is a name of; null when the code knows no such name there. */
  private nameAt(line: number, { root, startColumn }: CodeTarget): { readonly name: LineName; readonly code: number } | null {
    const { namesOf } = this.around;
    const text = this.sourceLines[line] ?? '';
    const defined = DEFINITION.exec(text);
    const isDefined = defined !== null && defined[1] === root && defined[0].length === startColumn + root.length;
    if (!isDefined) {
      for (const code of this.codesAt(line + 1)) {
        const name = namesOf(code)?.namesByLine.get(line + 1)?.find((known) => known.name === root);
        if (name !== undefined) return { name, code };
      }
    }
    const codes = this.codesAt(line + 1);
    if (!isDefined) {
      // A parameter, where the function is defined.
      const code = codes.find((candidate) => this.isParameter(candidate, line + 1, root));
      return code === undefined ? null : { name: { name: root, scope: 'local' }, code };
    }
    const { recording } = this.index;
    const outer = codes.filter((code) => recording.codes[code]?.source.firstlineno !== line + 1 || recording.codes[code]?.name === '<module>');
    const code = outer[0];
    if (code === undefined) return null;
    return { name: { name: root, scope: recording.codes[code]?.name === '<module>' ? 'global' : 'local' }, code };
  }

  private isParameter(code: number, line: number, name: string): boolean {
    const { recording } = this.index;
    const source = recording.codes[code]?.source;
    if (source === undefined || source.name === '<module>' || line < source.firstlineno) return false;
    const first = codeLines(source).find((range) => range.line !== null && range.line > source.firstlineno)?.line ?? source.firstlineno;
    if (line >= Math.max(first, source.firstlineno + 1)) return false;
    const count = source.argcount + source.kwonlyargcount + ((source.flags & 0x4) !== 0 ? 1 : 0) + ((source.flags & 0x8) !== 0 ? 1 : 0);
    return source.localsplusnames.slice(0, count).includes(name);
  }

  /** The scenario's code objects that ran and have the line, the innermost first. */
  private codesAt(line: number): number[] {
    const { codes } = this.index.recording;
    const found: { code: number; extent: readonly [number, number] }[] = [];
    codes.forEach(({ inScenario }, code) => {
      if (!inScenario) return;
      const extent = this.extentOf(code);
      if (line >= extent[0] && line <= extent[1]) found.push({ code, extent });
    });
    return found.sort((a, b) => (a.extent[1] - a.extent[0]) - (b.extent[1] - b.extent[0])).map(({ code }) => code);
  }

  private extentOf(code: number): readonly [number, number] {
    let extent = this.extents.get(code);
    if (extent === undefined) {
      const source = this.index.recording.codes[code]?.source;
      const lines = source === undefined ? [] : codeLines(source).flatMap(({ line }) => (line === null || line === 0 ? [] : [line]));
      const all = source === undefined ? [0] : [source.firstlineno, ...lines];
      extent = source?.name === '<module>' ? [1, Infinity] : [Math.min(...all), Math.max(...all)];
      this.extents.set(code, extent);
    }
    return extent;
  }

  // ---- when and in which frame -------------------------------------------------------------------

  private place(line: number, { name, code }: { readonly name: LineName; readonly code: number }, step: number | undefined): LookUp | null {
    const { index } = this;
    const { steps, entities } = index.recording;
    const limit = step ?? index.lastStep;
    if (step !== undefined) {
      const frame = this.runningFrame(code, step);
      if (frame !== 0) return { frame, step };
      if (name.scope === 'global') return { frame: steps.frame(step), step };
    }
    // As its line's last run left it; of a line that has no run of its own, the line of the same code before it.
    const hit = this.lastHit(line, code, limit);
    if (hit >= 0) return { frame: steps.frame(hit), step: Math.min(index.lineOver(hit, limit), limit) };
    const called = index.callsOfCode(code).filter((call) => call < limit).at(-1);
    if (called === undefined) return null;
    // A parameter: when the first line of the call begins.
    const frame = steps.frame(called);
    for (let at = called + 1; at <= limit; at++) if (steps.frame(at) === frame) return { frame, step: at };
    return entities.value(frame) === code ? { frame, step: Math.min(called + 1, limit) } : null;
  }

  /** The innermost running frame of a code object at a step, 0 if it doesn't run. */
  private runningFrame(code: number, step: number): number {
    const { steps, entities } = this.index.recording;
    for (let at = step; at >= 0; at = this.index.callerStep(at)) {
      const frame = steps.frame(at);
      if (frame !== 0 && entities.value(frame) === code) return frame;
    }
    return 0;
  }

  /** The last step before a limit at which a line of the code ran: this one, or the nearest above it that did. */
  private lastHit(line: number, code: number, limit: number): number {
    const { steps, entities } = this.index.recording;
    const [first] = this.extentOf(code);
    const isModule = this.index.recording.codes[code]?.name === '<module>';
    for (let above = line; above >= first; above--) {
      const hits = this.index.hits(above);
      for (let i = hits.length - 1; i >= 0; i--) {
        const hit = hits[i] as number;
        if (hit >= limit) continue;
        if (entities.value(steps.frame(hit)) === code && steps.kind(hit) === StepKind.Line) return hit;
      }
      // A function's names above its own lines are its parameters.
      if (!isModule && above === first) return -1;
    }
    return -1;
  }

  // ---- what it stands for ------------------------------------------------------------------------

  private entity({ frame, step }: LookUp, name: LineName, rest: string): number {
    const { recording } = this.index;
    const state = this.index.seek(step);
    const root = new NameTracker(recording).lookUp(state, frame, name);
    if (root === 0 || rest === '') return root;
    const graph = new HeapGraph(recording, state, step);
    const found = resolveName(graph, frame, `#${shownId(recording, root)}${this.withKeys(state, frame, name, rest)}`);
    return 'entity' in found ? found.entity : 0;
  }

  /** Names between brackets are replaced by what they stand for: `[i]` is `[3]`. */
  private withKeys(state: HeapState, frame: number, { scope }: LineName, rest: string): string {
    const { recording } = this.index;
    const tracker = new NameTracker(recording);
    return rest.replace(/\[\s*([\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*)\s*\]/gu, (whole, key: string) => {
      const entity = tracker.lookUp(state, frame, { name: key, scope }) || tracker.lookUp(state, frame, { name: key, scope: 'global' });
      const text = entity === 0 || recording.entities.shape(entity) !== ShapeKind.Atom ? '' : valueText(recording, entity);
      return text === '' || text.endsWith('…') ? whole : `[${text}]`;
    });
  }
}
