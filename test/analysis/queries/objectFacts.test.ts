/** Facts about an object against the plainest ways to find them: the ledger's texts, a walk over all slots, the heap's columns. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { HeapGraph, ledgerTexts, objectFacts, shownId } from '../../../src/analysis';
import { IMMORTAL, isWeakLabel } from '../../../src/recording';
import type { Toolchain } from '../../../src/session';
import { randomProgram } from '../../properties/randomProgram';
import { loadToolchain, recordSource } from '../../session/toolchainForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

describe('facts about an object', () => {
  it('have the ledger, the referents and the weak references of every moment, cut to any limit', () => {
    fc.assert(fc.property(randomProgram, fc.nat(5), fc.nat(5), (source, holders, referents) => {
      const { timeline } = recordSource(toolchain, source);
      if (timeline === null) return;
      const { recording } = timeline;
      for (let step = 0; step < timeline.stepCount; step += Math.max(1, Math.floor(timeline.stepCount / 5))) {
        const graph = new HeapGraph(recording, timeline.seek(step), step);
        for (let entity = recording.baselineEntity + 1; entity < recording.entities.count; entity += 7) {
          if (!graph.isObject(entity)) continue;
          const facts = objectFacts(graph, entity, { holders, referents });
          if (!graph.isAlive(entity)) {
            expect(facts.life).toBe(recording.entities.bornStep(entity) > step ? 'unborn' : 'dead');
            expect(facts).toMatchObject({ refcount: 0, holders: [], referents: [], weakReferences: [] });
            continue;
          }
          const texts = ledgerTexts(graph, entity);
          const refcount = graph.state.refcount(entity);
          expect(facts.holders.map(({ text }) => text)).toEqual(texts.slice(0, holders));
          expect(facts.holders.length + facts.moreHolders).toBe(texts.length);
          if (refcount !== IMMORTAL) expect(facts.refcount).toBe(texts.length);
          const slots = graph.slotsOf(entity);
          expect(facts.referents.map(({ target }) => target.id)).toEqual(slots.slice(0, referents).map(({ target }) => shownId(recording, target)));
          expect(facts.referents.length + facts.moreReferents).toBe(slots.length);
          let weak = 0;
          for (let slot = 1; slot < recording.slots.count; slot++) {
            if (isWeakLabel(recording.slots.label(slot)) && graph.state.target(slot) === entity && graph.isAlive(recording.slots.holder(slot))) weak++;
          }
          expect(facts.weakReferences.length + facts.moreWeakReferences).toBe(weak);
        }
      }
    }), { numRuns: 5 });
  });
});
