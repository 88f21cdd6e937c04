import { functionsBehind } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { tableUses } from '../estate/tables.ts';
import { at, text } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { airlockTables } from '../safe-outputs/airlock-stores.ts';
import { onlyFunctionOf, roleBehind } from '../safe-people/roles-of-one-function.ts';
import { comesByTheClock, failsAloud, isMissed, isToldOf } from '../safe-settings/by-the-clock.ts';
import { enders } from './the-sweeper-ends-and-grants-nothing.ts';

/** Minutes for which something may run on after access to it has ended. */
const longest = 15;

/** Where decisions about people and projects stand: what is written behind the public door, but what says how far requests of the airlock are. */
function decided(estate: Estate): readonly Resource[] {
  const ofReleases = airlockTables(estate, 'releases');
  const outside = functionsBehind(estate, 'public').map((lambda) => roleBehind(estate, lambda)?.resource);
  return tableUses(estate)
    .filter(({ writers }) => writers.some(({ actor }) => outside.includes(actor.resource)))
    .map(({ table }) => table)
    .filter((table) => !ofReleases.includes(table));
}

/** What it is not told of, it ends nothing in, and takes for absent. */
function untoldOf(estate: Estate, lambda: Resource): Resource | undefined {
  const told = (name: string) => at(lambda, `Environment.Variables.${name}`);
  return (
    estate.ofType('AWS::Cognito::UserPool').find((pool) => estate.find(told('USER_POOL_ID')) !== pool) ??
    estate
      .ofType('AWS::WorkSpacesWeb::Portal')
      .find(
        (portal) => text(told('PORTAL_NAME')) === undefined || told('PORTAL_NAME') !== portal.properties.DisplayName,
      )
  );
}

function faultOf(estate: Estate, lambda: Resource): string | undefined {
  if (!comesByTheClock(estate, lambda, longest)) return `comes by no clock of ${longest} minutes or less`;
  const untold = decided(estate).find((table) => !isToldOf(estate, lambda, table));
  if (untold !== undefined) return `is not told of every change of ${untold.logicalId}`;
  const absent = untoldOf(estate, lambda);
  if (absent !== undefined) return `is not told of ${absent.logicalId}, and ends nothing there`;
  if (!failsAloud(estate, lambda)) return 'can fail without anybody hearing of it';
  return isMissed(estate, lambda) ? undefined : 'can stay away without anybody hearing of it';
}

function judge(estate: Estate, role: Resource): Outcome {
  const lambda = onlyFunctionOf(estate, role)?.resource;
  if (lambda === undefined) return fail(role, 'Type', 'is not the role of one function, which could come by a clock');
  const fault = faultOf(estate, lambda);
  return judged(
    fault === undefined,
    lambda,
    'Properties',
    `comes at every change and every ${longest} minutes, and somebody hears when it fails or stays away`,
    fault ?? '',
  );
}

/** That it ends what it must when it comes is its code, and tested; this proves that it comes. */
export const accessEndsWithinASweep: Rule = {
  id: 'access-ends-within-a-sweep',
  safe: 'projects',
  controls: ['1.5.03', '3.2.03'],
  severity: 'fatal',
  why: 'A query, session or workgroup of somebody who lost access runs on until something ends it.',
  fix: `start the function that ends them by a schedule of ${longest} minutes or less and by the unfiltered stream of the register, and alarm at its first error and when it stays away`,
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html',
  check: (estate) => enders(estate).map(({ resource }) => judge(estate, resource)),
};
