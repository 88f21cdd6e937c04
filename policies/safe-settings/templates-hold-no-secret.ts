import type { Json, Resource } from '../estate/estate.ts';
import { isRecord } from '../estate/values.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';

/** Property names under which a secret would stand; names of secrets, tokens and policies are none. */
const secretive =
  /(password|passwd|secret|private_?key|api_?key|credentials?|auth_?token|access_?token|client_?secret)$/i;

/** Access key ids, private keys, and web tokens, wherever they stand. */
const recognisable = /\b(AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./;

/** A reference is resolved by AWS when it is used; nothing of it stands in the template. */
const isReference = (value: string): boolean => value.startsWith('{{resolve:') || value.startsWith('${');

/** Cognito names the units of a token's life by the token; a unit of time is no secret, and nothing else may stand there. */
const isUnit = (path: string, value: string): boolean =>
  /\.TokenValidityUnits\.[A-Za-z]+$/.test(path) && /^(seconds|minutes|hours|days)$/.test(value);

function secretsIn(value: Json, path: string, name: string): readonly string[] {
  if (typeof value === 'string') {
    const named =
      secretive.test(name) && !isUnit(path, value) && value !== '' && !isReference(value) && !/^arn:/.test(value);
    return named || recognisable.test(value) ? [path] : [];
  }
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) => secretsIn(item, `${path}.${index}`, name));
  return isRecord(value) ? Object.entries(value).flatMap(([key, item]) => secretsIn(item, `${path}.${key}`, key)) : [];
}

/** Kinds that are given settings in free text, where a secret would be put. */
const roomy = [
  'AWS::Lambda::Function',
  'AWS::CodeBuild::Project',
  'AWS::ECS::TaskDefinition',
  'AWS::Batch::JobDefinition',
];

function judge(resource: Resource): readonly Outcome[] {
  if (resource.type === 'AWS::IAM::AccessKey') {
    return [fail(resource, 'Type', 'is a lasting credential, and its secret is an attribute of the template')];
  }
  const found = [
    ...secretsIn(resource.properties, 'Properties', ''),
    ...(resource.type === 'AWS::SecretsManager::Secret' &&
    typeof resource.properties.SecretString === 'string' &&
    !isReference(resource.properties.SecretString)
      ? ['Properties.SecretString']
      : []),
    ...(resource.type === 'AWS::IAM::User' && resource.properties.LoginProfile !== undefined
      ? ['Properties.LoginProfile']
      : []),
  ];
  if (found.length > 0) return found.map((path) => fail(resource, path, 'looks like a secret that is written down'));
  return roomy.includes(resource.type) ? [pass(resource, 'Properties', 'no secret is written down')] : [];
}

export const templatesHoldNoSecret: Rule = {
  id: 'templates-hold-no-secret',
  safe: 'settings',
  controls: ['2.8.05', '1.5.05', '3.2.01'],
  severity: 'fatal',
  why: 'Templates are stored, shared and printed into evidence; a secret in one is known to all who can read it.',
  fix: 'name a secret of Secrets Manager or a role instead of writing the value',
  check: (estate) => estate.resources.flatMap(judge),
};
