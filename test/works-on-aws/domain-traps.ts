import { set } from '../mutant.ts';
import { changed, type Trap } from './trap.ts';

const names = 'AWS::Route53Resolver::FirewallDomainList';

export const domainTraps: readonly Trap[] = [
  {
    rule: 'dns-names-are-legal',
    mutants: {
      'a name is empty': changed(names, (body) => set(body, 'Domains', [''])),
      'a label is empty': changed(names, (body) => set(body, 'Domains', ['s3..amazonaws.com'])),
      'a label has 64 letters': changed(names, (body) => set(body, 'Domains', [`${'a'.repeat(64)}.nhs.uk`])),
      'a wildcard stands inside a name': changed(names, (body) =>
        set(body, 'Domains', ['tre-*.s3.eu-west-2.amazonaws.com']),
      ),
      'a name is a URL': changed(names, (body) => set(body, 'Domains', ['https://s3.eu-west-2.amazonaws.com'])),
    },
  },
];
