/** `_posixsubprocess`, so that `subprocess` loads: no process can be started here. */
import { fastKeywords, raiseOSError } from '../objects';
import type { ModuleDefinition } from './moduleDefinition';

export const posixSubprocessModule: ModuleDefinition = {
  name: '_posixsubprocess',
  doc: 'A POSIX helper for the subprocess module.',
  methods: [fastKeywords('fork_exec', (rt) => raiseOSError(rt, 1, 'Operation not permitted'))],
};
