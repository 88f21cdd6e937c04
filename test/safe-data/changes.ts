import { type Body, editStatements, type MutableTemplates, type Mutant } from '../mutant.ts';

export type Statement = Record<string, unknown>;

/** Account of the example in production. */
export const account = '111122223333';

/** A resource of the example in production: a trial is excused from much, and a mutant there would prove little. */
export const inProduction =
  (id: string, stackPart = '') =>
  (_: Body, logicalId: string, stack: string): boolean =>
    logicalId === id && stack.includes('thames-valley') && stack.includes(stackPart);

const change = (templates: MutableTemplates, type: string, id: string, edit: (body: Body) => void): void =>
  templates.change(type, edit, inProduction(id));

export const onBucket = (templates: MutableTemplates, id: string, edit: (body: Body) => void): void =>
  change(templates, 'AWS::S3::Bucket', id, edit);

/** Edits the statement with a Sid; returning undefined drops it. */
export const onStatement = (
  templates: MutableTemplates,
  policyId: string,
  sid: string,
  edit: (statement: Statement) => Statement | undefined,
): void =>
  change(templates, 'AWS::S3::BucketPolicy', policyId, (body) =>
    editStatements(body, 'PolicyDocument', (statement) => (statement.Sid === sid ? edit(statement) : statement)),
  );

export const addToPolicy = (templates: MutableTemplates, policyId: string, statement: Statement): void =>
  change(templates, 'AWS::S3::BucketPolicy', policyId, ({ Properties }) => {
    (Properties.PolicyDocument as { Statement: Statement[] }).Statement.push(statement);
  });

export const addToKey = (templates: MutableTemplates, keyId: string, statement: Statement): void =>
  change(templates, 'AWS::KMS::Key', keyId, ({ Properties }) => {
    (Properties.KeyPolicy as { Statement: Statement[] }).Statement.push(statement);
  });

/** Drops a statement of a key policy. */
export const forgetOnKey = (templates: MutableTemplates, keyId: string, sid: string): void =>
  change(templates, 'AWS::KMS::Key', keyId, ({ Properties }) => {
    const policy = Properties.KeyPolicy as { Statement: Statement[] };
    policy.Statement = policy.Statement.filter(({ Sid }) => Sid !== sid);
  });

/** Takes the exempted roles out of the Deny on other networks. */
export const refuseOtherRoles = (templates: MutableTemplates, policyId: string): void =>
  onStatement(templates, policyId, 'DenyOtherNetworks', (statement) => {
    const { ArnNotLikeIfExists: _, ...Condition } = statement.Condition as Record<string, unknown>;
    return { ...statement, Condition };
  });

/** The role with this name, its prefix left out. */
export const onRole = (templates: MutableTemplates, name: string, edit: (body: Body) => void): void =>
  templates.change('AWS::IAM::Role', edit, ({ Properties }) => Properties.RoleName === `tre-thames-valley-${name}`);

export const grant = (templates: MutableTemplates, roleName: string, statement: Statement): void =>
  onRole(templates, roleName, ({ Properties }) => {
    const policies = (Properties.Policies ?? []) as Statement[];
    const PolicyDocument = { Statement: [{ Effect: 'Allow', ...statement }] };
    Properties.Policies = [...policies, { PolicyName: 'more', PolicyDocument }];
  });

/** Takes actions out of every statement of a role. */
export const revoke = (templates: MutableTemplates, roleName: string, ...actions: string[]): void =>
  onRole(templates, roleName, ({ Properties }) => {
    for (const { PolicyDocument } of Properties.Policies as { PolicyDocument: { Statement: Statement[] } }[]) {
      PolicyDocument.Statement = PolicyDocument.Statement.map((statement) => ({
        ...statement,
        Action: [statement.Action].flat().filter((action) => !actions.includes(String(action))),
      })).filter(({ Action }) => Action.length > 0);
    }
  });

/** A bucket of the example in production, by its name without prefix. */
export const bucketName = (noun: string): string => `tre-thames-valley-${noun}-${account}-eu-west-2-an`;
export const bucketArn = (noun: string): string => `arn:aws:s3:::${bucketName(noun)}`;

export const roleArn = (name: string, of = account): string => `arn:aws:iam::${of}:role/${name}`;

export const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
export const objectsOf = (id: string) => ({ 'Fn::Join': ['', [arnOf(id), '/*']] });

/** What stands at a property of a resource in production, references as written. */
export function propertyOf(templates: MutableTemplates, id: string, path: string): unknown {
  const found = templates.templates
    .filter(({ name }) => name.includes('thames-valley'))
    .map(({ template }) => (template.Resources as unknown as Record<string, Body | undefined>)[id])
    .find((body) => body !== undefined);
  const value = path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], found?.Properties);
  if (value === undefined) throw new Error(`${id} has no ${path}`);
  return value;
}

/** Gives a bucket another name; its old one is what zones are told by. */
export const rename = (templates: MutableTemplates, id: string, noun: string): void =>
  onBucket(templates, id, ({ Properties }) => {
    delete Properties.BucketNamePrefix;
    Properties.BucketName = bucketName(noun);
  });

/** ARN of the role that CloudFormation deploys with, as the policy of the vault names it. */
export function deployerArn(templates: MutableTemplates): string {
  const statements = propertyOf(templates, 'VaultBucketPolicy', 'PolicyDocument.Statement') as Statement[];
  const guard = statements.find(({ Sid }) => Sid === 'DenyReconfiguration');
  const named = JSON.stringify(guard).match(/arn:aws:iam::\d+:role\/cdk-[^"]+/);
  if (named === null) throw new Error('the policy of the vault names no deployer');
  return named[0];
}

/** Mutants of one rule. */
export const mutantsOf =
  (rule: string) =>
  (name: string, mutate: Mutant['mutate']): Mutant => ({ rule, name, mutate });
