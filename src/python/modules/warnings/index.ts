/** The `_warnings` module: what `warnings` has in C (CPython Python/_warnings.c). */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  asIndexNumber, callObject, dictGetString, fastKeywords, lookupAttributeString, noArgs, newStr, raise,
  type PyDict, type PyStr, type PyType, type Runtime,
} from '../../objects';
import { bindArguments } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { lineOfSource } from '../traceback/sourceLine';
import { warnExplicit, warningState } from './filters';
import { categoryOf, skippedPrefixes, warnAt } from './warn';

const warnSignature = {
  name: 'warn', parameters: ['message', 'category', 'stacklevel', 'source', 'skip_file_prefixes'], required: 1, maximumPositional: 4,
};
const explicitSignature = {
  name: 'warn_explicit', parameters: ['message', 'category', 'filename', 'lineno', 'module', 'registry', 'module_globals', 'source'], required: 4,
};

/** The line from the loader of a module's namespace (owned), or null (get_source_line). */
function loadedLine(rt: Runtime, globals: PyDict, line: number): PyObject | null {
  const loader = dictGetString(globals, '__loader__');
  const name = dictGetString(globals, '__name__');
  if (loader === null || name === null) return null;
  const getSource = lookupAttributeString(rt, loader, 'get_source');
  if (getSource === null) return null;
  let source: PyObject | null = null;
  try {
    source = callObject(rt, getSource, [name]);
    if ((source.type as PyType).layout !== rt.types.str) return null;
    const text = lineOfSource((source as PyStr).value, line);
    return text === null ? null : newStr(rt, text);
  } finally {
    xdecref(rt, source);
    decref(rt, getSource);
  }
}

export const warningsModule: ModuleDefinition = {
  name: '_warnings',
  doc: '_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.',
  methods: [
    fastKeywords('warn', (rt, _self, args, kwnames) => {
      const [message, category, stackLevel, source, prefixes] = bindArguments(rt, warnSignature, args, kwnames);
      const level = stackLevel == null ? 1 : asIndexNumber(rt, stackLevel, 'OverflowError');
      const chosen = categoryOf(rt, message as PyObject, category ?? null);
      const skipped = skippedPrefixes(rt, prefixes ?? null);
      warnAt(rt, chosen, message as PyObject, skipped !== null && level < 2 ? 2 : level, source ?? null, skipped);
      return incref(rt.none);
    }, 'warn($module, /, message, category=None, stacklevel=1, source=None, *,\n     skip_file_prefixes=<unrepresentable>)\n--\n\nIssue a warning, or maybe ignore it or raise an exception.'),
    fastKeywords('warn_explicit', (rt, _self, args, kwnames) => {
      const [message, category, filename, lineno, module, registry, globals, source] = bindArguments(rt, explicitSignature, args, kwnames);
      const file = filename as PyObject;
      if ((file.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `warn_explicit() argument 'filename' must be str, not ${file.type.name}`);
      const line = asIndexNumber(rt, lineno as PyObject, 'OverflowError');
      let sourceLine: PyObject | null = null;
      if (globals != null && globals !== rt.none) {
        if ((globals.type as PyType).layout !== rt.types.dict) raise(rt, 'TypeError', `module_globals must be a dict, not '${globals.type.name}'`);
        sourceLine = loadedLine(rt, globals as PyDict, line);
      }
      try {
        warnExplicit(rt, category as PyObject, message as PyObject, {
          filename: file, line, module: module ?? null, registry: registry ?? null, sourceLine, source: source ?? null,
        });
      } finally {
        xdecref(rt, sourceLine);
      }
      return incref(rt.none);
    }, 'warn_explicit($module, /, message, category, filename, lineno,\n              module=<unrepresentable>, registry=None,\n              module_globals=None, source=None)\n--\n\nIssue a warning, or maybe ignore it or raise an exception.'),
    noArgs('_filters_mutated', (rt) => {
      warningState(rt).version++;
      return incref(rt.none);
    }, '_filters_mutated($module, /)\n--\n\n'),
  ],
  constants: (rt) => {
    const { filters, onceRegistry, defaultAction } = warningState(rt);
    return { filters: incref(filters), _onceregistry: incref(onceRegistry), _defaultaction: incref(defaultAction) };
  },
};
