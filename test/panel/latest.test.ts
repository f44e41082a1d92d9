/** One question at a time, the newest. */
import { describe, expect, it } from 'vitest';
import { Latest } from '../../media/panel/latest';

function desk(): { asked: number[]; shown: string[]; failed: unknown[]; latest: Latest<number, string>; answer(text: string): Promise<void>; refuse(): Promise<void> } {
  const asked: number[] = [];
  const shown: string[] = [];
  const failed: unknown[] = [];
  let open: { resolve(text: string): void; reject(error: Error): void } | null = null;
  const latest = new Latest<number, string>((wish) => {
    asked.push(wish);
    return new Promise((resolve, reject) => {
      open = { resolve, reject };
    });
  }, (text, wish) => shown.push(`${wish} ${text}`), (error) => failed.push(error));
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  return {
    asked, shown, failed, latest,
    async answer(text) {
      open?.resolve(text);
      await settle();
    },
    async refuse() {
      open?.reject(new Error('no'));
      await settle();
    },
  };
}

describe('Latest', () => {
  it('asks the newest wish when the answer under way has come, and shows only that', async () => {
    const { asked, shown, latest, answer } = desk();
    for (const wish of [1, 2, 3, 4]) latest.want(wish);
    expect(asked).toEqual([1]);
    await answer('first');
    expect([asked, shown]).toEqual([[1, 4], []]);
    await answer('last');
    expect(shown).toEqual(['4 last']);
    latest.want(5);
    await answer('again');
    expect(shown).toEqual(['4 last', '5 again']);
  });

  it('shows nothing when nothing is wanted any more', async () => {
    const { shown, failed, latest, answer, refuse } = desk();
    latest.want(1);
    latest.forget();
    await answer('late');
    latest.want(2);
    latest.forget();
    await refuse();
    expect([shown, failed]).toEqual([[], []]);
  });

  it('tells of a failure, and goes on', async () => {
    const { shown, failed, latest, answer, refuse } = desk();
    latest.want(1);
    await refuse();
    expect(failed.length).toBe(1);
    latest.want(2);
    await answer('yes');
    expect(shown).toEqual(['2 yes']);
  });
});
