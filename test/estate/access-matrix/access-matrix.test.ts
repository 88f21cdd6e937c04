import { ask } from '../../../policies/estate/access/ask.ts';
import { accessMatrix, type Pair, storesOf } from '../../../policies/estate/access-matrix/access-matrix.ts';
import { askersOf } from '../../../policies/estate/access-matrix/askers.ts';
import { placesOf } from '../../../policies/estate/access-matrix/places.ts';
import { isSilent } from '../../../policies/estate/access-matrix/silence.ts';
import { type Scope, storeKinds } from '../../../policies/estate/access-matrix/verbs.ts';
import type { JsonObject } from '../../../policies/estate/estate.ts';
import { estateOf } from '../../../policies/estate/model.ts';
import { examples } from '../../examples.ts';

const account = '123456789012';

const estate = (Resources: JsonObject) =>
  estateOf([{ name: 's', templateFile: 's.json', template: { Resources }, account, region: 'eu-west-2' }]);

const allow = (Action: string, Resource: string, more: JsonObject = {}): JsonObject => ({
  Statement: [{ Effect: 'Allow', Action, Resource, ...more }],
});

const role = (document?: JsonObject): JsonObject => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: allow('sts:AssumeRole', '*', { Principal: { Service: 'lambda.amazonaws.com' } }),
    Policies: document === undefined ? [] : [{ PolicyName: 'p', PolicyDocument: document }],
  },
});

const bucket: JsonObject = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'records' } };
const bucketPolicy = (document: JsonObject): JsonObject => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: { Bucket: { Ref: 'Store' }, PolicyDocument: document },
});
const objects = ['arn', 'aws', 's3', '', '', 'records/*'].join(':');

const found = (pairs: readonly Pair[], principal: string, store = 's/Store'): Pair => {
  const pair = pairs.find((one) => one.principal === principal && one.store === store);
  if (pair === undefined) throw new Error(`no pair of ${principal} and ${store}`);
  return pair;
};

describe('a small estate', () => {
  test('a role may what its policy says, on the part of a bucket that it names, and nothing else', () => {
    const pairs = accessMatrix(
      estate({
        Store: bucket,
        Reader: role(allow('s3:GetObject', objects.replace('*', 'in/*'))),
        Idle: role(),
      }),
    );
    expect(found(pairs, 's/Reader').without).toMatchObject({
      read: {
        answer: 'yes',
        actions: ['s3:GetObject'],
        statements: ['Allow s/Reader Properties.Policies.0.PolicyDocument.Statement.0'],
      },
      write: { answer: 'no', statements: [] },
      administer: { answer: 'no' },
    });
    expect(Object.values(found(pairs, 's/Idle').without).map(({ answer }) => answer)).toEqual([
      'no',
      'no',
      'no',
      'no',
      'no',
    ]);
    expect(found(pairs, 'lambda.amazonaws.com', 's/Reader').without.become?.answer).toBe('yes');
  });

  test('a bucket that is open to everybody is open to whoever has no credentials', () => {
    const open = bucketPolicy(allow('s3:GetObject', objects, { Principal: '*' }));
    const pairs = accessMatrix(estate({ Store: bucket, Policy: open }));
    for (const name of ['anybody without credentials', 'any other AWS account'])
      expect(found(pairs, name).without.read?.answer).toBe('yes');
  });

  test('of a role outside the templates only a Deny makes a sure no', () => {
    const closed = { Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: objects, Principal: '*' }] };
    const name = `any other role of ${account}, administrators too`;
    expect(found(accessMatrix(estate({ Store: bucket })), name).without.read?.answer).toBe('unknown');
    expect(
      found(accessMatrix(estate({ Store: bucket, Policy: bucketPolicy(closed) })), name).without.read?.answer,
    ).toBe('no');
  });

  test('a condition stands in the cell, and what comes of it on each path', () => {
    const pairs = accessMatrix(
      estate({
        Store: bucket,
        Reader: role(
          allow('s3:GetObject', objects, {
            Condition: { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } },
          }),
        ),
      }),
    );
    expect(found(pairs, 's/Reader').without.read).toMatchObject({
      answer: 'only if',
      residual: 'some value of aws:CalledVia is athena.amazonaws.com',
      byPath: { direct: 'no', athena: 'yes' },
    });
  });

  test('the guardrails of an organisation change one column only', () => {
    const pairs = accessMatrix(
      estate({
        Store: bucket,
        Reader: role(allow('s3:GetObject', objects)),
        Guardrail: {
          Type: 'AWS::Organizations::Policy',
          Properties: {
            Type: 'SERVICE_CONTROL_POLICY',
            TargetIds: [account],
            Content: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] },
          },
        },
      }),
    );
    const pair = found(pairs, 's/Reader');
    expect([pair.without.read?.answer, pair.with.read?.answer]).toEqual(['yes', 'no']);
  });

  test('the policy of a backup vault bears on the recovery points in it', () => {
    const vault = (AccessPolicy?: JsonObject): JsonObject => ({
      Type: 'AWS::Backup::BackupVault',
      Properties: { BackupVaultName: 'v', ...(AccessPolicy === undefined ? {} : { AccessPolicy }) },
    });
    const restorer = role(allow('backup:StartRestoreJob', '*'));
    const closed = {
      Statement: [{ Effect: 'Deny', Action: 'backup:StartRestoreJob', Resource: '*', Principal: '*' }],
    };
    const readBy = (Store: JsonObject) =>
      found(accessMatrix(estate({ Store, Restorer: restorer })), 's/Restorer').without.read?.answer;
    expect([readBy(vault()), readBy(vault(closed))]).toEqual(['yes', 'no']);
  });
});

describe.each([...examples])('%s', (_, templates) => {
  const whole = estateOf(templates);
  const pairs = accessMatrix(whole);
  const may = (pair: Pair) => Object.entries(pair.without).filter(([, { answer }]) => answer !== 'no');

  test('the role of a project reaches its own stores, no other project’s and no zone', () => {
    const ofProjects = pairs.filter(({ principal }) => principal.endsWith('/ProjectRole'));
    const reached = ofProjects.filter((pair) => may(pair).length > 0);
    expect(reached.length).toBeGreaterThan(0);
    for (const { principal, store } of reached) expect(store.split('/')[0]).toBe(principal.split('/')[0]);
  });

  test('nobody without credentials and no foreign account may anything but come to the private door from inside', () => {
    const whatMay = pairs.filter(({ principalKind }) => principalKind === 'stranger').flatMap(may);
    // There a token is asked for, which no policy of AWS sees: rule every-request-asks-the-authoriser.
    const inside = /^aws:SourceVpce is ‹[\w-]+\/ExecuteApiEndpoint›$/;
    for (const [verb, { answer, residual }] of whatMay) {
      expect([verb, answer, residual]).toEqual(['invoke', 'only if', expect.stringMatching(inside)]);
    }
  });

  test('a call that no statement speaks of is denied when it is asked after all', () => {
    const askers = askersOf(whole).filter(({ kind }) => kind !== 'account' && kind !== 'outside these templates');
    const silent = askers.flatMap((asker, index) =>
      storesOf(whole)
        .filter((__, place) => (place + index) % 5 === 0)
        .flatMap((store) =>
          Object.values(storeKinds[store.type]?.verbs ?? {}).flatMap((aims) =>
            Object.entries(aims).flatMap(([scope, actions]) =>
              placesOf(whole, store, scope as Scope).flatMap((to) =>
                actions
                  .filter((action) => isSilent(whole, asker, action, to, store))
                  .map((action) => ({ who: asker.who, action, to, governedBy: store })),
              ),
            ),
          ),
        ),
    );
    expect(silent.length).toBeGreaterThan(1000);
    expect(silent.filter((question) => ask(whole, question).decision !== 'denied')).toEqual([]);
  });

  test('the same templates give the same matrix, in the same order', () => {
    expect(accessMatrix(estateOf(templates))).toEqual(pairs);
  });
});
