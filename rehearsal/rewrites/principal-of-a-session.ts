import { eachTemplate, type Rewrite } from './rewrite.ts';

/**
 * `aws:PrincipalArn` of a role session is the ARN of the role; the emulator gives the session's. Each role that a condition names is
 * named a second time as its sessions, in `…assumed-role/<role>/*`, which AWS would never match.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export const principalOfASession: Rewrite = (templates) =>
  eachTemplate(templates, (value, key) => {
    if (key !== 'aws:PrincipalArn') return value;
    const patterns = [value].flat();
    return [...patterns, ...patterns.flatMap((pattern) => sessionsOf(pattern))];
  });

const roleArn = /^arn:([a-z-]+):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;

function sessionsOf(pattern: unknown): unknown[] {
  const [, partition, account, role] = (typeof pattern === 'string' ? roleArn.exec(pattern) : undefined) ?? [];
  return role === undefined ? [] : [`arn:${partition}:sts::${account}:assumed-role/${role}/*`];
}
