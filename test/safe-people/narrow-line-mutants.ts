import type { Mutant } from '../mutant.ts';
import { may } from './gate-edits.ts';
import { account, broker, given, type Statement } from './role-edits.ts';

const written = 'policies-name-actions-and-resources';
const path = 'no-path-leads-to-another-identity';

const arn = (service: string, rest: string, of: string | undefined = undefined): unknown =>
  of === undefined
    ? { 'Fn::Sub': `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${rest}` }
    : `arn:aws:${service}:eu-west-2:${of}:${rest}`;
const byAlias = (aliases: unknown, operator = 'ForAnyValue:StringLike'): Statement => ({
  Condition: { [operator]: { 'kms:ResourceAliases': aliases } },
});
const endKeys = { Action: ['kms:DescribeKey', 'kms:ScheduleKeyDeletion'], Resource: arn('kms', 'key/*', account) };
const sessions = ['workspaces-web:ExpireSession', 'workspaces-web:ListSessions'];

/** Where a rule lets something through that has no name yet, what stands a step beside it is refused. */
export const narrowLineMutants: readonly Mutant[] = [
  may(written, 'keys are named by any alias', 'Closer', { ...endKeys, ...byAlias('alias/*') }),
  may(written, 'keys are named by one alias, or by any', 'Closer', {
    ...endKeys,
    ...byAlias(['alias/tre-gtr-manchester-project-*', 'alias/t*']),
  }),
  may(written, 'keys without an alias are meant too', 'Closer', {
    ...endKeys,
    ...byAlias('alias/tre-gtr-manchester-project-*', 'ForAllValues:StringLike'),
  }),
  may(written, 'keys are named by what they are not', 'Closer', {
    ...endKeys,
    ...byAlias('alias/tre-gtr-manchester-project-*', 'ForAnyValue:StringNotLike'),
  }),
  may(written, 'keys of every account are named by an alias', 'Closer', {
    ...endKeys,
    Resource: arn('kms', 'key/*', '*'),
    ...byAlias('alias/tre-gtr-manchester-project-*'),
  }),
  may(written, 'everything is named by the alias of a key', 'Closer', {
    Action: 'kms:Decrypt',
    Resource: '*',
    ...byAlias('alias/tre-gtr-manchester-project-*'),
  }),
  may(written, 'buckets are named by the alias of a key', 'Closer', {
    Action: ['kms:Decrypt', 's3:GetObject'],
    Resource: ['arn:aws:s3:::*', arn('kms', 'key/*', account)],
    ...byAlias('alias/tre-gtr-manchester-project-*'),
  }),
  may(written, 'portals of every account are meant', 'Sweeper', {
    Action: sessions,
    Resource: arn('workspaces-web', 'portal/*', '*'),
  }),
  may(written, 'whatever the secure browser has is meant', 'Sweeper', {
    Action: sessions,
    Resource: arn('workspaces-web', '*', account),
  }),
  may(written, 'portals are changed by no name', 'Sweeper', {
    Action: [...sessions, 'workspaces-web:UpdatePortal'],
    Resource: arn('workspaces-web', 'portal/*', account),
  }),
  may(written, 'workgroups are changed by no name', 'Sweeper', {
    Action: ['athena:ListWorkGroups', 'athena:UpdateWorkGroup'],
    Resource: '*',
  }),

  ...(
    [
      ['roles of every deployment that begin alike', 'tre-*-project-*'],
      ['every role of the deployment', 'tre-gtr-manchester-*'],
      ['a role that begins like projects and is none', 'tre-gtr-manchester-p*'],
      ['roles of projects of another deployment', 'tre-elsewhere-project-*'],
      ['a role that nobody here knows', 'OrganizationAccountAccessRole'],
    ] as const
  ).map(([name, role]) =>
    given(
      path,
      `the broker may become ${name}`,
      { Action: 'sts:AssumeRole', Resource: `arn:aws:iam::${account}:role/${role}` },
      broker,
    ),
  ),
];
