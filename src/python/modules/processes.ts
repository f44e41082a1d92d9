/**
 * `_posixsubprocess` and `select`, so that `subprocess` and `selectors` load: no process can be started here, and there is no
 * file descriptor to wait for.
 */
import { decref, incref } from '../memory';
import { fast, fastKeywords, newInt, newList, newTuple, raiseOSError, iterateToArray } from '../objects';
import { checkPositional } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';

export const posixSubprocessModule: ModuleDefinition = {
  name: '_posixsubprocess',
  doc: 'A POSIX helper for the subprocess module.',
  methods: [fastKeywords('fork_exec', (rt) => raiseOSError(rt, 1, 'Operation not permitted'))],
};

export const selectModule: ModuleDefinition = {
  name: 'select',
  doc: 'This module supports asynchronous I/O on multiple file descriptors.\n\n*** IMPORTANT NOTICE ***\n'
    + 'On Windows, only sockets are supported; on Unix, all file descriptors.',
  methods: [
    fast('select', (rt, _self, args) => {
      checkPositional(rt, 'select', args, 3, 4);
      for (const wanted of args.slice(0, 3)) {
        const items = iterateToArray(rt, wanted);
        for (const item of items) decref(rt, item);
        if (items.length > 0) raiseOSError(rt, 9, 'Bad file descriptor');
      }
      return newTuple(rt, [newList(rt, []), newList(rt, []), newList(rt, [])]);
    }, 'select($module, rlist, wlist, xlist, timeout=None, /)\n--\n\nWait until one or more file descriptors are ready for some kind of I/O.'),
  ],
  constants: (rt) => ({ error: incref(rt.exceptions.OSError.object), PIPE_BUF: newInt(rt, 4096) }),
};
