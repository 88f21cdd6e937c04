import { barred, holdsRole, type Soul, standing, type World } from './naive.ts';

/** What somebody did, as an event of the register says it. */
export interface Deed {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** A person, or `service:<name>`. */
  readonly by: string;
  /** Of a person: the sign-in. */
  readonly signedInAt: string | undefined;
}

export type Complain = (because: string) => void;

const nobody: Soul = { organisation: '', enrolledBy: '', credentials: [], held: [], suspended: [], left: false };
const day = 86_400_000;

/** An officer in good standing, by a sign-in that holds. */
export function isOfficer(world: World, person: string, at: string, signedInAt?: string): boolean {
  const soul = world.people[person];
  if (soul === undefined || !standing(world, person, signedInAt)) return false;
  return holdsRole(soul, 'operator', at) && !holdsRole(soul, 'assessor', at);
}

/** The person after this, and a complaint about everything that should not have been accepted. */
export function lived(world: World, deed: Deed, complain: Complain): Soul {
  const { id, at, kind, data, by, signedInAt } = deed;
  const soul = world.people[id] ?? nobody;
  const text = (name: string): string => String(data[name]);
  const service = by.startsWith('service:');
  const officer = isOfficer(world, by, at, signedInAt);
  const demand = (met: boolean, because: string): void => {
    if (!met) complain(`${kind} of ${id} by ${by}: ${because}`);
  };
  const founding = by === 'service:founding';
  const another = () => demand(founding || (officer && by !== id), 'needs another officer in good standing');
  const open = (role: string, expires: string) =>
    soul.held.findLast(
      (one) => one.role === role && one.expires === expires && one.grantedAt === undefined && one.revoked !== true,
    );

  switch (kind) {
    case 'enrolled':
      another();
      demand(world.people[id] === undefined || soul.left, 'is in the register already');
      return { ...soul, organisation: text('organisation'), enrolledBy: by, left: false };
    case 'officer-founded':
      demand(founding, 'only the founding may');
      return { ...soul, held: [...soul.held, grant('operator', by, at, text('expires'), at)] };
    case 'details-corrected':
      another();
      return { ...soul, organisation: text('organisation') };
    case 'credential-recorded': {
      another();
      const credential = data.credential as Soul['credentials'][number];
      demand(credential.expires > at && credential.expires > credential.from, 'is over already');
      return { ...soul, credentials: [...soul.credentials, credential] };
    }
    case 'credential-withdrawn':
      demand(officer, 'needs an officer in good standing');
      return {
        ...soul,
        credentials: soul.credentials.map((one) => (one.id === text('credential') ? { ...one, withdrawn: true } : one)),
      };
    case 'role-proposed':
      another();
      demand(!soul.left, 'has left');
      return { ...soul, held: [...soul.held, grant(text('role'), by, at, text('expires'))] };
    case 'role-confirmed': {
      another();
      const proposal = open(text('role'), text('expires'));
      demand(proposal !== undefined, 'was not proposed');
      demand(proposal?.proposedBy !== by, 'one officer alone granted a role');
      demand(proposal !== undefined && isOfficer(world, proposal.proposedBy, at), 'the proposer is no officer now');
      demand(Date.parse(at) < Date.parse(proposal?.proposedAt ?? at) + 14 * day, 'was proposed too long ago');
      demand(at < text('expires'), 'is over already');
      demand(!soul.left, 'has left');
      return { ...soul, held: soul.held.map((one) => (one === proposal ? { ...one, grantedAt: at } : one)) };
    }
    case 'role-revoked':
      demand(officer, 'needs an officer in good standing');
      return {
        ...soul,
        held: soul.held.map((one) => (one.role === text('role') ? { ...one, revoked: true as const } : one)),
      };
    case 'suspended': {
      const because = text('because');
      const found = {
        'service:identity-watch': 'credential-reset-by-administrator',
        'service:restoration': 'register-restored',
      };
      const enrolled = because === 'new' && officer && by !== id;
      const watched = Object.entries(found).some(([name, reason]) => name === by && reason === because);
      demand(founding || enrolled || watched || (!service && officer), 'needs an officer in good standing');
      return { ...soul, suspended: [...soul.suspended, { id: text('suspension'), because, by, at, lifted: false }] };
    }
    case 'suspension-lifted': {
      another();
      const lifted = soul.suspended.find((one) => one.id === text('suspension') && !one.lifted);
      demand(lifted !== undefined, 'no such suspension stands');
      const own = lifted?.because === 'new' && (soul.enrolledBy === by || lifted.by === by);
      demand(!own, 'whoever enrolled somebody confirmed them');
      return { ...soul, suspended: soul.suspended.map((one) => (one === lifted ? { ...one, lifted: true } : one)) };
    }
    case 'signed-out':
      demand(officer || by === id, 'needs an officer or the person');
      return { ...soul, signedOutAt: at };
    case 'left':
      demand(officer || by === id, 'needs an officer or the person');
      return {
        ...soul,
        left: true,
        signedOutAt: at,
        held: soul.held.map((one) => ({ ...one, revoked: true as const })),
      };
    default:
      complain(`${kind} of a person is not known here`);
      return soul;
  }
}

const grant = (role: string, proposedBy: string, proposedAt: string, expires: string, grantedAt?: string) => ({
  ...{ role, proposedBy, proposedAt, expires },
  ...(grantedAt === undefined ? {} : { grantedAt }),
});

/** The register as a whole: in which table it is in service. */
export function served(world: World, { kind, data, by, at, signedInAt }: Deed, before: Restoring, complain: Complain) {
  const table = String(data.tableId);
  // That the register is restored bars nobody from putting it into service.
  const open = { ...world, servedIn: world.table };
  const officer = isOfficer(open, by, at, signedInAt);
  switch (kind) {
    case 'register-founded':
      return { servedIn: table, restoring: before };
    case 'service-proposed':
      if (!officer) complain(`${by} proposed to put the register into service`);
      return { servedIn: world.servedIn, restoring: { table, first: by } };
    case 'service-confirmed':
      if (!officer || before.first === by || before.table !== table)
        complain(`${by} alone put the register into service`);
      return { servedIn: world.servedIn, restoring: { ...before, second: by } };
    default: {
      const two = [before.first, before.second];
      const free = Object.entries(world.people).filter(([id, soul]) => !barred(soul) && !two.includes(id));
      if (free.length > 0) complain(`the register is in service and ${free[0]?.[0]} was never suspended`);
      if (before.second === undefined || before.table !== table)
        complain('nobody agreed to put the register into service');
      return { servedIn: table, restoring: before };
    }
  }
}

export interface Restoring {
  readonly table?: string;
  readonly first?: string;
  readonly second?: string;
}
