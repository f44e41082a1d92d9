/** What the graph's keys do, in one table: what is pressed, what it is called, where it works. The help and the menu read it too. */
export type CardAction = 'open' | 'focus' | 'hide' | 'pin' | 'more' | 'fold' | 'source';
export type ViewAction = 'search' | 'zoomIn' | 'zoomOut' | 'fit' | 'help' | 'back' | 'change' | 'tidy';

export const cardKeys: readonly { readonly key: string; readonly action: CardAction }[] = [
  { key: 'Enter', action: 'open' }, { key: 'f', action: 'focus' }, { key: 'h', action: 'hide' }, { key: 'p', action: 'pin' }, { key: 'm', action: 'more' },
  { key: 's', action: 'source' },
];

export const viewKeys: readonly { readonly key: string; readonly action: ViewAction }[] = [
  { key: '/', action: 'search' }, { key: '+', action: 'zoomIn' }, { key: '=', action: 'zoomIn' }, { key: '-', action: 'zoomOut' }, { key: '0', action: 'fit' },
  { key: '?', action: 'help' }, { key: 'Backspace', action: 'back' }, { key: 'c', action: 'change' }, { key: 't', action: 'tidy' },
];

interface Pressed {
  readonly key: string;
}

export function cardActionOf({ key }: Pressed): CardAction | null {
  return cardKeys.find((entry) => entry.key === key || entry.key === key.toLowerCase())?.action ?? null;
}

export function viewActionOf({ key }: Pressed): ViewAction | null {
  return viewKeys.find((entry) => entry.key === key || (key.length === 1 && entry.key === key.toLowerCase()))?.action ?? null;
}

/** How the key of an action is written. */
export function keyName(action: CardAction | ViewAction): string {
  const key = [...cardKeys, ...viewKeys].find((entry) => entry.action === action)?.key ?? '';
  return key.length === 1 ? key.toUpperCase() : key;
}
