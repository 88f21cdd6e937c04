import { auditQueries } from '../../constructs/safe-settings/audit-queries.ts';
import { asTheTableReadsIt } from '../../rehearsal/scenarios/trail-files.ts';
import { answerColumns, expectedAnswers, happened } from '../../rehearsal/scenarios/trail-records.ts';

const names = auditQueries('db').map(({ name }) => name);

test('every question to the audit trail has an expected answer with something in it, and columns to read it by', () => {
  expect(Object.keys(expectedAnswers).sort()).toEqual([...names].sort());
  expect(Object.keys(answerColumns).sort()).toEqual([...names].sort());
  expect(Object.values(expectedAnswers).filter((rows) => rows.length === 0)).toEqual([]);
});

test('records lie in the columns of the table: lower case, parts as text, the day of the partition beside them', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const [first] = asTheTableReadsIt(happened('tre-x-trail-1'), 'eu-west-2', now).split('\n');
  expect(JSON.parse(first ?? '')).toMatchObject({
    eventname: 'GetObject',
    requestparameters: '{"bucketName":"tre-x-p-one","key":"extract/admitted_care_spells/part-0.parquet"}',
    useridentity: { sessioncontext: { sourceidentity: 'ada@example.nhs.uk' } },
    region: 'eu-west-2',
    day: '2026/11/23',
  });
});

test('something happened too long ago to be an answer', () => {
  expect(happened('x').some(({ daysAgo }) => daysAgo > 8)).toBe(true);
});
