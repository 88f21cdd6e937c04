import type { Credential, Person, ProjectStanding, Role, RoleGrant } from '../../lambdas/safe-people/contract.ts';
import type { PersonState } from '../../lambdas/safe-people/person-record.ts';
import type { Actor } from '../../lambdas/workflow/contract.ts';

/** Day 0 of every test about people is the first of January 2027; days may have fractions. */
export const at = (day: number): string => new Date(Date.UTC(2027, 0, 1) + Math.round(day * 86_400_000)).toISOString();

export const granted = (role: Role, over: Partial<RoleGrant> = {}): RoleGrant => ({
  role,
  proposedBy: 'officer-one',
  proposedAt: at(-20),
  confirmedBy: 'officer-two',
  confirmedAt: at(-19),
  expires: at(300),
  ...over,
});

export const credential = (kind: Credential['kind'], over: Partial<Credential> = {}): Credential => ({
  id: `credential-${kind}`,
  kind,
  scheme: kind === 'accreditation' ? 'ons-dea' : kind === 'training' ? 'nhs-ig' : 'terms-of-use',
  number: '42',
  evidence: 'file 42',
  from: at(-100),
  expires: at(200),
  ...over,
});

/** Somebody in good standing with every credential, who holds these roles. */
export const person = (id: string, held: readonly Role[] = [], over: Partial<PersonState> = {}): PersonState => ({
  id,
  name: `Name of ${id}`,
  email: `${id}@example.nhs.uk`,
  organisation: 'RTH',
  credentials: (['accreditation', 'training', 'agreement'] as const).map((kind) => credential(kind)),
  roles: held.map((role) => granted(role)),
  suspensions: [],
  enrolledBy: 'officer-one',
  enrolledAt: at(-100),
  ...over,
});

export const project = (members: readonly Person[], over: Partial<ProjectStanding> = {}): ProjectStanding => ({
  id: 'asthma',
  state: 'live',
  starts: at(-50),
  ends: at(250),
  members: members.map(({ id }) => ({ person: id, as: 'researcher', from: at(-40), until: at(240) })),
  approvals: [{ of: 'committee', from: at(-60), expires: at(260) }],
  ...over,
});

export const acting = (id: string, signedInAt = at(-0.01)): Actor & { readonly kind: 'person' } => ({
  kind: 'person',
  id,
  door: 'public',
  signedInAt,
  session: `session-of-${id}`,
});

/** As a region without choices of its own demands. */
export const demands = (['accreditation', 'training', 'agreement'] as const).map((kind) => ({ kind, schemes: [] }));
