/** All keys of the page, in a dialog. */
import { t } from './l10n';
import { openHelp } from './ui/help';

export function keysHelp(): void {
  openHelp(t('Keys'), [
    {
      name: t('In the picture'), keys: [
        ['→ ←', t('along a reference, and back to what holds it')], ['↑ ↓', t('within a column')], ['Enter', t('show details; again: go to the line; of a group: show some of it')],
        ['F', t('show only what is near')], ['Backspace', t('back from there')], ['P', t('always show')], ['H', t('hide')], ['M', t('show more items')], ['S', t('go to the line that made it')],
        ['C', t('next card the step changed')], ['Shift F10', t('menu')], ['Esc', t('choose nothing')],
      ],
    },
    {
      name: t('The view'), keys: [['+ −', t('zoom')], ['0', t('show all of it')], ['T', t('tidy up: a new arrangement')], ['/', t('search')], ['?', t('these keys')]],
    },
    {
      name: t('Time (on the slider)'), keys: [['→ ←', t('one step')], ['Page Up, Page Down', t('a tenth of the run')], ['Home, End', t('begin, end')]],
    },
  ]);
}
