import { costAllocationTag } from '../../../rehearsal/preflight/ports/cost-explorer.ts';
import { policyExists, role } from '../../../rehearsal/preflight/ports/iam.ts';
import { dataLakeSettings } from '../../../rehearsal/preflight/ports/lake-formation.ts';
import { identityCenterInstances, portals } from '../../../rehearsal/preflight/ports/people-services.ts';
import { quotasOf } from '../../../rehearsal/preflight/ports/service-quotas.ts';
import { bootstraps } from '../../../rehearsal/preflight/ports/ssm.ts';
import { subjectOf } from './examples.ts';
import { alone, type Case, comesTo, landingZone } from './judged.ts';
import { says } from './recorded-account.ts';

const { plan } = subjectOf(alone);
const lake = (administrator: string) =>
  says(dataLakeSettings, {
    administrators: [administrator],
    databasesOpenTo: [],
    tablesOpenTo: ['IAM_ALLOWED_PRINCIPALS'],
  });

const cases: readonly Case[] = [
  [
    'no bootstrap, no deployment',
    alone,
    [says(bootstraps, [])],
    'bootstrap',
    'would-fail',
    'npx cdk bootstrap aws://444455556666/eu-west-2 --qualifier hnb659fds',
  ],
  [
    'a bootstrap of another qualifier is named as what the file could say',
    alone,
    [says(bootstraps, [{ parameter: '/cdk-bootstrap/theirs/version', version: 30 }])],
    'bootstrap',
    'would-fail',
    '"path":"aws.bootstrapQualifier","value":"theirs"',
  ],
  [
    'an old bootstrap is brought up to date',
    alone,
    [says(bootstraps, [{ parameter: plan.bootstrapParameter, version: 5 }])],
    'bootstrap',
    'would-fail',
    `version ${plan.bootstrapVersion}`,
  ],
  [
    'a version that is no number is no version',
    alone,
    [says(bootstraps, [{ parameter: plan.bootstrapParameter, version: Number.NaN }])],
    'bootstrap',
    'would-fail',
    'ask for version',
  ],
  [
    'key policies need the execution role',
    alone,
    [says(role, undefined)],
    'bootstrap',
    'would-fail',
    `no role ${plan.executionRole}`,
  ],
  [
    'a boundary that the file names must exist',
    landingZone,
    [says(policyExists, false)],
    'permissions-boundary',
    'would-fail',
    'no managed policy LandingZoneBoundary',
  ],
  [
    'a boundary on the bootstrap asks whether every role needs one',
    alone,
    [says(role, { arn: 'a', boundary: 'arn:aws:iam::1:policy/Corporate' })],
    'permissions-boundary',
    'note',
    'bears Corporate, the file names none',
  ],
  [
    'a bootstrap role that does not exist bears nothing that could be fine',
    alone,
    [says(role, undefined)],
    'permissions-boundary',
    'note',
    'cannot be seen yet',
  ],
  [
    'Lake Formation in charge stops every database',
    alone,
    [lake('arn:aws:iam::444455556666:role/somebody')],
    'lake-formation',
    'would-fail',
    `${plan.counts.get('AWS::Glue::Database')} AWS::Glue::Database`,
  ],
  [
    'tables that are not open to IAM are read by nobody',
    alone,
    [says(dataLakeSettings, { administrators: [], databasesOpenTo: ['IAM_ALLOWED_PRINCIPALS'], tablesOpenTo: [] })],
    'lake-formation',
    'would-fail',
    'no role of a project may read one',
  ],
  [
    'an execution role that administers the lake creates databases, and projects still need grants',
    alone,
    [lake(`arn:aws:iam::444455556666:role/${plan.executionRole}`)],
    'lake-formation',
    'note',
    'read nothing before they are granted it',
  ],
  [
    'a tag that is not active is noted, for nothing fails',
    alone,
    [says(costAllocationTag, 'Inactive')],
    'cost-allocation-tag',
    'note',
    'budgets of projects count nothing',
  ],
  ['an active tag is fine', alone, [says(costAllocationTag, 'Active')], 'cost-allocation-tag', 'fine', 'active'],
  [
    'a member account is not told about tags',
    landingZone,
    [],
    'cost-allocation-tag',
    'note',
    'only the management account is told',
  ],
  [
    'a portal quota that is used up is named',
    landingZone,
    [says(portals, ['1', '2', '3'])],
    'secure-browser',
    'would-fail',
    '3 of 3 portals',
  ],
  [
    'a portal quota that was not answered is noted, not fine',
    landingZone,
    [says(quotasOf, [])],
    'secure-browser',
    'note',
    "3 is AWS's default",
  ],
  ['a portal shows that the account is a customer', landingZone, [], 'secure-browser', 'fine', '1 of 3 portals'],
  [
    'no Identity Center here means SAML',
    landingZone,
    [says(identityCenterInstances, [])],
    'identity-center',
    'would-fail',
    '{ kind: saml }',
  ],
  [
    'an Identity Center that the file does not use is noted',
    alone,
    [says(identityCenterInstances, [{ arn: 'i', owner: '1' }])],
    'identity-center',
    'note',
    'the file uses SAML',
  ],
];

test.each(cases)('%s', (...one) => comesTo(one));
