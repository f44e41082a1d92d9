/**
 * The ledger of an object: one entry for each counted reference to it, in words. Its length equals the refcount (unless the
 * object is immortal); a difference would be a mistake of the recording, and is shown as such.
 */
import { EntityKind, IMMORTAL, LabelKind, labelKind, labelPayload, labelText, ShapeKind, typeText, type Label, type Recording } from '../recording';
import type { Edge, HeapGraph } from './heapGraph';
import { objectName } from './objectNames';

/** One line per holder: `global a`, `local x of f`, `list #3[2]`, `.next of Node #5`, `evaluation stack of f`. */
export function ledgerTexts(graph: HeapGraph, entity: number): string[] {
  const words = new HolderWords(graph);
  const texts = graph.holdersOf(entity).map((edge) => words.text(edge));
  const refcount = graph.state.refcount(entity);
  if (refcount !== IMMORTAL) for (let unknown = refcount - texts.length; unknown > 0; unknown--) texts.push('the runtime (not on record)');
  return texts;
}

/** References in words, as the ledger lists them. */
export class HolderWords {
  /** For each dict, whose `__dict__` it is: the module, class or instance, or 0. */
  private readonly known = new Map<number, number>();

  constructor(private readonly graph: HeapGraph) {}

  text(edge: Edge): string {
    return holderText(this.graph.recording, edge.holder, edge.label, (dict) => this.ownerOf(dict));
  }

  /** Whose `__dict__` a dict is, or 0. */
  ownerOf(dict: number): number {
    let owner = this.known.get(dict);
    if (owner === undefined) {
      const { recording } = this.graph;
      owner = this.graph.holdersOf(dict).find(({ label }) =>
        labelKind(label) === LabelKind.Part && recording.strings.get(labelPayload(label)) === '__dict__')?.holder ?? 0;
      this.known.set(dict, owner);
    }
    return owner;
  }
}

/** One reference of a holder in words. `ownerOf` tells whose `__dict__` a dict is, or 0. */
export function holderText(recording: Recording, holder: number, label: Label, ownerOf: (dict: number) => number): string {
  switch (recording.entities.kind(holder)) {
    case EntityKind.Runtime: return labelText(label, recording.strings);
    case EntityKind.Frame: return frameHolderText(recording, holder, label);
    case EntityKind.Object: break;
  }
  if (recording.entities.shape(holder) === ShapeKind.Mapping) return dictHolderText(recording, holder, label, ownerOf);
  const name = objectName(recording, holder);
  const payload = labelPayload(label);
  switch (labelKind(label)) {
    case LabelKind.Index: return `${name}[${payload}]`;
    case LabelKind.Member: return `member of ${name}`;
    case LabelKind.Attribute: return `.${recording.strings.get(payload)} of ${name}`;
    case LabelKind.Class: return `class of ${name}`;
    case LabelKind.Constant: return `constant of ${name}`;
    case LabelKind.Local:
    case LabelKind.CellVariable: return `local ${recording.strings.get(payload)} of ${name}`;
    case LabelKind.Stack: return `evaluation stack of ${name}`;
    case LabelKind.Part: {
      const part = recording.strings.get(payload);
      return part === 'contents' ? `contents of ${name}` : `${part} of ${name}`;
    }
    default: return `${labelText(label, recording.strings)} of ${name}`;
  }
}

function frameHolderText(recording: Recording, frame: number, label: Label): string {
  const code = typeText(recording, frame);
  const place = code === '<module>' ? 'the module' : code;
  switch (labelKind(label)) {
    case LabelKind.Local: return `local ${recording.strings.get(labelPayload(label))} of ${place}`;
    case LabelKind.CellVariable: return `cell ${recording.strings.get(labelPayload(label))} of ${place}`;
    case LabelKind.Stack: return `evaluation stack of ${place}`;
    default: return `${labelText(label, recording.strings)} of the running call of ${place}`;
  }
}

function dictHolderText(recording: Recording, dict: number, label: Label, ownerOf: (dict: number) => number): string {
  const isKey = labelKind(label) === LabelKind.Key;
  const isEntry = isKey || labelKind(label) === LabelKind.Value;
  const keyText = recording.strings.get(labelPayload(label));
  if (!isEntry) return `${labelText(label, recording.strings)} of ${objectName(recording, dict)}`;
  if (dict === recording.mainNamespace) return isKey ? `name of global ${unquoted(keyText)}` : `global ${unquoted(keyText)}`;
  const owner = ownerOf(dict);
  if (owner === 0) return isKey ? `key ${keyText} of ${objectName(recording, dict)}` : `${objectName(recording, dict)}[${keyText}]`;
  const ownerName = objectName(recording, owner);
  if (isKey) return `name of .${unquoted(keyText)} of ${ownerName}`;
  return ownerName.startsWith('module ') ? `global ${unquoted(keyText)} of ${ownerName}` : `.${unquoted(keyText)} of ${ownerName}`;
}

/** The name behind a key's repr. */
export function unquoted(keyText: string): string {
  return /^'.*'$/.test(keyText) ? keyText.slice(1, -1) : keyText;
}
