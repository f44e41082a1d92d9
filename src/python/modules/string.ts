/** The `_string` module: the parser of `str.format` templates, for `string.Formatter`. */
import { incref, type PyObject } from '../memory';
import { getIter, newBool, newInt, newList, newStr, newTuple, oneArg, raise, type PyStr, type PyType, type Runtime } from '../objects';
import type { ModuleDefinition } from './moduleDefinition';

function text(rt: Runtime, object: PyObject): string {
  if ((object.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `expected str, got ${object.type.name}`);
  return (object as PyStr).value;
}

interface Part { literal: string; field: string | null; spec: string; conversion: string | null }

/** Splits a template into literal texts and replacement fields (MarkupIterator of unicode_format.h). */
function parseTemplate(rt: Runtime, template: string): Part[] {
  const parts: Part[] = [];
  let literal = '';
  for (let at = 0; at < template.length;) {
    const character = template[at] as string;
    if (character !== '{' && character !== '}') {
      literal += character;
      at++;
      continue;
    }
    if (template[at + 1] === character) {
      parts.push({ literal: literal + character, field: null, spec: '', conversion: null });
      literal = '';
      at += 2;
      continue;
    }
    if (character === '}') raise(rt, 'ValueError', "Single '}' encountered in format string");
    if (at + 1 === template.length) raise(rt, 'ValueError', "Single '{' encountered in format string");
    let depth = 1;
    let end = at + 1;
    for (; end < template.length && depth > 0; end++) {
      if (template[end] === '{') depth++;
      else if (template[end] === '}') depth--;
    }
    if (depth > 0) raise(rt, 'ValueError', "expected '}' before end of string");
    const field = /^([^:!{[]*(?:\[[^\]]*\][^:!{[]*)*)(?:!([^:]*))?(?::([\s\S]*))?$/.exec(template.slice(at + 1, end - 1));
    if (field === null) raise(rt, 'ValueError', "unexpected '{' in field name");
    parts.push({ literal, field: field[1] ?? '', spec: field[3] ?? '', conversion: field[2] ?? null });
    literal = '';
    at = end;
  }
  if (literal !== '') parts.push({ literal, field: null, spec: '', conversion: null });
  return parts;
}

export const stringModule: ModuleDefinition = {
  name: '_string',
  doc: 'string helper module',
  methods: [
    oneArg('formatter_parser', (rt, _self, template) => {
      const none = (): PyObject => incref(rt.none);
      const items = parseTemplate(rt, text(rt, template)).map(({ literal, field, spec, conversion }) => newTuple(rt, field === null
        ? [newStr(rt, literal), none(), none(), none()]
        : [newStr(rt, literal), newStr(rt, field), newStr(rt, spec), conversion === null ? none() : newStr(rt, conversion)]));
      return getIter(rt, newList(rt, items));
    }),
    oneArg('formatter_field_name_split', (rt, _self, name) => {
      const value = text(rt, name);
      const first = /^[^.[]*/.exec(value)?.[0] ?? '';
      const rest = Array.from(value.slice(first.length).matchAll(/\.([^.[]+)|\[([^\]]+)\]/g), ([, attribute, item]) => {
        const key = attribute ?? (item as string);
        return newTuple(rt, [newBool(rt, attribute !== undefined), attribute === undefined && /^\d+$/.test(key) ? newInt(rt, Number(key)) : newStr(rt, key)]);
      });
      return newTuple(rt, [/^\d+$/.test(first) ? newInt(rt, Number(first)) : newStr(rt, first), getIter(rt, newList(rt, rest))]);
    }),
  ],
};
