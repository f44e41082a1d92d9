/** An output that keeps what it is given. */
import type { Output } from '../../src/cli/output';

export function collected(): Output & { stdout: string; stderr: string } {
  const output = {
    stdout: '',
    stderr: '',
    write(stream: 'stdout' | 'stderr', text: string): void {
      output[stream] += text;
    },
    flush(): void {},
  };
  return output;
}
