/**
 * VS Code's conventions for extensions, as far as a manifest can be read for them. The number in each title is the point's in the list the
 * project goes by; those about behaviour are tests in VS Code (test/extension) or read by people:
 * 6, 42 test/extension/contributions.test.ts, window.ts; 13, 60 commands/describeHeap.test.ts; 34, 35, 37 editor/statusBar.test.ts,
 * languageStatus.test.ts; 43 to 46 testing/; 49 commands/newScenario.test.ts; 61 test/architecture/words.test.ts; 66 commands/runCommands.test.ts.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandIds, viewIds } from '../../src/extension/contributions';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

interface Command { readonly command: string; readonly title: string; readonly category: string; readonly enablement?: string }
interface MenuItem { readonly command?: string; readonly when?: string; readonly group?: string }
interface Setting { readonly type: string; readonly scope: string; readonly order: number; readonly markdownDescription: string; readonly enum?: readonly string[] }
interface Step {
  readonly id: string; readonly description: string; readonly completionEvents: readonly string[]; readonly media: { readonly svg: string; readonly altText: string };
}
interface Manifest {
  readonly activationEvents: readonly string[];
  readonly l10n: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown }; readonly virtualWorkspaces: unknown };
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly when?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly views: Readonly<Record<string, readonly { readonly icon?: string; readonly name: string }[]>>;
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const words = JSON.parse(read('package.nls.json')) as Record<string, string>;
const { contributes } = manifest;
const word = (key: string): string => words[key.replaceAll('%', '')] ?? '';
const palette = new Map(contributes.menus.commandPalette.map(({ command, when }) => [command, when]));

/** Words that stay small inside a title. */
const SMALL = new Set(['a', 'an', 'and', 'as', 'at', 'by', 'for', 'from', 'in', 'is', 'of', 'on', 'or', 'the', 'to', 'with']);

describe('commands', () => {
  it.each(contributes.commands)('1, 2: $command has a title in Title Case with a verb first, and no picture in it', ({ title }) => {
    const parts = word(title).replace(/\.\.\.$/, '').split(' ');
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.filter((part, index) => !(/^[A-Z\d]/.test(part) || (index > 0 && SMALL.has(part))))).toEqual([]);
    expect(word(title)).toMatch(/^[\x20-\x7e]+$/);
  });

  it('4: those that only others call are hidden from the palette', () => {
    for (const id of [commandIds.showLine, commandIds.showMoment]) expect(palette.get(id)).toBe('false');
  });

  it('5: a command that needs a run or a Python file is greyed and hidden without', () => {
    for (const { command, enablement } of contributes.commands) {
      if (enablement === undefined || enablement === 'heapglass.running') continue;
      expect(palette.get(command), command).toContain(enablement.split(' && ')[0]);
    }
  });

  it('7: keys are few, each with a condition that needs the editor and a run', () => {
    expect(contributes.keybindings.length).toBeLessThanOrEqual(6);
    for (const { key, when, command } of contributes.keybindings) {
      expect(Object.values(commandIds)).toContain(command);
      expect(key).not.toMatch(/^(f\d+|ctrl\+[a-z\d]|alt\+[a-z\d])$/);
      expect(when).toMatch(/heapglass\.hasRun.*editorTextFocus|editorTextFocus.*heapglass\.hasRun/);
    }
  });
});

describe('views and menus', () => {
  it('10, 11: there are at most three views, each with an icon and a short name', () => {
    const views = Object.values(contributes.views).flat();
    expect(views.length).toBeLessThanOrEqual(3);
    for (const { icon, name } of views) {
      expect(icon).toMatch(/^\$\(/);
      expect(word(name).length).toBeLessThan(20);
    }
  });

  it('15: the view shows few actions itself, the others in its menu', () => {
    const items = contributes.menus['view/title'] ?? [];
    expect(items.every(({ when }) => when === `view == ${viewIds.view}`)).toBe(true);
    expect(items.filter(({ group }) => group?.startsWith('navigation') === true).length).toBeLessThanOrEqual(4);
  });

  it('16: the editor has at most one icon of ours', () => {
    // Our own panel and the preview of a change are no text editors of the user.
    const onOwn = /^(activeWebviewPanelId == 'heapglass\.panel'|resourceScheme == heapglass-change)/;
    expect((contributes.menus['editor/title'] ?? []).filter(({ when }) => !onOwn.test(when ?? ''))).toHaveLength(1);
  });

  it('every item is in a group, so that the order does not depend on titles', () => {
    const items = Object.entries(contributes.menus).filter(([menu]) => menu !== 'commandPalette').flatMap(([, list]) => list);
    expect(items.filter(({ group }) => group === undefined)).toEqual([]);
  });
});

describe('settings', () => {
  const settings = Object.entries(contributes.configuration.properties);

  it.each(settings)('25: %s is described in one to three sentences', (_id, { markdownDescription }) => {
    const sentences = word(markdownDescription).split(/[.:;] |\.$/).filter((sentence) => sentence !== '');
    expect(sentences.length).toBeGreaterThan(0);
    expect(sentences.length).toBeLessThanOrEqual(4);
    for (const [, linked = ''] of word(markdownDescription).matchAll(/`#([^#]+)#`/g)) expect(settings.map(([id]) => id)).toContain(linked);
  });

  it('25: each has its own place in the order', () => {
    const orders = settings.map(([, { order }]) => order);
    expect(new Set(orders).size).toBe(orders.length);
  });

  it('26: a workspace cannot raise a limit unseen', () => {
    for (const [id, { scope }] of settings) if (id.includes('.limits.')) expect(scope).toBe('machine-overridable');
  });

  it('28: each surface has a switch', () => {
    const ids = settings.map(([id]) => id);
    for (const surface of ['annotations', 'gutter', 'hover', 'diagnostics', 'live']) expect(ids.some((id) => id === `heapglass.${surface}` || id.startsWith(`heapglass.${surface}.`)), surface).toBe(true);
  });
});

describe('the walkthrough', () => {
  const [walkthrough] = contributes.walkthroughs;
  const steps = walkthrough?.steps ?? [];

  it('47: is one, of four to six steps', () => {
    expect(contributes.walkthroughs).toHaveLength(1);
    expect(steps.length).toBeGreaterThanOrEqual(4);
    expect(steps.length).toBeLessThanOrEqual(6);
  });

  it.each(steps)('47: step $id has a button, and events that complete it', ({ description, completionEvents }) => {
    const known: readonly string[] = Object.values(commandIds);
    const buttons = [...word(description).matchAll(/^\[([A-Z][^\]]+)\]\(command:([\w.]+)/gm)];
    expect(buttons.length).toBeGreaterThan(0);
    for (const [, , command = ''] of buttons) expect(known.includes(command) || command.startsWith('workbench.')).toBe(true);
    expect(completionEvents.length).toBeGreaterThan(0);
    for (const event of completionEvents) {
      expect(event).toMatch(/^on(Command|Context|View|SettingChanged):/);
      if (event.startsWith('onCommand:')) expect(known).toContain(event.slice('onCommand:'.length));
    }
  });

  it.each(steps)('48: step $id has a picture in the colours of the theme, and says what it shows', ({ media }) => {
    const picture = read(media.svg);
    expect(picture).toContain('var(--vscode-');
    expect(picture).not.toMatch(/#[\da-f]{3,8}\b|rgb\(|<image|href=|<script/i);
    expect(picture.length).toBeLessThan(12_000);
    expect(word(media.altText)).toMatch(/\.$/);
  });

  it('49: begins with a program to open', () => {
    expect(steps[0]?.completionEvents).toContain(`onCommand:${commandIds.openScenario}`);
  });
});

describe('everywhere', () => {
  it('61: words are in files of their own', () => {
    expect(manifest.l10n).toBe('./l10n');
    expect(existsSync(path.join(root, 'package.nls.json'))).toBe(true);
    expect(contributes.commands.filter(({ title }) => !/^%[\w.]+%$/.test(title))).toEqual([]);
  });

  it('62, 63: works in folders nobody trusts and that are nowhere on disk', () => {
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe('limited');
    expect(manifest.capabilities.virtualWorkspaces).toBe(true);
  });

  it('62: a real Python is started in trusted folders only', () => {
    expect(contributes.commands.find(({ command }) => command === commandIds.verifyPython)?.enablement).toContain('isWorkspaceTrusted');
  });

  it('65: it is never activated by everything', () => {
    expect(manifest.activationEvents.filter((event) => event === '*' || event === 'onStartupFinished')).toEqual([]);
  });

  it('categories and at most five keywords tell what it is', () => {
    expect(manifest.categories).not.toContain('Other');
    expect(manifest.keywords.length).toBeLessThanOrEqual(5);
  });
});
