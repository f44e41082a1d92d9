/**
 * Addresses as Python sees them: tuples `(host, port)`, paths, and their numbers (CPython
 * Modules/socketmodule.c getsockaddrarg, makesockaddr, inet_pton).
 */
import { incref, type PyObject } from '../../memory';
import { asIndexNumber, newBytes, newInt, newStr, newTuple, raise, type PyTuple, type PyType, type Runtime } from '../../objects';
import { Family, type Address } from './network';
import { raiseAddressError } from './socketErrors';

const EAI_NONAME = -2;

/** The four bytes of a dotted quad, or null; with `isLoose` also `127.1` and hexadecimal parts (inet_aton). */
export function parseInet(text: string, isLoose = false): Uint8Array | null {
  const parts = text.split('.');
  if (!isLoose) {
    if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null;
    return Uint8Array.from(parts, Number);
  }
  if (parts.length > 4 || !parts.every((part) => /^(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/.test(part))) return null;
  const numbers = parts.map((part) => (/^0[0-7]+$/.test(part) ? Number.parseInt(part, 8) : Number(part)));
  const last = numbers.pop() as number;
  if (numbers.some((part) => part > 255) || last >= 256 ** (4 - numbers.length)) return null;
  const result = Uint8Array.of(numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0, 0);
  for (let index = 3, rest = last; index >= numbers.length; index--, rest = Math.floor(rest / 256)) result[index] = rest % 256;
  return result;
}

/** The sixteen bytes of an IPv6 address, or null. */
export function parseInet6(text: string): Uint8Array | null {
  const halves = text.split('::');
  if (halves.length > 2 || text === '') return null;
  const words = (half: string): number[] | null => {
    if (half === '') return [];
    const result: number[] = [];
    const parts = half.split(':');
    for (const [index, part] of parts.entries()) {
      const quad = index === parts.length - 1 && part.includes('.') ? parseInet(part) : null;
      if (quad !== null) result.push((quad[0] as number) * 256 + (quad[1] as number), (quad[2] as number) * 256 + (quad[3] as number));
      else if (/^[0-9a-fA-F]{1,4}$/.test(part)) result.push(Number.parseInt(part, 16));
      else return null;
    }
    return result;
  };
  const head = words(halves[0] as string);
  const tail = halves.length === 2 ? words(halves[1] as string) : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  return Uint8Array.from([...head, ...new Array<number>(Math.max(missing, 0)).fill(0), ...tail].flatMap((word) => [word >> 8, word & 255]));
}

export function formatInet6(bytes: Uint8Array): string {
  const words = Array.from({ length: 8 }, (_, index) => (bytes[2 * index] as number) * 256 + (bytes[2 * index + 1] as number));
  let start = -1;
  let length = 1;
  for (let from = 0; from < 8; from++) {
    let to = from;
    while (to < 8 && words[to] === 0) to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  const text = (part: number[]): string => part.map((word) => word.toString(16)).join(':');
  return start < 0 ? text(words) : `${text(words.slice(0, start))}::${text(words.slice(start + length))}`;
}

/** A host name as a number: there is no name service, only `localhost`. */
export function resolve(rt: Runtime, host: string, family: number): string {
  if (host === '') return family === Family.Inet6 ? '::' : '0.0.0.0';
  if (host === '<broadcast>' && family !== Family.Inet6) return '255.255.255.255';
  if (host === 'localhost' || host === 'localhost.localdomain' || host === 'sandbox') return family === Family.Inet6 ? '::1' : '127.0.0.1';
  const bytes = family === Family.Inet6 ? parseInet6(host.replace(/%.*$/, '')) : parseInet(host, true);
  if (bytes === null) raiseAddressError(rt, EAI_NONAME, 'Name or service not known');
  return family === Family.Inet6 ? formatInet6(bytes) : bytes.join('.');
}

const MAXIMUM_PORT = 65_535;
const UNIX_PATH_SIZE = 108;

/** An address given to `connect`, `bind`, `sendto` (getsockaddrarg). */
export function addressArgument(rt: Runtime, family: number, argument: PyObject, caller: string): Address {
  const { layout } = argument.type as PyType;
  if (family === Family.Unix) {
    let path: string;
    if (layout === rt.types.str) path = argument.value as string;
    else if (layout === rt.types.bytes) path = String.fromCharCode(...(argument.value as Uint8Array));
    else raise(rt, 'TypeError', `a bytes-like object is required, not '${argument.type.name}'`);
    if (path.length > UNIX_PATH_SIZE - (path.startsWith('\0') ? 0 : 1)) raise(rt, 'OSError', 'AF_UNIX path too long');
    return { host: path, port: 0 };
  }
  const name = family === Family.Inet6 ? 'AF_INET6' : 'AF_INET';
  if (layout !== rt.types.tuple) raise(rt, 'TypeError', `${caller}(): ${name} address must be tuple, not ${argument.type.name}`);
  const items = (argument as PyTuple).value;
  const fits = family === Family.Inet6 ? items.length >= 2 && items.length <= 4 : items.length === 2;
  if (!fits) {
    raise(rt, 'TypeError', family === Family.Inet6 ? 'AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])' : 'AF_INET address must be a pair (host, port)');
  }
  const host = hostText(rt, items[0] as PyObject);
  const port = asIndexNumber(rt, items[1] as PyObject, 'OverflowError');
  if (port < 0 || port > MAXIMUM_PORT) raise(rt, 'OverflowError', `${caller}(): port must be 0-65535.`);
  return { host: resolve(rt, host, family), port };
}

export function hostText(rt: Runtime, host: PyObject): string {
  const { layout } = host.type as PyType;
  if (layout === rt.types.str) return host.value as string;
  if (layout === rt.types.bytes || layout === rt.types.bytearray) return String.fromCharCode(...(host.value as Uint8Array));
  raise(rt, 'TypeError', `str, bytes or bytearray expected, not ${host === rt.none ? 'NoneType' : host.type.name}`);
}

/** An address as Python object (makesockaddr); null: none. */
export function addressObject(rt: Runtime, family: number, address: Address | null): PyObject {
  if (family === Family.Unix) {
    if (address?.host.startsWith('\0') === true) return newBytes(rt, Uint8Array.from(address.host, (character) => character.charCodeAt(0)));
    return newStr(rt, address?.host ?? '');
  }
  if (address === null) return family === Family.Inet || family === Family.Inet6 ? addressObject(rt, family, { host: family === Family.Inet6 ? '::' : '0.0.0.0', port: 0 }) : incref(rt.none);
  const items: PyObject[] = [newStr(rt, address.host), newInt(rt, address.port)];
  if (family === Family.Inet6) items.push(newInt(rt, 0), newInt(rt, 0));
  return newTuple(rt, items);
}
