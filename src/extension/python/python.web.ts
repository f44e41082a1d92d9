/** Web hosts start no processes. */
import type { InstalledPython } from './installedPython';

export const installedPython: InstalledPython | null = null;
