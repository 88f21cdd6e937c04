import type { Answer } from '../../../policies/estate/access/answer.ts';
import { ask } from '../../../policies/estate/access/ask.ts';
import type { CallPath } from '../../../policies/estate/access/call-path.ts';
import type { Facts } from '../../../policies/estate/access/circumstances.ts';
import { actorNamed, type Reference, targetNamed } from '../../../policies/estate/access/references.ts';
import type { Json, JsonObject } from '../../../policies/estate/estate.ts';
import { estateOf } from '../../../policies/estate/model.ts';

export const account = '111122223333';
export const foreign = '444455556666';
export const arn = (service: string, owner: string, what: string, region = '') =>
  ['arn', 'aws', service, region, owner, what].join(':');

export type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties?: JsonObject }>>;

export interface Asked {
  readonly who: string | Reference;
  readonly action: string;
  readonly to: string | Reference;
  readonly path?: CallPath;
  readonly facts?: Facts;
  readonly withoutGuardrails?: boolean;
}

/** Answers one question about one stack, `app`, of a known account, or of one that the template leaves open. */
export function answerOf(resources: Resources, asked: Asked, where: 'known' | 'open' = 'known'): Answer {
  const place = where === 'known' ? { account, region: 'eu-west-2' } : {};
  const template = { Resources: resources } as unknown as JsonObject;
  const estate = estateOf([{ name: 'app', templateFile: 'app.template.json', template, ...place }]);
  const { who, to, ...question } = asked;
  return ask(estate, { ...question, who: actorNamed(estate, who), to: targetNamed(estate, to) });
}

export const decisionOf = (resources: Resources, asked: Asked, where: 'known' | 'open' = 'known') =>
  answerOf(resources, asked, where).decision;

export const document = (...statements: readonly JsonObject[]): JsonObject => ({
  Version: '2012-10-17',
  Statement: statements,
});
export const allow = (Action: Json, more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
export const deny = (Action: Json, more: JsonObject = {}): JsonObject => ({ ...allow(Action, more), Effect: 'Deny' });

/** A role that its own policy lets do what is listed. */
export const role = (actions: Json, more: JsonObject = {}): Resources[string] => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: document({
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
    Policies: [{ PolicyName: 'own', PolicyDocument: document(allow(actions)) }],
    ...more,
  },
});
export const bare = (more: JsonObject = {}): Resources[string] => role('sts:GetCallerIdentity', more);
export const ref = (id: string): JsonObject => ({ Ref: id });
export const att = (id: string, name = 'Arn'): JsonObject => ({ 'Fn::GetAtt': [id, name] });
