/** package.json against the list of ids in the code, both ways, and against VS Code's conventions. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultProfile, profiles } from '../../src/python/profiles';
import { colorIds, commandIds, contextKeys, debugType, panelType, recordingEditorType, settingIds, viewIds } from '../../src/extension/contributions';

const root = path.resolve(import.meta.dirname, '../..');

interface Command { readonly command: string; readonly title: string; readonly category: string; readonly icon?: string; readonly enablement?: string }
interface MenuItem { readonly command?: string; readonly submenu?: string; readonly when?: string; readonly group?: string }
interface Setting {
  readonly type: string; readonly default: unknown; readonly order: number; readonly scope: string; readonly markdownDescription: string;
}
interface Manifest {
  readonly main: string;
  readonly browser: string;
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] }; readonly virtualWorkspaces: boolean };
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly submenus: readonly { readonly id: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly name: string; readonly icon: string }[]>>;
    readonly viewsContainers: { readonly secondarySidebar: readonly { readonly id: string }[] };
    readonly customEditors: readonly { readonly viewType: string; readonly selector: readonly { readonly filenamePattern: string }[] }[];
    readonly colors: readonly { readonly id: string; readonly defaults: Readonly<Record<string, string>> }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

const text = readFileSync(path.join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
const { contributes } = manifest;
const word = (key: string) => words[key.replaceAll('%', '')];

describe('ids', () => {
  it('of commands are the same in the code and the manifest', () => {
    expect(contributes.commands.map((command) => command.command).sort()).toEqual(Object.values(commandIds).sort());
  });

  it('of settings are', () => {
    expect(Object.keys(contributes.configuration.properties).sort()).toEqual(Object.values(settingIds).sort());
  });

  it('of views, colours and the panel are', () => {
    expect(contributes.viewsContainers.secondarySidebar.map((container) => container.id)).toEqual([viewIds.container]);
    expect(contributes.views[viewIds.container].map((view) => view.id)).toEqual([viewIds.view]);
    expect(contributes.colors.map((color) => color.id).sort()).toEqual(Object.values(colorIds).sort());
    expect(contributes.customEditors.map(({ viewType, selector }) => [viewType, selector])).toEqual([[recordingEditorType, [{ filenamePattern: '*.heapglass' }]]]);
    expect(manifest.activationEvents).toContain(`onWebviewPanel:${panelType}`);
  });

  it('in menus and conditions are known', () => {
    const known = new Set<string>([...Object.values(commandIds), ...contributes.submenus.map(({ id }) => id)]);
    const items = Object.values(contributes.menus).flat();
    expect(items.filter((item) => !known.has(item.command ?? item.submenu ?? ''))).toEqual([]);
    const conditions = [...text.matchAll(/"(?:when|enablement)": "([^"]*)"/g)].flatMap(([, condition = '']) => condition.replace(/'[^']*'/g, '').match(/\bheapglass\.[\w.]+/g) ?? []);
    const keys = new Set<string>(Object.values(contextKeys));
    expect(conditions.filter((key) => !keys.has(key) && key !== viewIds.view)).toEqual([]);
    expect([...keys].filter((key) => !conditions.includes(key))).toEqual([]);
  });

  it('all begin with the same prefix', () => {
    const all = [...Object.values(commandIds), ...Object.values(settingIds), ...Object.values(colorIds)];
    expect(all.filter((id) => !id.startsWith('heapglass.'))).toEqual([]);
  });
});

describe('words', () => {
  it('are all there and all used', () => {
    const used = [...text.matchAll(/%([\w.]+)%/g)].map((match) => match[1]);
    expect([...new Set(used)].sort()).toEqual(Object.keys(words).sort());
  });

  it('of commands have one category and do not repeat the product', () => {
    for (const command of contributes.commands) {
      expect(command.category).toBe('Heapglass');
      expect(word(command.title)).not.toMatch(/heapglass/i);
      expect(word(command.title)).toMatch(/^[A-Z]/);
    }
  });
});

describe('settings', () => {
  it.each(Object.entries(contributes.configuration.properties))('%s has type, default, order, scope and description', (_id, setting) => {
    expect(setting.type).toBeTypeOf('string');
    expect(setting.default).toBeDefined();
    expect(setting.order).toBeTypeOf('number');
    expect(['window', 'resource', 'machine-overridable', 'language-overridable']).toContain(setting.scope);
    expect(word(setting.markdownDescription)).toMatch(/\.$/);
  });

  it('of the Python version offers every version there is, with words for each', () => {
    const setting = contributes.configuration.properties[settingIds.pythonVersion] as Setting & { readonly enum: readonly string[]; readonly enumDescriptions: readonly string[] };
    expect(setting.enum).toEqual(profiles.map(({ name }) => name));
    expect(setting.default).toBe(defaultProfile.name);
    profiles.forEach(({ version }, index) => expect(word(setting.enumDescriptions[index] ?? '')).toContain(`CPython ${version.join('.')}`));
  });

  it('that a folder nobody trusts must not raise are restricted', () => {
    const limits = Object.values(settingIds).filter((id) => id.startsWith('heapglass.limits.'));
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted()).toEqual(limits.toSorted());
  });
});

describe('the manifest', () => {
  it('shows icons only as codicons, in the title bar one and only beside Python', () => {
    expect(contributes.commands.filter((command) => command.icon !== undefined && !/^\$\([a-z-]+\)$/.test(command.icon))).toEqual([]);
    const onOwn = /^(activeWebviewPanelId == 'heapglass\.panel'|resourceScheme == heapglass-change)/;
    const title = contributes.menus['editor/title'].filter(({ when }) => !onOwn.test(when ?? ''));
    expect(title.map((item) => [item.command, item.when, item.group])).toEqual([[commandIds.openPanel, 'resourceLangId == python', 'navigation']]);
  });

  it('hides the command of a lens from the palette', () => {
    expect(contributes.menus.commandPalette).toContainEqual({ command: commandIds.showLine, when: 'false' });
  });

  it('has colours for all kinds of themes, taken from the theme', () => {
    for (const color of contributes.colors) {
      expect(Object.keys(color.defaults).sort()).toEqual(['dark', 'highContrast', 'highContrastLight', 'light']);
      expect(Object.values(color.defaults).filter((value) => value.startsWith('#'))).toEqual([]);
    }
  });

  it('activates for Python, its panel and its debug type only', () => {
    expect(manifest.activationEvents).toEqual([
      'onLanguage:python', `onWebviewPanel:${panelType}`, `onDebugResolve:${debugType}`, `onDebugDynamicConfigurations:${debugType}`,
    ]);
  });

  it('does not use newer types than the engine it asks for', () => {
    expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies['@types/vscode']}`);
  });

  it('names an icon that is there, and scripts whose files are there', () => {
    expect(existsSync(path.join(root, manifest.icon))).toBe(true);
    const scripts = Object.values(manifest.scripts).flatMap((command) => command.match(/^node (\S+)/)?.[1] ?? []);
    expect(scripts.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});
