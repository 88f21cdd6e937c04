import { airlockRoutes } from '../../lambdas/safe-outputs/contract.ts';
import { type Document, document, peopleRoutes, type Route } from '../../lambdas/safe-people/contract.ts';
import { projectRoutes, queryRoutes } from '../../lambdas/safe-projects/contract.ts';
import type { GateFunctionName } from './gate-names.ts';

type Door = 'private' | 'public';

/** Each safe's routes, and which of its functions answers them at which door. */
const safes: readonly { readonly routes: readonly Route[]; readonly by: Partial<Record<Door, GateFunctionName>> }[] = [
  { routes: peopleRoutes, by: { private: 'people-private', public: 'people-public' } },
  { routes: projectRoutes, by: { public: 'projects-public' } },
  { routes: queryRoutes, by: { private: 'broker' } },
  ...airlockRoutes,
];

export const apiDocument: Document = document(safes.flatMap(({ routes }) => routes));

/** Operation -> the function that answers it at the door. */
export const operationsAt = (door: Door): ReadonlyMap<string, GateFunctionName> =>
  new Map(
    safes.flatMap(({ routes, by }) =>
      routes
        .filter(({ doors }) => doors.includes(door))
        .map(({ operation }): [string, GateFunctionName] => {
          const name = by[door];
          if (name === undefined)
            throw new Error(`${operation} is meant for the ${door} door, where nobody answers it`);
          return [operation, name];
        }),
    ),
  );

/**
 * Paths at the door whose bodies are larger than any other's, as regular expressions over what follows the stage: parts of a file.
 */
export const largeBodiesAt = (door: Door): readonly string[] =>
  safes
    .flatMap(({ routes }) => routes)
    .filter(({ doors, largestBody }) => doors.includes(door) && largestBody !== undefined)
    .map(({ path }) => path.replaceAll(/\{[^}]+\}/g, '[^/]+'));
