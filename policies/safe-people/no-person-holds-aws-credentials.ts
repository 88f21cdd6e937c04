import type { Estate, Resource } from '../estate/estate.ts';
import { roles } from '../estate/principals.ts';
import { list } from '../estate/values.ts';
import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Type -> what it puts into a person's hands. */
const credentials: Readonly<Record<string, string>> = {
  'AWS::IAM::User': 'a user, who has a password or keys for good',
  'AWS::IAM::Group': 'a group, whose members are users',
  'AWS::IAM::UserToGroupAddition': 'a membership, for which there must be users',
  'AWS::IAM::AccessKey': 'a key that never expires',
  'AWS::IAM::UserPolicy': 'a right of a user',
  'AWS::IAM::GroupPolicy': 'a right of a group',
  'AWS::IAM::VirtualMFADevice': 'a second factor, for which there must be a user',
  'AWS::Cognito::IdentityPool': 'a pool that changes a sign-in into AWS credentials',
  'AWS::RolesAnywhere::TrustAnchor': 'an authority whose certificates become AWS credentials',
  'AWS::RolesAnywhere::Profile': 'a profile by which certificates become AWS credentials',
  'AWS::SSO::Assignment': 'a standing permission set in the account',
  'AWS::SSO::PermissionSet': 'a permission set, which no rule has looked at',
};

const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'];

function handedOut({ type, properties }: Resource): { readonly path: string; readonly what: string } | undefined {
  const what = credentials[type];
  if (what !== undefined) return { path: 'Type', what };
  const holder = ['Users', 'Groups'].find((property) => list(properties[property]).length > 0);
  return policies.includes(type) && holder !== undefined
    ? { path: `Properties.${holder}`, what: 'a policy of users or groups' }
    : undefined;
}

export const noPersonHoldsAwsCredentials: Rule = {
  id: 'no-person-holds-aws-credentials',
  safe: 'people',
  controls: ['1.5.05', '3.2.01'],
  severity: 'fatal',
  why: 'Who holds credentials of AWS acts past the gate, the register and the browser, and can lend them to others.',
  fix: 'let people act through roles that the broker assumes for them, and drop users, keys and identity pools',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  check: (estate: Estate) => {
    const found = estate.resources.flatMap((resource) => {
      const handed = handedOut(resource);
      return handed === undefined ? [] : [fail(resource, handed.path, `is ${handed.what}`)];
    });
    if (found.length > 0) return found;
    return roles(estate).map(({ resource }) =>
      pass(resource, 'Type', 'is lent for a session; the estate hands out nothing that lasts'),
    );
  },
};
