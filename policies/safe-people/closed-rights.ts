import type { Estate, Resource } from '../estate/estate.ts';
import type { Role } from '../estate/principals.ts';
import { conditionValues } from '../estate/statements.ts';
import { resourcePolicies } from '../safe-outputs/resource-policies.ts';
import { literalPart, parseArn } from './arn.ts';
import { type Right, rightsOf, unseenPolicies } from './rights.ts';
import { accountOf, isNamed } from './role-names.ts';

/** One line of a closed list: these actions, there and nowhere else. */
export interface AdmittedRight {
  readonly actions: readonly string[];
  /** Whether a resource, as a policy writes it, is one that is meant. */
  on(estate: Estate, role: Role, pattern: string): boolean;
  /** What the statement must demand besides. @default nothing */
  asks?(right: Right): boolean;
}

/** What Lambda needs to stand in a VPC; EC2 knows no narrower resource for it. */
const standInTheNetwork: AdmittedRight = {
  actions: [
    'ec2:AssignPrivateIpAddresses',
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:UnassignPrivateIpAddresses',
  ],
  on: () => true,
};

const ownLog: AdmittedRight = {
  actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  on: (estate, role, pattern) => {
    const arn = parseArn(pattern);
    return (
      pattern.startsWith('${') ||
      (arn?.account === accountOf(estate, role.resource) && /^log-group:[^*?]{3}/.test(arn?.name ?? ''))
    );
  },
};

/** Reading and writing tables of the estate, item by item, and reading their streams. */
export const workOnTables: readonly AdmittedRight[] = [
  {
    actions: [
      'dynamodb:ConditionCheckItem',
      'dynamodb:DeleteItem',
      'dynamodb:DescribeTable',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    on: (estate, role, pattern) => isA('AWS::DynamoDB::Table')(estate, role, pattern),
  },
  {
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    on: (estate, role, pattern) => isA('AWS::DynamoDB::Table')(estate, role, pattern),
  },
  { actions: ['dynamodb:ListStreams'], on: () => true },
];

/** A key in the hands of these services alone. */
export const through =
  (...services: readonly string[]) =>
  (right: Right): boolean => {
    const named = conditionValues(right, ['StringEquals'], 'kms:ViaService');
    return named.length > 0 && named.every((one) => services.some((service) => one.startsWith(`${service}.`)));
  };

export const using = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** CloudWatch Logs encrypts partly with the rights of whoever writes. */
const logKey: AdmittedRight = {
  actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  on: () => true,
  asks: through('logs'),
};

/** DynamoDB opens a table for a caller with the caller's rights to the key; nothing but a table of ours can be opened by it. */
const tableKey: AdmittedRight = {
  actions: using,
  on: (estate, _, pattern) => estate.find(pattern, 'AWS::KMS::Key') !== undefined,
  asks: through('dynamodb'),
};

/** What every function in the network may do, and nothing of it brings it further. */
export const ofEveryFunction: readonly AdmittedRight[] = [ownLog, logKey, standInTheNetwork, tableKey];

/** An ARN of the role's own account whose name begins so, before any wildcard. */
export const nameBegins =
  (service: string, beginning: RegExp) =>
  (estate: Estate, role: Role, pattern: string): boolean => {
    const arn = parseArn(pattern);
    return (
      arn !== undefined &&
      arn.service === service &&
      (arn.account === accountOf(estate, role.resource) || (service === 's3' && arn.account === '')) &&
      beginning.test(literalPart(arn.name))
    );
  };

/** A resource of the estate of this kind, or a part of it, by reference or by its whole name. */
export const isA =
  (type: string, suits: (resource: Resource) => boolean = () => true) =>
  (estate: Estate, _: Role, pattern: string): boolean => {
    const bare = pattern.replace(/\/(\*|stream\/[^/]*|index\/[^/]*)$/, '');
    const found = /[*?]/.test(bare) ? undefined : estate.find(bare, type);
    return found !== undefined && suits(found);
  };

function beyond(estate: Estate, role: Role, right: Right, list: readonly AdmittedRight[]): string | undefined {
  if (right.effect === 'Deny') return undefined;
  const { actions, resources, unresolved, notActions, notResources } = right;
  if (unresolved || notActions !== undefined || notResources !== undefined || actions === undefined)
    return 'do what is not written out';
  for (const action of actions)
    for (const resource of resources ?? ['*']) {
      const admitted = list.some(
        (one) =>
          one.actions.includes(action) && one.on(estate, role, resource) && (one.asks === undefined || one.asks(right)),
      );
      if (!admitted) return `${action} on ${resource}`;
    }
  return undefined;
}

/** Why a role may do more than a closed list says; undefined when it may not. A list of what is forbidden would never be whole. */
export function beyondTheList(estate: Estate, role: Role, list: readonly AdmittedRight[]): string | undefined {
  const [unseen] = unseenPolicies(estate, role);
  if (unseen !== undefined) return `has a policy that cannot be seen here: ${unseen}`;
  const more = rightsOf(estate, role)
    .map((right) => beyond(estate, role, right, list))
    .find((found) => found !== undefined);
  return more === undefined ? undefined : `may ${more}`;
}

/**
 * A resource whose own policy lets a role in gives it what no policy of the role shows. A key that does so through services that the list
 * names, and for actions of the list, gives nothing more than the list.
 */
export const admittedBy = (
  estate: Estate,
  role: Role,
  but: (right: Right) => boolean = () => false,
): Resource | undefined =>
  resourcePolicies(estate).find(({ resource, statements }) =>
    statements.some(
      (statement) =>
        statement.effect === 'Allow' &&
        Object.values(statement.principals ?? {})
          .flat()
          .some((principal) => isNamed(estate, role, principal)) &&
        !but({ ...statement, holder: resource }),
    ),
  )?.resource;
