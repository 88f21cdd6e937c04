import { doors } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { vpcs } from '../estate/network.ts';
import { at, list } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { groupRules } from './security-group-rules.ts';

/** SSH and remote desktop. */
const remote = [22, 3389];

/**
 * The one API on the internet that may be: regional, with a document of which every operation is read. It is no way in to data: behind it nothing
 * reaches any, a firewall stands before it, and each request asks the authoriser, which rules of their own demand. A second one is another way in.
 */
function isThePublicDoor(estate: Estate, api: Resource): boolean {
  const [door, ...others] = doors(estate).filter(({ kind }) => kind === 'public');
  const types = list(at(api, 'EndpointConfiguration.Types'));
  return others.length === 0 && door?.api === api && types.join() === 'REGIONAL' && door.operations.length > 0;
}

/** Another entry, in words; undefined for none. */
function entryOf(estate: Estate, resource: Resource): string | undefined {
  const types = list(at(resource, 'EndpointConfiguration.Types'));
  switch (resource.type) {
    case 'AWS::ApiGateway::RestApi':
      return (types.length === 1 && types[0] === 'PRIVATE') || isThePublicDoor(estate, resource)
        ? undefined
        : 'an API on the internet';
    case 'AWS::ApiGatewayV2::Api':
      return 'an API that can only be public';
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
    case 'AWS::ElasticLoadBalancing::LoadBalancer':
      return at(resource, 'Scheme') === 'internal' ? undefined : 'a load balancer on the internet';
    case 'AWS::Lambda::Url':
      return 'a function with an address on the internet';
    case 'AWS::EC2::ClientVpnEndpoint':
      return 'a VPN, which needs its own client';
    case 'AWS::EC2::KeyPair':
      return 'a key pair for SSH';
    case 'AWS::AppStream::Fleet':
    case 'AWS::WorkSpaces::Workspace':
    case 'AWS::Transfer::Server':
    case 'AWS::CloudFront::Distribution':
      return `a way in by ${resource.type}, which no rule has looked at`;
    default:
      return undefined;
  }
}

const remoteAdministration = (estate: Estate): readonly Outcome[] =>
  groupRules(estate, 'Ingress')
    .filter(({ rule: { IpProtocol, FromPort, ToPort } }) => {
      const all = String(IpProtocol) === '-1' || FromPort === undefined || ToPort === undefined;
      return all || !remote.every((port) => Number(ToPort) < port || Number(FromPort) > port);
    })
    .map(({ resource, path }) => fail(resource, path, 'admits SSH or remote desktop'));

/** Where nothing at all leads in, this passes too: whether the secure browser does is another rule's question. */
export const nothingElseLeadsIn: Rule = {
  id: 'nothing-else-leads-in',
  safe: 'settings',
  controls: ['2.2.09', '2.1.04'],
  severity: 'fatal',
  why: 'A second way in would not be bound by what forbids copying and downloading.',
  fix: 'make APIs PRIVATE, but for the one public door that reaches no data, make load balancers internal, and drop SSH, remote desktop, VPN and streamed desktops',
  check: (estate) => {
    const ways = [
      ...remoteAdministration(estate),
      ...estate.resources.flatMap((resource) => {
        const entry = entryOf(estate, resource);
        return entry === undefined ? [] : [fail(resource, 'Properties', `is ${entry}`)];
      }),
    ];
    return [
      ...ways,
      ...vpcs(estate).map((vpc) =>
        judged(ways.length === 0, vpc, 'Type', 'no other way leads in', 'another way leads in'),
      ),
    ];
  },
};
