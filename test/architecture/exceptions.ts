/** Exceptions from the rules for files, each with its reason. */

/** Files which may have more than 600 lines. */
export const longFiles: Readonly<Record<string, string>> = {
  'src/python/vm/evalLoop.ts': 'one switch over all instructions: the fastest dispatch there is',
};

/** Files (or folders, ending in '/') without a mirrored test. */
export const withoutOwnTest: Readonly<Record<string, string>> = {
  'src/python/syntax/concreteKinds.ts': 'tables: test/python/syntax/concreteTree.test.ts reads trees through them',
  'src/python/syntax/treeBuilder.ts': 'one method for each node: every tree of test/python/syntax/parser.test.ts',
  'src/python/syntax/lower/': 'as a whole against CPython: test/python/syntax/parser.test.ts',
  'src/python/syntax/strict/': 'as a whole against CPython: test/python/syntax/parser.test.ts, strict/strictParser.test.ts',
  'src/protocol/portPair.ts': 'what test/protocol/rpc.test.ts talks through',
  'src/extension/extension.ts': 'puts the parts together; every test of the suite in VS Code starts it',
  'src/extension/settings.ts': 'reads settings; those tests of the suite that change one see the effect',
  'src/extension/commands/openScenario.ts': 'a quick pick over the bundled files: test/panel/endToEnd',
  'src/extension/editor/currentLine.ts': 'decorations can only be seen on the screen: test/panel/endToEnd',
  'src/extension/editor/lineEnd.ts': 'decorations can only be seen on the screen: test/panel/endToEnd',
  'src/extension/editor/statusBar.ts': 'a status bar item can only be seen on the screen: test/panel/endToEnd',
  'src/extension/runtime/port.node.ts': 'a worker of the Node host: every run of the suite in that host',
  'src/extension/runtime/port.web.ts': 'a worker of the web host: every run of the suite in that host',
  'src/extension/runtime/runtimePool.ts': 'starts workers: every run of the suite; replacing them: test/extension/scenarios/scenario.test.ts',
  'src/extension/scenarios/scenarios.ts': 'test/extension/scenarios/scenario.test.ts goes through it',
  'src/worker/node.ts': 'the entry of a thread: every run of the suite in the Node host',
  'src/worker/web.ts': 'the entry of a worker: every run of the suite in the web hosts',
  'media/panel/main.ts': 'the entry of the page: test/panel/app.browser.test.ts loads it',
  'media/panel/app.ts': 'test/panel/app.browser.test.ts, in Chromium',
  'media/panel/dom.ts': 'test/panel/app.browser.test.ts, in Chromium',
  'media/panel/details/': 'test/panel/app.browser.test.ts, in Chromium',
  'media/panel/generations/': 'test/panel/app.browser.test.ts, in Chromium',
  'media/panel/timeline/': 'test/panel/app.browser.test.ts, in Chromium',
  'media/panel/ui/': 'test/panel/app.browser.test.ts, in Chromium',
  'media/panel/graph/drawCard.ts': 'test/panel/app.browser.test.ts, in Chromium',
  'media/panel/graph/graph.ts': 'test/panel/app.browser.test.ts, in Chromium',
  'media/panel/graph/legend.ts': 'test/panel/app.browser.test.ts, in Chromium',
  'media/panel/graph/viewport.ts': 'test/panel/app.browser.test.ts, in Chromium',
};
