import { type Context, conditionsHold } from '../estate/calls.ts';
import type { Statement } from '../estate/statements.ts';

/** What a call loses when a service forwards it. aws:SourceIp is no such key: it stays the address of whoever asked. */
const lost = ['aws:sourcevpc', 'aws:sourcevpce', 'aws:vpcsourceip', 'aws:sourcevpcarn'];

const keysOf = ({ conditions }: Statement): readonly string[] =>
  Object.values(conditions).flatMap((keys) => Object.keys(keys).map((key) => key.toLowerCase()));

export const asksForNetwork = (statement: Statement): boolean => keysOf(statement).some((key) => lost.includes(key));

/**
 * Whether the conditions of a statement hold for a call that a service forwards in the name of a role. What is neither lost nor
 * said here may be sent or not, such as the organisation and the tags of the role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
 */
export const forwardedHolds = (statement: Statement, sent: Context): boolean | undefined =>
  conditionsHold(statement, {
    ...Object.fromEntries(
      keysOf(statement)
        .filter((key) => !lost.includes(key))
        .map((key) => [key, 'unknown' as const]),
    ),
    'aws:viaawsservice': ['true'],
    ...sent,
  });
