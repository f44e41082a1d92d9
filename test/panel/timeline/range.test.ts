/** Choosing a stretch by keys and by dragging. */
import { describe, expect, it } from 'vitest';
import { RangeChoice } from '../../../media/panel/timeline/range';

describe('a stretch', () => {
  it('begins with [ and ends where one stands, until ] ends it', () => {
    const choice = new RangeChoice();
    expect(choice.at(7)).toBeNull();
    choice.setFrom(10);
    expect([choice.at(30), choice.at(4), choice.isOpen]).toEqual([{ from: 10, to: 30 }, { from: 4, to: 10 }, true]);
    choice.setTo(40);
    expect([choice.at(0), choice.isOpen]).toEqual([{ from: 10, to: 40 }, false]);
    choice.setFrom(20);
    expect(choice.at(0)).toEqual({ from: 20, to: 40 });
    choice.setFrom(50);
    expect([choice.at(60), choice.isOpen]).toEqual([{ from: 50, to: 60 }, true]);
  });

  it('begins with the run where only its end is set', () => {
    const choice = new RangeChoice();
    choice.setTo(12);
    expect(choice.at(99)).toEqual({ from: 0, to: 12 });
    choice.setTo(5);
    expect(choice.at(99)).toEqual({ from: 0, to: 5 });
  });

  it('follows dragging both ways, and shift with arrows', () => {
    const choice = new RangeChoice();
    choice.begin(8);
    choice.extend(8, 3);
    expect(choice.at(0)).toEqual({ from: 3, to: 8 });
    choice.clear();
    choice.extend(5, 6);
    choice.extend(6, 7);
    expect(choice.at(0)).toEqual({ from: 5, to: 7 });
  });

  it('is kept and taken up again', () => {
    const choice = new RangeChoice();
    choice.setFrom(3);
    const other = new RangeChoice();
    other.restore(choice.saved);
    expect(other.at(9)).toEqual({ from: 3, to: 9 });
    other.restore(null);
    expect(other.at(9)).toBeNull();
  });
});
