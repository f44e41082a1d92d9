import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { EntityKind, EntityTable, NEVER, ShapeKind, ValueKind } from '../../src/recording';

it('keeps what an entity was born with', () => {
  const birth = fc.record({
    kind: fc.constantFrom(EntityKind.Object, EntityKind.Frame, EntityKind.Runtime),
    valueKind: fc.constantFrom(ValueKind.None, ValueKind.Integer, ValueKind.Float, ValueKind.Text, ValueKind.Code),
    shape: fc.constantFrom(ShapeKind.Atom, ShapeKind.Sequence, ShapeKind.Mapping, ShapeKind.Set, ShapeKind.Instance, ShapeKind.Other),
    value: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), typeName: fc.nat(), size: fc.nat(), background: fc.boolean(), step: fc.nat(),
  });
  fc.assert(fc.property(fc.array(birth), (births) => {
    const table = new EntityTable();
    const entities = births.map((one) => table.add(one));
    births.forEach((one, i) => {
      const entity = entities[i] as number;
      expect(entity).toBe(i + 1); // 0 is nobody
      expect({
        kind: table.kind(entity), valueKind: table.valueKind(entity), shape: table.shape(entity), value: table.value(entity),
        typeName: table.typeName(entity), size: table.birthSize(entity), background: table.isBackground(entity), step: table.bornStep(entity),
      }).toEqual(one);
      expect(table.diedStep(entity)).toBe(NEVER);
      table.setDied(entity, i);
      expect(table.diedStep(entity)).toBe(i);
    });
  }));
});
