/** Native modules about data, as `index.ts` lists them: searching and heaps, binary formats, digests, texts of formats. */
import { arrayModule } from './array';
import { binasciiModule } from './binascii';
import { bisectModule } from './bisect';
import { cmathModule } from './cmath';
import { csvModule } from './csv';
import { datetimeModule } from './datetime';
import { hashModules } from './hashes';
import { heapqModule } from './heapq';
import { marshalModule } from './marshal';
import type { ModuleDefinition } from './moduleDefinition';
import { jsonModule } from './json';
import { opcodeModule } from './opcode';
import { pickleModule } from './pickle';
import { queueModule } from './queue';
import { statisticsModule } from './statistics';
import { structModule } from './struct';

export const dataModules: readonly ModuleDefinition[] = [arrayModule, binasciiModule, bisectModule, cmathModule, csvModule, datetimeModule, ...hashModules, heapqModule, jsonModule, marshalModule, opcodeModule, pickleModule, queueModule, statisticsModule, structModule];
