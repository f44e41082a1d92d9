/**
 * Names, against the program itself: what it gets by an expression is what the text of the expression leads to in the recorded
 * moment. Left out is what only running code tells: properties and what `__getitem__` of a class makes.
 */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { HeapGraph, resolveName, typeName } from '../../src/analysis';
import { restingMoment } from '../../src/cli/moments';
import type { Toolchain } from '../../src/session';
import { randomProgram } from '../properties/randomProgram';
import { loadToolchain, recordSource } from '../session/toolchainForTests';

const PATHS = [
  '', '.value', '.next', '.next.value', '.next.next', '[0]', '[1]', '[-1]', '[0][0]', "['k']", "['k'].value", '[7]', '[1.5]', '.left', '.held', '.value[0]',
  '.__dict__', '.__closure__[0].cell_contents', '.__defaults__[0]', '.__self__', '.__func__',
];
const EXPRESSIONS = ['a', 'b', 'c', 'd', 'e'].flatMap((name) => PATHS.map((path) => name + path));
/** What is got by running code, or made anew each time. */
const MADE: ReadonlySet<string> = new Set(['method', 'builtin_function_or_method', 'method-wrapper']);

/** Classes whose items are made when they are asked for. */
const MAKERS: ReadonlySet<string> = new Set(['Holder', 'str', 'bytes', 'range', 'dict_keys', 'type']);

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

function graphOf(source: string): { graph: HeapGraph; frame: number } {
  const { timeline } = recordSource(toolchain, source);
  if (timeline === null) throw new Error(`nothing ran: ${source}`);
  const step = restingMoment(timeline.recording);
  return { graph: new HeapGraph(timeline.recording, timeline.seek(step), step), frame: timeline.recording.steps.frame(step) };
}

describe('names of random programs', () => {
  it('lead to what the program gets by them', () => {
    let compared = 0;
    fc.assert(fc.property(randomProgram, (program) => {
      const probes = EXPRESSIONS.map((expression, i) => `try:\n    p${i} = (${expression},)\nexcept BaseException:\n    p${i} = ()\n`).join('');
      const { graph, frame } = graphOf(`${program}\n${probes}`);
      EXPRESSIONS.forEach((expression, i) => {
        const got = resolveName(graph, frame, `p${i}[0]`);
        if ('message' in got || MADE.has(typeName(graph.recording, got.entity))) return;
        const found = resolveName(graph, frame, expression);
        // A class of the program may answer by code of its own.
        const owner = resolveName(graph, frame, expression.replace(/(?:\.\w+|\[[^\]]*\])$/, ''));
        const base = resolveName(graph, frame, expression.slice(0, 1));
        if ([owner, base].some((each) => 'entity' in each && MAKERS.has(typeName(graph.recording, each.entity)))) return;
        if (expression.endsWith('.__dict__') && 'message' in found) return; // made when it was asked for
        expect(found, expression).toEqual(got);
        compared++;
      });
    }), { numRuns: 25 });
    expect(compared).toBeGreaterThan(200);
  });
});

describe('names of running calls', () => {
  it('are looked up from where the program stands', () => {
    const { timeline } = recordSource(toolchain, 'x = [0]\ndef outer(n):\n    x = [n]\n    def inner():\n        return x\n    if n:\n        return outer(n - 1)\n    return inner()\nouter(2)\n');
    if (timeline === null) throw new Error('nothing ran');
    const { recording } = timeline;
    const step = Array.from({ length: timeline.stepCount }, (_unused, i) => i).find((each) => recording.steps.line(each) === 5 && recording.steps.kind(each) === 1) ?? 0;
    const graph = new HeapGraph(recording, timeline.seek(step), step);
    const frame = recording.steps.frame(step);
    const entity = (text: string): number => {
      const found = resolveName(graph, frame, text);
      if ('message' in found) throw new Error(found.message);
      return found.entity;
    };
    // The cell of the innermost outer, by each of its names.
    expect(entity('x')).toBe(entity('outer().x'));
    expect(entity('outer.x')).toBe(entity('x'));
    expect(entity('x')).not.toBe(entity('outer().n'));
    const fromModule = resolveName(graph, 0, 'x');
    expect('entity' in fromModule && fromModule.entity).not.toBe(entity('x'));
  });
});
