import { readFileSync } from 'node:fs';
import { parse, parseDocument } from 'yaml';
import { parseDeployment } from '../../../lib/config/read.ts';
import { controlIds } from '../../../policies/catalogue/catalogue.ts';
import { fine } from '../../../rehearsal/preflight/finding.ts';
import * as ec2 from '../../../rehearsal/preflight/ports/ec2.ts';
import { detectors } from '../../../rehearsal/preflight/ports/guardduty.ts';
import { policyExists } from '../../../rehearsal/preflight/ports/iam.ts';
import { identityCenterInstances } from '../../../rehearsal/preflight/ports/people-services.ts';
import { bootstraps } from '../../../rehearsal/preflight/ports/ssm.ts';
import { callerIdentity } from '../../../rehearsal/preflight/ports/sts.ts';
import { preflight } from '../../../rehearsal/preflight/preflight.ts';
import type { Question } from '../../../rehearsal/preflight/question.ts';
import { everyQuestion } from '../../../rehearsal/preflight/questions.ts';
import { empty, underControlTower } from './accounts.ts';
import { asked, asOf, type Example, fileOf, idsOf, subjectOf } from './examples.ts';
import { fails, recordedAccount, type Saying, says } from './recorded-account.ts';

const subject = subjectOf('greater-manchester');

const question = (over: Partial<Question>): Question => ({
  id: 'made-up',
  about: 'nothing',
  calls: [],
  ask: async () => [fine('well')],
  ...over,
});
const put = async (one: Question) =>
  (await preflight([one], recordedAccount(...empty(subject)), subject)).filter(({ question: id }) => id === one.id);

test('credentials of another account leave everything else unknown and unasked', async () => {
  const account = recordedAccount(...empty(subject), says(callerIdentity, { account: '000000000001', arn: 'arn' }));
  const findings = await asked(account, subject);
  expect(findings[0]).toMatchObject({
    outcome: 'would-fail',
    change: { path: 'aws.account', value: "'000000000001'" },
  });
  expect(idsOf(findings, 'unknown')).toHaveLength(everyQuestion.length - 1);
  expect(idsOf(findings, 'fine')).toEqual([]);
  expect([...account.asked]).toEqual([callerIdentity]);
});

test('another region than that of the file is told, and everything else is unknown and unasked', async () => {
  const elsewhere = { ...subject, region: 'eu-west-1' };
  const account = recordedAccount(...empty(subject));
  const findings = await asked(account, elsewhere);
  const [first] = findings;
  expect(first).toMatchObject({ outcome: 'would-fail', found: 'asked in eu-west-1', change: { path: 'aws.region' } });
  expect(idsOf(findings, 'unknown')).toHaveLength(everyQuestion.length - 1);
  expect(idsOf(findings, 'fine')).toEqual([]);
  expect([...account.asked]).toEqual([callerIdentity]);
});

test('without an answer about the caller nothing else is asked', async () => {
  const account = recordedAccount(...empty(subject), fails(callerIdentity, 'no way'));
  const findings = await asked(account, subject);
  expect(idsOf(findings, 'unknown')).toHaveLength(everyQuestion.length);
  expect([...account.asked]).toEqual([callerIdentity]);
});

test('a question that makes a call it does not declare is unknown', async () => {
  const ask: Question['ask'] = async (account) => {
    await account.ask(detectors, undefined);
    return [fine('well')];
  };
  expect(await put(question({ ask }))).toMatchObject([
    { outcome: 'unknown', found: expect.stringContaining('not declared') },
  ]);
  expect(await put(question({ ask, calls: [detectors] }))).toMatchObject([{ outcome: 'fine' }]);
});

test('a question that breaks, or says nothing, is unknown and never fine', async () => {
  const broken = question({ ask: () => Promise.reject(new Error('broken')) });
  expect(await put(broken)).toMatchObject([{ outcome: 'unknown', found: 'broken' }]);
  expect(await put(question({ ask: async () => [] }))).toMatchObject([{ outcome: 'unknown' }]);
});

test('the same words twice are one line', async () => {
  expect(await put(question({ ask: async () => [fine('well'), fine('well')] }))).toHaveLength(1);
});

test('ids are unique', () => {
  const ids = everyQuestion.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the same answers give the same findings', async () => {
  const once = () => asked(recordedAccount(...empty(subject)), subject);
  expect(await once()).toEqual(await once());
});

const troubled = (example: Example): readonly Saying[] => [
  ...underControlTower(subjectOf(example)),
  says(bootstraps, [{ parameter: '/cdk-bootstrap/theirs/version', version: 30 }]),
  says(policyExists, false),
  says(detectors, example === 'thames-valley' ? [] : ['d1']),
  says(identityCenterInstances, []),
  says(ec2.ebsEncryptionByDefault, false),
];

test.each(['greater-manchester', 'thames-valley'] as const)(
  'every change that is proposed for %s gives a file that is accepted',
  async (example) => {
    const findings = await asked(recordedAccount(...troubled(example)), subjectOf(example));
    const changes = findings.flatMap((finding) =>
      finding.outcome === 'would-fail' && finding.change !== undefined ? [finding.change] : [],
    );
    expect(changes.length).toBeGreaterThanOrEqual(4);
    for (const { path, value } of changes) {
      const document = parseDocument(readFileSync(fileOf(example), 'utf8'));
      // What it leaves to people, production refuses until they have written it.
      document.setIn(path.split('.'), parse(value.replaceAll('REPLACE', 'Written')));
      const read = parseDeployment(String(document), 'changed.yaml', { knownControls: controlIds, asOf });
      expect([path, read.ok ? [] : read.problems]).toEqual([path, []]);
    }
  },
);
