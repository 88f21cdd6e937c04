import {
  type Access,
  type Answer,
  type Call,
  type Demand,
  effectiveAccess,
  hasRole,
  type Person,
  personPartition,
  personRefusals,
  type RegisterStanding,
  registerStanding,
  type Session,
  type TableIdentity,
} from '../safe-people/contract.ts';
import { projectPartition, type QueryStanding } from '../safe-projects/contract.ts';
import type { Refusal, Store } from '../workflow/contract.ts';
import type { AirlockRequest } from './contract.ts';

export interface Register {
  readonly register: Pick<Store, 'get'>;
  readonly table: TableIdentity;
  readonly demands: readonly Demand[];
}

/** Whoever asks, as the register has them at this request; never as the token or the body says. */
export interface Reader {
  readonly person: Person;
  readonly standing: RegisterStanding;
  readonly session: Session;
  readonly call: Call;
}

export const sessionOf = ({ actor, mfa }: Pick<Call, 'actor' | 'mfa'>): Session => ({
  signedInAt: actor.signedInAt,
  mfa,
});

/** Nobody reads anything without a good standing and a second factor. */
export async function readerOf(
  ports: Register,
  call: Call,
): Promise<Reader | { readonly refusals: readonly Refusal[] }> {
  const session = sessionOf(call);
  const [item, standing] = await Promise.all([
    ports.register.get({ partition: personPartition, sort: call.actor.id }),
    registerStanding(ports.register, ports.table),
  ]);
  const person = item?.body as Person | undefined;
  const refusals = personRefusals({ person, register: standing, now: call.now, session });
  return person === undefined || refusals.length > 0 ? { refusals } : { person, standing, session, call };
}

export const projectOf = async (
  { register }: Pick<Register, 'register'>,
  id: string,
): Promise<QueryStanding | undefined> =>
  (await register.get({ partition: projectPartition, sort: id }))?.body as QueryStanding | undefined;

export const accessOf = (
  { demands }: Pick<Register, 'demands'>,
  { person, standing, session, call: { now } }: Reader,
  project: QueryStanding | undefined,
): Access => effectiveAccess({ person, project, register: standing, session, demands, now });

/** Whoever is or was a member has a part in the project, and is no reviewer of it. */
export const hasPart = (project: QueryStanding | undefined, person: string): boolean =>
  project === undefined || project.members.some((one) => one.person === person);

/** As what somebody sees a request. `barred`: their own, which the register no longer lets them see. */
export type Sight = 'none' | 'requester' | 'barred' | 'member' | 'checker' | 'officer';

/** Members see each other's requests where the project shares results among them. */
export function sightOf(
  ports: Pick<Register, 'demands'>,
  reader: Reader,
  { requester, project }: Pick<AirlockRequest, 'requester' | 'project'>,
  standing: QueryStanding | undefined,
): Sight {
  const { person, call } = reader;
  if (standing === undefined || standing.id !== project) return 'none';
  const access = accessOf(ports, reader, standing);
  if (requester === person.id) return access.allowed ? 'requester' : 'barred';
  if (hasRole(person, 'operator', call.now)) return 'officer';
  if (hasRole(person, 'output-checker', call.now) && !hasPart(standing, person.id)) return 'checker';
  return access.allowed && standing.resultsShared ? 'member' : 'none';
}

/** The same for what does not exist and for what whoever asks may not see. */
export const nowhere: Answer = {
  status: 404,
  refusals: [{ rule: 'not-found', says: 'there is no such request, project or deposit of yours' }],
};

/** Refusals that are about who asks; the others are about what is asked for. */
const aboutWho: readonly string[] = [
  ...['who', 'register', 'person', 'suspended', 'left', 'second-factor', 'signed-out', 'role', 'output-requester'],
  ...['accreditation', 'training', 'agreement', 'project-state', 'project-dates', 'approval', 'membership'],
  ...['organisation', 'project', 'not-requester', 'never-member'],
];

export const refused = (refusals: readonly Refusal[]): Extract<Answer, { readonly refusals: unknown }> => ({
  status: refusals.some(({ rule }) => aboutWho.includes(rule)) ? 403 : 409,
  refusals,
});
