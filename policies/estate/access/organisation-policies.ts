import type { Estate, Resource } from '../estate.ts';
import { whenAsked } from '../sightings.ts';
import { list } from '../values.ts';
import { oncePerEstate } from '../views.ts';
import { readerOf } from './canonical.ts';
import { type PolicyStatement, readDocument } from './documents.ts';
import { equalText } from './pattern.ts';

/**
 * AWS's own policy stays attached at every level beside those of a template, so that theirs can only deny.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
const fullAccess: PolicyStatement = {
  effect: 'Allow',
  sid: undefined,
  principals: [{ kind: '*', value: '*' }],
  notPrincipals: undefined,
  actions: ['*'],
  notActions: undefined,
  resources: ['*'],
  notResources: undefined,
  conditions: [],
  hasVariables: false,
  source: 'FullAWSAccess, managed by AWS',
  path: '',
};

/** Services whose resources a resource control policy reaches. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html */
const underResourceControl = [
  'aoss',
  'cognito-idp',
  'cognito-identity',
  'dynamodb',
  'ecr',
  'kms',
  'logs',
  's3',
  'secretsmanager',
  'sqs',
  'sts',
];

const policies: (estate: Estate) => readonly Resource[] = oncePerEstate((estate) =>
  estate.ofType('AWS::Organizations::Policy'),
);

/** Whether a policy reaches an account: by its id, or through a root or unit of which nobody here knows the accounts. */
function reaches(estate: Estate, policy: Resource, account: string | undefined): boolean {
  return list(policy.properties.TargetIds)
    .map((target) => readerOf(estate, policy.stack)(target))
    .some((target) => target === undefined || !/^\d{12}$/.test(target) || equalText(target, account ?? '') !== 'no');
}

type Levels = readonly (readonly PolicyStatement[])[] | undefined;

const known: (estate: Estate) => Map<string, () => Levels> = oncePerEstate(() => new Map());

/** Read once, for every question about an estate bears on them; what of them nobody can read counts for each who asks. */
function statementsOf(estate: Estate, type: string, account: string | undefined): Levels {
  const key = `${type} ${account ?? ''}`;
  const levels = known(estate).get(key) ?? whenAsked(() => levelsOf(estate, type, account));
  known(estate).set(key, levels);
  return levels();
}

function levelsOf(estate: Estate, type: string, account: string | undefined): Levels {
  const reaching = policies(estate).filter(
    (policy) => policy.properties.Type === type && reaches(estate, policy, account),
  );
  if (reaching.length === 0) return undefined;
  const read = reaching.flatMap((policy) =>
    readDocument(policy.properties.Content, policy.address, 'Properties.Content', readerOf(estate, policy.stack)),
  );
  return [[fullAccess, ...read]];
}

/** Service control policies of the templates that reach a principal's account, as one level. */
export const serviceControl = (estate: Estate, account: string | undefined) =>
  statementsOf(estate, 'SERVICE_CONTROL_POLICY', account);

/** Resource control policies of the templates that reach a resource's account, as one level; undefined for services they do not reach. */
export const resourceControl = (estate: Estate, account: string | undefined, action: string) =>
  underResourceControl.includes(action.split(':')[0]?.toLowerCase() ?? '')
    ? statementsOf(estate, 'RESOURCE_CONTROL_POLICY', account)
    : undefined;
