/**
 * One collapsible part of the details. It asks for what it shows when it is open, and keeps what it showed until the answer is there, so
 * that nothing flickers while the reader goes through the steps. Which parts are open is kept.
 */
import { element, setText } from '../dom';
import type { Store } from '../store';

/** Which object, at which moment. */
export interface About {
  readonly object: number;
  readonly step: number;
}

export interface Filled {
  /** Behind the title: a number, a word. */
  readonly badge?: string;
  readonly content: readonly (Node | string)[];
}

export interface SectionPlan {
  readonly name: string;
  readonly title: string;
  readonly open: boolean;
  /** Its badge is worth asking while it is closed. */
  readonly eager: boolean;
  /** Null: there is nothing to say, and the part is not shown. */
  fill(about: About): Promise<Filled | null>;
}

export class Section {
  private readonly badge = element('span', { class: 'badge-text' });
  private readonly content = element('div', { class: 'section-content' });
  private readonly summary: HTMLElement;
  readonly root: HTMLDetailsElement;
  private about: About | null = null;
  /** What the content belongs to. */
  private filledFor = '';
  private waitingFor = '';

  constructor(private readonly store: Store, private readonly plan: SectionPlan) {
    this.summary = element('summary', {}, element('h3', {}, plan.title), this.badge);
    this.root = element('details', { class: `section section-${plan.name}` }, this.summary, this.content);
    this.root.open = store.recall(this.key, (value) => typeof value === 'boolean', plan.open);
    this.root.addEventListener('toggle', () => {
      store.keep(this.key, this.root.open);
      this.fill();
    });
  }

  private get key(): string {
    return `details.${this.plan.name}`;
  }

  show(about: About): void {
    // What is known of another object would be wrong; of another moment it is nearly right.
    if (this.about?.object !== about.object) this.clear();
    this.about = about;
    this.fill();
  }

  clear(): void {
    this.about = null;
    this.filledFor = '';
    setText(this.badge, '');
    this.content.replaceChildren();
    this.root.hidden = this.plan.eager;
  }

  private fill(): void {
    const { about, plan } = this;
    if (about === null || (!this.root.open && !plan.eager)) return;
    const wanted = `${this.store.state?.run ?? 0} ${about.object} ${about.step}`;
    if (wanted === this.filledFor || wanted === this.waitingFor) return;
    this.waitingFor = wanted;
    const isWanted = (): boolean => this.waitingFor === wanted && this.about === about;
    plan.fill(about).then((filled) => {
      if (!isWanted()) return;
      this.filledFor = wanted;
      this.take(filled);
    }, (error: unknown) => {
      if (isWanted()) this.take({ content: [element('p', { class: 'note' }, error instanceof Error ? error.message : String(error))] });
    }).finally(() => {
      if (this.waitingFor === wanted) this.waitingFor = '';
    });
  }

  private take(filled: Filled | null): void {
    const hadFocus = this.content.contains(document.activeElement);
    this.root.hidden = filled === null;
    setText(this.badge, filled?.badge ?? '');
    this.content.replaceChildren(...(filled?.content ?? []));
    // The reader's place in the page would be lost with the button that was pressed.
    if (hadFocus) this.summary.focus({ preventScroll: true });
  }
}
