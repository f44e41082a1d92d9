/** Offers the versions of CPython a run can be of and writes the setting; the run that follows is the setting's business. */
import * as vscode from 'vscode';
import { settingIds } from '../contributions';

interface VersionItem extends vscode.QuickPickItem {
  readonly version: string;
}

interface EnumSetting { readonly enum: readonly string[]; readonly enumDescriptions: readonly string[] }

/** The manifest names them once, for the settings editor and for this list. */
function versionSetting(): EnumSetting {
  const manifest = vscode.extensions.getExtension('heapglass.heapglass')?.packageJSON as
    { readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, EnumSetting>> } } } | undefined;
  return manifest?.contributes.configuration.properties[settingIds.pythonVersion] ?? { enum: [], enumDescriptions: [] };
}

/** The versions of CPython a run can be of. */
export function pythonVersions(): readonly string[] {
  return versionSetting().enum;
}

/** `3.12.1` of `3.12`: the one whose every count is shown. */
export function profileVersion(version: string): string {
  const { enum: versions, enumDescriptions } = versionSetting();
  return /CPython (\d+\.\d+\.\d+)/.exec(enumDescriptions[versions.indexOf(version)] ?? '')?.[1] ?? version;
}

export function versionItems(current: string): readonly VersionItem[] {
  const { enum: versions, enumDescriptions } = versionSetting();
  return versions.map((version, index) => ({
    label: `${version === current ? '$(check) ' : ''}CPython ${version}`,
    detail: enumDescriptions[index]?.replace(/^[^:]*: /, ''),
    version,
  }));
}

export async function choosePythonVersion(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const configuration = vscode.workspace.getConfiguration(undefined, document);
  const current = configuration.get<string>(settingIds.pythonVersion) ?? '';
  const chosen = await vscode.window.showQuickPick(versionItems(current), { placeHolder: vscode.l10n.t('Whose memory manager should be shown?') });
  if (chosen === undefined || chosen.version === current) return;
  const inspected = configuration.inspect(settingIds.pythonVersion);
  const target = inspected?.workspaceFolderValue !== undefined ? vscode.ConfigurationTarget.WorkspaceFolder
    : inspected?.workspaceValue !== undefined ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(settingIds.pythonVersion, chosen.version, target);
}
