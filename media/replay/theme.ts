/** The page's colours: as the system asks for, or the other ones. The panel is told by the classes a webview's body has. */

let chosen: 'light' | 'dark' | null = null;

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const contrast = window.matchMedia('(prefers-contrast: more)');

export function applyTheme(wish: 'system' | 'other'): void {
  if (wish === 'other') chosen = isDark() ? 'light' : 'dark';
  const kind = isDark() ? 'dark' : 'light';
  // Variables stand on the root element: the panel's style sheet mixes its own from them there.
  document.documentElement.dataset.theme = contrast.matches ? `${kind}-contrast` : kind;
  document.body.classList.remove('vscode-light', 'vscode-dark', 'vscode-high-contrast', 'vscode-high-contrast-light');
  document.body.classList.add(...(contrast.matches ? kind === 'dark' ? ['vscode-high-contrast'] : ['vscode-high-contrast', 'vscode-high-contrast-light'] : [`vscode-${kind}`]));
}

function isDark(): boolean {
  return chosen === null ? dark.matches : chosen === 'dark';
}

for (const query of [dark, contrast]) query.addEventListener('change', () => applyTheme('system'));
