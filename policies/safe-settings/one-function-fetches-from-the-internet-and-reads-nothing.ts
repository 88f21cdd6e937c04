import { doors } from '../estate/doors.ts';
import type { Estate } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { comesByTheClock } from './by-the-clock.ts';
import { fetchedBy, writtenBy } from './fetched-tables.ts';

/** Minutes for which a key is believed that its issuer no longer shows. */
const longest = 60;

function judge(estate: Estate): readonly Outcome[] {
  const writing = functions(estate)
    .filter(({ inVpc }) => !inVpc)
    .map((one) => ({ ...one, writes: writtenBy(estate, one.role?.resource) }))
    .filter(({ writes }) => writes.length > 0);
  const [door] = doors(estate);
  if (writing.length === 0)
    return door === undefined
      ? []
      : [fail(door.api, 'Type', 'no function brings the keys by which tokens are verified')];
  return writing.map(({ resource, role, writes }) => {
    const own = fetchedBy(estate, role?.resource);
    const strange = writes.find((table) => !own.includes(table));
    const fault =
      writing.length > 1
        ? `is one of ${writing.length} that bring something in from the internet`
        : strange !== undefined
          ? `has the internet, and may do more than put into ${strange.logicalId}, or is not alone in it`
          : own.length > 1
            ? `puts into ${own.map(({ logicalId }) => logicalId).join(' and ')}`
            : comesByTheClock(estate, resource, longest)
              ? undefined
              : `comes by no clock of ${longest} minutes or less, so that a key is believed after its issuer has withdrawn it`;
    return judged(
      fault === undefined,
      resource,
      'Properties.Role',
      `puts into ${own[0]?.logicalId}, which the authorisers alone read, and reads nothing`,
      fault ?? '',
    );
  });
}

/**
 * Cognito's keys are not promised to be reachable by PrivateLink, and those of another issuer are not: somebody has to fetch them. Whoever
 * changes that function's code, or stands in for the issuer, decides whose tokens are genuine; what it cannot do is see anything.
 */
export const oneFunctionFetchesFromTheInternetAndReadsNothing: Rule = {
  id: 'one-function-fetches-from-the-internet-and-reads-nothing',
  safe: 'settings',
  controls: ['2.2.11', '3.1.12'],
  severity: 'fatal',
  why: 'A function that has the internet and a table that others fill can carry the table away.',
  fix: 'let one function outside the VPC put into a table of its own, which authorisers alone read, every hour at least, and give it no other right',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/vpc-interface-endpoints.html',
  check: judge,
};
