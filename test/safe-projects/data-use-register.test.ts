import { faultsOf } from '../../lambdas/safe-projects/application.ts';
import { dataUseCsv, dataUseEntry, dataUseRegister } from '../../lambdas/safe-projects/data-use-register.ts';
import specification from '../../lambdas/safe-projects/data-use-register-fields.json';
import { projectMetrics, timeToDecision } from '../../lambdas/safe-projects/project-metrics.ts';
import type { ProjectRecord } from '../../lambdas/safe-projects/project-record.ts';
import { purposes } from '../../lambdas/safe-projects/purposes.ts';
import { purposes as inTheDeploymentFile } from '../../lib/config/vocabulary.ts';
import { application, at, inState, toCommittee, walk } from './project-world.ts';

const records = inState();

test('the specification has 32 fields and says whose it is', () => {
  expect(specification.fields).toHaveLength(32);
  expect(specification.attribution).toMatch(/HDR UK.*CC0/);
});

test('purposes are those of the deployment file, and neither marketing nor insurance', () => {
  expect(purposes).toEqual(inTheDeploymentFile);
  for (const purpose of ['marketing', 'insurance']) {
    expect(faultsOf({ ...application, purpose: purpose as 'clinical-audit' })).toHaveLength(1);
  }
});

test('an entry has exactly the 32 fields, each a text, and the recommended ones are filled in', () => {
  const entry = dataUseEntry(records.live) ?? {};
  expect(Object.keys(entry)).toEqual(specification.fields.map(({ key }) => key));
  for (const { key, format, recommended } of specification.fields) {
    expect(typeof entry[key]).toBe('string');
    if (recommended) expect([key, entry[key]]).not.toEqual([key, '']);
    if (format.startsWith('ISO 8601')) expect(entry[key]).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
  expect(entry.ends).toBe(application.ends);
  expect((entry.laySummary ?? '').split(/\s+/).length).toBeLessThanOrEqual(300);
});

test('what was approved once stays in the register, and nothing else is in it', () => {
  const listed = Object.values(records).filter((record) => dataUseEntry(record) !== undefined);
  expect(listed.map(({ state }) => state)).toEqual([
    'approved',
    'live',
    'suspended',
    'closed',
    'archived',
    'destroyed',
  ]);
});

/** Everything that a project holds, each text replaced by where it stands. */
const marked = (value: unknown, path: string): unknown => {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d/.test(value) ? value : `«${path}»`;
  if (Array.isArray(value)) return value.map((one, index) => marked(one, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, marked(inner, path === '' ? key : `${path}.${key}`)]),
  );
};

test('no text leaves a project but its id and those of the 32 fields', () => {
  const restricted =
    /«(applicant|recorded|agreements|objections|meeting|conditions|amendments|members|people|committee|lastReason|closing|resumeProposedBy)/;
  const record = { ...(marked(records.live, '') as ProjectRecord), state: 'live' as const };
  const text = JSON.stringify(dataUseRegister([record])) + dataUseCsv(dataUseRegister([record]));
  expect(text).toContain('«application.title»');
  expect(text).not.toMatch(restricted);
  const places = new Set([...text.matchAll(/«([^»]+)»/g)].map(([, place]) => place));
  for (const place of places) expect(place).toMatch(/^(id|application\.[a-zA-Z0-9]+|datasets\[\d\]\.title)$/);
});

test('the CSV has the headings of the specification, and no cell that a spreadsheet would run', () => {
  const evil = { ...records.live, application: { ...application, title: '=HYPERLINK("https://example.org")' } };
  const [headings = '', row = ''] = dataUseCsv(dataUseRegister([evil])).split('\r\n');
  expect(headings.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)?.filter((one) => one !== '')).toHaveLength(32);
  expect(row).toContain(`"'=HYPERLINK(""https://example.org"")"`);
});

test('time to decision stops while the application lies with the applicant, and both figures are given', () => {
  const day = (number: number) => `2026-12-${String(number).padStart(2, '0')}T10:00:00.000Z`;
  const timing = {
    submittedAt: day(1),
    returned: [
      { from: day(3), until: day(8) },
      { from: day(9), until: day(11) },
    ],
    decidedAt: day(21),
  };
  expect(timeToDecision(timing)).toEqual({ elapsedDays: 20, workingDays: 13 });
  expect(timeToDecision({ returned: [] })).toBeUndefined();
});

test('the clock runs from the first submission, through a return, to the vote', () => {
  const reason = 'more about the people asked for';
  const submitted = at(...toCommittee.slice(0, 2));
  const returned = walk({ ...submitted, now: '2026-12-03T10:00:00.000Z' }, ['officer-a', { kind: 'return', reason }]);
  const again = walk({ ...returned, now: '2026-12-10T10:00:00.000Z' }, ['applicant', { kind: 'submit' }]);
  const refused = walk({ ...again, now: '2026-12-11T10:00:00.000Z' }, ['officer-a', { kind: 'refuse', reason }]);
  expect(timeToDecision(refused.record.timing)).toEqual({ elapsedDays: 10, workingDays: 3 });
});

test('metrics count every state and hold nothing but counts', () => {
  const { states, ...figures } = projectMetrics(Object.values(records));
  expect(states.map(({ projects }) => projects)).toEqual(states.map(() => 1));
  expect(Object.values(figures).every((figure) => typeof figure === 'number')).toBe(true);
  expect(projectMetrics([])).toMatchObject({ decided: 0, medianElapsedDays: 0, longestElapsedDays: 0 });
});
