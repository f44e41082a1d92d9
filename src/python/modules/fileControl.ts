/** The `fcntl` module, so that what asks for it loads: there is nothing whose flags could be changed. */
import { fast, newInt, raiseOSError, type MethodDefinition } from '../objects';
import type { ModuleDefinition } from './moduleDefinition';

const constants = {
  LOCK_SH: 1, LOCK_EX: 2, LOCK_NB: 4, LOCK_UN: 8, LOCK_MAND: 32, LOCK_READ: 64, LOCK_WRITE: 128, LOCK_RW: 192, F_DUPFD: 0, F_DUPFD_CLOEXEC: 1030, F_GETFD: 1, F_SETFD: 2,
  F_GETFL: 3, F_SETFL: 4, F_GETLK: 5, F_SETLK: 6, F_SETLKW: 7, F_OFD_GETLK: 36, F_OFD_SETLK: 37, F_OFD_SETLKW: 38, F_GETOWN: 9, F_SETOWN: 8, F_GETSIG: 11, F_SETSIG: 10,
  F_RDLCK: 0, F_WRLCK: 1, F_UNLCK: 2, F_SETPIPE_SZ: 1031, F_GETPIPE_SZ: 1032, FD_CLOEXEC: 1, FASYNC: 8192,
};

const refused = (name: string): MethodDefinition => fast(name, (rt) => raiseOSError(rt, 9, 'Bad file descriptor'));

export const fileControlModule: ModuleDefinition = {
  name: 'fcntl',
  doc: 'This module performs file control and I/O control on file\ndescriptors.',
  methods: ['fcntl', 'ioctl', 'flock', 'lockf'].map(refused),
  constants: (rt) => Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, newInt(rt, value)])),
};
