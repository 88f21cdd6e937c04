import { arnsOf } from '../estate/arns.ts';
import { bootstrapRoleKind, isAssetStore } from '../estate/bootstrap.ts';
import { deploymentRoles } from '../estate/principals.ts';
import { conditionValues, coversAction, type Statement } from '../estate/statements.ts';
import { buckets } from '../estate/stores.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

const forEverybody = ({ effect, principals, unresolved }: Statement): boolean =>
  effect === 'Deny' && !unresolved && (principals?.['*'] ?? principals?.AWS ?? []).includes('*');

export const codeWaitsWhereOnlyThePipelineWrites: Rule = {
  id: 'code-waits-where-only-the-pipeline-writes',
  safe: 'settings',
  controls: ['TRE-X12', '3.1.12'],
  severity: 'fatal',
  why: 'Who writes the bucket of code is every function at its next deployment; who deletes from it takes the proof of what was deployed.',
  fix: 'deny everybody but the publishing role s3:PutObject there, and everybody s3:DeleteObject and s3:DeleteObjectVersion',
  source: 'https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html',
  check: (estate) => {
    const writers = deploymentRoles(estate)
      .filter(({ resource }) => bootstrapRoleKind(estate, resource) === 'file-publishing')
      .flatMap(({ resource }) => arnsOf(estate, resource));
    return buckets(estate)
      .filter(({ resource }) => isAssetStore(estate, resource))
      .map(({ resource, policies, statements, key }) => {
        const writing = statements.some((one) => {
          const except = conditionValues(one, ['ArnNotEquals'], 'aws:PrincipalArn');
          return (
            forEverybody(one) &&
            coversAction(one, 's3:PutObject') &&
            Object.keys(one.conditions).join() === 'ArnNotEquals' &&
            Object.keys(one.conditions.ArnNotEquals ?? {}).length === 1 &&
            except.length > 0 &&
            except.every((arn) => writers.includes(arn))
          );
        });
        const kept = ['s3:DeleteObject', 's3:DeleteObjectVersion'].every((action) =>
          statements.some(
            (one) => forEverybody(one) && coversAction(one, action) && Object.keys(one.conditions).length === 0,
          ),
        );
        const troubles = [
          writing ? '' : 'others than the publishing role may write there',
          kept ? '' : 'a version can be deleted',
          key === undefined ? 'it is under no key of its own' : '',
        ].filter(Boolean);
        return judged(
          troubles.length === 0,
          policies[0] ?? resource,
          'Properties.PolicyDocument',
          'the publishing role alone writes, nobody deletes, under a key of its own',
          troubles.join(', and '),
        );
      });
  },
};
