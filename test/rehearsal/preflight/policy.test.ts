import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leastPolicy } from '../../../rehearsal/preflight/policy.ts';
import { everyQuestion } from '../../../rehearsal/preflight/questions.ts';
import { subjectOf } from './examples.ts';

const ports = join(__dirname, '..', '..', '..', 'rehearsal', 'preflight', 'ports');
const sources = readdirSync(ports).map((file) => readFileSync(join(ports, file), 'utf8'));

const { deployment } = subjectOf('thames-valley');
const statements = leastPolicy(everyQuestion, deployment).Statement;
const declared = everyQuestion.flatMap(({ calls }) => calls);

test('the policy allows each call of each question, and nothing else', () => {
  const allowed = statements.flatMap(({ Action }) => Action).sort();
  expect(allowed).toEqual([...new Set(declared.map(({ action }) => action))].sort());
  expect(allowed.length).toBeGreaterThan(40);
});

test('no action is allowed on anything that its call does not name', () => {
  for (const { Action, Resource } of statements) {
    for (const action of Action) {
      const named = declared.filter((call) => call.action === action);
      const resources = named.flatMap((call) =>
        call.resources({
          partition: 'aws',
          account: '111122223333',
          region: 'eu-west-2',
          deployment: 'thames-valley',
          qualifier: 'tvssde',
          boundary: 'LandingZoneBoundary',
        }),
      );
      expect([...Resource].sort()).toEqual([...new Set(resources)].sort());
    }
  }
});

test('roles, parameters and stacks are named as those of the file', () => {
  const of = (action: string) => statements.find(({ Action }) => Action.includes(action))?.Resource;
  expect(of('iam:GetRole')).toEqual([
    'arn:aws:iam::111122223333:role/AWSControlTowerExecution',
    'arn:aws:iam::111122223333:role/cdk-tvssde-*',
  ]);
  expect(of('iam:GetPolicy')).toEqual(['arn:aws:iam::111122223333:policy/LandingZoneBoundary']);
  expect(of('cloudformation:ListStackResources')).toEqual([
    'arn:aws:cloudformation:eu-west-2:111122223333:stack/tre-thames-valley-*/*',
  ]);
});

test('it fits into one managed policy of 6,144 characters', () => {
  expect(JSON.stringify(leastPolicy(everyQuestion, deployment)).length).toBeLessThan(6144);
});

test('every action reads', () => {
  for (const { action } of declared) expect(action).toMatch(/^[a-z0-9-]+:(Get|List|Describe|BatchGet)[A-Z]\w+$/);
});

describe('in the source of the ports', () => {
  /** Two permissions of S3 are named otherwise than the operation. */
  const operations: Readonly<Record<string, string>> = {
    ListAllMyBuckets: 'ListBuckets',
    GetAccountPublicAccessBlock: 'GetPublicAccessBlock',
  };
  const calls = sources.flatMap((source) => source.split(/\n {2}action: '/).slice(1));

  test('every call sends the one operation that its action permits, and it is a reading one', () => {
    expect(calls.length).toBe(new Set(declared).size);
    for (const call of calls) {
      const [, permitted = ''] = /^[a-z0-9-]+:(\w+)'/.exec(call) ?? [];
      const sent = [...call.matchAll(/new sdk\.(\w+)Command\b|sdk\.paginate(\w+)\(/g)].map(
        ([, one, pages]) => one ?? pages,
      );
      expect(sent).toEqual([operations[permitted] ?? permitted]);
      expect(sent[0]).toMatch(/^(Get|List|Describe|BatchGet)[A-Z]/);
    }
  });

  test('nothing is sent outside a call, and no client is loaded before it is needed', () => {
    const all = sources.join('\n');
    expect(all.match(/\bsdk\.(paginate\w+|\w+Command)\b/g)?.length).toBe(calls.length);
    expect(all).not.toMatch(/^import (?!type )[^;]*from '@aws-sdk/m);
  });
});
