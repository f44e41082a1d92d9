import { ReportWriter } from '../../../src/extension/reports/report';
import { equal, includes } from '../expect';

const link = (text: string) => ({ text, command: 'heapglass.showMoment', argument: 1, tooltip: '' });

suite('a report', () => {
  test('knows where its links are', () => {
    const { text, links } = new ReportWriter('Title').paragraph('see ', link('here'), ' and ', link('there')).finish();
    const lines = text.split('\n');
    equal(links.map(({ line, startColumn, endColumn }) => lines[line]?.slice(startColumn, endColumn)), ['here', 'there']);
  });

  test('has tables whose columns stand below each other, links included', () => {
    const { text, links } = new ReportWriter('Title').table([{ title: 'Name' }, { title: 'Count', right: true }], [[link('a'), '1'], ['a longer name', link('1,000')]]).finish();
    const lines = text.split('\n').filter((line) => line.startsWith('|'));
    equal(new Set(lines.map((line) => line.length)).size, 1);
    equal(links.map(({ line, startColumn, endColumn }) => text.split('\n')[line]?.slice(startColumn, endColumn)), ['a', '1,000']);
    includes(lines[2] ?? '', '| a ');
  });

  test('is not broken by what a program calls its things', () => {
    const { text } = new ReportWriter('a\nb').paragraph('one\r\ntwo').block('```\nfence').finish();
    equal(text.split('\n').slice(0, 4), ['# a b', '', 'one two', '````']);
  });
});
