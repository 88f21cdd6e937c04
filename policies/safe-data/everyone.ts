import type { Statement } from '../estate/statements.ts';

/** A Deny that meets every principal. A star among services or federated identities would not meet our own roles. */
export const deniesEveryone = ({ effect, principals, notPrincipals, notResources, unresolved }: Statement): boolean =>
  effect === 'Deny' &&
  !unresolved &&
  notPrincipals === undefined &&
  notResources === undefined &&
  [principals?.AWS, principals?.['*']].some((names) => names?.includes('*') === true);
