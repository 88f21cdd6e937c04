import { editStatements, type Mutant, set } from '../mutant.ts';
import { account, changed, type Statement } from './role-edits.ts';

const role = 'AWS::IAM::Role';

const edited = (rule: string, name: string, edit: (statement: Statement) => Statement | undefined): Mutant =>
  changed(rule, name, (body) => editStatements(body, 'Policies.0.PolicyDocument', edit));

const isDeny = ({ Effect }: Statement): boolean => Effect === 'Deny';

const bounded = 'people-stand-under-a-boundary';

const ofBoundaries: readonly Mutant[] = [
  changed(bounded, 'a project stands under no boundary', (body) => set(body, 'PermissionsBoundary', undefined)),
  changed(bounded, 'nobody knows under which boundary a project stands', (body) =>
    set(body, 'PermissionsBoundary', { Ref: 'Unknown' }),
  ),
  changed(bounded, 'the boundary is one of AWS that bounds nothing', (body) =>
    set(body, 'PermissionsBoundary', 'arn:aws:iam::aws:policy/AdministratorAccess'),
  ),
  changed(bounded, 'the boundary is one that nobody here has seen', (body) =>
    set(body, 'PermissionsBoundary', `arn:aws:iam::${account}:policy/anything`),
  ),
  changed(bounded, 'the boundary bears the name of something else', (body) =>
    set(body, 'PermissionsBoundary', `arn:aws:iam::${account}:policy/tre-gtr-manchester-audit`),
  ),
  ...[
    ["an organisation's boundary is missing from one role", undefined],
    ["one role stands under another boundary than the organisation's", 'arn:aws:iam::111122223333:policy/Other'],
  ].map(
    ([name, boundary]): Mutant => ({
      rule: bounded,
      name: String(name),
      mutate: (templates) =>
        templates.change(
          role,
          (body) => set(body, 'PermissionsBoundary', boundary),
          (body, id) => id === 'ProjectRole' && JSON.stringify(body).includes('LandingZoneBoundary'),
        ),
    }),
  ),
];

const ours = 'boundary-reads-our-names-only';

const widened = (name: string, edit: (statement: Statement) => Statement): Mutant => ({
  rule: ours,
  name,
  mutate: (templates) =>
    templates.change('AWS::IAM::ManagedPolicy', (body) => editStatements(body, 'PolicyDocument', edit)),
});

const when =
  (service: string, change: Statement) =>
  (statement: Statement): Statement =>
    JSON.stringify(statement.Action).includes(`${service}:`) ? { ...statement, ...change } : statement;

const ofTheBoundary: readonly Mutant[] = [
  widened('the boundary admits every action of S3', when('s3', { Action: 's3:*' })),
  widened('the boundary admits writing', when('s3', { Action: ['s3:GetObject', 's3:PutObject'] })),
  widened(
    'the boundary admits functions',
    when('athena', { Action: ['athena:StartQueryExecution', 'lambda:InvokeFunction'] }),
  ),
  widened('the boundary admits other kinds of catalogue', when('athena', { Action: 'athena:CreateDataCatalog' })),
  widened(
    'the boundary admits passwords of connections',
    when('glue', { Action: ['glue:GetTable', 'glue:GetConnection'] }),
  ),
  widened('the boundary admits becoming another role', when('kms', { Action: 'sts:AssumeRole' })),
  widened('the boundary admits everything but IAM', ({ Action: _, ...one }) => ({ ...one, NotAction: 'iam:*' })),
  widened('the boundary admits every bucket', when('s3', { Resource: '*' })),
  widened('the boundary admits buckets by a short prefix', when('s3', { Resource: 'arn:aws:s3:::tre-*' })),
  widened(
    'the boundary admits buckets of another deployment',
    when('s3', { Resource: 'arn:aws:s3:::tre-gtr-manchester2-*' }),
  ),
  widened(
    'the boundary admits workgroups of another account',
    when('athena', { Resource: 'arn:aws:athena:eu-west-2:999988887777:workgroup/tre-gtr-manchester-*' }),
  ),
  widened('the boundary admits every key of the account', when('kms', { Condition: {} })),
  widened(
    'the boundary admits keys of any name',
    when('kms', { Condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/*' } } }),
  ),
  widened(
    'the boundary admits keys without a name',
    when('kms', { Condition: { 'ForAllValues:StringLike': { 'kms:ResourceAliases': 'alias/tre-gtr-manchester-*' } } }),
  ),
  widened('the boundary admits what it does not name', ({ Resource: _, ...one }) => ({
    ...one,
    NotResource: 'arn:aws:s3:::x',
  })),
];

const denied = 'people-are-denied-all-but-reading';

const ofDenials: readonly Mutant[] = [
  edited(denied, 'nothing is denied', (one) => (isDeny(one) ? undefined : one)),
  edited(denied, 'the denial allows', (one) => (isDeny(one) ? { ...one, Effect: 'Allow' } : one)),
  edited(denied, 'writing is exempt from the denial', (one) =>
    isDeny(one) ? { ...one, NotAction: [...(one.NotAction as string[]), 's3:PutObject'] } : one,
  ),
  edited(denied, 'a whole service is exempt from the denial', (one) =>
    isDeny(one) ? { ...one, NotAction: [...(one.NotAction as string[]), 's3:*'] } : one,
  ),
  edited(denied, 'the denial can be talked out of', (one) =>
    isDeny(one) ? { ...one, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } } : one,
  ),
  edited(denied, 'the denial holds for one bucket', (one) =>
    isDeny(one) ? { ...one, Resource: 'arn:aws:s3:::tre-gtr-manchester-p-foot-care/*' } : one,
  ),
  edited(denied, 'the denial spares what it does not name', (one) => {
    if (!isDeny(one)) return one;
    const { Resource: _, ...rest } = one;
    return { ...rest, NotResource: 'arn:aws:s3:::x' };
  }),
  edited(denied, 'the denial lists what it denies', (one) => {
    if (!isDeny(one)) return one;
    const { NotAction: _, ...rest } = one;
    return { ...rest, Action: ['s3:PutObject', 's3:DeleteObject'] };
  }),
];

export const ceilingMutants: readonly Mutant[] = [...ofBoundaries, ...ofTheBoundary, ...ofDenials];
