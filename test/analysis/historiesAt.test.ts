/** Lines as a moment in the middle of a run shows them, against looking names up at the two moments by hand. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { historiesAt, NameTracker } from '../../src/analysis';
import { IMMORTAL, StepKind } from '../../src/recording';
import { Session, type Toolchain } from '../../src/session';
import { NamesByCode } from '../../src/session/codeNames';
import { randomProgram } from '../properties/randomProgram';
import { loadToolchain, recordSource } from '../session/toolchainForTests';
import { indexOf } from './queries/timeOracle';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

describe('lines at a moment', () => {
  it('show their last hit before it, as far as it came', () => {
    fc.assert(fc.property(randomProgram, fc.nat(), (source, choice) => {
      const index = indexOf(toolchain, source);
      const { steps, entities } = index.recording;
      const moment = choice % index.stepCount;
      const names = new NamesByCode(index.recording);
      const tracker = new NameTracker(index.recording);
      const found = historiesAt(index, moment, 1, 1e6, (code) => names.of(code));
      const hits = new Map<number, number[]>();
      for (let step = 0; step < moment; step++) if (steps.kind(step) === StepKind.Line) hits.set(steps.line(step), [...(hits.get(steps.line(step)) ?? []), step]);
      expect([...found.keys()].sort((a, b) => a - b)).toEqual([...hits.keys()].sort((a, b) => a - b));
      for (const [line, all] of hits) {
        const step = found.get(line)?.isClass === true ? all[all.length - 2] ?? (all[0] as number) : all[all.length - 1] as number;
        let after = step + 1;
        while (after < moment && steps.frame(after) !== steps.frame(step)) after++;
        expect(found.get(line)).toMatchObject({ hits: all.length, lastStep: step, lastAfter: after });
        for (const name of names.of(entities.value(steps.frame(step)))?.namesByLine.get(line) ?? []) {
          const state = index.timeline.seek(after);
          const entity = tracker.lookUp(state, steps.frame(step), name);
          const last = found.get(line)?.names.get(name.name)?.last;
          if (entity === 0) expect(last?.kind).toMatch(/none|freed|unbound/);
          else if (state.refcount(entity) === IMMORTAL) expect(last).toEqual({ kind: 'immortal', entity });
          else expect(last).toMatchObject({ kind: 'count', entity, refcount: state.refcount(entity) });
        }
      }
    }), { numRuns: 12 });
  });

  it('are annotations of a session', () => {
    const session = new Session(recordSource(toolchain, 'a = []\nfor i in range(3):\n    b = a\n    a = [b]\nx = 1\n'));
    const second = session.time?.seek({ kind: 'line', line: 3, hit: 2 }).found?.after ?? 0;
    expect(session.annotations(0, 9, second).map(({ line, text }) => `${line + 1}: ${text}`)).toEqual([
      '1: refcount a 1 · made list #1', '2: i immortal · 2 hits', '3: refcount b 2 · a 2 · 2 hits', '4: refcount a 1 · b 2 · made list #4 · 2 hits',
    ]);
    expect(session.annotations(3, 3, second)).toHaveLength(1);
    expect(session.annotations(0, 9, 0)).toEqual([]);
  });

  it('say what is under way, and of classes what their statement did', () => {
    const session = new Session(recordSource(toolchain, 'class N:\n    x = 1\ndef f(a):\n    b = a\n    return b\nn = N()\nn = f(n)\n'));
    const inside = session.time?.seek({ kind: 'line', line: 4, hit: 1 }).found?.before ?? 0;
    expect(session.annotations(0, 9, inside).map(({ line, text }) => `${line + 1}: ${text}`)).toEqual([
      '1: refcount N 4', '2: x immortal', '3: refcount f 1', '4: refcount b 3 · a 3', '6: refcount n 1 · made N #5', '7: running · refcount n 3',
    ]);
  });
});
