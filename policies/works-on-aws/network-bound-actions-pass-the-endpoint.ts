import type { Estate, Resource } from '../estate/estate.ts';
import { roles } from '../estate/principals.ts';
import { coversAction, type Statement, statementsAt } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import { endpointsIn, serviceOf } from './vpc-endpoints.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** The networks of ours to which an Allow binds its actions. */
const networksOf = (estate: Estate, { conditions }: Statement): readonly Resource[] =>
  Object.entries(conditions)
    .filter(([operator]) => !operator.includes('Not') && !operator.endsWith('IfExists'))
    .flatMap(([, keys]) => Object.entries(keys))
    .filter(([key]) => ['aws:sourcevpc', 'aws:sourcevpce'].includes(key.toLowerCase()))
    .flatMap(([, values]) => values.flatMap((value) => estate.find(value) ?? []));

/** Endpoints through which such a call can come. */
const waysIn = (estate: Estate, network: Resource, service: string | undefined): readonly Resource[] =>
  (network.type === 'AWS::EC2::VPC' ? endpointsIn(estate, network) : [network]).filter(
    (endpoint) => serviceOf(endpoint) === service,
  );

const passes = (endpoint: Resource, action: string): boolean =>
  endpoint.properties.PolicyDocument === undefined ||
  statementsAt(endpoint, 'PolicyDocument').some((one) => one.effect === 'Allow' && coversAction(one, action));

export const networkBoundActionsPassTheEndpoint: WorksOnAwsRule = {
  id: 'network-bound-actions-pass-the-endpoint',
  severity: 'error',
  why: 'An action that is allowed only from our network must come through an endpoint there; if the endpoint policy leaves it out, nobody can ever use it.',
  fix: 'add the action to the policy of the endpoint, or take it from the role',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  check: (estate) =>
    roles(estate).flatMap(({ resource, statements }) => {
      const bound = statements.flatMap((statement) =>
        statement.effect === 'Allow'
          ? networksOf(estate, statement).flatMap((network) =>
              (statement.actions ?? []).filter((action) => !/[*?]/.test(action)).map((action) => ({ action, network })),
            )
          : [],
      );
      if (bound.length === 0) return [];
      const stopped = bound.filter(
        ({ action, network }) =>
          !waysIn(estate, network, action.split(':')[0]).some((endpoint) => passes(endpoint, action)),
      );
      return judged(
        stopped.length === 0,
        resource,
        'Properties.Policies',
        `all ${bound.length} actions that are bound to the network pass an endpoint`,
        `${stopped.map(({ action }) => action).join(', ')} pass no endpoint of the network to which they are bound`,
      );
    }),
};
