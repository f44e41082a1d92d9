import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StringTable } from '../../src/base';
import { isWeakLabel, labelKind, LabelKind, labelPayload, labelText, makeLabel } from '../../src/recording';

describe('labels', () => {
  it('keep kind and payload', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: (1 << 27) - 1 }), (kind, payload) => {
      const label = makeLabel(kind, payload);
      expect([labelKind(label), labelPayload(label)]).toEqual([kind, payload]);
      expect(isWeakLabel(label)).toBe(kind === LabelKind.Weak);
    }));
  });

  it('are written as the picture heads its slots', () => {
    const strings = new StringTable();
    const text = (kind: LabelKind, payload: number | string): string =>
      labelText(makeLabel(kind, typeof payload === 'string' ? strings.add(payload) : payload), strings);
    expect([
      text(LabelKind.Index, 2), text(LabelKind.Value, "'k'"), text(LabelKind.Key, '3'), text(LabelKind.Attribute, 'next'),
      text(LabelKind.Part, '__defaults__'), text(LabelKind.Local, 'x'), text(LabelKind.CellVariable, 'c'), text(LabelKind.Stack, 1),
      text(LabelKind.Weak, 0), text(LabelKind.Class, 0), text(LabelKind.Constant, 4), text(LabelKind.None, 0),
    ]).toEqual(['[2]', "['k']", 'key 3', '.next', '__defaults__', 'x', 'cell c', 'stack[1]', 'referent', 'class', 'constant 4', '']);
  });
});
