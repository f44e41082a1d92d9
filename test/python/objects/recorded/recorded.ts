/** Expectations recorded from a real CPython 3.12 by `record.py`; see there. */
import { readFileSync } from 'node:fs';

export function recorded<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as T;
}
