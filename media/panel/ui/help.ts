/** The keys in a dialog. Opened with a question mark, closed with Escape. */
import { element } from '../dom';
import { t } from '../l10n';

export function openHelp(title: string, groups: readonly { readonly name: string; readonly keys: readonly (readonly [string, string])[] }[]): void {
  const before = document.activeElement;
  const close = element('button', { class: 'quiet', type: 'button' }, t('Close'));
  const dialog = element('dialog', { class: 'help', 'aria-label': title },
    element('h2', {}, title),
    element('div', { class: 'help-groups' }, ...groups.map(({ name, keys }) => element('section', {},
      element('h3', {}, name),
      element('dl', {}, ...keys.flatMap(([key, what]) => [element('dt', {}, element('kbd', {}, key)), element('dd', {}, what)]))))),
    close);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before instanceof HTMLElement || before instanceof SVGElement) before.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
}
