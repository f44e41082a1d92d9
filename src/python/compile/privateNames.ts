/**
 * Name mangling: `__private` inside `class C` becomes `_C__private`. After CPython symtable.c _Py_Mangle.
 */
export function mangle(className: string | null, name: string): string {
  if (className === null || !name.startsWith('__')) return name;
  if (name.endsWith('__') || name.includes('.')) return name;
  const stripped = className.replace(/^_+/, '');
  return stripped === '' ? name : `_${stripped}${name}`;
}
