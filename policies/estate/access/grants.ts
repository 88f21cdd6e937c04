import { isIamPrincipal } from './caller.ts';
import { all, any, type Formula, not, unreadable } from './formula.ts';
import type { Grade } from './named.ts';
import type { Request } from './request.ts';

/** What the policies that can grant say of one call. */
export interface Parts {
  readonly identityGrants: Formula;
  readonly ownLimits: Formula;
  named(grade: Grade): Formula;
}

/**
 * Who must agree for a call to be granted: one of identity and resource policy within an account, both across accounts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function grantsOf(request: Request, parts: Parts): Formula {
  const { caller, resourceAccount } = request;
  const { identityGrants, ownLimits, named } = parts;
  if (!isIamPrincipal(caller)) return any(named('identity'), named('session'));
  const across = !reachesAcross(request)
    ? false
    : all(identityGrants, ownLimits, any(named('session'), named('identity'), named('account')));
  const within = withinAccount(request, parts);
  if (resourceAccount === undefined || caller.account === undefined) {
    const isSame = unreadable('the resource lies in the account of the caller', 'the resource lies in another account');
    return any(all(isSame, within), all(not(isSame), across));
  }
  return resourceAccount === caller.account ? within : across;
}

/** Keys and roles are reached only through their own policy. */
const mustBeNamed = ({ action, resource }: Request): boolean => {
  const [service = ''] = action.toLowerCase().split(':');
  const [, , owner = '', , , what = ''] = resource.split(':');
  return (
    (service === 'kms' && owner === 'kms' && what.startsWith('key/')) ||
    (service === 'sts' && owner === 'iam' && what.startsWith('role/'))
  );
};

function withinAccount(request: Request, { identityGrants, ownLimits, named }: Parts): Formula {
  const { kind } = request.caller;
  const own = all(identityGrants, ownLimits);
  const byIdentity = mustBeNamed(request) ? all(named('account'), own) : own;
  // A grant to a user by name or to everyone is limited by no boundary of the user's.
  const direct = kind === 'user' ? named('identity') : all(named('identity'), ownLimits);
  return any(named('session'), direct, byIdentity);
}

/**
 * The only operations on a key that another account can be given; whatever else its policy says has no effect.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
const keyUseAcrossAccounts =
  /^kms:(CreateGrant|Decrypt|DeriveSharedSecret|DescribeKey|Encrypt|GenerateDataKey(Pair)?(WithoutPlaintext)?|GenerateMac|GetKeyRotationStatus|GetPublicKey|ListGrants|ReEncrypt(From|To)|RetireGrant|RevokeGrant|Sign|Verify|VerifyMac)$/i;

const reachesAcross = ({ action, resource }: Request): boolean =>
  !/^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource) || keyUseAcrossAccounts.test(action);
