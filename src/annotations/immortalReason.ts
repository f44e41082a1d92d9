/** Why CPython keeps no refcount of an object, in a sentence. */
const SINGLETONS: ReadonlySet<string> = new Set(['NoneType', 'bool', 'ellipsis', 'NotImplementedType']);

/** @param type `type(x).__name__` @param value a short `repr` */
export function immortalReason(type: string, value: string): string {
  if (SINGLETONS.has(type)) return `There is one ${value} for the whole program; it is never freed, so its refcount isn't kept.`;
  if (value.startsWith('<class ') || type === 'type') return "A built-in class: it is never freed, so its refcount isn't kept.";
  switch (type) {
    case 'int': return "Small integers (-5 to 256) are made once and shared; they are never freed, so their refcount isn't kept.";
    case 'str': return "An interned text that CPython has once for the whole program; it is never freed, so its refcount isn't kept.";
    case 'bytes': return "Empty bytes and single bytes are made once and shared; they are never freed, so their refcount isn't kept.";
    case 'tuple': return "There is one empty tuple for the whole program; it is never freed, so its refcount isn't kept.";
    default: return "It is never freed, so its refcount isn't kept.";
  }
}
