import known from '../../cases/disclosure/known-answers.json';
import { accepted, scan } from './scan-bytes.ts';

describe('what is accepted', () => {
  const tables: readonly (readonly [string, string, readonly string[], readonly (readonly string[])[]])[] = [
    [
      'commas',
      'a,b\n1,2\n3,4\n',
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['no line end at the end', 'a,b\n1,2', ['a', 'b'], [['1', '2']]],
    ['CRLF', 'a,b\r\n1,2\r\n', ['a', 'b'], [['1', '2']]],
    ['semicolons', 'a;b\n1,5;2\n', ['a', 'b'], [['1,5', '2']]],
    ['tabs', 'a\tb\n1\t2\n', ['a', 'b'], [['1', '2']]],
    ['bars', 'a|b\n1|2\n', ['a', 'b'], [['1', '2']]],
    ['one column', 'a\n1\n2\n', ['a'], [['1'], ['2']]],
    ['one column with an empty value', 'a\n""\n2\n', ['a'], [[''], ['2']]],
    ['a header alone', 'a,b\n', ['a', 'b'], []],
    [
      'empty headings and values',
      ',b\n,\n1,\n',
      ['', 'b'],
      [
        ['', ''],
        ['1', ''],
      ],
    ],
    ['an empty value as the last byte', 'a,b\n1,', ['a', 'b'], [['1', '']]],
    ['quotes around every field', '"a","b"\n"1","2"\n', ['a', 'b'], [['1', '2']]],
    [
      'delimiters, line ends, tabs and quotes inside quotes',
      'a,b\n"1,\t\n\r\n""x""",2\n',
      ['a', 'b'],
      [['1,\t\n\r\n"x"', '2']],
    ],
    ['a quote alone inside quotes', 'a\n""""\n', ['a'], [['"']]],
    ['a heading that holds another delimiter in quotes', '"a;b",c\n1,2\n', ['a;b', 'c'], [['1', '2']]],
    ['a byte order mark', '\ufeffa,b\n1,2\n', ['a', 'b'], [['1', '2']]],
    ['letters beyond ASCII', 'naïve,b\n日本,😀\n', ['naïve', 'b'], [['日本', '😀']]],
    ['spaces as they stand', 'a , b\n 1 ,2 \n', ['a ', ' b'], [[' 1 ', '2 ']]],
  ];
  test.each(tables)('%s', async (_, content, header, rows) => {
    expect((await accepted(content)).table).toEqual({ header, rows });
  });

  test('says which dialect it is', async () => {
    expect((await accepted('\ufeffa;b\r\n1;2\r\n')).dialect).toEqual({
      delimiter: ';',
      lineEnd: 'CRLF',
      byteOrderMark: true,
    });
    expect((await accepted('a')).dialect).toEqual({ delimiter: undefined, lineEnd: undefined, byteOrderMark: false });
  });

  test('takes the delimiter that the name of the file says, whatever else the header holds', async () => {
    const { table } = await accepted('a,b\tc\n1,2\t3\n', { delimiter: '\t' });
    expect(table).toEqual({ header: ['a,b', 'c'], rows: [['1,2', '3']] });
  });

  test('counts the rows and keeps the cells only while they are few enough', async () => {
    const content = 'a,b\n1,2\n3,4\n5,6\n';
    expect((await accepted(content, { keepCells: 6 })).table?.rows.length).toBe(3);
    const scanned = await accepted(content, { keepCells: 5 });
    expect([scanned.table, scanned.rows]).toEqual([undefined, 3]);
  });
});

describe('F10: files from which a sniffing reader loses rows', () => {
  interface Expected {
    readonly name: string;
    readonly verdict: string;
    readonly line?: number;
    readonly sniffed?: { readonly delimiter: string; readonly columns: readonly string[]; readonly rows: number };
  }
  const f10 = known.find(({ id }) => id === 'F10');
  if (f10 === undefined) throw new Error('the case is missing');
  const files = (f10.input as unknown as { files: readonly { name: string; hex: string }[] }).files;
  const expected = (f10.expected as unknown as { files: readonly Expected[] }).files;

  test('all six of them', () => expect([files.length, expected.length]).toEqual([6, 6]));

  test.each(files)('$name', async ({ name, hex }) => {
    const answer = expected.find((each) => each.name === name);
    const scanned = await scan(Buffer.from(hex, 'hex'));
    expect(scanned.ok ? 'parsed' : scanned.refusal.verdict).toBe(answer?.verdict);
    if (!scanned.ok) {
      expect(scanned.refusal.at.line).toBe(answer?.line ?? scanned.refusal.at.line);
      return;
    }
    const { delimiter } = scanned.dialect;
    expect({ delimiter, columns: scanned.header, rows: scanned.rows }).toEqual(answer?.sniffed);
  });
});
