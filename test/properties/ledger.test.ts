/** Every count has a name, at every step: in the bundled scenarios and in random programs. */
import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../src/session';
import { loadToolchain, runSource } from '../session/toolchainForTests';
import { checkLedger } from './ledgerOracle';
import { randomProgram } from './randomProgram';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
});

const scenarioFolder = path.join(import.meta.dirname, '../../media/scenarios');
const scenarios = readdirSync(scenarioFolder).filter((file) => file.endsWith('.py')).sort();

describe('the ledger is as long as the refcount, and recording changes nothing', () => {
  it.each(scenarios)('%s', (file) => {
    const source = readFileSync(path.join(scenarioFolder, file), 'utf8');
    const { wrong, stdout, stderr, run } = checkLedger(toolchain, source, 40);
    expect(wrong).toEqual([]);
    expect({ stdout, stderr, status: run.exitCode }).toEqual(runSource(toolchain, source));
  });

  it('with the steps of imported modules recorded, too', () => {
    const source = readFileSync(path.join(scenarioFolder, '07_cache_and_weak_cache.py'), 'utf8');
    const { wrong, run } = checkLedger(toolchain, source, 400, { library: true });
    expect(wrong).toEqual([]);
    expect(run.timeline?.stepCount).toBeGreaterThan(1000);
  });

  // What modules of C keep between calls, and types with a dict of their own.
  it.each([
    'import re, enum, struct, io', 'import asyncio', 'import dataclasses, typing', 'import unittest, logging, json', 'import datetime, decimal, threading, queue',
    'import traceback, inspect, random, tracemalloc, functools, itertools',
  ])('%s', (source) => {
    expect(checkLedger(toolchain, `${source}\nx = [1]\ny = x\n`, 1).wrong).toEqual([]);
  });

  it('random programs', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      const { wrong, stdout, stderr, run } = checkLedger(toolchain, source, 10);
      expect(wrong).toEqual([]);
      expect({ stdout, stderr, status: run.exitCode }).toEqual(runSource(toolchain, source));
    }), { numRuns: 40 });
  });
});
