/** The tab of the collector: the list of collections, and the one chosen, phase by phase. */
import type { CollectionRow, CollectionStory } from '../../../src/protocol';
import { element } from '../dom';
import { t } from '../l10n';
import { Latest } from '../latest';
import type { Change, Region, Store } from '../store';
import { CollectionList } from './collectionList';
import { collectionFor } from './rowWords';
import { Stepper } from './stepper';

export class Collections implements Region {
  private readonly list: CollectionList;
  private readonly stepper: Stepper;
  private readonly stories: Latest<number, CollectionStory | null>;
  private readonly none = element('p', { class: 'no-collection' }, t('Choose a collection: it is shown phase by phase, on your own objects.'));
  readonly root: HTMLElement;
  private number: number | null = null;
  private run = 0;

  constructor(private readonly store: Store, charWidth: number) {
    this.list = new CollectionList(store, (rows) => this.chooseFirst(rows), (number) => this.choose(number));
    this.stepper = new Stepper(store, charWidth);
    this.stories = new Latest((number) => store.ask('graphCollection', { number }), (story) => this.show(story), (error) => store.fail(error));
    this.stepper.root.hidden = true;
    this.root = element('div', { class: 'collections' }, this.list.root, element('div', { class: 'collection-shown' }, this.none, this.stepper.root));
  }

  update(change: Change): void {
    const { state } = this.store;
    if (state === null) return;
    if (state.run !== this.run) {
      this.run = state.run;
      this.number = null;
      this.stepper.hide();
    }
    this.list.update();
    if (change === 'chosen') this.stepper.markChosen();
  }

  /** @param number from 1 */
  choose(number: number): void {
    this.number = number;
    this.list.mark(number);
    this.stories.want(number);
  }

  private chooseFirst(rows: readonly CollectionRow[]): void {
    if (this.number !== null) return;
    const number = collectionFor(rows, this.store.state?.view?.step ?? 0);
    if (number !== null) return this.choose(number);
    this.stepper.root.hidden = true;
    this.none.hidden = rows.length === 0;
  }

  private show(story: CollectionStory | null): void {
    this.stepper.root.hidden = story === null;
    this.none.hidden = story !== null;
    if (story !== null) this.stepper.show(story);
  }
}
