import { placeOf } from '../estate/arns.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { matchesResource } from '../estate/statements.ts';
import { list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import { endpointsIn, serviceOf } from './vpc-endpoints.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

interface Step {
  readonly action: string;
  readonly names: readonly string[];
}

/** The rules of a group in the order in which the firewall asks them. */
const stepsOf = (estate: Estate, group: Resource | undefined): readonly Step[] =>
  list(group?.properties.FirewallRules)
    .map(record)
    .toSorted((one, other) => Number(one.Priority) - Number(other.Priority))
    .map(({ Action, FirewallDomainListId }) => ({
      action: String(Action),
      names: list(estate.find(FirewallDomainListId)?.properties.Domains).map(String),
    }));

/** `ecr.api` answers as `api.ecr.<region>.amazonaws.com`; a private API under a name of its own. */
const nameOf = (service: string, region: string | undefined): string =>
  `${service.split('.').toReversed().join('.')}.${region}.amazonaws.com`;

const isLetThrough = (steps: readonly Step[], name: string): boolean =>
  steps.find(({ names }) => names.some((pattern) => matchesResource(pattern, name)))?.action !== 'BLOCK';

export const dnsFirewallLetsOurEndpointsAnswer: WorksOnAwsRule = {
  id: 'dns-firewall-lets-our-endpoints-answer',
  severity: 'error',
  why: 'DNS Firewall filters the names of your own endpoints too: a rule that blocks * before one allows them cuts every AWS call off.',
  fix: 'allow <service>.<region>.amazonaws.com of every endpoint in a rule of a lower priority number than the one that blocks',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html',
  check: (estate) =>
    estate.ofType('AWS::Route53Resolver::FirewallRuleGroupAssociation').flatMap((association) => {
      const vpc = estate.find(association.properties.VpcId);
      const group = estate.find(association.properties.FirewallRuleGroupId);
      if (vpc === undefined) return [];
      const { region } = placeOf(estate, association);
      const names = endpointsIn(estate, vpc)
        .map(serviceOf)
        .filter((service) => service !== undefined && service !== 'execute-api')
        .map((service) => nameOf(text(service) ?? '', region));
      const steps = stepsOf(estate, group);
      const cut = names.filter((name) => !isLetThrough(steps, name));
      return judged(
        steps.length > 0 && cut.length === 0,
        group ?? association,
        'Properties.FirewallRules',
        `lets ${names.length} names of endpoints through`,
        steps.length === 0
          ? 'its rules are not of these templates'
          : `blocks ${cut.join(', ')}, which endpoints answer for`,
      );
    }),
};
