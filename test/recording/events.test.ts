import { beforeAll, describe, expect, it } from 'vitest';
import { DeathCause, EventKind, eventKindNames, typeText, valueText, type Recording } from '../../src/recording';
import type { Toolchain } from '../../src/session';
import { loadToolchain, recordSource } from '../session/toolchainForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

function record(source: string): Recording {
  const { timeline } = recordSource(toolchain, source);
  if (timeline === null) throw new Error('nothing ran');
  return timeline.recording;
}

/** Kind, line of the step that shows it, type of the object. */
function told(recording: Recording): string[] {
  const { events, steps } = recording;
  return Array.from({ length: events.count }, (_, row) => {
    const step = Math.min(events.step(row), steps.count - 1);
    return `${eventKindNames[events.kind(row)]} ${typeText(recording, events.entity(row))} line ${steps.line(step)}`;
  });
}

describe('events', () => {
  it('are what a program shows of finalizers, weak references and resurrection', () => {
    const recording = record([
      'import weakref', 'class Loud:', '    def __del__(self):', '        kept.append(self)', 'kept = []', 'class Plain: pass',
      'a = Plain()', 'r = weakref.ref(a, lambda reference: None)', 'a = Loud()', 'a = None', 'x = len(kept)',
    ].join('\n'));
    const lines = told(recording);
    // What the library does on its way is not this program's; line 8 is the lambda's first step.
    expect(lines.filter((line) => / line (8|3|11)$/.test(line))).toEqual([
      'weakref cleared ReferenceType line 8', 'callback called ReferenceType line 8', 'finalizer called Loud line 3', 'resurrected Loud line 11',
    ]);
  });

  it('tell what was raised, with its text, at each frame it comes through', () => {
    const recording = record('def f():\n    raise ValueError("bad")\ntry:\n    f()\nexcept ValueError:\n    pass\n');
    const { events } = recording;
    const raised = Array.from({ length: events.count }, (_, row) => row).filter((row) => events.kind(row) === EventKind.Raised);
    expect(raised.map((row) => [recording.steps.line(events.step(row)), typeText(recording, events.entity(row)), valueText(recording, events.other(row))]))
      .toEqual([[2, 'ValueError', "'bad'"], [4, 'ValueError', "'bad'"]]);
  });
});

it('deaths have a cause', () => {
  const recording = record('import gc\na = [1]\na = None\nb = []\nb.append(b)\nb = None\ngc.collect()\nc = {1: 2}\n');
  const { entities, deaths, baselineEntity } = recording;
  const causes = new Map<string, Set<number>>();
  for (let row = 0; row < deaths.length; row++) {
    const entity = deaths.get(row);
    if (entity <= baselineEntity) continue;
    const type = typeText(recording, entity);
    causes.set(type, (causes.get(type) ?? new Set()).add(entities.deathCause(entity)));
  }
  expect([...(causes.get('list') ?? [])].sort()).toEqual([DeathCause.Count, DeathCause.Collector]);
  expect([...(causes.get('dict') ?? [])]).toContain(DeathCause.Exit);
});
