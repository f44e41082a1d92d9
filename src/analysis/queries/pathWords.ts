/**
 * Chains of references as data and in words. In: edges of a graph in order. Out: steps, each with its text, and the chain in one
 * line. A reference that goes without saying (an object's `__dict__`, the contents of a variable's cell) is kept as data and left
 * out of the line: its neighbour names the attribute or variable.
 */
import { EntityKind, LabelKind, labelKind, labelPayload, labelText, typeText } from '../../recording';
import type { Edge, HeapGraph } from '../heapGraph';
import { HolderWords, unquoted } from '../ledger';
import { objectName } from '../objectNames';
import type { AlivePath, CyclePath, PathRoot, PathStep, PathVia } from './graphAnswers';
import { grouped, objectReference } from './wording';

/** Of longer chains the first and the last so many steps are told. */
const HALF = 12;

function shortened(edges: readonly Edge[]): { kept: readonly Edge[]; omitted: number } {
  const omitted = edges.length - 2 * HALF;
  return omitted <= 1 ? { kept: edges, omitted: 0 } : { kept: [...edges.slice(0, HALF), ...edges.slice(-HALF)], omitted };
}

function ellipsis(omitted: number): string {
  return `... ${grouped(omitted)} more ...`;
}

export class PathWords {
  private readonly words: HolderWords;

  constructor(private readonly graph: HeapGraph) {
    this.words = new HolderWords(graph);
  }

  step(edge: Edge, next: Edge | undefined, previous: Edge | undefined): PathStep {
    const { graph } = this;
    const { recording } = graph;
    const text = this.text(edge);
    return {
      holder: graph.isObject(edge.holder) ? objectReference(graph, edge.holder) : null,
      label: labelText(edge.label, recording.strings),
      target: objectReference(graph, edge.target),
      text,
      silent: this.isNamespace(edge, next) || this.isCellContents(edge, previous),
    };
  }

  steps(edges: readonly Edge[]): PathStep[] {
    return edges.map((edge, i) => this.step(edge, edges[i + 1], edges[i - 1]));
  }

  path(edges: readonly Edge[]): AlivePath {
    const { kept, omitted } = shortened(edges);
    const steps = this.steps(kept);
    const [root, rootName] = this.root(edges[0]);
    const spoken = steps.flatMap(({ silent, text }, i) => [...(i === HALF && omitted > 0 ? [ellipsis(omitted)] : []), ...(silent ? [] : [text])]);
    return { root, rootName, via: this.via(kept), steps, omitted, text: spoken.join(' -> ') };
  }

  cycle(edges: readonly Edge[]): CyclePath {
    const { kept, omitted } = shortened(edges);
    const steps = kept.map((edge, i) => this.step(edge, kept[(i + 1) % kept.length], kept[i - 1]));
    // A step that goes without saying gives its holder to the next: `Node #5 (.__dict__) ['next']` is `Node #5 .next`.
    const parts: string[] = [];
    let owner: string | null = null;
    steps.forEach(({ holder, label, silent }, i) => {
      if (i === HALF && omitted > 0) parts.push(ellipsis(omitted));
      owner ??= holder?.name ?? '';
      if (silent) return;
      const entry = /^\['(.*)'\]$/.exec(label);
      parts.push(`${owner} ${entry !== null && holder !== null && owner !== holder.name ? `.${entry[1]}` : label}`);
      owner = null;
    });
    parts.push(steps[0]?.holder?.name ?? '');
    return { steps, omitted, text: parts.join(' -> ') };
  }

  private text(edge: Edge): string {
    const text = this.words.text(edge);
    if (text.startsWith('.')) return `attribute ${text}`;
    // Containers of the interpreter have no number of meaning, but most are in a module: `sys.modules['gc']`.
    const name = objectName(this.graph.recording, edge.holder);
    return name.includes('#-') && text.startsWith(name) ? `${this.placeOf(edge.holder) ?? name}${text.slice(name.length)}` : text;
  }

  /** `module.name` of what a module has under a name, or null. */
  private placeOf(entity: number): string | null {
    const { recording } = this.graph;
    for (const { holder, label } of this.graph.holdersOf(entity)) {
      const owner = labelKind(label) === LabelKind.Value ? this.words.ownerOf(holder) : 0;
      const module = owner === 0 ? null : /^module (.*)$/.exec(objectName(recording, owner));
      if (module !== null) return `${module[1]}.${unquoted(recording.strings.get(labelPayload(label)))}`;
    }
    return null;
  }

  /** An object's `__dict__` on the way to one of its entries. */
  private isNamespace({ label, target }: Edge, next: Edge | undefined): boolean {
    if (labelKind(label) !== LabelKind.Part || this.graph.recording.strings.get(labelPayload(label)) !== '__dict__') return false;
    if (next === undefined || next.holder !== target) return false;
    const kind = labelKind(next.label);
    return kind === LabelKind.Value || kind === LabelKind.Key;
  }

  /** A variable's cell was named before. */
  private isCellContents({ label, holder }: Edge, previous: Edge | undefined): boolean {
    if (previous === undefined || previous.target !== holder || labelKind(label) !== LabelKind.Part) return false;
    const kind = labelKind(previous.label);
    return (kind === LabelKind.CellVariable || kind === LabelKind.Local) && this.graph.recording.strings.get(labelPayload(label)) === 'contents';
  }

  private root(edge: Edge | undefined): [PathRoot, string] {
    const { recording } = this.graph;
    if (edge === undefined) return ['interpreter', 'the interpreter'];
    const { holder, label } = edge;
    if (holder === recording.mainNamespace) return ['global', 'the module'];
    switch (recording.entities.kind(holder)) {
      case EntityKind.Runtime: return ['runtime', 'the runtime'];
      case EntityKind.Frame: {
        const name = typeText(recording, holder);
        const place = name === '<module>' ? 'the module' : `call of ${name}`;
        return [labelKind(label) === LabelKind.Stack ? 'evaluation stack' : 'local', place];
      }
      case EntityKind.Object: {
        const owner = this.words.ownerOf(holder) || holder;
        const name = this.placeOf(owner) ?? objectName(recording, owner);
        return [name.startsWith('module ') ? 'module' : 'interpreter', name];
      }
    }
  }

  private via(edges: readonly Edge[]): PathVia[] {
    const { recording } = this.graph;
    const found = new Set<PathVia>();
    edges.forEach(({ holder, label }, i) => {
      const part = labelKind(label) === LabelKind.Part || labelKind(label) === LabelKind.Runtime ? recording.strings.get(labelPayload(label)) : '';
      if (part === '__traceback__' || part === '__context__' || part === '__cause__' || part === 'exception being handled') found.add('exception');
      if (part === '__closure__') found.add('closure');
      if (i === 0) return;
      const type = typeText(recording, holder);
      if (type === 'traceback') found.add('traceback');
      else if (type === 'frame') found.add('frame');
      else if (type === 'generator' || type === 'coroutine' || type === 'async_generator') found.add('generator');
    });
    return [...found];
  }
}
