import { known } from '../answer.ts';
import { fine, wouldFail } from '../finding.ts';
import { resourceTypeExists, resourceTypes as types } from '../ports/cloudformation.ts';
import type { Question } from '../question.ts';

/** A service that the region lacks has no resource types there. The list leaves out a few that exist, so those are asked for by name. */
export const resourceTypes: Question = {
  id: 'resource-types',
  about: 'services in the region',
  calls: [types, resourceTypeExists],
  ask: async (account, { deployment: { aws }, plan: { counts } }) =>
    known(await account.ask(types, undefined), async (listed) => {
      const wanted = [...counts.keys()].filter((type) => type.startsWith('AWS::') && !built.test(type));
      const unlisted = wanted.filter((type) => !listed.includes(type)).sort();
      const verdicts = await Promise.all(
        unlisted.map(async (type) =>
          known(await account.ask(resourceTypeExists, type), (exists) =>
            exists
              ? []
              : [
                  wouldFail({
                    found: `CloudFormation knows no ${type} in ${aws.region}`,
                    why: 'the change set is refused: Template format error, Unrecognized resource types',
                    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeType.html',
                    change: { path: 'aws.region', value: 'eu-west-2' },
                    elsewhere: 'another region needs an exception and zones of its own',
                  }),
                ],
          ),
        ),
      );
      const trouble = verdicts.flat();
      return trouble.length > 0 ? trouble : [fine(`all ${wanted.length} resource types exist in ${aws.region}`)];
    }),
};

/** Part of CloudFormation or of CDK itself. */
const built = /^AWS::(CloudFormation|CDK)::/;
