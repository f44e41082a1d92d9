import { beforeAll, describe, expect, it } from 'vitest';
import { hitsOf, momentMistake, resolveMoment, restingMoment } from '../../src/cli/moments';
import type { Recording } from '../../src/recording';
import { loadToolchain, recordSource } from '../session/toolchainForTests';

/** Line 2 runs three times, line 3 three times, line 4 never. */
const SOURCE = 'a = []\nfor i in range(2):\n    a.append(i)\nif not a:\n    a = None\n';

let recording: Recording;
beforeAll(async () => {
  const { timeline } = recordSource(await loadToolchain(), SOURCE);
  if (timeline === null) throw new Error('nothing ran');
  recording = timeline.recording;
});

const lineAt = (step: number): number => recording.steps.line(step);
const stepOf = (text: string): number => {
  const answer = resolveMoment(recording, text);
  if ('message' in answer) throw new Error(answer.message);
  return answer.step;
};
const messageOf = (text: string): string => {
  const answer = resolveMoment(recording, text);
  return 'message' in answer ? answer.message : `step ${answer.step}`;
};

describe('moments', () => {
  it('are steps, hits of lines, start and end', () => {
    const hits = hitsOf(recording, 2);
    expect(hits.map(lineAt)).toEqual([2, 2, 2]);
    expect([stepOf('2:1'), stepOf('2:2'), stepOf('2:3')]).toEqual(hits);
    expect([stepOf('2:-1'), stepOf('2:'), stepOf('L2'), stepOf('l2:-3')]).toEqual([hits[2], hits[2], hits[2], hits[0]]);
    expect([stepOf('start'), stepOf('0'), stepOf('end')]).toEqual([0, 0, recording.steps.count - 1]);
  });

  it('after a line are those at which its frame goes on', () => {
    expect(stepOf('2:1+')).toBe(stepOf('3:1'));
    expect(stepOf('3:2+')).toBe(stepOf('2:3'));
    expect(stepOf('4:1+')).toBe(restingMoment(recording));
  });

  it('at rest are before the end of the module', () => {
    expect(restingMoment(recording)).toBeGreaterThan(stepOf('4:1'));
    expect(restingMoment(recording)).toBeLessThan(stepOf('end'));
  });

  it('that are not there say what is', () => {
    const [first, second] = hitsOf(recording, 3);
    expect(messageOf('3:5')).toBe(`line 3 ran 2 times: steps ${first}, ${second}`);
    expect(messageOf('1:-2')).toBe(`line 1 ran once: step ${hitsOf(recording, 1)[0]}`);
    expect(messageOf('5:1')).toBe('line 5 never ran; the nearest that did is 4');
    expect(messageOf('9999')).toBe(`there is no step 9999: the run has steps 0 to ${recording.steps.count - 1}`);
  });

  it('have a form', () => {
    expect(['40', '12:3', '12:-1', '12:', 'L12', 'L12:3', '12:3+', 'start', 'end'].map(momentMistake)).toEqual(Array(9).fill(null));
    for (const text of ['', 'x', '12:x', ':', '-1', '1.5', '12:0', '40+']) expect(momentMistake(text)).not.toBeNull();
  });
});
