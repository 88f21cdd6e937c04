import { listStackResources, listStacks } from '../../../rehearsal/preflight/ports/cloudformation.ts';
import { managementEventsOf, trailIsLogging, trails } from '../../../rehearsal/preflight/ports/cloudtrail.ts';
import { organisation } from '../../../rehearsal/preflight/ports/organizations.ts';
import { alone, type Case, comesTo, judged, landingZone } from './judged.ts';
import { denies, says, saysOf } from './recorded-account.ts';

const trail = (name: string, ofTheOrganisation: boolean, everywhere = true) => ({
  name,
  arn: `arn:aws:cloudtrail:eu-west-2:1:trail/${name}`,
  everywhere,
  ofTheOrganisation,
});

const cases: readonly Case[] = [
  [
    'five trails leave no room for ours',
    alone,
    [
      says(
        trails,
        ['a', 'b', 'c', 'd', 'e'].map((name) => trail(name, false, false)),
      ),
    ],
    'trails',
    'would-fail',
    'MaximumNumberOfTrailsExceeded',
  ],
  [
    'a trail of the organisation makes a second copy dear',
    alone,
    [says(trails, [trail('org', true)])],
    'trails',
    'note',
    /\$2 for 100,000.*managementTrail/,
  ],
  [
    'an attested management trail that is not there is a false claim',
    landingZone,
    [says(trails, [trail('local', false, false)])],
    'trails',
    'would-fail',
    'provisions.managementTrail',
  ],
  [
    'an attested trail that records in every region, and everything, is fine',
    landingZone,
    [],
    'trails',
    'fine',
    'records every management event',
  ],
  [
    'an attested trail that is stopped is a false claim',
    landingZone,
    [says(trailIsLogging, false)],
    'trails',
    'would-fail',
    'BaselineCloudTrail is stopped',
  ],
  [
    'an attested trail of other events is a false claim',
    landingZone,
    [says(managementEventsOf, 'none')],
    'trails',
    'would-fail',
    'takes no management events',
  ],
  [
    'an attested trail of some events is noted',
    landingZone,
    [says(managementEventsOf, 'some')],
    'trails',
    'note',
    'only some management events',
  ],
  [
    'whether an attested trail records stays unknown where its status may not be read',
    landingZone,
    [denies(trailIsLogging)],
    'trails',
    'unknown',
    'cloudtrail:GetTrailStatus',
  ],
  [
    'what an attested trail records stays unknown where its selectors may not be read',
    landingZone,
    [denies(managementEventsOf)],
    'trails',
    'unknown',
    'cloudtrail:GetEventSelectors',
  ],
  [
    'one trail that records is enough, whatever the others do',
    landingZone,
    [says(trails, [trail('old', true), trail('new', true)]), saysOf(trailIsLogging, (arn) => arn.endsWith('/new'))],
    'trails',
    'fine',
    'new reaches every region',
  ],
  [
    'a member learns who manages it and what it cannot read',
    landingZone,
    [],
    'organisation-policies',
    'note',
    /999988887777.*cannot read service and resource control policies/,
  ],
  ['a policy in effect is shown', landingZone, [], 'organisation-policies', 'note', 'DECLARATIVE_POLICY_EC2 in effect'],
  [
    'guardrails do not bind a management account',
    alone,
    [says(organisation, { id: 'o-1', managementAccount: '444455556666' })],
    'organisation-policies',
    'note',
    'do not bind it',
  ],
  ['outside Control Tower there is no sign of it', alone, [], 'control-tower', 'fine', 'not under Control Tower'],
  [
    'proactive controls stay for the management account to tell',
    landingZone,
    [],
    'control-tower',
    'note',
    'proactive controls',
  ],
];

test.each(cases)('%s', (...one) => comesTo(one));

test('five trails of which one is ours leave room', async () => {
  const five = ['a', 'b', 'c', 'd', 'tre-gtr-manchester-trail'].map((name) => trail(name, false, false));
  const ours = { type: 'AWS::CloudTrail::Trail', id: 'tre-gtr-manchester-trail', status: 'CREATE_COMPLETE' };
  const findings = await judged(
    alone,
    [
      says(trails, five),
      says(listStacks, [{ name: 'tre-gtr-manchester-safe-settings', status: 'CREATE_COMPLETE' }]),
      says(listStackResources, [ours]),
    ],
    'trails',
  );
  expect(findings.map(({ outcome }) => outcome)).toEqual(['fine']);
});
