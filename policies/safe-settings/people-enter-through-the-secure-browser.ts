import { vpcs } from '../estate/network.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

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
      const portal = portals.find(
        ({ properties }) => estate.find(estate.find(properties.NetworkSettingsArn)?.properties.VpcId) === vpc,
      );
      return judged(
        portal !== undefined,
        vpc,
        'Type',
        `people enter through the portal ${portal?.logicalId}`,
        'no secure browser leads into it',
      );
    });
  },
};
