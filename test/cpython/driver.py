"""Runs one file of CPython's test suite with unittest and tells what became of each test.

In: argv[1] the file's name (test_bool), argv[2] how many of its tests to leave out from the start (a
run that goes on after one that died), argv[3] the test modules of a package. Out: lines on standard output that begin with MARK, fields
separated by tabs: `found N` and `test INDEX ID` for each test, `start INDEX`, `end INDEX OUTCOME
SECONDS REASON`, at last `done`. Runs the same in CPython (for the recording) and in our runtime. Fixtures
and doctests are unittest's; the resources are those of `python -m test` without -u: none.
"""
import sys
import time
import unittest

MARK = '@@heapglass@@'


def tell(*fields):
    text = '\t'.join(str(field).replace('\\', '\\\\').replace('\n', '\\n').replace('\t', '\\t') for field in fields)
    stream = sys.__stdout__
    stream.write('\n' + MARK + '\t' + text.encode('ascii', 'backslashreplace').decode('ascii') + '\n')
    stream.flush()


def flatten(suite):
    if isinstance(suite, unittest.BaseTestSuite):
        for test in suite:
            yield from flatten(test)
    else:
        yield suite


class PackageLoader(unittest.TestLoader):
    """Discovery in a package looks into its folder, which a sandbox has not: whoever runs this file names the modules."""

    def __init__(self, package, modules):
        super().__init__()
        self.names = ['test.%s.%s' % (package, module) for module in modules]

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        for name in self.names:
            __import__(name)
        return self.suiteClass([self.loadTestsFromModule(sys.modules[name], pattern=pattern) for name in self.names])


class Result(unittest.TestResult):
    def __init__(self, indices):
        super().__init__()
        self.indices = indices
        self.outcome = None
        self.since = time.perf_counter()

    def startTest(self, test):
        super().startTest(test)
        self.outcome = ('passed', '')
        self.since = time.perf_counter()
        tell('start', self.indices[id(test)])

    def stopTest(self, test):
        super().stopTest(test)
        # A test whose class is skipped is not started, but stopped.
        outcome, text = self.outcome or ('passed', '')
        tell('end', self.indices[id(test)], outcome, '%.3f' % (time.perf_counter() - self.since), text)
        self.outcome = None

    def worse(self, test, outcome, text):
        if id(test) not in self.indices:
            # A fixture of a class or module: none of its tests starts.
            tell('fixture', test.id(), outcome, text)
        elif self.outcome is None or self.outcome[0] in ('passed', 'skipped'):
            self.outcome = (outcome, text)

    def addFailure(self, test, err):
        self.worse(test, 'failed', self._exc_info_to_string(err, test))

    def addError(self, test, err):
        self.worse(test, 'error', self._exc_info_to_string(err, test))

    def addSubTest(self, test, subtest, err):
        if err is not None:
            outcome = 'failed' if issubclass(err[0], test.failureException) else 'error'
            self.worse(test, outcome, '%s\n%s' % (subtest, self._exc_info_to_string(err, test)))

    def addSkip(self, test, reason):
        # A subtest that skips does not make its test a skipped one.
        if id(test) in self.indices:
            if self.outcome is None or self.outcome[0] == 'passed':
                self.outcome = ('skipped', reason)
        elif not hasattr(test, 'test_case'):
            tell('fixture', test.id(), 'skipped', reason)

    def addExpectedFailure(self, test, err):
        pass

    def addUnexpectedSuccess(self, test):
        self.worse(test, 'failed', 'unexpected success')


def load(name, modules):
    from test import support
    support.use_resources = ()
    import os
    if not hasattr(os, 'pipe'):
        # Nothing can be started here, as on WASI: only the tests that would, not whole files, are to notice.
        support.has_subprocess_support = False
    try:
        __import__('test.' + name)
    except unittest.SkipTest as reason:
        tell('module', 'skipped', reason)
        return []
    module = sys.modules['test.' + name]
    loader = PackageLoader(name, modules) if modules else unittest.TestLoader()
    tests = list(flatten(loader.loadTestsFromModule(module)))
    for error in loader.errors:
        tell('module', 'error', error)
    return tests


def main(name, leave_out, modules=()):
    try:
        tests = load(name, modules)
    except BaseException:
        import traceback
        tell('module', 'error', traceback.format_exc())
        tell('done')
        return
    tell('found', len(tests))
    for index, test in enumerate(tests):
        tell('test', index, test.id())
    indices = {id(test): index for index, test in enumerate(tests)}
    # Its items are dropped as they are done, as unittest's suites do.
    suite = unittest.TestSuite(tests[leave_out:])
    kept, tests = tests, None
    result = Result(indices)
    suite._cleanup = False
    suite.run(result)
    tell('done')


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0, [module for module in ''.join(sys.argv[3:4]).split(',') if module])
