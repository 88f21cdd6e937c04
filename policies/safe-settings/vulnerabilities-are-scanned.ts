import type { Estate, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { coversAction } from '../estate/statements.ts';
import { isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** A custom resource whose function may turn Inspector on; CloudFormation has no type that does. */
const turnsItOn = (estate: Estate, resource: Resource): boolean =>
  functions(estate).some(
    ({ resource: lambda, role }) =>
      lambda === estate.find(resource.properties.ServiceToken) &&
      role?.statements.some((one) => one.effect === 'Allow' && coversAction(one, 'inspector2:Enable')),
  );

/** Silent where nobody asks for it: the organisation's attestation then stands in. */
export const vulnerabilitiesAreScanned: Rule = {
  id: 'vulnerabilities-are-scanned',
  safe: 'settings',
  controls: ['2.7.01'],
  severity: 'error',
  why: 'Functions and images grow old under our hands; Inspector says which of them have known weaknesses.',
  fix: 'let a custom resource turn Inspector on, by a function that may',
  source: 'https://docs.aws.amazon.com/inspector/latest/user/getting_started_tutorial.html',
  check: (estate) =>
    estate.resources
      .filter(
        ({ type, properties }) =>
          /^(AWS::CloudFormation::CustomResource|Custom::)/.test(type) && properties.inspector !== undefined,
      )
      .filter(({ properties }) => isTrue(properties.inspector))
      .map((resource) =>
        judged(
          turnsItOn(estate, resource),
          resource,
          'Properties.inspector',
          'Inspector is turned on by a function that checks that it stays on',
          'nothing here may turn Inspector on',
        ),
      ),
};
