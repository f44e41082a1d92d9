/** The steps of a recording are the events CPython's sys.settrace reports, in order, with line and function. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { traceRows } from '../../../src/analysis';
import { recordRun, Session, type Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';

const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt')).sort();

describe('steps against sys.settrace', () => {
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await loadToolchain();
  });

  it.each(names)('%s', (name) => {
    const source = readFileSync(path.join(import.meta.dirname, name.replace(/\.txt$/, '.py')), 'utf8');
    const expected = readFileSync(path.join(import.meta.dirname, name), 'utf8').trimEnd().split('\n');
    const recorded = recordRun(toolchain, {
      source, fileName: name, limits: { steps: 100_000, seconds: 600, megabytes: 4096 }, now: () => performance.now(), onOutput: () => {},
    });
    const { timeline } = recorded;
    if (timeline === null) throw new Error('the program was not recorded');
    const session = new Session(recorded);
    const events = [...traceRows(timeline, (code) => session.namesOf(code))]
      .filter(({ event, file }) => file === null && ['call', 'line', 'return', 'exception'].includes(event))
      .map(({ event, line, functionName }) => `${event} ${line} ${functionName}`);
    // What runs at interpreter exit comes after the traced part.
    expect(events.slice(0, expected.length)).toEqual(expected);
  });
});
