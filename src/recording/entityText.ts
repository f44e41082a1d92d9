/** The short text of a recorded entity: its value for atoms, its name for functions and classes; '' for containers. */
import { ValueKind } from './entities';
import type { Recording } from './recording';

export function valueText(recording: Recording, entity: number): string {
  const { entities } = recording;
  const value = entities.value(entity);
  switch (entities.valueKind(entity)) {
    case ValueKind.Integer: return String(value);
    case ValueKind.Float: return recording.floatText(entities.floats.get(value));
    case ValueKind.WideInteger: return String(entities.floats.get(value));
    case ValueKind.Text: return recording.strings.get(value);
    case ValueKind.Code:
    case ValueKind.None: return '';
  }
}

/** `type(x).__name__`; for frames the qualified name of their function. */
export function typeText(recording: Recording, entity: number): string {
  const { entities } = recording;
  if (entities.valueKind(entity) === ValueKind.Code) return recording.codes[entities.value(entity)]?.qualname ?? '';
  return recording.strings.get(entities.typeName(entity));
}
