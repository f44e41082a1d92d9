/** Which part of an expression a traceback underlines, against CPython's own function (recorded.json). */
import { describe, expect, it } from 'vitest';
import { operatorAnchors } from '../../../../src/python/modules/traceback/errorAnchors';
import { recorded } from '../recorded';

describe('operatorAnchors', () => {
  it.each(Object.entries(recorded.anchors))('%s', (segment, expected) => {
    const anchors = operatorAnchors(segment);
    expect(anchors === null ? null : [anchors.left, anchors.right]).toEqual(expected);
  });

  it('has no answer for what is no expression', () => {
    for (const text of ['', 'a +', '(', ')', '"open', 'a ? b', 'é']) expect(operatorAnchors(text)).toBeNull();
  });
});
