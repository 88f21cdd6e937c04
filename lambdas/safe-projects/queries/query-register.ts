import {
  type Demand,
  effectiveAccess,
  type Person,
  personPartition,
  registerStanding,
  type TableIdentity,
} from '../../safe-people/contract.ts';
import type { Clock, Store } from '../../workflow/contract.ts';
import { projectPartition, type QueryStanding } from '../contract.ts';
import type { Register } from './query-ports.ts';

/** The register, asked anew each time. A person who never was a member is told nothing of the project, not even that it is there. */
export const registerOf = (
  store: Pick<Store, 'get'> & Store,
  {
    table,
    clock,
    demands,
  }: { readonly table: TableIdentity; readonly clock: Clock; readonly demands: readonly Demand[] },
): Register => ({
  async ask({ person: id, project: named, session }) {
    const [personItem, projectItem, register] = await Promise.all([
      store.get({ partition: personPartition, sort: id }),
      store.get({ partition: projectPartition, sort: named }),
      registerStanding(store, table),
    ]);
    const person = personItem?.body as Person | undefined;
    const found = projectItem?.body as QueryStanding | undefined;
    const project = found?.members.some((one) => one.person === id) ? found : undefined;
    const now = clock.now();
    const access = effectiveAccess({
      person,
      project,
      register,
      demands,
      now,
      ...(session === undefined ? {} : { session }),
    });
    return { access, project };
  },
});
