import type { Deployment } from '../../lib/config/deployment.ts';
import type { AnyCall, Place } from './call.ts';
import { partitionOf } from './partition.ts';
import type { Question } from './question.ts';

export interface LeastPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
  }[];
}

/** What preflight needs and nothing else: made of the very calls that the questions declare. */
export function leastPolicy(questions: readonly Question[], { id, aws }: Deployment): LeastPolicy {
  const place: Place = {
    partition: partitionOf(aws.region),
    account: aws.account,
    region: aws.region,
    deployment: id,
    qualifier: aws.bootstrapQualifier,
    boundary: aws.permissionsBoundary ?? '*',
  };
  const actions = new Map<string, Set<string>>();
  for (const { action, resources } of questions.flatMap(({ calls }): readonly AnyCall[] => calls)) {
    const named = actions.get(action) ?? new Set();
    for (const resource of resources(place)) named.add(resource);
    actions.set(action, named);
  }
  const statements = new Map<string, { Resource: readonly string[]; Action: string[] }>();
  for (const [action, resources] of [...actions].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const Resource = [...resources].sort();
    const key = Resource.join(' ');
    statements.set(key, { Resource, Action: [...(statements.get(key)?.Action ?? []), action] });
  }
  return {
    Version: '2012-10-17',
    Statement: [...statements.values()].map(({ Resource, Action }, index) => ({
      Sid: `Preflight${index + 1}`,
      Effect: 'Allow',
      Action,
      Resource,
    })),
  };
}
