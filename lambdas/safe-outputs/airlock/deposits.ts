import {
  effectiveAccess,
  type Person,
  type ProjectStanding,
  personPartition,
  registerStanding,
  type Session,
} from '../../safe-people/contract.ts';
import { projectPartition } from '../../safe-projects/contract.ts';
import type { Change, Decision, Instant, Moment, Refusal, Task, Workflow } from '../../workflow/contract.ts';
import type { Runnable } from '../../workflow/run.ts';
import { type Bytes, depositPartition, depositsOf } from '../contract.ts';
import type { InboundKind } from '../disclosure/contract.ts';
import { depositsPerDay, limits, sendingsPerDeposit } from './airlock-limits.ts';
import type { AirlockSources } from './airlock-workflow.ts';

/**
 * Bytes that a person sends in parts, at either door: what came, as the door stored it, until a request names it. Of what comes from outside the row
 * lies in the table `releases`, for the public door has no other.
 */
export interface Deposit {
  readonly id: string;
  readonly project: string;
  readonly person: string;
  readonly from: 'inside' | 'outside';
  /** Of what comes from outside. */
  readonly kind?: InboundKind;
  readonly state: 'open' | 'complete';
  /** By number, from 1. The last one of a number counts. */
  readonly parts: readonly (Bytes & { readonly part: number })[];
  /** Of the whole, as whoever sent it says; whoever puts the parts together computes it again. */
  readonly sha256?: string;
  /** The parts put together, where the door could read them. */
  readonly whole?: Bytes;
  readonly openedAt: Instant;
  /** Bytes of all that was announced, whether or not it was kept. */
  readonly sent?: number;
}

export const mostParts = 100;

export type DepositCommand =
  | { readonly kind: 'open'; readonly project: string; readonly from: Deposit['from']; readonly of?: InboundKind }
  /** Before its bytes are stored, so that none are that were not counted, whatever becomes of them and however many come at once. */
  | { readonly kind: 'announce-part'; readonly part: number; readonly bytes: number }
  /** After its bytes were stored. */
  | { readonly kind: 'keep-part'; readonly part: number; readonly stored: Bytes }
  | { readonly kind: 'complete'; readonly parts: number; readonly sha256: string; readonly whole?: Bytes };
export type DepositEvent =
  | {
      readonly kind: 'opened';
      readonly project: string;
      readonly person: string;
      readonly from: Deposit['from'];
      readonly of?: InboundKind;
    }
  | { readonly kind: 'part-announced'; readonly part: number; readonly bytes: number }
  | { readonly kind: 'part-kept'; readonly part: number; readonly stored: Bytes }
  | { readonly kind: 'completed'; readonly sha256: string; readonly whole?: Bytes };

export interface DepositFacts {
  readonly id: string;
  readonly asker: Person | undefined;
  readonly project: ProjectStanding | undefined;
  readonly register: 'in-service' | 'restored';
  readonly session?: Session;
  readonly demands: AirlockSources['demands'];
  /** What whoever opens has opened for the project. Part of the transaction, so that of two who open at once one is counted before the other. */
  readonly tally: Tally;
}

/** How many deposits somebody opened on a day; of an earlier day it counts nothing. `version` 0: there is no such item. */
export interface Tally {
  readonly version: number;
  readonly day: string;
  readonly opened: number;
}
/** Beyond every instant, so that a list of what was opened ends before it. */
const tallySort = 'tally';
export const endOfInstants = ':';
const dayOf = (now: Instant): string => now.slice(0, 10);
const openedOn = ({ day, opened }: Tally, now: Instant): number => (day === dayOf(now) ? opened : 0);

const sum = (parts: readonly { readonly bytes: number }[]): number => parts.reduce((all, { bytes }) => all + bytes, 0);

/** Nobody deposits for a project that they could not work in, nor touches what another opened. */
function whoRefusals(deposit: Deposit | undefined, { now, actor }: Moment, facts: DepositFacts): readonly Refusal[] {
  if (actor.kind !== 'person') return [{ rule: 'who', says: 'only a person may' }];
  const { asker, project, register, demands } = facts;
  const person = asker?.id === actor.id ? asker : undefined;
  const session = facts.session ?? { signedInAt: actor.signedInAt, mfa: false };
  const access = effectiveAccess({ person, project, register, session, demands, now });
  const own = deposit === undefined || deposit.person === actor.id;
  return [
    ...(access.allowed ? [] : access.refusals),
    ...(own ? [] : [{ rule: 'who', says: 'only the person who opened the deposit may' }]),
  ];
}

function ruleRefusals(
  deposit: Deposit | undefined,
  command: DepositCommand,
  { now }: Moment,
  { tally }: DepositFacts,
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const demand = (met: boolean, rule: string, says: string): void => {
    if (!met) refusals.push({ rule, says });
  };
  if (command.kind === 'open') {
    demand(deposit === undefined, 'state', 'the deposit is there already');
    const kindFits = (command.from === 'outside') === (command.of !== undefined);
    demand(kindFits, 'kind', 'what comes from outside says what it is, and nothing else does');
    demand(
      openedOn(tally, now) < depositsPerDay,
      'deposits-today',
      `nobody opens more than ${depositsPerDay} deposits for a project in a day; use those that are open, or come again after midnight UTC`,
    );
    return refusals;
  }
  if (deposit === undefined) return [{ rule: 'state', says: 'there is no such deposit' }];
  const most = limits[deposit.from === 'outside' ? 'in' : 'out'].bytesPerFile;
  if (command.kind === 'announce-part' || command.kind === 'keep-part') {
    const { part } = command;
    const announced = command.kind === 'announce-part';
    const bytes = announced ? command.bytes : command.stored.bytes;
    demand(deposit.state === 'open', 'state', 'the deposit is complete; open another');
    demand(Number.isInteger(part) && part >= 1 && part <= mostParts, 'part', `parts count from 1 to ${mostParts}`);
    const others = deposit.parts.filter((one) => one.part !== part);
    demand(bytes > 0 && sum(others) + bytes <= most, 'bytes', `a deposit has 1 to ${most} bytes`);
    demand(
      !announced || (deposit.sent ?? 0) + bytes <= sendingsPerDeposit * most,
      'bytes-sent',
      `no more than ${sendingsPerDeposit} times what a deposit may hold is taken for it; open another`,
    );
    return refusals;
  }
  const { parts, whole, sha256 } = command;
  const numbers = deposit.parts.map(({ part }) => part);
  const all = numbers.length === parts && numbers.every((part) => part <= parts);
  demand(all && parts > 0, 'parts', `${parts} parts were to come, and not all of them or others are there`);
  const fits = whole === undefined || (whole.bytes === sum(deposit.parts) && whole.sha256 === sha256);
  demand(fits, 'same-bytes', 'the whole is not what its parts are');
  const again = deposit.state === 'open' || deposit.sha256 === sha256;
  demand(again, 'state', 'the deposit is complete, with other bytes');
  return refusals;
}

function decide(
  deposit: Deposit | undefined,
  command: DepositCommand,
  moment: Moment,
  facts: DepositFacts,
): Decision<DepositEvent, Task> {
  const refusals = [...whoRefusals(deposit, moment, facts), ...ruleRefusals(deposit, command, moment, facts)];
  if (refusals.length > 0) return { ok: false, refusals };
  const yes = (...events: readonly DepositEvent[]) => ({ ok: true, events, effects: [] }) as const;
  if (command.kind === 'open') {
    const person = moment.actor.kind === 'person' ? moment.actor.id : '';
    const { project, from, of } = command;
    return yes({ kind: 'opened', project, person, from, ...(of === undefined ? {} : { of }) });
  }
  if (command.kind === 'announce-part')
    return yes({ kind: 'part-announced', part: command.part, bytes: command.bytes });
  if (command.kind === 'keep-part') return yes({ kind: 'part-kept', part: command.part, stored: command.stored });
  if (deposit?.state === 'complete') return yes();
  const { sha256, whole } = command;
  return yes({ kind: 'completed', sha256, ...(whole === undefined ? {} : { whole }) });
}

export const depositWorkflow = (id: string): Workflow<Deposit, DepositCommand, DepositEvent, Task, DepositFacts> => ({
  name: depositPartition,
  decide,
  evolve(deposit, event, { now }) {
    if (event.kind === 'opened') {
      const { project, person, from, of } = event;
      return {
        ...{ id, project, person, from, state: 'open', parts: [], openedAt: now },
        ...(of === undefined ? {} : { kind: of }),
      };
    }
    if (deposit === undefined) throw new Error(`${event.kind} before it was opened`);
    if (event.kind === 'part-announced') return { ...deposit, sent: (deposit.sent ?? 0) + event.bytes };
    if (event.kind === 'part-kept') {
      const kept = [...deposit.parts.filter(({ part }) => part !== event.part), { ...event.stored, part: event.part }];
      return { ...deposit, parts: kept.sort((a, b) => a.part - b.part) };
    }
    const { sha256, whole } = event;
    return { ...deposit, state: 'complete', sha256, ...(whole === undefined ? {} : { whole }) };
  },
});

/** The workflow of one deposit: `session` is what the verified token says of whoever sends. */
export const depositRunnable = (
  id: string,
  { register, table, demands }: AirlockSources,
  session?: Session,
): Runnable<Deposit, DepositCommand, DepositEvent, Task, DepositFacts> => ({
  workflow: depositWorkflow(id),
  async facts(read, { actor, state, command }) {
    const project = state?.project ?? (command.kind === 'open' ? command.project : undefined);
    const opens = command.kind === 'open' && actor.kind === 'person';
    const [standing, person, found, tally] = await Promise.all([
      registerStanding(register, table),
      actor.kind === 'person' ? register.get({ partition: personPartition, sort: actor.id }) : undefined,
      project === undefined ? undefined : register.get({ partition: projectPartition, sort: project }),
      opens ? read({ partition: depositsOf(command.project, actor.id), sort: tallySort }) : undefined,
    ]);
    const counted = tally?.body as { readonly day: string; readonly opened: number } | undefined;
    return {
      tally: { version: tally?.version ?? 0, day: counted?.day ?? '', opened: counted?.opened ?? 0 },
      ...{ id, register: standing, demands, ...(session === undefined ? {} : { session }) },
      asker: person?.body as Person | undefined,
      project: found?.body as ProjectStanding | undefined,
    };
  },
  also({ after, events, facts: { tally }, now }) {
    if (events.every(({ kind }) => kind !== 'opened')) return [];
    const { id: deposit, project, person, openedAt } = after;
    const partition = depositsOf(project, person);
    const body = { day: dayOf(now), opened: openedOn(tally, now) + 1 };
    return [
      { kind: 'create', item: { partition, sort: `${openedAt}#${deposit}`, version: 1, body: { deposit } } },
      {
        kind: tally.version === 0 ? 'create' : 'replace',
        item: { partition, sort: tallySort, version: tally.version + 1, body },
      },
    ] satisfies readonly Change[];
  },
});
