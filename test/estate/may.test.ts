import { ask } from '../../policies/estate/access/ask.ts';
import { physicalName } from '../../policies/estate/access/physical-names.ts';
import { actors, identities } from '../../policies/estate/actors.ts';
import { candidatesAmong } from '../../policies/estate/candidates.ts';
import type { Estate } from '../../policies/estate/estate.ts';
import { mayDo } from '../../policies/estate/may.ts';
import { estateOf } from '../../policies/estate/model.ts';
import { examples } from '../examples.ts';
import { MutableTemplates } from '../mutant.ts';
import { account, addToKey, addToPolicy, grant, objectsOf, roleArn } from '../safe-data/changes.ts';

const asked: Readonly<Record<string, readonly string[]>> = {
  'AWS::S3::Bucket': ['s3:GetObject', 's3:ListBucket', 's3:PutBucketPolicy'],
  'AWS::KMS::Key': ['kms:Decrypt', 'kms:CreateGrant'],
  'AWS::IAM::Role': ['sts:AssumeRole'],
  'AWS::Athena::WorkGroup': ['athena:GetQueryResults'],
  'AWS::Logs::LogGroup': ['logs:PutLogEvents'],
};

const questions = (estate: Estate) =>
  Object.entries(asked).flatMap(([type, actions]) =>
    estate.ofType(type).flatMap((resource) => {
      const { arn } = physicalName(estate, resource);
      return actions.map((action) => ({ action, to: action === 's3:GetObject' ? `${arn}/x` : arn }));
    }),
  );

/** An estate with statements as wide, and as oddly named, as policies can be. */
function widened(): Estate {
  const templates = new MutableTemplates(examples.get('thames-valley') ?? []);
  grant(templates, 'restore', { Action: 's3:*', Resource: '*' });
  grant(templates, 'malware-scan', { NotAction: 'iam:*', NotResource: 'arn:aws:s3:::none' });
  grant(templates, 'flow-logs', { Action: '*', Resource: 'arn:aws:kms:eu-west-2:${aws:PrincipalAccount}:key/*' });
  grant(templates, 'backup', { Action: { Ref: 'Unknown' }, Resource: { Ref: 'Unknown' } });
  addToKey(templates, 'VaultKey', { Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' });
  addToPolicy(templates, 'VaultBucketPolicy', {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: objectsOf('VaultBucket'),
    Condition: { ArnLike: { 'aws:PrincipalArn': roleArn('tre-*-trail-logs') } },
  });
  addToPolicy(templates, 'CuratedBucketPolicy', {
    Effect: 'Allow',
    NotPrincipal: { AWS: roleArn('somebody') },
    Action: 's3:ListBucket',
    Resource: '*',
  });
  addToKey(templates, 'CuratedKey', {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:sts::${account}:assumed-role/tre-thames-valley-broker/one` },
    Action: 'kms:Decrypt',
    Resource: '*',
  });
  return estateOf(templates.templates);
}

const estates = (): readonly (readonly [string, Estate])[] => [
  ...[...examples].map(([id, templates]) => [id, estateOf(templates)] as const),
  ['thames-valley, widened', widened()],
];

describe('a question that is not put to the evaluator', () => {
  test.each(estates())('would have been answered with no: %s', (_, estate) => {
    let denied = 0;
    for (const actor of actors(estate))
      for (const { action, to } of questions(estate)) {
        const answer = ask(estate, { who: actor.who, action, to, withoutGuardrails: true });
        if (answer.decision === 'denied') denied += 1;
        const seen = mayDo(estate, actor, action, to)?.decision ?? 'denied';
        expect({ who: actor.who, action, to, seen }).toEqual({ who: actor.who, action, to, seen: answer.decision });
      }
    expect(denied).toBeGreaterThan(100);
  });

  test.each(estates())('is never about something that an identity could reach: %s', (_, estate) => {
    const all = questions(estate);
    const candidates = candidatesAmong(estate, [...new Set(all.map(({ to }) => to))]);
    for (const { resource, who } of identities(estate)) {
      const found = new Set(resource === undefined ? [] : candidates(resource, who));
      const lost = all.filter(
        ({ action, to }) => !found.has(to) && ask(estate, { who, action, to }).decision !== 'denied',
      );
      expect({ who, lost }).toEqual({ who, lost: [] });
    }
  });
});
