/**
 * The data of every version against what real interpreters printed (the recorded probes), so that a number is never a matter of
 * memory. Where a probe shows the value it is read from there; the rest is asked of programs.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cpython312, defaultProfile, profileOf, profiles, type Profile } from '../../../src/python/profiles';
import { runPlain, type Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';

const expectedFolder = path.join(import.meta.dirname, '../../conformance/probes/expected');

function recorded(profile: Profile, probe: string): string {
  return readFileSync(path.join(expectedFolder, profile.version.join('.'), `${probe}.txt`), 'utf8');
}

/** The lines of a probe's output that begin with a label, without it. */
function lines(profile: Profile, probe: string, label: string): string[] {
  return recorded(profile, probe).split('\n').filter((line) => line.startsWith(label)).map((line) => line.slice(label.length).trim());
}

describe('the versions', () => {
  it('have names that follow from their numbers, oldest first', () => {
    expect(profiles.map(({ name }) => name)).toEqual(profiles.map(({ version }) => `${version[0]}.${version[1]}`));
    expect(profiles.map(({ version }) => version[1])).toEqual([...profiles.map(({ version }) => version[1])].sort((left, right) => left - right));
  });

  it('are found by name; the default is 3.12', () => {
    for (const profile of profiles) expect(profileOf(profile.name)).toBe(profile);
    expect(profileOf()).toBe(defaultProfile);
    expect(defaultProfile).toBe(cpython312);
    expect(() => profileOf('2.7')).toThrow('no profile 2.7');
  });
});

describe.each(profiles.map((profile) => [profile.name, profile] as const))('%s, against the recorded interpreter', (_name, profile) => {
  it('thresholds', () => {
    expect(lines(profile, 's03_threshold_api', 'default')[0]).toMatch(`(${profile.thresholds.join(', ')})`);
  });

  it('the count of immortals, and what is one', () => {
    expect(lines(profile, 's01_refcount_immortal', 'value')[0]).toBe(`[${profile.immortalRefcount}]`);
    expect(lines(profile, 's01_refcount_immortal', '256')[0]).toBe('immortal');
    expect(lines(profile, 's01_refcount_immortal', '1024')[0]).toBe(profile.smallIntMaximum >= 1024 ? 'immortal' : 'counted');
    expect(lines(profile, 's01_refcount_immortal', 'interned at run time')[0]).toBe(profile.internedIsImmortal ? 'immortal' : 'counted');
  });

  it('free lists', () => {
    const kept = (kind: string): number => Number(lines(profile, 's02_freelists', kind)[0]);
    expect(kept('bound methods')).toBe(profile.freeLists.method);
    expect(kept('builtin methods')).toBe(profile.freeLists.builtinFunction);
    expect(kept('list iterators')).toBe(profile.freeLists.listIterator);
    expect(kept('tuple iterators')).toBe(profile.freeLists.tupleIterator);
  });

  it('tracking of dicts', () => {
    expect(lines(profile, 's02_untrack_dicts', 'int value')[0]).toBe(profile.dictsAreTracked ? 'True' : 'False');
  });

  it('sizes of structs', () => {
    const [size] = (lines(profile, 's07_sizeof_other', 'function with defaults')[0] ?? '').split(' ').map(Number);
    expect(size).toBe(16 + (profile.structSizes.basic['function'] ?? 144));
    const [generator] = (lines(profile, 's07_sizeof_other', 'generator ')[0] ?? '').split(' ').map(Number);
    expect(Number(generator) - profile.structSizes.generator).toBe(32); // header, and two slots
    const [frame] = (lines(profile, 's07_sizeof_other', 'finished frame')[0] ?? '').split(' ').map(Number);
    expect(Number(frame) - profile.structSizes.frame).toBe(32);
    const [plainClass] = (lines(profile, 's07_sizeof_other', 'classes')[0] ?? '').split(' ').map(Number);
    expect(Number(plainClass) - profile.structSizes.heapTypeGrowth).toBe(1704);
  });

  it('the order in which frames and operands are dropped', () => {
    expect(lines(profile, 's05_frames_order', 'plain local, then cell variable')[0]).toBe(profile.dropsFromTheTop ? 'b a' : 'a b');
    expect(lines(profile, 's05_frames_order', 'a + b add')[0]).toBe(profile.operandsDropFromTheTop ? 'r l' : 'l r');
  });

  it('references of locals on the stack', () => {
    expect(lines(profile, 's01_refcount_locals', 'local ')[0]).toBe(profile.localsAreBorrowed ? '1' : '2');
    expect(lines(profile, 's01_refcount_locals', 'after locals()')[0]).toBe(profile.localsAreFresh ? (profile.localsAreBorrowed ? '1' : '2') : '3');
  });

  it('texts', () => {
    expect(recorded(profile, 's06_weakref_proxy').includes('<weakproxy at 0xADDR; dead>')).toBe(profile.proxyReprNamesClass);
    expect(recorded(profile, 's06_weakref_proxy').includes('as a dict key')).toBe(profile.hashErrorsNamePlace);
    expect(recorded(profile, 's06_finalize').includes('and no __dict__')).toBe(profile.storeErrorsNameDict);
    expect(recorded(profile, 's04_del_exceptions').includes('Exception ignored while calling deallocator')).toBe(profile.unraisableNamesWork);
    expect(recorded(profile, 's04_del_exceptions').includes('^^^^')).toBe(profile.unraisableHasCarets);
    expect(recorded(profile, 's03_threshold_api').includes('requires 1 to 3 arguments')).toBe(profile.thresholdsAreClinic);
  });

  it('weak references in collections', () => {
    expect(recorded(profile, 's04_weakref_callbacks_gc').includes("'cb late None'")).toBe(!profile.lateWeakrefsAreSilent);
    expect(recorded(profile, 's04_weakref_callbacks_gc').includes("'del a ref=True'")).toBe(profile.finalizersSeeWeakrefs);
    expect(recorded(profile, 's03_stats').includes("'candidates'")).toBe(profile.reportsCandidates);
  });
});

describe('what sys says', () => {
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await loadToolchain();
  });

  it.each(profiles.map((profile) => [profile.name, profile] as const))('%s', (name, { version }) => {
    let text = '';
    const source = 'import sys\nprint(sys.version_info[:3], hex(sys.hexversion), sys.version.split()[0], sys.implementation.cache_tag)\n';
    runPlain(toolchain, { source, fileName: 'a.py', pythonVersion: name, programArguments: [], write: (_stream, part) => (text += part) });
    const [major, minor, micro] = version;
    const hex = (major * 0x1000000 + minor * 0x10000 + micro * 0x100 + 0xf0).toString(16);
    expect(text).toBe(`(${version.join(', ')}) 0x${hex} ${version.join('.')} cpython-${major}${minor}\n`);
  });
});
