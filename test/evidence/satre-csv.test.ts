import { statements } from '../../policies/catalogue/catalogue.ts';
import { assess } from '../../policies/evidence/assess.ts';
import { satreCsv } from '../../policies/evidence/satre-csv.ts';
import { readCsv } from './read-csv.ts';
import { attestation, full, hostile, outcome, ran, subject, table } from './subject.ts';

const csv = satreCsv(assess(full('production'), table), false);
const rows = readCsv(csv);
const row = (id: string) => rows.find(([, item]) => item === id);

test('the eight columns, all 185 statements in order, an empty row and the version', () => {
  expect(rows[0]).toEqual([
    'Section',
    'Item',
    'Statement',
    'Guidance',
    'Importance',
    'Score',
    'Response',
    'Improvements',
  ]);
  expect(rows.slice(1, 186).map(([, item]) => item)).toEqual(statements.map(({ id }) => id));
  expect(rows.slice(186)).toEqual([Array(8).fill(''), ['Version', 'v2.0.1', '', '', '', '', '', '']]);
  expect(new Set(rows.map((one) => one.length))).toEqual(new Set([8]));
});

test('no byte order mark, and nothing of our own outside ASCII', () => {
  expect(satreCsv(assess(subject()), true)).toMatch(/^[\x20-\x7e\r\n]*$/);
});

test('quotes, line breaks and markup come back as they were written', () => {
  expect(row('1.1.01')?.[6]).toContain(hostile);
});

test.each(['=cmd|calc', '+44', '-1', '@sum', '\t=cmd', ' =cmd'])('a cell that begins with %j is text', (fix) => {
  const rule = ran('no-internet-route', ['2.2.11'], [outcome('fail')]);
  const assessment = assess(subject({ rules: [rule] }));
  const poisoned = {
    ...assessment,
    controls: assessment.controls.map((one) => ({ ...one, response: fix, improvements: fix })),
  };
  const cells = readCsv(satreCsv(poisoned, false))[1];
  expect([cells?.[6], cells?.[7]]).toEqual([`'${fix}`, `'${fix}`]);
});

test('a cell that only holds such a sign stays as it is', () => {
  expect(row('1.1.03')?.[6]).toContain('Attested by +447700900000');
});

test('a trial says so in every row', () => {
  const responses = readCsv(satreCsv(assess(full('trial'), table), true))
    .slice(1, 186)
    .map((cells) => cells[6]);
  expect(responses.filter((response) => !response?.startsWith('TRIAL - not for accreditation.'))).toEqual([]);
  expect(csv).not.toContain('TRIAL');
});

test('a score without an outcome or a person behind it does not exist', () => {
  const scores = new Set(
    readCsv(satreCsv(assess(subject()), false))
      .slice(1, 186)
      .map((cells) => cells[5]),
  );
  expect(scores).toEqual(new Set(['0', '', 'N/A']));
});

test('a score that a person gave is theirs', () => {
  const attestations = [attestation('1.1.01', { score: 1 }), attestation('1.1.03')];
  const read = readCsv(satreCsv(assess(subject({ attestations })), false));
  expect([read[1]?.[5], read[3]?.[5]]).toEqual(['1', '']);
});
