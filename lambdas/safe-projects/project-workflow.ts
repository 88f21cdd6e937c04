import {
  type Demand,
  type Person,
  personPartition,
  registerStanding,
  type Session,
  type TableIdentity,
} from '../safe-people/contract.ts';
import type { Store, Workflow } from '../workflow/contract.ts';
import { roomToGive } from '../workflow/limits.ts';
import type { Runnable } from '../workflow/run.ts';
import { projectPartition } from './contract.ts';
import { decideProject } from './decide-project.ts';
import { evolveProject } from './evolve-project.ts';
import { type ProjectParameters, projectParameters } from './parameters.ts';
import type { ProjectCommand } from './project-commands.ts';
import type { ProjectEffect } from './project-effects.ts';
import type { ProjectEvent } from './project-events.ts';
import type { ProjectFacts } from './project-facts.ts';
import { peopleRead } from './project-people.ts';
import type { ProjectRecord } from './project-record.ts';

/** Ends, shrinks, or reports that a close went on: these have room where nothing else has. An objection has more than what gives, and less than an end. */
const takesAway: readonly ProjectCommand['kind'][] = [
  ...(['withdraw', 'return', 'refuse', 'suspend', 'end-membership', 'close'] as const),
  ...(['drop-dataset', 'refuse-amendment', 'withdraw-amendment'] as const),
  ...(['archived', 'extract-deleted', 'keys-scheduled', 'certified', 'keys-destroyed'] as const),
];
const roomToObject = 1.6 * roomToGive;

export const projectWorkflow: Workflow<ProjectRecord, ProjectCommand, ProjectEvent, ProjectEffect, ProjectFacts> = {
  name: projectPartition,
  decide: decideProject,
  evolve: evolveProject,
  roomFor({ kind }) {
    if (kind === 'controller-objects') return roomToObject;
    return takesAway.includes(kind) ? undefined : roomToGive;
  },
};

export interface ProjectSources {
  readonly store: Store;
  readonly table: TableIdentity;
  readonly demands: readonly Demand[];
  readonly parameters?: ProjectParameters;
}

/** The workflow for one request: `session` is what the verified token says of whoever asks. The closer has none. */
export const projectRunnable = (
  { store, table, demands, parameters = projectParameters }: ProjectSources,
  session?: Session,
): Runnable<ProjectRecord, ProjectCommand, ProjectEvent, ProjectEffect, ProjectFacts> => ({
  workflow: projectWorkflow,
  async facts(read, { id, command, actor, state }) {
    const reading: Store = {
      get: read,
      list: (...page) => store.list(...page),
      commit: (changes) => store.commit(changes),
    };
    const register = await registerStanding(reading, table);
    const ids = peopleRead(state, command, actor);
    const items = await Promise.all(ids.map((sort) => read({ partition: personPartition, sort })));
    const people = Object.fromEntries(
      items.flatMap((item) => (item === undefined ? [] : [[item.sort, item.body as unknown as Person] as const])),
    );
    return { id, people, register, ...(session === undefined ? {} : { session }), demands, parameters };
  },
});
