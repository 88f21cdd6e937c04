import type { Estate } from '../estate/estate.ts';
import type { Statement } from '../estate/statements.ts';
import type { Bucket } from '../estate/stores.ts';
import { asksOnly, type ConditionTest } from './condition-tests.ts';
import { deniesEveryone } from './everyone.ts';
import { coversBucket, coversObjects } from './own-arn.ts';

/** A list of actions would leave out what it does not name, so only all of them count. */
const coversEverything = ({ actions = [] }: Statement): boolean =>
  actions.some((action) => action === '*' || action.toLowerCase() === 's3:*');

/** Whether the bucket refuses everybody everything, on itself and its objects, where this is so and under no further condition. */
export const deniesEverythingWhere = (
  estate: Estate,
  { resource, statements }: Bucket,
  what: (test: ConditionTest) => boolean,
): boolean =>
  statements.some(
    (statement) =>
      deniesEveryone(statement) &&
      coversEverything(statement) &&
      coversBucket(estate, resource, statement) &&
      coversObjects(estate, resource, statement) &&
      asksOnly(statement, what),
  );
