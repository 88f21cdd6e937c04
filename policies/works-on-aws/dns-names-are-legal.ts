import { list, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** An id of AWS's making, such as an API's, has ten letters and digits. */
const withIds = (name: string): string => name.replace(/^\$\{[^}]+\}(?=\.)/, 'x'.repeat(10));

const isLegal = (name: string): boolean =>
  /^\*?[A-Za-z0-9.-]*$/.test(name) &&
  name.length <= 255 &&
  name
    .replace(/\.$/, '')
    .split('.')
    .every(({ length }) => length >= 1 && length <= 63);

export const dnsNamesAreLegal: WorksOnAwsRule = {
  id: 'dns-names-are-legal',
  severity: 'error',
  why: 'A domain of DNS Firewall may begin with one * and holds otherwise letters, digits, hyphens and dots, in labels of 1 to 63: a pattern such as tre-*.s3.amazonaws.com is refused.',
  fix: 'write the name in full, or with * as its first label only',
  source:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-user-managed-domain-lists.html',
  check: (estate) =>
    estate
      .ofType('AWS::Route53Resolver::FirewallDomainList')
      .filter(({ properties }) => properties.Domains !== undefined)
      .map((names) => {
        const all = list(names.properties.Domains).map((name) => text(name) ?? 'a name that could not be resolved');
        const odd = all.filter((name) => !isLegal(withIds(name)));
        return judged(
          odd.length === 0,
          names,
          'Properties.Domains',
          `${all.length} names that DNS Firewall takes`,
          `DNS Firewall refuses ${odd.join(', ')}`,
        );
      }),
};
