import { placeOf } from '../estate/arns.ts';
import { list, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Zone ids of the regions that hold data of the NHS and their neighbours; other regions are not judged by this list. */
const zones: Readonly<Record<string, readonly string[]>> = {
  'eu-west-1': ['euw1-az1', 'euw1-az2', 'euw1-az3'],
  'eu-west-2': ['euw2-az1', 'euw2-az2'],
  'eu-central-1': ['euc1-az2', 'euc1-az3'],
};

/** Names of zones differ from account to account, so only ids can be checked. */
export const secureBrowserNetworkIsSupported: WorksOnAwsRule = {
  id: 'secure-browser-network-is-supported',
  severity: 'error',
  why: 'WorkSpaces Secure Browser stands in some zones of a region only, in two at least, behind one to five security groups, in a VPC of default tenancy.',
  fix: 'give its subnets AvailabilityZoneId from the list of supported zones, and the VPC no dedicated tenancy',
  source: 'https://docs.aws.amazon.com/workspaces-web/latest/adminguide/availability-zones.html',
  check: (estate) =>
    estate.ofType('AWS::WorkSpacesWeb::NetworkSettings').map((settings) => {
      const { region = '' } = placeOf(estate, settings);
      const subnets = list(settings.properties.SubnetIds).map((subnet) => estate.find(subnet));
      const ids = subnets.map((subnet) => text(subnet?.properties.AvailabilityZoneId));
      const unsupported = ids.filter((id) => id === undefined || zones[region]?.includes(id) === false);
      const groups = list(settings.properties.SecurityGroupIds).length;
      const tenancy = estate.find(settings.properties.VpcId)?.properties.InstanceTenancy;
      const troubles = [
        ...(unsupported.length > 0 ? [`zones ${unsupported.map((id) => id ?? 'without an id').join(', ')}`] : []),
        ...(new Set(ids).size < 2 ? ['fewer than two zones'] : []),
        ...(groups < 1 || groups > 5 ? [`${groups} security groups`] : []),
        ...(tenancy === undefined || tenancy === 'default' ? [] : ['a VPC of dedicated tenancy']),
      ];
      return judged(
        troubles.length === 0,
        settings,
        'Properties.SubnetIds',
        `${ids.join(' and ')}, ${groups} security group`,
        `cannot stand in ${troubles.join(', ')}`,
      );
    }),
};
