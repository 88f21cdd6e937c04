import { known } from '../answer.ts';
import { fine, wouldFail } from '../finding.ts';
import { availabilityZones as zones } from '../ports/ec2.ts';
import type { Question } from '../question.ts';

const source = 'https://docs.aws.amazon.com/workspaces-web/latest/adminguide/availability-zones.html';

/** Where the secure browser can have subnets. No call tells; this is AWS's table. */
const browserZones: Readonly<Record<string, readonly string[]>> = {
  'ap-northeast-1': ['apne1-az1', 'apne1-az2', 'apne1-az4'],
  'ap-south-1': ['aps1-az1', 'aps1-az3'],
  'ap-southeast-1': ['apse1-az1', 'apse1-az2', 'apse1-az3'],
  'ap-southeast-2': ['apse2-az1', 'apse2-az2', 'apse2-az3'],
  'ca-central-1': ['cac1-az1', 'cac1-az2', 'cac1-az4'],
  'eu-central-1': ['euc1-az2', 'euc1-az3'],
  'eu-west-1': ['euw1-az1', 'euw1-az2', 'euw1-az3'],
  'eu-west-2': ['euw2-az1', 'euw2-az2'],
  'us-east-1': ['use1-az1', 'use1-az2', 'use1-az4', 'use1-az5', 'use1-az6'],
  'us-west-2': ['usw2-az1', 'usw2-az2', 'usw2-az3'],
};

export const availabilityZones: Question = {
  id: 'availability-zones',
  about: 'availability zones',
  calls: [zones],
  ask: async (account, { deployment: { aws } }) =>
    known(await account.ask(zones, undefined), (found) => {
      const usable = (browserZones[aws.region] ?? []).filter((id) =>
        found.some((zone) => zone.id === id && zone.state === 'available'),
      );
      return aws.availabilityZoneIds.map((id, index) => {
        if (usable.includes(id)) return fine(`${id} is ${found.find((zone) => zone.id === id)?.name} in this account`);
        const zone = found.find((one) => one.id === id);
        return wouldFail({
          found: zone === undefined ? `the account has no zone ${id}` : `${id} is ${zone.state}, as ${zone.name}`,
          why:
            zone?.state === 'available'
              ? 'the secure browser is not in that zone, and its network settings are refused'
              : 'no subnet can be made there',
          source,
          ...(usable.length < 2
            ? { elsewhere: `${aws.region} has no two zones with the secure browser that this account can use` }
            : {
                change: {
                  path: `aws.availabilityZoneIds[${index}]`,
                  value: usable.find((other) => !aws.availabilityZoneIds.includes(other)) ?? 'REPLACE',
                },
                elsewhere: `zones that serve: ${usable.join(', ')}`,
              }),
        });
      });
    }),
};
