import { refusalRules } from '../../../lambdas/safe-outputs/disclosure/scan/refusals.ts';
import { scanLimits } from '../../../lambdas/safe-outputs/disclosure/scan/scanned.ts';
import { scan } from './scan-bytes.ts';

const long = 'x'.repeat(scanLimits.field);
const manyHeadings = Array.from({ length: scanLimits.columns + 1 }, (_, index) => `h${index}`).join(',');

/** What is sent; which rule refuses it; at which line, column and byte. */
const rows: readonly (readonly [string, string | Uint8Array, string, number, number, number])[] = [
  ['nothing', '', 'csv-empty', 1, 1, 0],
  ['a byte order mark and nothing', '\ufeff', 'csv-empty', 1, 1, 0],
  ['UTF-16, little end first', Buffer.from('\ufeffa,b\n', 'utf16le'), 'csv-utf-16', 1, 1, 0],
  ['UTF-16, big end first', Buffer.from([0xfe, 0xff, 0, 0x61]), 'csv-utf-16', 1, 1, 0],
  ['UTF-16 without its mark', Buffer.from('a,b\n', 'utf16le'), 'csv-nul', 1, 1, 1],
  ['latin-1', Buffer.from('a,b\n1,caf\xe9\n', 'latin1'), 'csv-not-utf-8', 2, 2, 9],
  ['latin-1 in the header', Buffer.from('caf\xe9,b\n', 'latin1'), 'csv-not-utf-8', 1, 1, 3],
  ['latin-1 on the third line of a field', Buffer.from('a,b\n1,"x\n\ny\xe9"\n', 'latin1'), 'csv-not-utf-8', 4, 2, 11],
  ['an overlong form', Buffer.from([0x61, 10, 0xc0, 0xaf]), 'csv-not-utf-8', 2, 1, 2],
  ['an overlong form of three bytes', Buffer.from([0x61, 10, 0xe0, 0x80, 0xaf]), 'csv-not-utf-8', 2, 1, 2],
  ['half a surrogate pair', Buffer.from([0x61, 10, 0xed, 0xa0, 0x80]), 'csv-not-utf-8', 2, 1, 2],
  ['a character beyond the last', Buffer.from([0x61, 10, 0xf4, 0x90, 0x80, 0x80]), 'csv-not-utf-8', 2, 1, 2],
  ['half a character', Buffer.from([0x61, 10, 0xe2, 0x82]), 'csv-not-utf-8', 2, 1, 2],
  [
    'half a character before a delimiter',
    Buffer.from([0x61, 0x2c, 0x62, 10, 0xe2, 0x82, 0x2c]),
    'csv-not-utf-8',
    2,
    1,
    4,
  ],
  ['two byte order marks', '\ufeff\ufeffa\n', 'csv-inner-byte-order-mark', 1, 1, 3],
  ['a byte order mark in a cell', 'a,b\n1,x\ufeff\n', 'csv-inner-byte-order-mark', 2, 2, 7],
  ['a NUL', 'a,b\n1,x\0y\n', 'csv-nul', 2, 2, 7],
  ['a NUL in quotes', 'a,b\n1,"x\n\0"\n', 'csv-nul', 3, 2, 9],
  ['an escape character', 'a,b\n1,\x1b[2J\n', 'csv-control-character', 2, 2, 6],
  ['a delete', 'a,b\n\x7f,1\n', 'csv-control-character', 2, 1, 4],
  ['a control of Latin-1 in UTF-8', 'a,b\n1,x\u0085\n', 'csv-control-character', 2, 2, 7],
  ['a tab outside quotes', 'a,b\n1,x\ty\n', 'csv-control-character', 2, 2, 7],
  ['a form feed in quotes', 'a,b\n1,"\f"\n', 'csv-control-character', 2, 2, 7],
  ['carriage returns alone', 'a,b\r1,2\r', 'csv-bare-return', 1, 2, 3],
  ['a carriage return in a line', 'a,b\n1,2\r3\n', 'csv-bare-return', 2, 2, 7],
  ['a carriage return in quotes', 'a,b\n1,"x\ry"\n', 'csv-bare-return', 2, 2, 8],
  ['a carriage return at the end', 'a,b\r\n1,2\r', 'csv-bare-return', 2, 2, 8],
  ['CRLF after LF', 'a,b\n1,2\r\n', 'csv-mixed-line-ends', 2, 2, 8],
  ['LF after CRLF', 'a,b\r\n1,2\n', 'csv-mixed-line-ends', 2, 2, 8],
  ['a line feed alone', '\n', 'csv-blank-line', 1, 1, 0],
  ['an empty line in the middle', 'a,b\n1,2\n\n3,4\n', 'csv-blank-line', 3, 1, 8],
  ['two line ends at the end', 'a,b\n1,2\n\n', 'csv-blank-line', 3, 1, 8],
  ['an empty line ended by CRLF', 'a\r\n\r\n', 'csv-blank-line', 2, 1, 3],
  ['a line too short', 'a,b\n1,2\n3\n4,5,6\n', 'csv-ragged', 3, 2, 9],
  ['a line too long', 'a,b\n1,2\n4,5,6\n', 'csv-ragged', 3, 3, 12],
  ['a last line too short', 'a,b,c\n1,2', 'csv-ragged', 2, 3, 9],
  ['a line too short after a field of two lines', 'a,b,c\n"x\ny",2\n', 'csv-ragged', 3, 3, 13],
  ['a delimiter at the end of a line', 'a,b\n1,2,\n', 'csv-ragged', 2, 3, 8],
  ['a comma in a single column', 'a\n1,2\n', 'csv-ragged', 2, 2, 4],
  ['a bar in a single column', 'a\n1|2\n', 'csv-ragged', 2, 2, 4],
  ['two delimiters in the header', 'a,b;c\n1,2\n', 'csv-ambiguous-delimiter', 1, 1, 3],
  ['a quote never closed', 'a,b\n1,2\n3,"4\n', 'csv-unclosed-quote', 3, 2, 10],
  ['a quote never closed, over lines', 'a,b\n"1,2\n3,4\n5,6\n', 'csv-unclosed-quote', 2, 1, 4],
  ['a quote opened by the last byte', 'a,b\n1,"', 'csv-unclosed-quote', 2, 2, 6],
  ['a doubled quote, never closed', 'a\n"x""', 'csv-unclosed-quote', 2, 1, 2],
  ['a quote inside a field', 'a,b\n1,x"y"\n', 'csv-quote-in-field', 2, 2, 7],
  ['a space before a quote', 'a,b\n1, "y"\n', 'csv-quote-in-field', 2, 2, 7],
  ['a quote in a heading', 'a",b\n1,2\n', 'csv-quote-in-field', 1, 1, 1],
  ['text after a quote', 'a,b\n"1"x,2\n', 'csv-text-after-quote', 2, 1, 7],
  ['a space after a quote', 'a,b\n"1" ,2\n', 'csv-text-after-quote', 2, 1, 7],
  ['a backslash before a quote', 'a,b\n"1\\"x",2\n', 'csv-text-after-quote', 2, 1, 8],
  ['a field too long', `a,b\n1,${long}x\n`, 'csv-field-too-long', 2, 2, 6],
  ['a field too long in quotes', `a,b\n1,"${long}x"\n`, 'csv-field-too-long', 2, 2, 7],
  ['a field too long with a NUL behind', `a,b\n1,${long}xx\0\n`, 'csv-field-too-long', 2, 2, 6],
  ['a line too long', `a,b,c,d,e\n${Array(5).fill(long).join(',')}\n`, 'csv-line-too-long', 2, 4, 3_000_013],
  ['a header too long', `a,${long}\n`, 'csv-line-too-long', 1, 2, 2],
  ['too many columns', `${manyHeadings}\n`, 'csv-too-many-columns', 1, scanLimits.columns + 1, 58_890],
];

describe('what has more than one reading is refused where it begins', () => {
  test.each(rows)('%s', async (_, content, rule, line, column, byte) => {
    const scanned = await scan(content);
    expect(scanned.ok ? 'accepted' : [scanned.refusal.rule, scanned.refusal.at]).toEqual([
      rule,
      { line, column, byte },
    ]);
    for (const size of content.length > 10_000 ? [99_991] : [1, 2, 7])
      expect(await scan(content, {}, Array(Math.ceil(content.length / size)).fill(size))).toEqual(scanned);
  });

  test('a file of commas that is named as one of tabs', async () => {
    const scanned = await scan('a,b\n1,2\n', { delimiter: '\t' });
    expect(scanned.ok ? 'accepted' : [scanned.refusal.rule, scanned.refusal.at]).toEqual([
      'csv-other-delimiter',
      { line: 1, column: 1, byte: 1 },
    ]);
  });

  test('every refusal has its row', () => {
    const shown = new Set(['csv-other-delimiter', ...rows.map(([, , rule]) => rule)]);
    expect(refusalRules.filter((rule) => !shown.has(rule))).toEqual([]);
  });

  test('no refusal quotes what it refuses', async () => {
    const scanned = await scan('secret,b\nsecret"x,1\n');
    expect(JSON.stringify(scanned)).not.toContain('secret');
  });
});
