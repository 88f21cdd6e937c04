import type { Estate, Resource } from '../estate.ts';
import type { Answer } from './answer.ts';
import { plain, readDocument } from './documents.ts';
import { evaluate } from './evaluate.ts';
import { identityPolicies } from './identity-policies.ts';
import { accountOf, physicalName, regionOf } from './physical-names.ts';

/** An account that is nobody's here. */
export const strangersAccount = '999988887777';

/** The ARN of something in a stranger's account; `{region}` is the region of a stack of ours. */
export function strangersArn(estate: Estate, tail: string): string {
  const [first] = estate.stacks;
  const region = first === undefined ? '' : regionOf(estate, first.name);
  return ['arn', 'aws', tail.replaceAll('{region}', region).replaceAll('{stranger}', strangersAccount)].join(':');
}

/** An identity of an account of ours of which the templates know nothing but that its own policies may say anything. */
export const anybodyElse = (estate: Estate, stack: string): string =>
  ['arn', 'aws', 'iam', '', accountOf(estate, stack), 'role/any-other'].join(':');

export const isOwnAccount = (estate: Estate, account: string): boolean =>
  estate.stacks.some(({ name }) => accountOf(estate, name) === account);

/**
 * Whether an ARN names something of an account of ours, whatever it is. A bucket's does not say; one in the namespace of an account has
 * its number in its name, and nobody else can make it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
export function isOurs(estate: Estate, arn: string): boolean {
  const [, , , , account = '', name = ''] = arn.split(':');
  if (account !== '') return isOwnAccount(estate, account);
  const [, owner = ''] = /-(\d{12})-[a-z0-9-]+-an(?:\/|$)/.exec(name) ?? [];
  return owner !== '' && isOwnAccount(estate, owner);
}

const opened = readDocument(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] },
  'a stranger who opens it to everybody',
  '',
  plain,
);

/**
 * Whether a role may do something to what a stranger owns and has opened: the policies on our side alone decide. Asked apart, because the
 * ARN of a bucket does not say whose it is.
 */
export const askOfStrangers = (estate: Estate, role: Resource, action: string, to: string): Answer =>
  evaluate(
    {
      caller: { kind: 'role-session', arn: physicalName(estate, role).arn, account: accountOf(estate, role.stack) },
      action,
      resource: to,
      resourceAccount: strangersAccount,
      facts: {},
    },
    { ...identityPolicies(estate, role), resource: opened },
  );
