import type { Resource } from '../estate/estate.ts';
import { judged } from '../outcome.ts';
import type { Outcome } from '../rule.ts';

/** Pass while a count stays within what AWS allows by default. */
export const withinQuota = (resource: Resource, path: string, count: number, limit: number, what: string): Outcome =>
  judged(count <= limit, resource, path, `${count} of ${limit} ${what}`, `${count} ${what}, and AWS takes ${limit}`);
