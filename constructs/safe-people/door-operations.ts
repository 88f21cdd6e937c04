import * as people from '../../lambdas/safe-people/contract.ts';
import { type Document, document, type Route } from '../../lambdas/safe-people/contract.ts';
import * as projects from '../../lambdas/safe-projects/contract.ts';
import type { GateFunctionName } from './gate-names.ts';

type Door = 'private' | 'public';

// TRANSITION: routes of safes that have none yet.
const exported = (module: object, name: string): readonly Route[] =>
  ((module as Readonly<Record<string, unknown>>)[name] as readonly Route[] | undefined) ?? [];

/** Each safe's routes, and which of its functions answers them at which door. */
const safes: readonly { readonly routes: readonly Route[]; readonly by: Partial<Record<Door, GateFunctionName>> }[] = [
  { routes: exported(people, 'peopleRoutes'), by: { private: 'people-private', public: 'people-public' } },
  { routes: exported(projects, 'projectRoutes'), by: { public: 'projects-public' } },
  { routes: exported(projects, 'queryRoutes'), by: { private: 'broker' } },
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
