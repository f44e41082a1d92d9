/**
 * Documentation texts and signatures of what CPython writes in C: `len.__doc__`, `inspect.signature(list.append)`.
 *
 * In: the JSON the library carries, `{owner: {member: [signature, text]}}`, recorded by `.scripts/documentation.mjs`; the member ''
 * is the owner itself. Out: one row. It is decoded when a program first asks, as most never do.
 */
import type { NativeDocumentation } from '../objects';
import type { Library } from './options';

export class Documentation {
  private owners: Readonly<Record<string, Readonly<Record<string, NativeDocumentation>>>> | null = null;

  constructor(private readonly library: Library) {}

  find(owner: string, name: string): NativeDocumentation | null {
    this.owners ??= JSON.parse(this.library.documentation?.() ?? '{}') as NonNullable<typeof this.owners>;
    const members = Object.hasOwn(this.owners, owner) ? this.owners[owner] : undefined;
    return members !== undefined && Object.hasOwn(members, name) ? members[name] ?? null : null;
  }
}
