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
  // The runtime shows itself in programs: they are run and compared with what CPython printed for them.
  'src/python/objects/': 'programs per type in test/python/objects, whole programs in test/conformance, both against CPython',
  'src/python/modules/': 'programs in test/python and test/conformance, against CPython; every bundled scenario goes through them',
  'src/python/vm/': 'every program of test/conformance, plain and recorded; events against sys.settrace in test/conformance/trace',
  'src/python/memory/': 'test/python/memory for the collector, test/properties for counts and ledgers of random programs',
  'src/python/profiles/': "numbers of a version: every program of test/conformance compares them with CPython's",
  'src/recording/': 'test/recording for the log and the timeline, test/properties for seeking against replaying',
  'src/analysis/': 'test/analysis for views, test/session for what is made of them',
  'src/annotations/': 'test/annotations, and test/session for whole answers',
  'src/session/': 'test/session through the entry, test/conformance and test/worker for whole runs',
  'src/cli/': 'test/cli runs the commands as a user does',
  'src/base/assert.ts': 'two lines; every area relies on it',
  'src/base/doubleDouble.ts': 'test/python/objects and test/conformance for what float arithmetic prints',
  'src/protocol/portPair.ts': 'what test/protocol/rpc.test.ts talks through',
  'src/extension/extension.ts': 'puts the parts together; every test of the suite in VS Code starts it',
  'src/extension/settings.ts': 'reads settings; those tests of the suite that change one see the effect',
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
