/** Counts and bytes by type, the most bytes first. */
import type { TypeCount } from './graphAnswers';

export class TypeTally {
  count = 0;
  bytes = 0;
  private readonly byType = new Map<string, { count: number; bytes: number }>();

  add(type: string, bytes: number): void {
    this.count++;
    this.bytes += bytes;
    const row = this.byType.get(type);
    if (row === undefined) {
      this.byType.set(type, { count: 1, bytes });
    } else {
      row.count++;
      row.bytes += bytes;
    }
  }

  rows(limit = 20): TypeCount[] {
    return [...this.byType].map(([type, row]) => ({ type, ...row })).sort((a, b) => b.bytes - a.bytes || (a.type < b.type ? -1 : 1)).slice(0, limit);
  }
}
