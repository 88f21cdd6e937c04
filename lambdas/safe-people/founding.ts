import * as z from 'zod/mini';
import type { Actor, Change, Clock, Moment, Named, Refusal, Store } from '../workflow/contract.ts';
import { recorded } from '../workflow/history.ts';
import { changesOf } from '../workflow/transaction.ts';
import { personPartition, standingKey, type TableIdentity } from './contract.ts';
import { details, instant, personId } from './person-bodies.ts';
import type { PersonEvent, PersonState } from './person-record.ts';
import { longest } from './person-rules.ts';
import { personWorkflow } from './person-workflow.ts';
import { type RegisterEvent, registerWorkflow } from './register-workflow.ts';

const founder = z.strictObject({ id: personId, ...details });
export const foundingRequest = z.strictObject({ officers: z.tuple([founder, founder]), expires: instant });
export type FoundingRequest = z.infer<typeof foundingRequest>;

export interface FoundingPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly table: TableIdentity;
}

export type Founding =
  | { readonly ok: true; readonly officers: readonly string[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

const actor: Actor = { kind: 'service', name: 'founding' };

/**
 * Enrols the first two officers and says in which table, in one transaction. Refused for ever after: also when everybody has left, and when
 * somebody is in the register although nobody says that it was founded.
 * @throws when the table does not answer.
 */
export async function found(ports: FoundingPorts, request: FoundingRequest): Promise<Founding> {
  const { store, clock, table } = ports;
  const now = clock.now();
  const { officers, expires } = request;
  const [one, two] = officers;
  const latest = new Date(Date.parse(now) + longest.role * 86_400_000).toISOString();
  const refusals: Refusal[] = [];
  const demand = (met: boolean, rule: string, says: string): void => {
    if (!met) refusals.push({ rule, says });
  };
  demand(one.id !== two.id, 'two-officers', 'the two officers must be two people, got one subject twice');
  demand(
    one.email.toLowerCase() !== two.email.toLowerCase(),
    'two-officers',
    'the two officers must be two people, got one e-mail address twice',
  );
  demand(
    expires > now && expires <= latest,
    'dates',
    `the roles must expire after now and by ${latest}, got ${expires}`,
  );
  const [people, standing, tableId] = await Promise.all([
    store.list(personPartition, { limit: 1 }),
    store.get(standingKey),
    table.id(),
  ]);
  const empty = people.items.length === 0 && standing === undefined;
  demand(empty, 'founded', 'the register was founded already; that is done once');
  if (refusals.length > 0) return { ok: false, refusals };

  const begun = <State, Event extends Named>(
    { name, evolve }: { readonly name: string; evolve(state: State | undefined, event: Event, at: Moment): State },
    id: string,
    events: readonly Event[],
  ): readonly Change[] => {
    const origin = { workflow: name, id, version: 1, command: 'founding', moment: { now, actor } };
    const state = events.reduce<State | undefined>((so, event) => evolve(so, event, origin.moment), undefined);
    return changesOf({
      ...origin,
      state: state as Readonly<Record<string, unknown>>,
      recorded: recorded(origin, events, undefined),
      effects: [],
      fingerprint: 'founding',
      read: [],
      also: [],
    });
  };
  const ids = officers.map(({ id }) => id);
  const founded: RegisterEvent = { kind: 'register-founded', tableId, officers: ids };
  const changes = [
    ...begun(registerWorkflow, standingKey.sort, [founded]),
    ...officers.flatMap((officer) =>
      begun<PersonState, PersonEvent>(personWorkflow, officer.id, [
        { kind: 'enrolled', ...officer },
        { kind: 'officer-founded', expires },
      ]),
    ),
  ];
  const answer = await store.commit(changes);
  if (answer === 'committed') return { ok: true, officers: ids };
  return { ok: false, refusals: [{ rule: 'founded', says: 'the register was founded meanwhile; that is done once' }] };
}
