import type { Instant, Moment, Refusal, Workflow } from '../workflow/contract.ts';
import { type Notify, officers, type Person, type Session } from './contract.ts';
import { nameOf, readOnly } from './person-authority.ts';
import { roleRefusals } from './person-standing.ts';
import { restoration } from './person-transitions.ts';

/**
 * The register as a whole: founded once, in one table. In any other table it is a restored one, and nobody may do anything until two officers
 * put it into service and everybody but those two was suspended.
 */
export interface RegisterState {
  /** Identity of the table that it is in service in. */
  readonly tableId: string;
  readonly foundedAt: Instant;
  readonly proposal?: { readonly by: string; readonly at: Instant; readonly tableId: string };
  /** Two officers agreed; everybody else is being suspended. */
  readonly confirmed?: { readonly by: readonly [string, string]; readonly at: Instant; readonly tableId: string };
}

export type RegisterCommand =
  | { readonly kind: 'put-into-service' }
  /** By the restoration alone: everybody is suspended now. */
  | { readonly kind: 'finish-restoration' };

export type RegisterEvent =
  | { readonly kind: 'register-founded'; readonly tableId: string; readonly officers: readonly string[] }
  | { readonly kind: 'service-proposed'; readonly tableId: string }
  | { readonly kind: 'service-confirmed'; readonly tableId: string; readonly proposedBy: string }
  | { readonly kind: 'put-into-service'; readonly tableId: string };

export interface RegisterFacts {
  readonly asker: Person | undefined;
  /** Record of whoever proposed to put the register into service. */
  readonly proposer?: Person | undefined;
  readonly session?: Session;
  /** Identity of the table that is asked. */
  readonly tableId: string;
  /** Nobody is left to be suspended. */
  readonly everybodySuspended?: boolean;
}

/** A proposal to put the register into service holds for a day. */
const proposalHours = 24;

const no = (rule: string, says: string): readonly Refusal[] => [{ rule, says }];

function officerRefusals({ now, actor }: Moment, { asker, session }: RegisterFacts): readonly Refusal[] {
  if (actor.kind !== 'person') return no('who', 'only an officer may');
  const person = asker?.id === actor.id ? asker : undefined;
  // That the register is restored is the very reason for this command, and suspends nobody from giving it.
  const question = { person, register: 'in-service' as const, now };
  return [
    ...roleRefusals({ ...question, session: session ?? { signedInAt: actor.signedInAt, mfa: false } }, ['operator']),
    ...readOnly(person, now),
  ];
}

const tell = (about: string): Notify => ({ kind: 'notify', to: [officers], notice: { about } });

export const registerWorkflow: Workflow<RegisterState, RegisterCommand, RegisterEvent, Notify, RegisterFacts> = {
  name: 'register',
  decide(state, command, moment, facts) {
    const { now, actor } = moment;
    const { tableId } = facts;
    if (state === undefined) return { ok: false, refusals: no('founded', 'the register was never founded') };
    const agreed = state.confirmed?.tableId === tableId;
    if (command.kind === 'finish-restoration') {
      const refusals = [
        ...(actor.kind === 'service' && actor.name === restoration ? [] : no('who', 'only the restoration may')),
        ...(agreed && state.tableId !== tableId ? [] : no('confirmed', 'two officers must put it into service first')),
        ...(facts.everybodySuspended ? [] : no('everybody-suspended', 'somebody is not suspended yet')),
      ];
      if (refusals.length > 0) return { ok: false, refusals };
      return { ok: true, events: [{ kind: 'put-into-service', tableId }], effects: [tell('put-into-service')] };
    }
    const refusals = [
      ...officerRefusals(moment, facts),
      ...(state.tableId !== tableId && !agreed ? [] : no('restored', 'the register is in service, or about to be')),
    ];
    if (refusals.length > 0) return { ok: false, refusals };
    const { proposal } = state;
    const until = new Date(Date.parse(proposal?.at ?? now) + proposalHours * 3_600_000).toISOString();
    if (proposal === undefined || proposal.tableId !== tableId || now >= until) {
      return { ok: true, events: [{ kind: 'service-proposed', tableId }], effects: [tell('service-proposed')] };
    }
    const proposer = facts.proposer?.id === proposal.by ? facts.proposer : undefined;
    const standing = roleRefusals({ person: proposer, register: 'in-service', now }, ['operator']).length === 0;
    const second = [
      ...(proposal.by !== nameOf(actor) ? [] : no('second-officer', 'another officer than the proposer must confirm')),
      ...(standing ? [] : no('proposer-stands', 'who proposed it is no officer in good standing any more; wait a day')),
    ];
    if (second.length > 0) return { ok: false, refusals: second };
    const confirmed = { kind: 'service-confirmed', tableId, proposedBy: proposal.by } as const;
    return { ok: true, events: [confirmed], effects: [tell('service-confirmed')] };
  },
  evolve(state, event, { now, actor }) {
    const by = nameOf(actor);
    const { tableId } = event;
    const known = state ?? { tableId: '', foundedAt: now };
    switch (event.kind) {
      case 'register-founded':
        return { ...known, tableId };
      case 'service-proposed':
        return { ...known, proposal: { by, at: now, tableId } };
      case 'service-confirmed':
        return { ...known, confirmed: { by: [event.proposedBy, by], at: now, tableId } };
      case 'put-into-service': {
        const { proposal: _, confirmed: __, ...rest } = known;
        return { ...rest, tableId };
      }
    }
  },
};
