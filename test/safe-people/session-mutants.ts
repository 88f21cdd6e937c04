import { type Mutant, set } from '../mutant.ts';
import { account, alsoTrusting, broker, changed, type Statement, trusting } from './role-edits.ts';

const role = 'AWS::IAM::Role';

const condition = (statement: Statement) => statement.Condition as Record<string, Record<string, unknown>>;

const withCondition = (name: string, edit: (conditions: Record<string, Record<string, unknown>>) => void): Mutant =>
  trusting('sessions-name-a-person-and-a-project', name, (statement) => {
    const conditions = structuredClone(condition(statement));
    edit(conditions);
    return { ...statement, Condition: conditions };
  });

const inTheirName = 'sessions-name-a-person-and-a-project';

const sessions: readonly Mutant[] = [
  withCondition('a session need not name a person', (all) => {
    delete all.StringLike;
  }),
  withCondition('a session may leave the person out', (all) => {
    all.StringLikeIfExists = all.StringLike ?? {};
    delete all.StringLike;
  }),
  withCondition('a session must not name a person', (all) => {
    all.StringLike = {};
    all.Null = { 'sts:SourceIdentity': 'true' };
  }),
  withCondition('a session need not name a project', (all) => {
    delete all.StringEquals;
  }),
  withCondition('a session may name one of two projects', (all) => {
    all.StringEquals = { 'aws:RequestTag/tre:project': ['foot-care', 'another'] };
  }),
  withCondition('a session may name a project by a pattern', (all) => {
    all.StringLike = { ...all.StringLike, 'aws:RequestTag/tre:project': '*' };
    delete all.StringEquals;
  }),
  withCondition('a session may bear tags that were made up', (all) => {
    delete all['ForAllValues:StringEquals'];
  }),
  withCondition('a session needs one known tag and may bear others', (all) => {
    all['ForAnyValue:StringEquals'] = all['ForAllValues:StringEquals'] ?? {};
    delete all['ForAllValues:StringEquals'];
  }),
  withCondition("a project's role takes the sessions of another", (all) => {
    all.StringEquals = { 'aws:RequestTag/tre:project': 'another' };
  }),
  withCondition('two roles take the same sessions', (all) => {
    all.StringEquals = { 'aws:RequestTag/tre:project': 'audit:trail' };
  }),
  alsoTrusting(inTheirName, 'a second statement trusts the broker without conditions', {
    Principal: { AWS: `arn:aws:iam::${account}:role/tre-gtr-manchester-broker` },
  }),
  trusting(inTheirName, 'a second role may assume it beside the broker', (one) => ({
    ...one,
    Principal: {
      AWS: [(one.Principal as { AWS: string }).AWS, `arn:aws:iam::${account}:role/tre-gtr-manchester-backup`],
    },
  })),
  trusting(inTheirName, 'another role than a broker may assume it', (one) => ({
    ...one,
    Principal: { AWS: `arn:aws:iam::${account}:role/tre-gtr-manchester-backup` },
  })),
  trusting(inTheirName, 'a service in which people program may assume it', (one) => ({
    ...one,
    Principal: { Service: 'sagemaker.amazonaws.com' },
  })),
  trusting(inTheirName, 'it can be assumed with a token as well', (one) => ({
    ...one,
    Action: [...(one.Action as string[]), 'sts:AssumeRoleWithWebIdentity'],
  })),
  trusting(inTheirName, 'the broker is named by a pattern', (one) => ({
    ...one,
    Principal: { AWS: '*' },
    Condition: { ...condition(one), ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/*broker` } },
  })),
  {
    rule: inTheirName,
    name: 'a notebook brings a role of its own',
    mutate: (templates) =>
      templates.add('project', 'NotebookRole', {
        Type: role,
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [
              { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' },
            ],
          },
        },
      }),
  },
];

const onlyFor = (action: string, name: string, change: Statement): Mutant =>
  trusting(inTheirName, name, (one) => (JSON.stringify(one.Action).includes(action) ? { ...one, ...change } : one));

const apart: readonly Mutant[] = [
  onlyFor('sts:SetSourceIdentity', "anybody's name can be set", { Condition: {} }),
  onlyFor('sts:TagSession', 'a session can be tagged at will', { Condition: {} }),
  onlyFor('sts:TagSession', 'a session can be tagged for another project', {
    Condition: {
      StringEquals: { 'aws:RequestTag/tre:project': 'another' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['tre:project'] },
    },
  }),
];

const hour = 'sessions-last-an-hour-at-most';

export const sessionMutants: readonly Mutant[] = [
  ...sessions,
  ...apart,
  changed(hour, 'a session may last half a day', (body) => set(body, 'MaxSessionDuration', 43_200)),
  changed(hour, "the broker's session may last two hours", (body) => set(body, 'MaxSessionDuration', '7200'), broker),
  changed(hour, 'nobody knows how long a session lasts', (body) => set(body, 'MaxSessionDuration', { Ref: 'Unknown' })),
];
