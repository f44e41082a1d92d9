/**
 * The variables of the build that `sysconfig` reads, in the module CPython names after its platform. In: nothing. Out:
 * `build_time_vars` with what describes our runtime; what describes a C compiler is empty. Deliberately without any path but the
 * library's.
 */
import { decref } from '../memory';
import { dictSetString, internStr, newDict, newInt, newStr } from '../objects';
import type { ModuleDefinition } from './moduleDefinition';

const variables: Readonly<Record<string, string | number>> = {
  ABIFLAGS: '', BINDIR: '/usr/bin', BLDSHARED: '', CC: '', CFLAGS: '', CONFIG_ARGS: '', EXE: '', EXT_SUFFIX: '.cpython-312-x86_64-linux-gnu.so', HAVE_FORK: 0,
  LDFLAGS: '', LIBDEST: '/usr/lib/python3.12', LIBDIR: '/usr/lib', MULTIARCH: 'x86_64-linux-gnu', PY_CFLAGS: '', Py_DEBUG: 0, Py_ENABLE_SHARED: 0, Py_TRACE_REFS: 0,
  SIZEOF_VOID_P: 8, SOABI: 'cpython-312-x86_64-linux-gnu', VERSION: '3.12', WITH_DOC_STRINGS: 1, WITH_PYMALLOC: 1, prefix: '/usr', exec_prefix: '/usr',
};

export const sysconfigDataModule: ModuleDefinition = {
  name: '_sysconfigdata__linux_x86_64-linux-gnu',
  doc: null,
  methods: [],
  constants: (rt) => {
    const values = newDict(rt);
    for (const [name, value] of Object.entries(variables)) {
      const key = internStr(rt, name);
      const object = typeof value === 'number' ? newInt(rt, value) : newStr(rt, value);
      dictSetString(rt, values, key, object);
      decref(rt, key);
      decref(rt, object);
    }
    return { build_time_vars: values };
  },
};
