import { keys } from '../estate/stores.ts';
import { judged } from '../outcome.ts';
import { deployersOf } from './deployers.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const keysStayEditableByTheDeployer: WorksOnAwsRule = {
  id: 'keys-stay-editable-by-the-deployer',
  severity: 'error',
  why: 'KMS refuses a key policy under which whoever creates the key could not change the policy again.',
  fix: 'allow kms:PutKeyPolicy, without conditions, to the role that deploys or to the account',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
  check: (estate) =>
    keys(estate).map((key) => {
      const [deployer] = deployersOf(estate, key);
      return judged(
        key.resource.properties.KeyPolicy === undefined || deployer !== undefined,
        key.resource,
        'Properties.KeyPolicy',
        key.resource.properties.KeyPolicy === undefined ? "AWS's default policy" : `${deployer} may change the policy`,
        'nobody from outside the templates may certainly change the policy: CreateKey fails',
      );
    }),
};
