import { type Body, type MutableTemplates, type Mutant, set } from '../mutant.ts';
import {
  addToPolicy,
  bucketArn,
  grant,
  inProduction,
  onBucket,
  onStatement,
  roleArn,
  type Statement,
} from '../safe-data/changes.ts';

type Values = Record<string, unknown>;

/** Exempts a role from a refusal of a store's own policy; a right of its own then counts. */
export const spare = (templates: MutableTemplates, store: string, sid: string, role: string): void =>
  onStatement(templates, `${store}BucketPolicy`, sid, (statement) => {
    const condition = (statement.Condition ?? {}) as Record<string, Values>;
    const named = [condition.ArnNotEquals?.['aws:PrincipalArn'] ?? []].flat();
    return {
      ...statement,
      Condition: {
        ...condition,
        ArnNotEquals: {
          ...condition.ArnNotEquals,
          'aws:PrincipalArn': [...named, roleArn(`tre-thames-valley-${role}`)],
        },
      },
    };
  });

/** A refusal that is gone. */
export const withoutRefusal = (templates: MutableTemplates, store: string, sid: string): void =>
  onStatement(templates, `${store}BucketPolicy`, sid, () => undefined);

export const objects = (noun: string, keys = '*'): string => `${bucketArn(noun)}/${keys}`;

/** Gives a role a right to objects, and takes it out of the refusals that keep it from them. */
export const letIn = (
  templates: MutableTemplates,
  role: string,
  Action: string | string[],
  { store, noun, keys = '*', sids }: { store: string; noun: string; keys?: string; sids: readonly string[] },
): void => {
  for (const sid of sids) spare(templates, store, sid, role);
  grant(templates, role, { Action, Resource: objects(noun, keys) });
};

/** Lets the key of a store be opened by a role, on both sides. */
export const openKey = (templates: MutableTemplates, key: string, role: string, action = 'kms:Decrypt'): void => {
  templates.change(
    'AWS::KMS::Key',
    ({ Properties }) => {
      (Properties.KeyPolicy as { Statement: Statement[] }).Statement.push({
        Effect: 'Allow',
        Principal: { AWS: roleArn(`tre-thames-valley-${role}`) },
        Action: action,
        Resource: '*',
      });
    },
    inProduction(key),
  );
};

export const admit = (
  templates: MutableTemplates,
  store: string,
  Principal: unknown,
  Action: unknown,
  noun: string,
): void =>
  addToPolicy(templates, `${store}BucketPolicy`, { Effect: 'Allow', Principal, Action, Resource: objects(noun) });

export const onStore = (templates: MutableTemplates, store: string, path: string, value: unknown): void =>
  onBucket(templates, `${store}Bucket`, (body) => set(body, path, value));

/** Edits a resource of the example in production. */
export const onResource = (templates: MutableTemplates, type: string, id: string, edit: (body: Body) => void): void =>
  templates.change(type, edit, inProduction(id));

/** Edits all inline policies of a function's role as text. */
export const rewrite = (templates: MutableTemplates, id: string, edit: (text: string) => string): void =>
  onResource(templates, 'AWS::IAM::Role', id, (body) => {
    body.Properties.Policies = JSON.parse(edit(JSON.stringify(body.Properties.Policies)));
  });

/** Puts a function behind a door: the first operation there is answered by it. */
export const answering = (templates: MutableTemplates, door: 'Private' | 'Public', lambda: string): void =>
  onResource(templates, 'AWS::ApiGateway::RestApi', `${door}Api`, (body) => {
    const { paths } = body.Properties.Body as { paths: Record<string, Record<string, Record<string, Values>>> };
    const [operation] = Object.values(paths).flatMap((item) => Object.values(item));
    const integration = operation?.['x-amazon-apigateway-integration'];
    if (integration === undefined) throw new Error('no operation to change');
    integration.uri = {
      'Fn::Join': [
        '',
        [
          'arn:aws:apigateway:eu-west-2:lambda:path/2015-03-31/functions/',
          { 'Fn::GetAtt': [lambda, 'Arn'] },
          '/invocations',
        ],
      ],
    };
  });

export const many = (rule: string, all: Readonly<Record<string, Mutant['mutate']>>): readonly Mutant[] =>
  Object.entries(all).map(([name, mutate]) => ({ rule, name, mutate }));
