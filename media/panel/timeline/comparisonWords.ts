/** Numbers of a comparison in words: signs in front, bytes in units. */

/** `+3`, `−2`, `±0` */
export function change(value: number): string {
  return value === 0 ? '±0' : `${value > 0 ? '+' : '−'}${Math.abs(value).toLocaleString('en')}`;
}

export function bytesChange(bytes: number): string {
  return bytes === 0 ? '±0 B' : `${bytes > 0 ? '+' : '−'}${sizeText(Math.abs(bytes))}`;
}

/** As `sys.getsizeof` counts; from 10 KiB on rounded. */
export function sizeText(bytes: number): string {
  if (bytes < 10 * 1024) return `${bytes.toLocaleString('en')} B`;
  return bytes < 10 * 1024 * 1024 ? `${(bytes / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} KiB` : `${(bytes / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} MiB`;
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : `${noun}s`}`;
}
