import * as z from 'zod/mini';
import type { Actor } from '../workflow/contract.ts';
import { noFacts, run } from '../workflow/run.ts';
import { identityAlarm } from './identity-alarm.ts';
import { commandPerson, type PeoplePorts } from './people.ts';
import { idPattern } from './person-bodies.ts';
import { identityWatch } from './person-transitions.ts';

/** Of somebody who is in no register yet it is the ordinary beginning; of somebody known it is an invitation sent again. */
const creation = 'AdminCreateUser';

/**
 * Calls of the directory by which an administrator gets to know or changes what a person signs in with: whoever sets a password, takes the
 * second factor away, or moves the address to which codes are sent can sign in as that person. The trail records every one of them with the
 * person's subject and without their user name.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Operations.html
 */
export const watched = {
  AdminSetUserPassword: 'knows the password',
  AdminResetUserPassword: 'makes the password be chosen anew, by whoever reads the code',
  AdminSetUserMFAPreference: 'takes a second factor away',
  AdminSetUserSettings: 'changes to whom second factors are sent',
  AdminUpdateUserAttributes: 'changes the address to which codes are sent',
  AdminDeleteUserAttributes: 'changes the address to which codes are sent',
  AdminEnableUser: 'lets somebody in again who was shut out',
  AdminDisableUser: 'shuts somebody out',
  AdminDeleteUser: 'removes the sign-in',
  AdminConfirmSignUp: 'confirms somebody without a code',
  AdminLinkProviderForUser: 'lets another account sign in as this person',
  AdminDisableProviderForUser: 'changes which account signs in as this person',
  AdminForgetDevice: 'forgets a remembered device',
  AdminInitiateAuth: 'signs in on behalf of the person',
  AdminRespondToAuthChallenge: 'signs in on behalf of the person',
  [creation]: 'sends a new invitation with a new password',
} as const;

/** What EventBridge passes on of the trail; much of it is hidden by Cognito, so that every part may be missing. */
const trailed = z.object({
  source: z.optional(z.string()),
  detail: z.object({
    eventSource: z.literal('cognito-idp.amazonaws.com'),
    eventName: z.string(),
    eventID: z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)),
    errorCode: z.optional(z.nullable(z.string())),
    additionalEventData: z.optional(z.nullable(z.object({ sub: z.optional(z.string()) }))),
  }),
});

/** What came of an event. */
export type Watch =
  | { readonly outcome: 'ignored'; readonly because: 'not-watched' | 'failed-call' | 'new-sign-in' }
  | { readonly outcome: 'suspended' | 'suspended-before'; readonly person: string }
  | { readonly outcome: 'alarm'; readonly event: string };

const actor: Actor = { kind: 'service', name: identityWatch };
const subject = new RegExp(`^${idPattern}$`);

/**
 * Suspends whoever an administrator could now sign in as, until an officer confirms. Delivered twice, it suspends once; and it stays lifted.
 * Somebody who is not in the register can do nothing yet, and becomes an alarm in the archive: whoever prepares a sign-in may mean to use it.
 * @throws when the event is none of the trail's, or the table does not answer: EventBridge delivers it again.
 */
export const watchIdentity =
  (ports: PeoplePorts) =>
  async (event: unknown): Promise<Watch> => {
    const { detail } = z.parse(trailed, event);
    const { eventName, eventID, errorCode, additionalEventData } = detail;
    if (!Object.hasOwn(watched, eventName)) return { outcome: 'ignored', because: 'not-watched' };
    if (errorCode) return { outcome: 'ignored', because: 'failed-call' };
    const sub = additionalEventData?.sub;
    if (sub === undefined || !subject.test(sub)) return raise(ports, eventID, eventName);
    const command = { kind: 'suspend', because: 'credential-reset-by-administrator', reference: eventID } as const;
    const ran = await commandPerson(ports, sub, command, { actor, commandId: eventID });
    if (ran.ok)
      return { outcome: ran.replayed || ran.events.length === 0 ? 'suspended-before' : 'suspended', person: sub };
    const unknown = ran.refusals.every(({ rule }) => rule === 'state');
    if (unknown && eventName === creation) return { outcome: 'ignored', because: 'new-sign-in' };
    if (unknown) return raise(ports, eventID, eventName, sub);
    throw new Error(`nobody was suspended: ${ran.refusals.map(({ rule }) => rule).join(', ')}`);
  };

/** Under the event's own id, so that a second delivery changes nothing. */
async function raise(ports: PeoplePorts, event: string, call: string, subject?: string): Promise<Watch> {
  const command = { kind: 'raise', call, ...(subject === undefined ? {} : { subject }) } as const;
  const ran = await run(
    ports,
    { workflow: identityAlarm, facts: noFacts },
    { id: event, command, actor, commandId: event },
  );
  if (!ran.ok) throw new Error('an alarm about identities could not be kept');
  return { outcome: 'alarm', event };
}
