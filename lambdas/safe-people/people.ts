import type { Actor } from '../workflow/contract.ts';
import { type Asked, type Ports, type Ran, type Read, type Runnable, run } from '../workflow/run.ts';
import { type Person, personPartition, registerStanding, type Session, standingKey } from './contract.ts';
import type { PersonCommand, PersonEffect, PersonEvent, PersonFacts, PersonState } from './person-record.ts';
import { openProposal } from './person-rules.ts';
import { personWorkflow } from './person-workflow.ts';
import {
  type RegisterCommand,
  type RegisterEvent,
  type RegisterFacts,
  type RegisterState,
  registerWorkflow,
} from './register-workflow.ts';
import type { TableIdentity } from './standing.ts';

export interface PeoplePorts extends Ports {
  readonly table: TableIdentity;
}

/** How a command came: who gives it, and what their sign-in proved; a function of ours has none. */
export interface Asking {
  readonly actor: Actor;
  readonly session?: Session;
  readonly commandId: string;
}

const personOf = async (read: Read, id: string): Promise<Person | undefined> =>
  (await read({ partition: personPartition, sort: id }))?.body as Person | undefined;

const askerOf = async (read: Read, actor: Actor) => (actor.kind === 'person' ? personOf(read, actor.id) : undefined);

type PersonRunnable = Runnable<PersonState, PersonCommand, PersonEvent, PersonEffect, PersonFacts>;

const people = ({ table, clock }: PeoplePorts, session?: Session): PersonRunnable => ({
  workflow: personWorkflow,
  async facts(read: Read, { id, command, actor, state }: Asked<PersonState, PersonCommand>) {
    const proposal =
      state !== undefined && command.kind === 'confirm-role'
        ? openProposal(state, command.role, clock.now())
        : undefined;
    return {
      id,
      asker: await askerOf(read, actor),
      proposer: proposal && (await personOf(read, proposal.proposedBy)),
      register: await registerStanding({ get: read }, table),
      ...(session === undefined ? {} : { session }),
    };
  },
});

/** Obeys a command about a person, or says every reason why not. @throws as {@link run} does. */
export const commandPerson = (
  ports: PeoplePorts,
  id: string,
  command: PersonCommand,
  { actor, session, commandId }: Asking,
): Promise<Ran<PersonState, PersonEvent>> => run(ports, people(ports, session), { id, command, actor, commandId });

type RegisterRunnable = Runnable<RegisterState, RegisterCommand, RegisterEvent, PersonEffect, RegisterFacts>;

const register = ({ table }: PeoplePorts, session?: Session, everybodySuspended = false): RegisterRunnable => ({
  workflow: registerWorkflow,
  async facts(read: Read, { actor, state }: Asked<RegisterState, RegisterCommand>) {
    return {
      asker: await askerOf(read, actor),
      proposer: state?.proposal && (await personOf(read, state.proposal.by)),
      tableId: await table.id(),
      everybodySuspended,
      ...(session === undefined ? {} : { session }),
    };
  },
});

/** Obeys a command about the register as a whole, or says every reason why not. @throws as {@link run} does. */
export const commandRegister = (
  ports: PeoplePorts,
  command: RegisterCommand,
  { actor, session, commandId }: Asking,
  everybodySuspended = false,
): Promise<Ran<RegisterState, RegisterEvent>> =>
  run(ports, register(ports, session, everybodySuspended), {
    id: standingKey.sort,
    command,
    actor,
    commandId,
  });
