/** The import matrix, machine-checked: every import of src and media/panel as dependency-cruiser sees it. */
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { areaMatrix, areaOf, packageMatrix, pythonMatrix } from './matrix';

const root = path.resolve(import.meta.dirname, '../..');

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
  /** A package, one of Node's modules, or an alias: `to` is the text of the import. */
  readonly outside: boolean;
}

let edges: Edge[] = [];

beforeAll(async () => {
  const { output } = await cruise(['src', 'media/panel', 'media/replay'], {
    baseDir: root,
    tsPreCompilationDeps: 'specify' as unknown as boolean,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules|\\.json$' },
  }, { extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'] });
  const { modules } = output as ICruiseResult;
  edges = modules
    .filter((module) => areaOf(module.source) !== null)
    .flatMap((module) => module.dependencies.map((dependency) => ({
      from: module.source,
      to: areaOf(dependency.resolved) !== null ? dependency.resolved
        : dependency.coreModule ? `node:${dependency.module.replace(/^node:/, '')}` : dependency.module,
      typeOnly: dependency.dependencyTypes.some((kind) => kind === 'type-only'),
      outside: areaOf(dependency.resolved) === null,
    })));
});

/** What is wrong with an import between two areas of the house, or null. */
function wrong(edge: Edge): string | null {
  const from = areaOf(edge.from);
  const to = areaOf(edge.to);
  if (from === null || to === null) return null;
  const across = from.area !== to.area || (from.python !== to.python && to.python !== null && from.python !== null);
  if (across && !/(^|\/)index\.ts$/.test(edge.to) && !isOpen(edge.to, from.area)) {
    return `${edge.from} -> ${edge.to}: another area is imported through its index.ts`;
  }
  if (from.area !== to.area) {
    const allowed = areaMatrix[from.area]?.[to.area];
    if (allowed === undefined) return `${edge.from} -> ${edge.to}: ${from.area} may not import ${to.area}`;
    if (allowed === 'type' && !edge.typeOnly) return `${edge.from} -> ${edge.to}: ${from.area} may import only types of ${to.area}`;
    return null;
  }
  if (from.python === null || to.python === null || from.python === to.python || to.python === 'profiles') return null;
  const allowed = pythonMatrix[from.python]?.[to.python];
  if (allowed === undefined) return `${edge.from} -> ${edge.to}: python/${from.python} may not import python/${to.python}`;
  if (allowed === 'type' && !edge.typeOnly) {
    return `${edge.from} -> ${edge.to}: python/${from.python} may import only types of python/${to.python}`;
  }
  return null;
}

/** The runtime's door to the outside, for who may import the runtime; and the versions' data, for the runtime itself. */
function isOpen(file: string, fromArea: string): boolean {
  return file === 'src/python/host.ts' || (fromArea === 'python' && file.startsWith('src/python/profiles/'));
}

/**
 * Cycles of value imports, as groups of files that all reach each other. Functions that recurse into each other over one
 * tree may stand in several files of one folder; a cycle through two folders has no such excuse.
 */
function cyclesAcrossFolders(list: readonly Edge[]): string[][] {
  const targets = new Map<string, Set<string>>();
  for (const edge of list) {
    if (edge.outside || edge.typeOnly) continue;
    const known = targets.get(edge.from);
    if (known === undefined) targets.set(edge.from, new Set([edge.to]));
    else known.add(edge.to);
  }
  return groupsReachingEachOther(targets)
    .filter((group) => new Set(group.map((file) => path.posix.dirname(file))).size > 1)
    .map((group) => group.sort());
}

/** Strongly connected components of more than one file (Tarjan 1972). */
function groupsReachingEachOther(targets: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const order = new Map<string, number>();
  const stack: string[] = [];
  const groups: string[][] = [];
  const visit = (file: string): number => {
    order.set(file, order.size);
    let low = order.size - 1;
    stack.push(file);
    for (const target of targets.get(file) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (stack.includes(target)) low = Math.min(low, order.get(target) ?? low);
    }
    if (low === order.get(file)) {
      const group = stack.splice(stack.indexOf(file));
      if (group.length > 1) groups.push(group);
    }
    return low;
  };
  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return groups;
}

describe('imports', () => {
  it('are seen at all: values and types told apart', () => {
    expect(edges.length).toBeGreaterThan(10);
    expect(edges.some((edge) => edge.typeOnly)).toBe(true);
    expect(edges.some((edge) => !edge.typeOnly && !edge.outside)).toBe(true);
  });

  it('follow the matrix, and cross areas only through index.ts', () => {
    expect(edges.map(wrong).filter((message) => message !== null)).toEqual([]);
  });

  it('form no cycle through two folders', () => {
    expect(cyclesAcrossFolders(edges)).toEqual([]);
  });

  it('of packages stay where they belong', () => {
    const bad = edges
      .filter((edge) => edge.outside)
      .filter((edge) => !(packageMatrix[areaOf(edge.from)?.area ?? ''] ?? []).some((pattern) => pattern.test(edge.to)))
      .map((edge) => `${edge.from} -> ${edge.to}`);
    expect(bad).toEqual([]);
  });

  it('of the component toolkit are in media/panel/ui only', () => {
    const bad = edges.filter((edge) => edge.to.startsWith('@vscode/webview-ui-toolkit') && !edge.from.startsWith('media/panel/ui/'));
    expect(bad).toEqual([]);
  });
});

describe('the check itself', () => {
  const edge = (from: string, to: string, typeOnly = false): Edge => ({ from, to, typeOnly, outside: false });

  it('refuses what the matrix forbids', () => {
    expect(wrong(edge('src/analysis/a.ts', 'src/session/index.ts'))).toContain('may not import session');
    expect(wrong(edge('src/recording/a.ts', 'src/python/index.ts'))).toContain('only types');
    expect(wrong(edge('src/recording/a.ts', 'src/python/memory/header.ts', true))).toContain('index.ts');
    expect(wrong(edge('src/python/memory/a.ts', 'src/python/objects/index.ts', true))).toContain('may not import python/objects');
    expect(wrong(edge('src/python/objects/a.ts', 'src/python/bytecode/index.ts'))).toContain('only types');
  });

  it('accepts what it allows', () => {
    expect(wrong(edge('src/recording/a.ts', 'src/python/memory/index.ts', true))).toBeNull();
    expect(wrong(edge('src/python/vm/a.ts', 'src/python/compile/index.ts'))).toBeNull();
    expect(wrong(edge('src/python/vm/a.ts', 'src/python/vm/b.ts'))).toBeNull();
    expect(wrong(edge('src/python/modules/a.ts', 'src/python/host.ts'))).toBeNull();
  });

  it('finds a cycle, but not one of types or of one folder', () => {
    expect(cyclesAcrossFolders([edge('x/a', 'x/b'), edge('x/b', 'y/c'), edge('y/c', 'x/a')])).toEqual([['x/a', 'x/b', 'y/c']]);
    expect(cyclesAcrossFolders([edge('x/a', 'y/b'), edge('y/b', 'x/a', true)])).toEqual([]);
    expect(cyclesAcrossFolders([edge('x/a', 'x/b'), edge('x/b', 'x/a')])).toEqual([]);
  });
});
