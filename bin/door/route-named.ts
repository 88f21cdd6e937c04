import type { Route } from '../../lambdas/safe-people/contract.ts';

/** @throws where the table has no such operation, which is a bug. */
export function routeNamed(routes: readonly Route[], operation: string): Route {
  const found = routes.find((one) => one.operation === operation);
  if (found === undefined) throw new Error(`no route has the operation ${operation}`);
  return found;
}
