/**
 * The component toolkit, registered in one place. It must be registered before the window's load event (its colours are read
 * then), so this module runs from the page's one script.
 */
import { provideVSCodeDesignSystem, vsCodeButton, vsCodeCheckbox } from '@vscode/webview-ui-toolkit';

export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeCheckbox());
}
