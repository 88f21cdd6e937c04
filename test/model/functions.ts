import { authorising } from '../../lambdas/safe-people/authoriser.ts';
import type { Handlers, Route } from '../../lambdas/safe-people/contract.ts';
import { peopleRoutes } from '../../lambdas/safe-people/contract.ts';
import { dispatcher } from '../../lambdas/safe-people/dispatch.ts';
import { watchIdentity } from '../../lambdas/safe-people/identity-watch.ts';
import { workOnPeople } from '../../lambdas/safe-people/notice-worker.ts';
import { peopleHandlers } from '../../lambdas/safe-people/people-handlers.ts';
import { registerOn } from '../../lambdas/safe-people/register-reading.ts';
import { registerStanding } from '../../lambdas/safe-people/standing.ts';
import type { Signed } from '../../lambdas/safe-people/token-signature.ts';
import { projectRoutes, queryRoutes } from '../../lambdas/safe-projects/contract.ts';
import { projectHandlers } from '../../lambdas/safe-projects/projects.ts';
import { queryHandlers } from '../../lambdas/safe-projects/queries/query-handlers.ts';
import type { QueryPorts } from '../../lambdas/safe-projects/queries/query-ports.ts';
import { registerOf } from '../../lambdas/safe-projects/queries/query-register.ts';
import { startWaiting } from '../../lambdas/safe-projects/queries/starting.ts';
import { sweptQueries } from '../../lambdas/safe-projects/queries/swept-queries.ts';
import { sweep } from '../../lambdas/safe-projects/sweep.ts';
import { sweepRegister } from '../../lambdas/safe-projects/sweep-register.ts';
import type { Door } from '../../lambdas/workflow/contract.ts';
import { record } from '../../lambdas/workflow/recorder.ts';
import { clients, issuer } from '../safe-people/gate-harness.ts';
import type { Life } from './mishaps.ts';
import type { Neighbours } from './neighbours.ts';

/** The functions of the product, each made anew for one life of it, on ports that this life goes through. Nothing in here decides anything. */

const demands = (['accreditation', 'training', 'agreement'] as const).map((kind) => ({ kind, schemes: [] }));
const expected = (door: Door) => ({
  ...{ kind: 'cognito' as const, issuer, client: clients[door], resource: clients[door], acr: [] },
});

const ofPath = new Map<string, Route>(
  [...peopleRoutes, ...projectRoutes, ...queryRoutes].map((route) => [
    `${route.method.toUpperCase()} ${route.path}`,
    route,
  ]),
);

export function functionsOf(neighbours: Neighbours, life: Life) {
  const { clock, id } = neighbours;
  const register = neighbours.store(life, 'register');
  const table = neighbours.table(life);
  const engine = { clock, pause: async () => {}, random: () => 0.5 };
  const people = { ...engine, store: register, table, demands, id };
  const queries = (): QueryPorts => ({
    ...{ ...engine, store: neighbours.store(life, 'queries'), newId: id, atOnce: 3 },
    databaseOf: (project) => `tre_test_project_${project}`,
    register: registerOf(register, { table, clock, demands }),
    texts: neighbours.texts(life),
    deposits: { put: async () => {} },
    athena: (use) => neighbours.athena(life, use),
    catalogue: (use) => neighbours.catalogue(life, use),
  });
  const handlersOf = ({ path }: Route): Handlers => {
    if (path.startsWith('/queries') || path.endsWith('/tables')) return queryHandlers(queries());
    if (/^\/(projects|metrics|data-use-register)/.test(path)) return projectHandlers(people);
    return peopleHandlers(people);
  };

  return {
    authorise: (door: Door, signed: (token: string) => Promise<Signed>) =>
      authorising(door, expected(door), { clock, register: registerOn(register, table), signed, report: () => {} }),
    /** The function behind one route of a door. */
    behind(door: Door, resource: string) {
      const route = ofPath.get(resource);
      if (route === undefined) throw new Error(`no route ${resource}`);
      return dispatcher([route], handlersOf(route), { door, clock, report: neighbours.report });
    },
    tick: () => startWaiting(queries(), clock.now(), { starts: 20, looks: 20 }),
    sweep: (actions: number) =>
      sweep(
        {
          clock,
          register: sweepRegister({
            ...{ ...engine, store: register, demands, id },
            standing: () => registerStanding(register, table),
          }),
          queries: sweptQueries(queries(), neighbours.sweepers(life)),
          workgroups: neighbours.workgroups(life),
          directory: neighbours.directory(life),
          browser: neighbours.browser(life),
        },
        { actions, until: '2099-01-01T00:00:00.000Z' },
      ),
    record: (folder: 'register' | 'queries') =>
      record({ store: neighbours.store(life, folder), archive: neighbours.archive(life), clock }, folder),
    work: workOnPeople(people),
    watch: watchIdentity(people),
  };
}
