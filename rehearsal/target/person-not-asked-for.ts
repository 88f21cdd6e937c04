import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import type { Stage } from './stage.ts';

/**
 * Works while a role is assumed without the external id that stands for the person's name (rewrites/name-of-the-person.ts). Our broker gives the
 * name as `SourceIdentity`, which the emulator does not know, and signs its call, so that nothing can be added to it on the way.
 */
export async function whilePersonIsNotAskedFor<T>(
  { clients: { iam }, pass }: Stage,
  RoleName: string,
  work: () => Promise<T>,
): Promise<T> {
  if (pass !== 'iam') return work();
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const PolicyDocument = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  const relaxed = JSON.stringify(JSON.parse(PolicyDocument), (key, value) =>
    key === 'sts:ExternalId' ? undefined : value,
  );
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: relaxed }));
  try {
    return await work();
  } finally {
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  }
}
