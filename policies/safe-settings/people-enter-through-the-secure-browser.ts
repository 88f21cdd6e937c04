import type { Estate, Json, Resource } from '../estate/estate.ts';
import { vpcs } from '../estate/network.ts';
import { list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** All that the browser stands in is of these templates, where other rules look at it. */
const leadsInto = (estate: Estate, settings: Resource | undefined, vpc: Resource): boolean => {
  const { VpcId, SubnetIds, SecurityGroupIds } = settings?.properties ?? {};
  const known = (ids: Json | undefined, type: string): boolean =>
    list(ids).length > 0 && list(ids).every((id) => estate.find(id)?.type === type);
  return (
    estate.find(VpcId) === vpc &&
    known(SubnetIds, 'AWS::EC2::Subnet') &&
    known(SecurityGroupIds, 'AWS::EC2::SecurityGroup')
  );
};

export const peopleEnterThroughTheSecureBrowser: Rule = {
  id: 'people-enter-through-the-secure-browser',
  safe: 'settings',
  controls: ['2.1.04', '2.1.01'],
  severity: 'error',
  why: 'One way in, by a browser that shows pixels, is what the rules about copying and downloading bind.',
  fix: 'put a WorkSpaces Secure Browser portal into the VPC, or give a reason and an end in the deployment file',
  check: (estate) => {
    const portals = estate.ofType('AWS::WorkSpacesWeb::Portal');
    return vpcs(estate).map((vpc) => {
      const portal = portals.find(({ properties }) =>
        leadsInto(estate, estate.find(properties.NetworkSettingsArn), vpc),
      );
      return judged(
        portal !== undefined,
        vpc,
        'Type',
        `people enter through the portal ${portal?.logicalId}`,
        'no secure browser, in groups and subnets of this estate, leads into it',
      );
    });
  },
};
