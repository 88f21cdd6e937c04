import type { Compared } from './verdict.ts';

/** A documented reason for which one of the two evaluators answers otherwise than AWS, or cannot answer. */
export interface Gap {
  readonly name: string;
  readonly whose: 'the emulator' | 'ours';
  readonly onAws: string;
  readonly here: string;
  /** Page of AWS that says what is right. */
  readonly page: string;
  explains(one: Compared): boolean;
}

const docs = 'https://docs.aws.amazon.com';

/**
 * Differences that are known. What the emulator lacked besides it is given by target/put-back.ts and rewrites/, and each of that is asked
 * after in differences/. An entry that explains no difference any more is stale, and fails the rehearsal.
 */
export const knownGaps: readonly Gap[] = [
  {
    name: 'whether a principal is a service of AWS',
    whose: 'the emulator',
    onAws: 'every signed call says aws:PrincipalIsAWSService, so that a Deny on "false" reaches every role',
    here: 'no call says it, and such a Deny reaches nobody',
    page: `${docs}/IAM/latest/UserGuide/reference_policies_condition-keys.html`,
    explains: ({ ours, theirs }) =>
      ours.decision === 'denied' &&
      theirs === 'allowed' &&
      ours.by.length > 0 &&
      ours.by.every((sid) => sid === 'DenyReadingBack'),
  },
];

interface NotCompared {
  readonly what: string;
  readonly because: string;
  /** Page of AWS by which our evaluator decides it, with cases in test/cases/access. */
  readonly page: string;
}

/** What the emulator's evaluator does not know, so that no question is put about it. Here our evaluator has no second opinion. */
export const notCompared: readonly NotCompared[] = [
  {
    what: 'endpoint policies',
    because: 'no call passes one; calls from inside our network are asked as if their endpoint let everything through',
    page: `${docs}/vpc/latest/privatelink/vpc-endpoints-access.html`,
  },
  {
    what: 'policies of the organisation',
    because: 'it has none',
    page: `${docs}/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html`,
  },
  {
    what: 'calls that Athena or another service forwards',
    because: 'it makes them in nobody’s name and without aws:CalledVia or kms:ViaService',
    page: `${docs}/IAM/latest/UserGuide/access_forward_access_sessions.html`,
  },
  {
    what: 'calls of services in their own name',
    because: 'it makes them as the root of the account',
    page: `${docs}/IAM/latest/UserGuide/confused-deputy.html`,
  },
  {
    what: 'the key of an encrypted object',
    because: 'it reads and writes the object without asking whether the caller may use the key',
    page: `${docs}/AmazonS3/latest/userguide/UsingKMSEncryption.html`,
  },
  {
    what: 'iam:PassRole',
    because: 'it never asks for it',
    page: `${docs}/IAM/latest/UserGuide/id_roles_use_passrole.html`,
  },
  {
    what: 'other accounts and anonymous callers',
    because: 'it holds one account, and its questions are signed',
    page: `${docs}/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html`,
  },
];
