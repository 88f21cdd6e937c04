import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../../../bin/generated-files.ts';
import { preflightIn } from '../../../bin/verbs/preflight.ts';
import type { Connection } from '../../../rehearsal/preflight/call.ts';
import { callerIdentity } from '../../../rehearsal/preflight/ports/sts.ts';
import { everyQuestion } from '../../../rehearsal/preflight/questions.ts';
import { Report, reportOf } from '../../../rehearsal/preflight/report.ts';
import { table } from '../../../rehearsal/preflight/table.ts';
import { empty, livedIn } from './accounts.ts';
import { asOf, before, fileOf, planFor, subjectOf } from './examples.ts';
import { fails, recordedAccount, type Saying } from './recorded-account.ts';

const file = fileOf('greater-manchester');
const subject = subjectOf('greater-manchester');

async function run(sayings: readonly Saying[], args: readonly string[], today = asOf) {
  const [out, err]: [string[], string[]] = [[], []];
  const connections: Connection[] = [];
  const verb = preflightIn({
    plan: planFor,
    account(connection) {
      connections.push(connection);
      return recordedAccount(...sayings);
    },
  });
  const status = await verb.run(args, {
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
    today: () => today,
  });
  return { status, out: out.join(''), err: err.join(''), connections };
}

test('it exits with 0 where all is fine or to note', async () => {
  const { status, out, connections } = await run(empty(subject), [file], before);
  expect(status).toBe(0);
  expect(out).toContain('0 would fail, 0 unknown');
  expect(connections).toEqual([{ region: 'eu-west-2' }]);
});

test('it exits with 1 where something would fail, and says first what, why, what to change and where it is written', async () => {
  const { status, out } = await run(livedIn(subject), [file]);
  expect(status).toBe(1);
  const [, first, ...below] = out.split('\n');
  expect(first).toMatch(/^would fail {2}config-recorder +recorder default/);
  expect(below.slice(0, 4).map((line) => line.trim().split(' ')[0])).toEqual(['why', 'change', 'do', 'source']);
});

test('it exits with 1 where nothing may be asked, and names each missing permission', async () => {
  const { status, out } = await run([], [file]);
  expect(status).toBe(1);
  expect(out).toContain('missing  guardduty:ListDetectors, see --policy');
  expect(out).toMatch(/0 would fail, \d\d unknown, 1 to note, 0 fine\n$/);
});

test('--json prints what the schema says', async () => {
  const { status, out } = await run(livedIn(subject), [file, '--json']);
  expect(status).toBe(1);
  const report = Report.parse(JSON.parse(out));
  expect(report).toMatchObject({ deployment: 'gtr-manchester', account: '444455556666', ok: false });
  expect(report.findings.length).toBe(Object.values(report.counts).reduce((sum, count) => sum + count));
});

test('--policy prints the policy and asks nothing', async () => {
  const { status, out, connections } = await run([], [file, '--policy']);
  expect([status, connections]).toEqual([0, []]);
  expect(JSON.parse(out)).toMatchObject({ Version: '2012-10-17', Statement: expect.any(Array) });
});

test('the report says on which day it was asked, and what answered in the place of AWS', async () => {
  const args = [file, '--endpoint', 'http://localhost:5000'];
  const { out } = await run(empty(subject), args);
  expect(out.split('\n')[0]).toBe(
    `gtr-manchester: account 444455556666, eu-west-2, on ${asOf}, as http://localhost:5000 answers and not AWS`,
  );
  const { out: json } = await run(empty(subject), [...args, '--json']);
  expect(Report.parse(JSON.parse(json))).toMatchObject({ endpoint: 'http://localhost:5000', on: asOf });
  const { out: ofAws } = await run(empty(subject), [file]);
  expect(ofAws.split('\n')[0]).toBe(`gtr-manchester: account 444455556666, eu-west-2, on ${asOf}`);
});

test('without an answer about the caller it says so once, and one line for each question that it left out', async () => {
  const args = [file, '--profile', 'sandbox', '--endpoint', 'http://localhost:5000'];
  const { status, out } = await run([...empty(subject), fails(callerIdentity, 'no way')], args);
  expect(status).toBe(1);
  expect(
    out.match(/no way \(profile sandbox, endpoint http:\/\/localhost:5000\): nothing else was asked/g),
  ).toHaveLength(1);
  const rest = out.split('\n').filter((line) => line.includes('not asked: see caller-is-in-the-account'));
  expect(rest).toHaveLength(everyQuestion.length - 1);
  // Header, the caller and what it was asked, the rest, the sum, and the last line feed.
  expect(out.split('\n')).toHaveLength(rest.length + 5);
});

test('profile, region and endpoint are handed on', async () => {
  const args = [file, '--profile', 'sandbox', '--region', 'eu-west-1', '--endpoint', 'http://localhost:5000'];
  const { status, connections, out } = await run(empty(subject), args, before);
  expect(connections).toEqual([{ profile: 'sandbox', region: 'eu-west-1', endpoint: 'http://localhost:5000' }]);
  expect(status).toBe(1);
  expect(out).toContain('asked in eu-west-1');
});

test.each([
  [[]],
  [[file, file]],
  [[file, '--json', '--policy']],
  [[file, '--endpoint', 'nowhere']],
  [[file, '--endpoint', 'ftp://localhost:5000']],
  [[file, '--endpoint', 'localhost:5000']],
  [[file, '--region', 'eu-west-1', '--policy']],
  [[file, '--profil', 'x']],
])('usage: %j', async (args) => {
  const { status, err, connections } = await run([], args);
  expect([status, connections]).toEqual([2, []]);
  expect(err).toContain('usage: tre preflight');
});

test('a file that is refused is asked nothing', async () => {
  const { status, err, connections } = await run([], ['missing.yaml']);
  expect([status, connections]).toEqual([1, []]);
  expect(err).toContain('missing.yaml');
});

test('names in an account cannot move the cursor', () => {
  const found = 'bucket\u001b[2J\r\u0007 name';
  const report = reportOf(subject, [{ outcome: 'fine', question: 'q', about: 'a', found }]);
  expect(table(report)).not.toMatch(/[^\P{Cc}\n]/u);
});

test('the schema in the reference is what the code says; if not, run npm run generate', () => {
  const path = 'docs/reference/preflight-schema.json';
  expect(readFileSync(join(__dirname, '..', '..', '..', path), 'utf8')).toBe(generatedFiles().get(path));
});
