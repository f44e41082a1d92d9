/** The `errno` module: Linux's error numbers by name. */
import { newDict, newInt, newStr, dictSet } from '../objects';
import { decref } from '../memory';
import type { ModuleDefinition } from './moduleDefinition';

const numberByName = {
  EPERM: 1, ENOENT: 2, ESRCH: 3, EINTR: 4, EIO: 5, ENXIO: 6, E2BIG: 7, ENOEXEC: 8, EBADF: 9, ECHILD: 10, EAGAIN: 11, EWOULDBLOCK: 11, ENOMEM: 12, EACCES: 13, EFAULT: 14,
  EBUSY: 16, EEXIST: 17, EXDEV: 18, ENODEV: 19, ENOTDIR: 20, EISDIR: 21, EINVAL: 22, ENFILE: 23, EMFILE: 24, ENOTTY: 25, EFBIG: 27, ENOSPC: 28, ESPIPE: 29, EROFS: 30,
  EMLINK: 31, EPIPE: 32, EDOM: 33, ERANGE: 34, EDEADLK: 35, ENAMETOOLONG: 36, ENOLCK: 37, ENOSYS: 38, ENOTEMPTY: 39, ELOOP: 40, ENOTSOCK: 88, EADDRINUSE: 98,
  EADDRNOTAVAIL: 99, ENETUNREACH: 101, ECONNABORTED: 103, ECONNRESET: 104, ENOBUFS: 105, EISCONN: 106, ENOTCONN: 107, ESHUTDOWN: 108, ETIMEDOUT: 110, ECONNREFUSED: 111,
  EHOSTUNREACH: 113, EALREADY: 114, EINPROGRESS: 115, ESTALE: 116, ECANCELED: 125,
} as const;

export const errnoModule: ModuleDefinition = {
  name: 'errno',
  doc: 'This module makes available standard errno system symbols.',
  methods: [],
  constants: (rt) => {
    const errorcode = newDict(rt);
    for (const [name, number] of Object.entries(numberByName)) {
      if (name === 'EWOULDBLOCK') continue;
      const key = newInt(rt, number);
      const value = newStr(rt, name);
      dictSet(rt, errorcode, key, value);
      decref(rt, key);
      decref(rt, value);
    }
    return { errorcode, ...Object.fromEntries(Object.entries(numberByName).map(([name, number]) => [name, newInt(rt, number)])) };
  },
};
