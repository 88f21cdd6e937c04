import {
  type Person,
  type ProjectStanding,
  personPartition,
  registerStanding,
  type Session,
} from '../../safe-people/contract.ts';
import { projectPartition } from '../../safe-projects/contract.ts';
import type { Runnable } from '../../workflow/run.ts';
import type { Release } from '../contract.ts';
import type { AirlockSources } from './airlock-workflow.ts';
import type { ReleaseCommand, ReleaseEffect, ReleaseEvent, ReleaseFacts } from './release-record.ts';
import { releaseWorkflow } from './release-workflow.ts';

/** The workflow of one release, for one request: `session` is what the verified token says of whoever asks. */
export const releaseRunnable = (
  id: string,
  { register, table, demands }: AirlockSources,
  session?: Session,
): Runnable<Release, ReleaseCommand, ReleaseEvent, ReleaseEffect, ReleaseFacts> => ({
  workflow: releaseWorkflow(id),
  async facts(_, { actor, state }) {
    const known = { id, demands, ...(session === undefined ? {} : { session }) };
    if (actor.kind === 'service') return { ...known, asker: undefined, project: undefined, register: 'restored' };
    const [standing, person, project] = await Promise.all([
      registerStanding(register, table),
      register.get({ partition: personPartition, sort: actor.id }),
      state === undefined ? undefined : register.get({ partition: projectPartition, sort: state.project }),
    ]);
    return {
      ...known,
      asker: person?.body as Person | undefined,
      project: project?.body as ProjectStanding | undefined,
      register: standing,
    };
  },
});
