import type { Refusal } from '../workflow/contract.ts';
import type { Access, AccessQuestion, Credential } from './contract.ts';
import { hasRole } from './roles.ts';

const holds = (now: string, from: string, until: string, ended?: string): boolean =>
  from <= now && now < until && !(ended !== undefined && ended <= now);

const live = (credential: Credential, now: string): boolean =>
  holds(now, credential.from, credential.expires, credential.withdrawn);

/** States of a project in which its members may work. */
const open = 'live';

/**
 * Approved project x live membership x unexpired accreditation, training and agreement x second factor x not suspended x within dates. Every
 * reason for a "no" is given, and the next instant at which time alone could change the answer.
 */
export function effectiveAccess({ person, project, register, session, demands, now }: AccessQuestion): Access {
  const refusals: Refusal[] = [];
  const instants: (string | undefined)[] = [];
  const demand = (met: boolean, rule: string, says: string): void => {
    if (!met) refusals.push({ rule, says });
  };

  demand(register === 'in-service', 'register', 'the register was restored; two officers must put it into service');
  if (person === undefined) demand(false, 'person', 'nobody of this identity is in the register; ask an officer');
  else {
    const standing = person.suspensions.filter(({ liftedAt }) => liftedAt === undefined || liftedAt > now);
    const suspended = standing.filter(({ from }) => from <= now);
    instants.push(...standing.map(({ from }) => from), person.leftAt);
    demand(suspended.length === 0, 'suspended', `suspended: ${suspended.map(({ because }) => because).join(', ')}`);
    demand(!(person.leftAt !== undefined && person.leftAt <= now), 'left', 'the person has left');
    const role = hasRole(person, 'researcher', now) || hasRole(person, 'project-lead', now);
    demand(role, 'role', 'neither the role researcher nor project-lead is held and in date');
    instants.push(...person.roles.flatMap(({ confirmedAt, expires, revokedAt }) => [confirmedAt, expires, revokedAt]));
    for (const { kind, schemes } of demands) {
      const counted = person.credentials.filter(
        (one) => one.kind === kind && (schemes.length === 0 || schemes.includes(one.scheme)),
      );
      const of = schemes.length === 0 ? kind : `${kind} (${schemes.join(' or ')})`;
      demand(
        counted.some((one) => live(one, now)),
        kind,
        `no ${of} is in date; record a new one with its evidence`,
      );
      instants.push(...counted.flatMap(({ from, expires, withdrawn }) => [from, expires, withdrawn]));
    }
    if (session !== undefined) {
      demand(session.mfa, 'second-factor', 'the sign-in proved no second factor');
      const ended = person.signedOutAt !== undefined && session.signedInAt <= person.signedOutAt;
      demand(!ended, 'signed-out', 'this sign-in was ended; sign in again');
    }
  }

  if (project === undefined) demand(false, 'project', 'there is no such project');
  else {
    demand(project.state === open, 'project-state', `the project is ${project.state}, not ${open}`);
    demand(holds(now, project.starts, project.ends), 'project-dates', 'the project has not begun or is over');
    instants.push(project.starts, project.ends);
    for (const { of, from, expires } of project.approvals) {
      demand(holds(now, from, expires), 'approval', `the approval ${of} is not in date`);
      instants.push(from, expires);
    }
    const mine = project.members.filter((one) => one.person === person?.id);
    demand(
      mine.some((one) => holds(now, one.from, one.until, one.endedAt)),
      'membership',
      'no membership of the project is in date',
    );
    instants.push(...mine.flatMap(({ from, until, endedAt }) => [from, until, endedAt]));
  }

  const [changesAt] = instants.filter((one): one is string => one !== undefined && one > now).sort();
  const next = changesAt === undefined ? {} : { changesAt };
  return refusals.length === 0 ? { allowed: true, ...next } : { allowed: false, refusals, ...next };
}
