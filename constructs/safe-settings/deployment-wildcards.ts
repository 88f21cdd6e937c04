import { Stack, Validations } from 'aws-cdk-lib';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { acknowledgeWildcard } from '../wildcards.ts';

interface Allowed {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
}

const texts = (value: string | readonly string[] | undefined): readonly string[] => [value ?? []].flat();

/**
 * Says of each wildcard of a deployment role why it is there: names that no template knows yet, and families of settings that would not fit
 * into a role's policies one by one. The rules of the bootstrap judge what they leave open; this only tells the pack that reads wildcards.
 */
export function acknowledgeDeploymentWildcards(holder: IConstruct, document: PolicyDocument, who: string): void {
  const statements: readonly Allowed[] = Stack.of(holder).resolve(document).Statement;
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
  const wild = (of: (statement: Allowed) => readonly string[]) =>
    new Set(allowed.flatMap(of).filter((one) => one.includes('*')));
  for (const action of wild(({ Action }) => texts(Action))) {
    Validations.of(holder).acknowledge({
      id: `AwsSolutions::AwsSolutions-IAM5[Action::${action}]`,
      reason: `${who}: settings of ${action} only, written out they exceed what IAM takes; what reads records is refused beside it`,
    });
  }
  for (const resource of wild(({ Resource }) => texts(Resource))) {
    acknowledgeWildcard(
      holder,
      resource,
      `${who}: ${resource === '*' ? 'AWS names these resources, or knows none for the action' : `what a later template makes is named ${resource}`}`,
    );
  }
}
