/** Strings as small numbers: each different string once, in the order of first use. Number 0 is the empty string. */
export class StringTable {
  private readonly texts: string[] = [''];
  private readonly idByText = new Map<string, number>([['', 0]]);

  /** The number of a string, a new one if it is new. */
  add(text: string): number {
    const known = this.idByText.get(text);
    if (known !== undefined) return known;
    const id = this.texts.length;
    this.texts.push(text);
    this.idByText.set(text, id);
    return id;
  }

  /** The number of a string, or -1 when it isn't in the table. */
  find(text: string): number {
    return this.idByText.get(text) ?? -1;
  }

  get(id: number): string {
    return this.texts[id] ?? '';
  }

  get size(): number {
    return this.texts.length;
  }
}
