"""unittest: outcomes, fixtures, subtests, mocks, the text runner's report."""
import io
import re
import sys
import unittest
from unittest import mock


class Arithmetic(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print('class up')

    def setUp(self):
        self.addCleanup(print, 'cleaned', self._testMethodName)

    def test_passes(self):
        self.assertEqual(1 + 1, 2)

    def test_fails(self):
        self.assertEqual([1, 2, 3], [1, 2, 4])

    def test_raises(self):
        {}['missing']

    @unittest.expectedFailure
    def test_expected(self):
        self.fail()

    def test_parts(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)

    def test_assertions(self):
        with self.assertRaisesRegex(ValueError, 'invalid literal'):
            int('x')
        with self.assertLogs('a') as logs:
            import logging
            logging.getLogger('a').warning('w')
        self.assertEqual(logs.output, ['WARNING:a:w'])
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertDictEqual({'a': 1}, {'a': 2})


class Mocks(unittest.TestCase):
    def test_mock(self):
        thing = mock.Mock(return_value=3, name='thing')
        self.assertEqual(thing(1, a=2), 3)
        thing.assert_called_once_with(1, a=2)
        print(thing.mock_calls, re.sub(r'id=.\d+', 'id', repr(thing)))
        with mock.patch.object(sys, 'argv', ['patched']):
            self.assertEqual(sys.argv, ['patched'])
        magic = mock.MagicMock()
        magic.__len__.return_value = 5
        self.assertEqual(len(magic), 5)
        with self.assertRaises(AssertionError) as caught:
            thing.assert_called_with(2)
        print(caught.exception)


class Asynchronous(unittest.IsolatedAsyncioTestCase):
    async def test_await(self):
        import asyncio
        await asyncio.sleep(0.01)
        self.assertTrue(True)


stream = io.StringIO()
suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in (Arithmetic, Mocks, Asynchronous))
result = unittest.TextTestRunner(stream=stream, verbosity=2).run(suite)
print(re.sub(r'in [0-9.]+s', 'in TIME', stream.getvalue()))
print(result)
