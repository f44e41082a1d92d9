/** Native modules about data, as `index.ts` lists them: searching and heaps, binary formats, digests, texts of formats. */
import { arrayModule } from './array';
import { binasciiModule } from './binascii';
import { bisectModule } from './bisect';
import { hashModules } from './hashes';
import { heapqModule } from './heapq';
import type { ModuleDefinition } from './moduleDefinition';
import { jsonModule } from './json';
import { structModule } from './struct';

export const dataModules: readonly ModuleDefinition[] = [arrayModule, binasciiModule, bisectModule, ...hashModules, heapqModule, jsonModule, structModule];
