import type { Workflow } from '../workflow/contract.ts';
import { type Notify, officers } from './contract.ts';

/** A call of the directory that could let somebody sign in as a person whom the register does not know. */
export interface IdentityAlarm {
  /** Name of the call, such as `AdminSetUserPassword`. */
  readonly call: string;
  /** Absent where the trail does not say. */
  readonly subject?: string;
}

type Raise = IdentityAlarm & { readonly kind: 'raise' };
type Raised = IdentityAlarm & { readonly kind: 'raised' };

/** Keeps alarms: in the register, in the archive, and before the officers' eyes. Each is raised once. */
export const identityAlarm: Workflow<IdentityAlarm, Raise, Raised, Notify> = {
  name: 'identity-alarm',
  decide(state, { kind: _, ...alarm }) {
    if (state !== undefined) return { ok: true, events: [], effects: [] };
    const { subject: person } = alarm;
    const notice = { about: 'identity-alarm', ...(person === undefined ? {} : { person }) };
    return { ok: true, events: [{ kind: 'raised', ...alarm }], effects: [{ kind: 'notify', to: [officers], notice }] };
  },
  evolve: (_, { kind: __, ...alarm }) => alarm,
};
