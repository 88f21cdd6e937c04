/**
 * What the register says, in the plainest words, from the text of what was asked for and from nothing that the product computes: only the kinds
 * of events and the names of their fields are the product's.
 */

export interface Held {
  readonly role: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly expires: string;
  readonly grantedAt?: string;
  readonly revoked?: true;
}

export interface Lapsing {
  readonly id: string;
  readonly kind: string;
  readonly from: string;
  readonly expires: string;
  readonly withdrawn?: true;
}

export interface Soul {
  readonly organisation: string;
  readonly enrolledBy: string;
  readonly credentials: readonly Lapsing[];
  readonly held: readonly Held[];
  readonly suspended: readonly {
    readonly id: string;
    readonly because: string;
    readonly by: string;
    readonly at: string;
    readonly lifted: boolean;
  }[];
  readonly signedOutAt?: string;
  readonly left: boolean;
}

export interface Seat {
  readonly person: string;
  readonly as: string;
  readonly from: string;
  readonly until: string;
  readonly ended?: true;
}

export interface Study {
  readonly state: string;
  readonly applicant: string;
  readonly leadOrganisation: string;
  readonly starts: string;
  readonly ends: string;
  /** End that the committee decided. */
  readonly decidedEnd: string;
  readonly asked: readonly { readonly person: string; readonly as: string }[];
  readonly datasets: readonly { readonly dataset: string; readonly controller: string }[];
  readonly shared: boolean;
  readonly members: readonly Seat[];
  readonly approval?: { readonly from: string; readonly expires: string };
  readonly agreements: Readonly<Record<string, { readonly from: string; readonly expires: string }>>;
  readonly objections: readonly string[];
  readonly references: Readonly<Record<string, { readonly from: string; readonly expires: string } | 'not-applicable'>>;
  readonly conditions: readonly string[];
  readonly meeting?: {
    readonly about: string;
    readonly openedAt: string;
    readonly chair: string;
    readonly seats: readonly string[];
    readonly conflicts: readonly string[];
    readonly votes: Readonly<Record<string, string>>;
    readonly open: boolean;
  };
  readonly amendments: Readonly<
    Record<string, { readonly by: string; readonly change: Change; readonly passedBy: readonly string[] }>
  >;
  readonly resumeBy?: string;
}

export type Change =
  | { readonly kind: 'new-person'; readonly person: { readonly person: string; readonly as: string } }
  | { readonly kind: 'extension'; readonly ends: string }
  | { readonly kind: 'new-dataset'; readonly dataset: { readonly dataset: string; readonly controller: string } };

/** Everything at one moment. */
export interface World {
  readonly now: string;
  /** Identity of the table, and of the one in which the register is in service. */
  readonly table: string;
  readonly servedIn: string | undefined;
  readonly people: Readonly<Record<string, Soul>>;
  readonly studies: Readonly<Record<string, Study>>;
}

export const during = ({ from, expires }: { readonly from: string; readonly expires: string }, now: string): boolean =>
  from <= now && now < expires;

export const holdsRole = (soul: Soul, role: string, now: string): boolean =>
  soul.held.some(
    (one) => one.role === role && one.grantedAt !== undefined && one.revoked !== true && now < one.expires,
  );

export const barred = (soul: Soul): boolean => soul.left || soul.suspended.some(({ lifted }) => !lifted);

/** Somebody of whom the register knows nothing bad, in a register that is in service, by a sign-in that nobody ended. */
export function standing(world: World, person: string, signedInAt?: string): boolean {
  const soul = world.people[person];
  if (soul === undefined || barred(soul) || world.servedIn !== world.table) return false;
  return signedInAt === undefined || soul.signedOutAt === undefined || signedInAt > soul.signedOutAt;
}

/** Whether a person may work in a project, whatever becomes of its state and approvals. */
export function able(world: World, person: string, member: boolean, now = world.now): boolean {
  const soul = world.people[person];
  if (soul === undefined || !member) return false;
  const role = holdsRole(soul, 'researcher', now) || holdsRole(soul, 'project-lead', now);
  const papers = ['accreditation', 'training', 'agreement'].every((kind) =>
    soul.credentials.some((one) => one.kind === kind && one.withdrawn !== true && during(one, now)),
  );
  return role && papers && standing(world, person);
}

export const isMember = (study: Study, person: string, now: string): boolean =>
  study.members.some(
    (one) => one.person === person && one.ended !== true && during({ from: one.from, expires: one.until }, now),
  );

/** What is missing of the cover that a project needs, before it goes live and all the while. */
export function uncovered(study: Study, now: string): readonly string[] {
  const missing: string[] = [];
  if (study.approval === undefined || !during(study.approval, now)) missing.push('the committee');
  for (const { dataset } of study.datasets) {
    const agreed = study.agreements[dataset];
    if (agreed === undefined || !during(agreed, now)) missing.push(`the controller of ${dataset}`);
    if (study.objections.includes(dataset)) missing.push(`an objection to ${dataset}`);
  }
  for (const of of ['dpia', 'ethics', 'funding']) {
    const found = study.references[of];
    const spared = found === 'not-applicable' && of !== 'dpia';
    if (!spared && (found === undefined || found === 'not-applicable' || !during(found, now))) missing.push(of);
  }
  return missing;
}

export const isOpen = (world: World, project: string): boolean => {
  const study = world.studies[project];
  if (study === undefined || world.servedIn !== world.table) return false;
  const { state, starts, ends } = study;
  return state === 'live' && starts <= world.now && world.now < ends && uncovered(study, world.now).length === 0;
};

/** The one question: may this person have data of this project at this moment? */
export function allowed(world: World, person: string, project: string, signedInAt?: string): boolean {
  const study = world.studies[project];
  if (study === undefined || !isOpen(world, project)) return false;
  return able(world, person, isMember(study, person, world.now)) && standing(world, person, signedInAt);
}

/** Instants at which something lapses by itself. */
export const lapses = (world: World): readonly string[] =>
  [
    ...Object.values(world.people).flatMap(({ credentials, held }) =>
      [...credentials, ...held].map(({ expires }) => expires),
    ),
    ...Object.values(world.studies).flatMap((study) => [
      study.ends,
      ...(study.approval === undefined ? [] : [study.approval.expires]),
      ...Object.values(study.agreements).map(({ expires }) => expires),
      ...study.members.map(({ until }) => until),
    ]),
  ]
    .filter((instant) => instant > world.now)
    .sort();
