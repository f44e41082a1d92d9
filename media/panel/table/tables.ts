/** The tables' tab: all objects, objects by type, line, generation and age, what keeps the most alive, leak suspects, cost by line. */
import { element } from '../dom';
import type { Change, Region, Store } from '../store';
import { Tabs } from '../ui/tabs';
import { CostTable } from './costTable';
import { GroupTable } from './groupTable';
import { LeakList } from './leakList';
import { ObjectGrid } from './objectGrid';
import { RetainedTable } from './retainedTable';

export class Tables implements Region {
  readonly root: HTMLElement;
  private readonly tabs: Tabs;

  constructor(store: Store) {
    const objects = new ObjectGrid(store);
    this.tabs = new Tabs([
      { name: 'all-objects', label: 'All', region: objects },
      { name: 'groups', label: 'Groups', region: new GroupTable(store, (type) => {
        objects.showType(type);
        this.tabs.select('all-objects');
        store.keep('table', 'all-objects');
      }) },
      { name: 'retained', label: 'Retained', region: new RetainedTable(store) },
      { name: 'leaks', label: 'Leaks', region: new LeakList(store) },
      { name: 'cost', label: 'Cost', region: new CostTable(store) },
    ], (name) => store.keep('table', name), 'Tables');
    this.root = element('div', { class: 'tables' }, this.tabs.bar, this.tabs.root);
    this.tabs.select(store.recall('table', (value) => typeof value === 'string', 'all-objects'));
  }

  update(change: Change): void {
    this.tabs.update(change);
  }
}
