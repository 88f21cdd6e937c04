import { judged, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { groupRules, peerOf } from './security-group-rules.ts';

export const securityGroupsAdmitNoStranger: Rule = {
  id: 'security-groups-admit-no-stranger',
  safe: 'settings',
  controls: ['2.2.09', '2.1.04', '2.2.10'],
  severity: 'fatal',
  why: 'Nothing outside the network has business opening a connection into it.',
  fix: "name a security group of the estate or a range inside the VPC's own as source",
  check: (estate) => {
    const rules = groupRules(estate, 'Ingress');
    const withRules = new Set(rules.map(({ resource }) => resource));
    return [
      ...rules.map(({ resource, path, rule }) => {
        const peer = peerOf(estate, rule, 'Ingress');
        const inside = peer.kind === 'inside' || peer.kind === 'nobody';
        const who = peer.kind === 'prefix-list' ? `the prefix list ${peer.list.logicalId}` : peer.what;
        return judged(inside, resource, path, `admits ${who}, which is inside`, `admits ${who}`);
      }),
      ...estate
        .ofType('AWS::EC2::SecurityGroup')
        .filter((group) => !withRules.has(group))
        .map((group) => pass(group, 'Properties.SecurityGroupIngress', 'admits nobody by itself')),
    ];
  },
};
