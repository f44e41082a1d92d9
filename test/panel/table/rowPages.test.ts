/** Rows by pages: what is asked for comes, each page once, and a table that has become shorter begins where it ends. */
import { expect, it } from 'vitest';
import { RowPages, sourceOf, type RowSource } from '../../../media/panel/table/rowPages';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const never = (error: unknown): void => {
  throw error;
};

function counting(rows: readonly number[]): { source: RowSource<number>; loads: number[] } {
  const loads: number[] = [];
  const all = sourceOf(rows);
  return { loads, source: { load: (from, count) => (loads.push(from), all.load(from, count)) } };
}

it('loads what is in sight, once', async () => {
  const { source, loads } = counting(Array.from({ length: 1000 }, (_, index) => index));
  let told = 0;
  const pages = new RowPages(source, () => told++, never);
  await pages.begin(0);
  expect(pages.total).toBe(1000);
  expect(pages.row(42)).toBe(42);
  expect(pages.row(350)).toBeUndefined();
  pages.want(250, 410);
  pages.want(250, 410);
  await settled();
  expect([250, 350, 409].map((row) => pages.row(row))).toEqual([250, 350, 409]);
  expect(loads).toEqual([0, 200, 300, 400]);
  expect(told).toBe(3);
});

it('begins at the end of a table that is shorter than where the reader was', async () => {
  const { source } = counting([1, 2, 3]);
  const pages = new RowPages(source, () => {}, never);
  await pages.begin(5000);
  expect(pages.total).toBe(3);
  expect(pages.row(2)).toBe(3);
});
