/**
 * Changes offered for programs people write. The oracle is a run: the changed text must print the same and leave fewer cycles or objects; a
 * change that can't hold what it is given must show it.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { Session, type Toolchain } from '../../../src/session';
import { outcomeOf, type Outcome } from '../../../src/session/outcome';
import type { Rewrite, RewriteWish } from '../../../src/session/rewrites/rewrite';
import { rewritesOf } from '../../../src/session/rewrites/rewritesOf';
import { loadToolchain, recordSource } from '../toolchainForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

function offered(source: string, wish: Partial<RewriteWish> & { at?: string }): Rewrite[] {
  const module = toolchain.parse(source, 'scenario.py');
  if (module === null) throw new Error('the text has a mistake');
  const line = wish.at === undefined ? -1 : source.split('\n').findIndex((text) => text.includes(wish.at ?? ''));
  return rewritesOf(source, module, { startLine: line, endLine: line, ...wish });
}

function outcome(source: string): Outcome {
  return outcomeOf(new Session(recordSource(toolchain, source)));
}

const TREE = `"""A tree that knows the way up."""
import gc

gc.disable()


class Node:
    def __init__(self, name, parent):
        self.name = name
        self.parent = parent
        self.children = []

    def add(self, name):
        child = Node(name, self)
        self.children.append(child)
        return child

    def path(self):
        return f"{self.parent.name}/{self.name}" if self.depth() > 1 else self.name

    def depth(self):
        return self.parent.count() + 1


class Root:
    name = ""

    def count(self):
        return 0


Node.count = Node.depth
root = Root()
top = Node("top", root)
leaf = top.add("leaf")
print(leaf.path(), leaf.parent.name)
del top, leaf
`;

const PAIR = `import gc
gc.disable()

class Person:
    def __init__(self, name):
        self.name = name
        self.friend = None

    def greet(self):
        if self.friend is not None:
            print(self.name, "greets", self.friend.name)

anna = Person("Anna")
ben = Person("Ben")
anna.friend = ben
ben.friend = anna
anna.greet()
ben.greet()
del anna
del ben
`;

describe('a weak reference for what leads back', () => {
  it('is stored by weakref.ref and called where it is read; imports weakref; frees the cycle', () => {
    const [rewrite] = offered(TREE, { at: 'self.parent = parent' });
    expect(rewrite).toMatchObject({ kind: 'weakReference', title: 'Make Node.parent a weak reference', range: { startLine: 9 } });
    const changed = rewrite?.changedSource ?? '';
    expect(changed).toContain('import gc\nimport weakref\n');
    expect(changed).toContain('self.parent = weakref.ref(parent)');
    expect(changed).toContain('f"{self.parent().name}/{self.name}"');
    expect(changed).toContain('return self.parent().count() + 1');
    expect(changed).toContain('leaf.parent().name');
    const [before, after] = [outcome(TREE), outcome(changed)];
    expect(after.output).toBe(before.output);
    expect(before).toMatchObject({ status: 'finished', cycles: 1 });
    expect(after).toMatchObject({ status: 'finished', cycles: 0, unreachable: 0 });
    expect(after.objects).toBeLessThan(before.objects);
  });

  it('is kept by a property where None is stored, too; nothing else changes', () => {
    const rewrite = offered(PAIR, { types: ['Person'] }).find(({ kind }) => kind === 'weakReference');
    expect(rewrite?.title).toBe('Make Person.friend a weak reference, by a property');
    const [before, after] = [outcome(PAIR), outcome(rewrite?.changedSource ?? '')];
    expect(after.output).toBe(before.output);
    expect([before.cycles, after.cycles]).toEqual([1, 0]);
  });

  it('is not offered where another line is asked about, nor for containers', () => {
    expect(offered(TREE, { at: 'self.name = name' }).filter(({ title }) => title.includes('parent'))).toEqual([]);
    expect(offered(TREE, { at: 'self.children = []' }).filter(({ kind }) => kind === 'weakReference')).toEqual([]);
  });

  it('shows by its run when the object goes too early', () => {
    const source = 'class A:\n    def __init__(self, owner):\n        self.owner = owner\n    def show(self):\n        print(self.owner.name)\n'
      + 'class Owner:\n    name = "o"\na = A(Owner())\na.show()\n';
    const [rewrite] = offered(source, { at: 'self.owner = owner' });
    const after = outcome(rewrite?.changedSource ?? '');
    expect(after.status).toBe('exception');
    expect(after.message).toContain("'NoneType' object has no attribute 'name'");
  });

  it('keeps the line ends of the text', () => {
    const [rewrite] = offered(TREE.replaceAll('\n', '\r\n'), { at: 'self.parent = parent' });
    expect(rewrite?.changedSource).toContain('import weakref\r\n');
    expect(rewrite?.changedSource.replaceAll('\r\n', '')).not.toContain('\n');
  });
});

describe('a bound for a cache', () => {
  const CACHED = 'from functools import lru_cache\n\n@lru_cache(maxsize=None)\ndef square(n):\n    return [n] * n\n\nfor i in range(400):\n    square(i)\nprint(len(square(3)))\n';

  it('is given to an unbounded lru_cache', () => {
    const [rewrite, ...others] = offered(CACHED, { at: '@lru_cache' });
    expect(others).toEqual([]);
    expect(rewrite?.changedSource).toContain('@lru_cache(maxsize=128)\n');
    const [before, after] = [outcome(CACHED), outcome(rewrite?.changedSource ?? '')];
    expect(after.output).toBe(before.output);
    expect(after.objects).toBeLessThan(before.objects);
  });

  it('is given to functools.cache, under a name the text knows', () => {
    const source = CACHED.replace('import lru_cache', 'import cache').replace('@lru_cache(maxsize=None)', '@cache');
    const [rewrite] = offered(source, { at: 'def square' });
    expect(rewrite?.changedSource).toContain('from functools import cache\nimport functools\n');
    expect(rewrite?.changedSource).toContain('@functools.lru_cache(maxsize=128)\n');
    expect(outcome(rewrite?.changedSource ?? '').output).toBe(outcome(source).output);
    expect(offered(CACHED.replace('maxsize=None', ''), { at: '@lru_cache' })).toEqual([]);
  });

  const REGISTRY = 'class Picture:\n    def __init__(self, name):\n        self.name = name\n\ncache = {}\n\ndef load(name):\n    if name not in cache:\n'
    + '        picture = Picture(name)\n        cache[name] = picture\n    return cache[name]\n\nfor i in range(30):\n    load(str(i))\nprint(load("7").name)\n';

  it('lets a dict keep its values weakly', () => {
    const source = REGISTRY.replace('    return cache[name]\n', '        return picture\n    return cache[name]\n');
    for (const at of ['cache = {}', 'cache[name] = picture']) {
      const rewrite = offered(source, { at }).find(({ kind }) => kind === 'weakCache');
      const [before, after] = [outcome(source), outcome(rewrite?.changedSource ?? '')];
      expect(after).toMatchObject({ status: 'finished', output: before.output });
      expect(after.objects).toBeLessThan(before.objects);
    }
  });

  it('shows by its run when the values can not be referred to weakly', () => {
    const rewrite = offered('found = {}\nfor i in range(3):\n    found[i] = [i]\n', { at: 'found = {}' })[0];
    const after = outcome(rewrite?.changedSource ?? '');
    expect([after.status, after.message]).toEqual(['exception', "TypeError: cannot create weak reference to 'list' object"]);
  });

  it('is not offered for a dict that something is removed from', () => {
    expect(offered('found = {}\nfor i in range(3):\n    found[i] = [i]\n    found.pop(i)\n', { at: 'found = {}' })).toEqual([]);
  });
});

describe('a method that breaks the cycle', () => {
  it('lets go of what the instances hold, and is called where they are dropped', () => {
    const rewrite = offered(PAIR, { types: ['Person'] }).find(({ kind }) => kind === 'closeMethod');
    expect(rewrite?.title).toBe('Break the cycle in a method Person.close');
    expect(rewrite?.changedSource).toContain('        self.friend = None\n\nanna = ');
    expect(rewrite?.changedSource).toContain('anna.close()\ndel anna\nben.close()\ndel ben\n');
    const [before, after] = [outcome(PAIR), outcome(rewrite?.changedSource ?? '')];
    expect(after).toMatchObject({ status: 'finished', output: before.output, cycles: 0 });
  });

  it('is called at the end of a function that made the instance for itself', () => {
    const source = 'import gc\ngc.disable()\nclass Ring:\n    def __init__(self):\n        self.me = self\n        self.items = [self]\n\ndef use():\n    ring = Ring()\n    print(len(ring.items))\n\nuse()\n';
    const rewrite = offered(source, { at: 'self.me = self' }).find(({ kind }) => kind === 'closeMethod');
    expect(rewrite?.changedSource).toContain('    print(len(ring.items))\n    ring.close()\n');
    expect(rewrite?.changedSource).toContain('        self.me = None\n        self.items.clear()\n');
    expect(outcome(source).cycles).toBe(1);
    expect(outcome(rewrite?.changedSource ?? '')).toMatchObject({ status: 'finished', cycles: 0 });
  });

  it('takes another name where there is a close', () => {
    const source = PAIR.replace('    def greet', '    def close(self):\n        pass\n\n    def greet');
    expect(offered(source, { types: ['Person'] }).map(({ title }) => title)).toContain('Break the cycle in a method Person.release');
  });
});
