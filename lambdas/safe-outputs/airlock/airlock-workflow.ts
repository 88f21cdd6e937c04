import {
  type Demand,
  type Person,
  type ProjectStanding,
  personPartition,
  registerStanding,
  type Session,
  type TableIdentity,
} from '../../safe-people/contract.ts';
import { projectPartition } from '../../safe-projects/contract.ts';
import type { Store, Workflow } from '../../workflow/contract.ts';
import type { Runnable } from '../../workflow/run.ts';
import { type AirlockRequest, airlockPartition } from '../contract.ts';
import type { AirlockCommand } from './airlock-commands.ts';
import type { AirlockEffect } from './airlock-effects.ts';
import type { AirlockEvent } from './airlock-events.ts';
import type { AirlockFacts } from './airlock-facts.ts';
import { lineKey, linesOf, openLineKey } from './airlock-lines.ts';
import { decideAirlock } from './decide-airlock.ts';
import { evolveAirlock } from './evolve-airlock.ts';

/**
 * Bytes of the record for whoever asks for something, of which an item holds some 389,000: what our functions add to a hundred files is less than
 * the distance from one to the next, so that a record that is full can still be checked, voted on, rejected, withdrawn, released and revoked.
 */
const room = { asking: 150_000, voting: 250_000, rejecting: 330_000 };

const asks: readonly AirlockCommand['kind'][] = ['draft', 'add-file', 'describe-file', 'submit', 'comment'];

export const airlockWorkflow: Workflow<AirlockRequest, AirlockCommand, AirlockEvent, AirlockEffect, AirlockFacts> = {
  name: airlockPartition,
  decide: decideAirlock,
  evolve: evolveAirlock,
  roomFor(command) {
    if (asks.includes(command.kind)) return room.asking;
    if (command.kind === 'take-review') return room.voting;
    if (command.kind !== 'vote') return undefined;
    return command.choice === 'reject' ? room.rejecting : room.voting;
  },
};

export interface AirlockSources {
  /** The register: people, projects, and its standing. */
  readonly register: Pick<Store, 'get'>;
  readonly table: TableIdentity;
  readonly demands: readonly Demand[];
}

/** What the register says at this moment of these people and of the project. */
export async function registerFacts(
  { register, table, demands }: AirlockSources,
  ids: readonly string[],
  project: string | undefined,
): Promise<Pick<AirlockFacts, 'people' | 'project' | 'register' | 'demands'>> {
  const [standing, item, people] = await Promise.all([
    registerStanding(register, table),
    project === undefined ? undefined : register.get({ partition: projectPartition, sort: project }),
    Promise.all([...new Set(ids)].map((sort) => register.get({ partition: personPartition, sort }))),
  ]);
  return {
    people: Object.fromEntries(
      people.flatMap((one) => (one === undefined ? [] : [[one.sort, one.body as unknown as Person]])),
    ),
    project: item?.body as ProjectStanding | undefined,
    register: standing,
    demands,
  };
}

/** The workflow for one request: `session` is what the verified token says of whoever asks; our functions have none. */
export const airlockRunnable = (
  { register, table, demands }: AirlockSources,
  session?: Session,
): Runnable<AirlockRequest, AirlockCommand, AirlockEvent, AirlockEffect, AirlockFacts> => ({
  workflow: airlockWorkflow,
  async facts(read, { id, command, actor, state }) {
    const project = state?.project ?? (command.kind === 'draft' ? command.project : undefined);
    const asker = actor.kind === 'person' ? [actor.id] : [];
    const releases = command.kind === 'releasing' || command.kind === 'released';
    const reviewed = releases || command.kind === 'finish-review';
    const reviewers = reviewed ? (state?.reviews ?? []).map(({ reviewer }) => reviewer) : [];
    const requester = releases && state !== undefined ? [state.requester] : [];
    // Of our functions, only the one that releases asks something of the register: who stands behind what it releases.
    const known =
      actor.kind === 'person' || releases
        ? await registerFacts({ register, table, demands }, [...asker, ...requester, ...reviewers], project)
        : { people: {}, project: undefined, register: 'restored' as const, demands };
    const [line, open] = await Promise.all([
      state === undefined ? undefined : read(lineKey(state)),
      state === undefined ? undefined : read(openLineKey(state)),
    ]);
    return {
      id,
      ...known,
      ...(session === undefined ? {} : { session }),
      lineVersion: line?.version ?? 0,
      openLineVersion: open?.version ?? 0,
    };
  },
  also: linesOf,
});
