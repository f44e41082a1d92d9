/**
 * A context menu: opened at a point, closed by Escape, by a choice or by a press elsewhere; arrow keys, Home, End and first letters
 * go along it (the pattern of WAI-ARIA). The focus goes back to where it was.
 */
import { element } from '../dom';

export type MenuItem = {
  readonly label: string;
  /** The key that does the same without the menu. */
  readonly key?: string;
  readonly run: () => void;
} | 'line';

export function openMenu(label: string, items: readonly MenuItem[], x: number, y: number): void {
  const before = document.activeElement;
  const buttons: HTMLButtonElement[] = [];
  const menu = element('div', { class: 'menu', role: 'menu', 'aria-label': label });
  const close = (isChoice: boolean): void => {
    menu.remove();
    window.removeEventListener('pointerdown', onPress, true);
    window.removeEventListener('blur', onBlur);
    if (before instanceof HTMLElement || before instanceof SVGElement) before.focus({ preventScroll: true });
    if (!isChoice) return;
  };
  const onPress = (event: PointerEvent): void => {
    if (!(event.target instanceof Node) || !menu.contains(event.target)) close(false);
  };
  const onBlur = (): void => close(false);
  for (const item of items) {
    if (item === 'line') {
      menu.append(element('hr'));
      continue;
    }
    const made = element('button', { type: 'button', role: 'menuitem', tabindex: -1 }, element('span', {}, item.label), element('kbd', {}, item.key ?? ''));
    made.addEventListener('click', () => {
      close(true);
      item.run();
    });
    made.addEventListener('pointerenter', () => made.focus({ preventScroll: true }));
    buttons.push(made);
    menu.append(made);
  }
  menu.addEventListener('contextmenu', (event) => event.preventDefault());
  menu.addEventListener('keydown', (event) => {
    event.stopPropagation();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const target = targetOf(event.key, at, buttons);
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close(false);
    } else if (target !== null) {
      event.preventDefault();
      buttons[target]?.focus();
    }
  });
  document.body.append(menu);
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(x, window.innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(y, window.innerHeight - height - 4))}px`;
  window.addEventListener('pointerdown', onPress, true);
  window.addEventListener('blur', onBlur);
  buttons[0]?.focus({ preventScroll: true });
}

function targetOf(key: string, at: number, buttons: readonly HTMLButtonElement[]): number | null {
  const count = buttons.length;
  switch (key) {
    case 'ArrowDown': return (at + 1) % count;
    case 'ArrowUp': return (at + count - 1) % count;
    case 'Home': return 0;
    case 'End': return count - 1;
  }
  if (key.length !== 1 || key === ' ') return null;
  const order = [...buttons.keys()].map((offset) => (at + 1 + offset) % count);
  return order.find((index) => buttons[index]?.textContent?.toLowerCase().startsWith(key.toLowerCase())) ?? null;
}
