/** The Unicode data of an interpreter: unpacked from its library when first asked for, and kept. */
import type { Runtime } from '../../objects';
import type { Interpreter } from '../../vm';
import { UnicodeDatabase } from './database';
import { UnicodeNames } from './names';

const STATE_KEY = 'unicodedata';
/** Twelve empty sections. */
const NOTHING = new Uint8Array(12);

export class UnicodeData {
  readonly database: UnicodeDatabase;
  private knownNames: UnicodeNames | null = null;

  /** `bytes`: `unicode.bin`, or null where there is none. */
  constructor(bytes: Uint8Array | null) {
    this.database = new UnicodeDatabase(bytes ?? NOTHING);
  }

  get names(): UnicodeNames {
    this.knownNames ??= new UnicodeNames(this.database);
    return this.knownNames;
  }
}

export function unicodeData(rt: Runtime): UnicodeData {
  const known = rt.moduleStates.get(STATE_KEY) as UnicodeData | undefined;
  if (known !== undefined) return known;
  const data = new UnicodeData((rt as Interpreter).options.library.unicodeData?.() ?? null);
  rt.moduleStates.set(STATE_KEY, data);
  return data;
}
