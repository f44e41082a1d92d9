/** VS Code's variables as its own themes set them, for showing the page outside VS Code. Only those the panel uses. */
const shared = {
  '--vscode-font-family': 'system-ui, "Segoe WPC", "Segoe UI", sans-serif',
  '--vscode-font-size': '13px',
  '--vscode-editor-font-family': '"Droid Sans Mono", monospace',
  '--vscode-editor-font-size': '12px',
};

export interface Theme {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

export const themes: Readonly<Record<'dark' | 'light' | 'highContrast' | 'highContrastLight', Theme>> = {
  dark: {
    bodyClass: 'vscode-dark',
    variables: {
      ...shared,
      '--vscode-foreground': '#cccccc', '--vscode-editor-foreground': '#cccccc', '--vscode-editor-background': '#1f1f1f',
      '--vscode-descriptionForeground': '#9d9d9d', '--vscode-editorWidget-background': '#202020', '--vscode-widget-border': '#313131',
      '--vscode-focusBorder': '#0078d4', '--vscode-badge-background': '#616161', '--vscode-badge-foreground': '#f8f8f8',
      '--vscode-button-background': '#0078d4', '--vscode-button-foreground': '#ffffff', '--vscode-progressBar-background': '#0078d4',
      '--vscode-charts-green': '#89d185', '--vscode-charts-blue': '#3794ff', '--vscode-charts-purple': '#b180d7', '--vscode-charts-yellow': '#cca700',
      '--vscode-errorForeground': '#f85149', '--vscode-textLink-foreground': '#4daafc', '--vscode-textCodeBlock-background': '#2b2b2b',
      '--vscode-editor-stackFrameHighlightBackground': 'rgba(255, 255, 0, 0.2)', '--vscode-editorLineNumber-activeForeground': '#cccccc',
      '--vscode-debugTokenExpression-number': '#b5cea8', '--vscode-editor-findMatchHighlightBackground': 'rgba(234, 92, 0, 0.33)',
      '--vscode-checkbox-background': '#313131', '--vscode-checkbox-foreground': '#cccccc', '--vscode-checkbox-border': '#3c3c3c',
      '--vscode-inputValidation-errorBackground': '#5a1d1d', '--vscode-inputValidation-errorBorder': '#be1100',
    },
  },
  light: {
    bodyClass: 'vscode-light',
    variables: {
      ...shared,
      '--vscode-foreground': '#3b3b3b', '--vscode-editor-foreground': '#3b3b3b', '--vscode-editor-background': '#ffffff',
      '--vscode-descriptionForeground': '#3b3b3b', '--vscode-editorWidget-background': '#f8f8f8', '--vscode-widget-border': '#e5e5e5',
      '--vscode-focusBorder': '#005fb8', '--vscode-badge-background': '#cccccc', '--vscode-badge-foreground': '#3b3b3b',
      '--vscode-button-background': '#005fb8', '--vscode-button-foreground': '#ffffff', '--vscode-progressBar-background': '#005fb8',
      '--vscode-charts-green': '#388a34', '--vscode-charts-blue': '#0063d3', '--vscode-charts-purple': '#652d90', '--vscode-charts-yellow': '#bf8803',
      '--vscode-errorForeground': '#f85149', '--vscode-textLink-foreground': '#005fb8', '--vscode-textCodeBlock-background': '#f8f8f8',
      '--vscode-editor-stackFrameHighlightBackground': 'rgba(255, 255, 102, 0.45)', '--vscode-editorLineNumber-activeForeground': '#171184',
      '--vscode-debugTokenExpression-number': '#098658', '--vscode-editor-findMatchHighlightBackground': 'rgba(234, 92, 0, 0.33)',
      '--vscode-checkbox-background': '#f8f8f8', '--vscode-checkbox-foreground': '#3b3b3b', '--vscode-checkbox-border': '#cecece',
      '--vscode-inputValidation-errorBackground': '#f2dede', '--vscode-inputValidation-errorBorder': '#be1100',
    },
  },
  highContrast: {
    bodyClass: 'vscode-high-contrast',
    variables: {
      ...shared,
      '--vscode-foreground': '#ffffff', '--vscode-editor-foreground': '#ffffff', '--vscode-editor-background': '#000000',
      '--vscode-descriptionForeground': 'rgba(255, 255, 255, 0.7)', '--vscode-editorWidget-background': '#0c141f', '--vscode-widget-border': '#6fc3df',
      '--vscode-contrastBorder': '#6fc3df', '--vscode-focusBorder': '#f38518', '--vscode-badge-background': '#000000', '--vscode-badge-foreground': '#ffffff',
      '--vscode-button-foreground': '#ffffff', '--vscode-button-background': '#000000', '--vscode-progressBar-background': '#6fc3df',
      '--vscode-charts-green': '#89d185', '--vscode-charts-blue': '#3794ff', '--vscode-charts-purple': '#b180d7', '--vscode-charts-yellow': '#cca700',
      '--vscode-errorForeground': '#f48771', '--vscode-textLink-foreground': '#21a6ff',
      '--vscode-editor-stackFrameHighlightBackground': 'rgba(255, 255, 0, 0.2)', '--vscode-debugTokenExpression-number': '#89d185',
      '--vscode-checkbox-background': '#000000', '--vscode-checkbox-foreground': '#ffffff', '--vscode-checkbox-border': '#6fc3df',
      '--vscode-inputValidation-errorBackground': '#000000', '--vscode-inputValidation-errorBorder': '#be1100',
    },
  },
  highContrastLight: {
    bodyClass: 'vscode-high-contrast vscode-high-contrast-light',
    variables: {
      ...shared,
      '--vscode-foreground': '#292929', '--vscode-editor-foreground': '#292929', '--vscode-editor-background': '#ffffff',
      '--vscode-descriptionForeground': 'rgba(41, 41, 41, 0.7)', '--vscode-editorWidget-background': '#ffffff', '--vscode-widget-border': '#0f4a85',
      '--vscode-contrastBorder': '#0f4a85', '--vscode-focusBorder': '#006bbd', '--vscode-badge-background': '#0f4a85', '--vscode-badge-foreground': '#ffffff',
      '--vscode-button-foreground': '#ffffff', '--vscode-button-background': '#0f4a85', '--vscode-progressBar-background': '#0f4a85',
      '--vscode-charts-green': '#374e06', '--vscode-charts-blue': '#0063d3', '--vscode-charts-purple': '#652d90', '--vscode-charts-yellow': '#895503',
      '--vscode-errorForeground': '#b5200d', '--vscode-textLink-foreground': '#0f4a85',
      '--vscode-editor-stackFrameHighlightBackground': 'rgba(255, 255, 102, 0.45)', '--vscode-debugTokenExpression-number': '#374e06',
      '--vscode-checkbox-background': '#ffffff', '--vscode-checkbox-foreground': '#292929', '--vscode-checkbox-border': '#0f4a85',
      '--vscode-inputValidation-errorBackground': '#ffffff', '--vscode-inputValidation-errorBorder': '#b5200d',
    },
  },
};
