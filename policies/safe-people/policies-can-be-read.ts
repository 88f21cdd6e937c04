import type { Estate, Json, Resource } from '../estate/estate.ts';
import { at, isRecord, list, record } from '../estate/values.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';

/** Type -> where its policy stands. Those of identities, and those of what they reach. */
const places: Readonly<Record<string, string>> = {
  'AWS::IAM::Policy': 'PolicyDocument',
  'AWS::IAM::RolePolicy': 'PolicyDocument',
  'AWS::IAM::ManagedPolicy': 'PolicyDocument',
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::EC2::VPCEndpoint': 'PolicyDocument',
};

const parts = ['Version', 'Id', 'Statement'];
const elements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** Why a document cannot be judged; undefined when it can. The version matters: in the older one a variable is only text. */
function fault(document: Json | undefined): string | undefined {
  if (!isRecord(document)) return 'is not written out';
  const strange = Object.keys(document).find((key) => !parts.includes(key));
  if (strange !== undefined) return `holds ${strange}, which is no part of a policy`;
  if (document.Version !== '2012-10-17') return 'is not of the version 2012-10-17';
  const statements = list(document.Statement);
  if (document.Statement === undefined || !statements.every(isRecord)) return 'has a statement that is not written out';
  for (const statement of statements.map(record)) {
    const odd = Object.keys(statement).find((key) => !elements.includes(key));
    if (odd !== undefined) return `has a statement with ${odd}, which is no element of one`;
    if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')
      return 'has a statement that neither allows nor denies';
  }
  return undefined;
}

function attachments(estate: Estate, { properties }: Resource): string | undefined {
  const names = [...list(properties.Roles), ...list(properties.RoleName)];
  if (properties.Users !== undefined || properties.Groups !== undefined) return 'is attached to people';
  return names.every((name) => estate.find(name, 'AWS::IAM::Role') !== undefined)
    ? undefined
    : 'is attached to a role that the estate does not hold';
}

function judge(estate: Estate, resource: Resource): readonly Outcome[] {
  const place = places[resource.type] ?? '';
  const inline = list(resource.properties.Policies).map((policy) => record(policy).PolicyDocument);
  const documents =
    resource.type === 'AWS::EC2::VPCEndpoint' && resource.properties[place] === undefined
      ? []
      : [at(resource, place), ...inline];
  const attached = /^AWS::IAM::(RolePolicy|ManagedPolicy|Policy)$/.test(resource.type)
    ? attachments(estate, resource)
    : undefined;
  const [first] = documents.flatMap((document) => fault(document) ?? []);
  const trouble = first ?? attached;
  return [
    trouble === undefined
      ? pass(resource, `Properties.${place}`, 'every statement is written out')
      : fail(resource, `Properties.${place}`, trouble),
  ];
}

export const policiesCanBeRead: Rule = {
  id: 'policies-can-be-read',
  safe: 'people',
  controls: ['1.5.03', '3.1.12'],
  severity: 'fatal',
  why: 'A policy that cannot be read here looks like none, and may allow everything there.',
  fix: 'write the policy out as an object, in the version 2012-10-17, attached to roles of the estate alone',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html',
  check: (estate) => estate.ofType(...Object.keys(places)).flatMap((resource) => judge(estate, resource)),
};
