import type { Resource } from './estate/estate.ts';
import type { Outcome } from './rule.ts';

const outcome =
  (result: Outcome['result']) =>
  (resource: Resource, path: string, reason: string): Outcome => ({ result, resource: resource.address, path, reason });

export const pass = outcome('pass');
export const fail = outcome('fail');
export const notApplicable = outcome('not-applicable');

/** Pass when it holds, fail when it does not, each with its own reason. */
export const judged = (holds: boolean, resource: Resource, path: string, ifSo: string, ifNot: string): Outcome =>
  holds ? pass(resource, path, ifSo) : fail(resource, path, ifNot);
