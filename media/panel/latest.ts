/**
 * One question at a time, the newest: while an answer is awaited, of the wishes that come only the last is kept, and an answer that
 * was overtaken is not shown. In: wishes. Out: answers, each with its wish.
 */
export class Latest<Wish, Answer> {
  private wanted: { readonly wish: Wish } | null = null;
  private isAsking = false;

  constructor(
    private readonly ask: (wish: Wish) => Promise<Answer>, private readonly show: (answer: Answer, wish: Wish) => void,
    private readonly fail: (error: unknown) => void,
  ) {}

  want(wish: Wish): void {
    this.wanted = { wish };
    if (!this.isAsking) void this.askWanted();
  }

  /** Nothing is wanted any more; an answer under way is not shown. */
  forget(): void {
    this.wanted = null;
    this.round++;
  }

  private round = 0;

  private async askWanted(): Promise<void> {
    this.isAsking = true;
    while (this.wanted !== null) {
      const { wish } = this.wanted;
      const { round } = this;
      this.wanted = null;
      try {
        const answer = await this.ask(wish);
        if (this.wanted === null && round === this.round) this.show(answer, wish);
      } catch (error) {
        if (this.wanted === null && round === this.round) this.fail(error);
      }
    }
    this.isAsking = false;
  }
}
