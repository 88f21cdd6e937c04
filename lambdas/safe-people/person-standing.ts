import type { Instant, Refusal } from '../workflow/contract.ts';
import type { Person, RegisterStanding, Role, Session } from './contract.ts';
import { hasRole } from './roles.ts';

/** What is asked of a person before anything they may do is looked at. */
export interface PersonQuestion {
  readonly person: Person | undefined;
  readonly register: RegisterStanding;
  /** Absent where the question is not about a sign-in. */
  readonly session?: Session;
  readonly now: Instant;
}

export const suspendedNow = (person: Person, now: Instant) =>
  person.suspensions.filter(({ from, liftedAt }) => from <= now && !(liftedAt !== undefined && liftedAt <= now));

export const hasLeft = (person: Person, now: Instant): boolean => person.leftAt !== undefined && person.leftAt <= now;

/** Why a person may do nothing at all; none: they may do what their roles allow. */
export function personRefusals({ person, register, session, now }: PersonQuestion): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const demand = (met: boolean, rule: string, says: string): void => {
    if (!met) refusals.push({ rule, says });
  };
  demand(register === 'in-service', 'register', 'the register was restored; two officers must put it into service');
  if (person === undefined) {
    demand(false, 'person', 'nobody of this identity is in the register; ask an officer');
  } else {
    const suspended = suspendedNow(person, now).map(({ because }) => because);
    demand(
      suspended.length === 0,
      'suspended',
      `suspended: ${[...new Set(suspended)].join(', ')}; an officer may lift it`,
    );
    demand(!hasLeft(person, now), 'left', 'the person has left');
  }
  if (session !== undefined) {
    demand(session.mfa, 'second-factor', 'the sign-in proved no second factor');
    const ended = person?.signedOutAt !== undefined && session.signedInAt <= person.signedOutAt;
    demand(!ended, 'signed-out', 'this sign-in was ended; sign in again');
  }
  return refusals;
}

/** Why a person may not act in any of these roles; none: they may. */
export function roleRefusals(question: PersonQuestion, roles: readonly Role[]): readonly Refusal[] {
  const { person, now } = question;
  const held = person !== undefined && roles.some((role) => hasRole(person, role, now));
  return [
    ...personRefusals(question),
    ...(held ? [] : [{ rule: 'role', says: `the role ${roles.join(' or ')} is not held and in date` }]),
  ];
}
