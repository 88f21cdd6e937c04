import { pointingAt, vpcs } from '../estate/network.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const dnsQueriesAreLogged: Rule = {
  id: 'dns-queries-are-logged',
  safe: 'settings',
  controls: ['2.1.09', '2.5.03'],
  severity: 'error',
  why: 'The query log is the only record of the names that software inside asked for.',
  fix: 'associate an AWS::Route53Resolver::ResolverQueryLoggingConfig with the VPC, into a log group or bucket of the estate',
  check: (estate) =>
    vpcs(estate).map((vpc) => {
      const type = 'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation';
      const destination = pointingAt(estate, type, 'ResourceId', vpc)
        .map(({ properties }) => estate.find(properties.ResolverQueryLogConfigId))
        .map((config) => estate.find(config?.properties.DestinationArn))
        .find((found) => found !== undefined);
      return judged(
        destination !== undefined,
        vpc,
        'Type',
        `queries are written to ${destination?.logicalId}`,
        'its DNS queries are not logged to a place of the estate',
      );
    }),
};
