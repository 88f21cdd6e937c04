import type { Estate, Resource } from '../estate/estate.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { comesByTheClock, failsAloud } from '../safe-settings/by-the-clock.ts';
import { checkerOf, releaserOf } from './airlock-functions.ts';
import { partsOfTheAirlock } from './airlock-stores.ts';
import { releaseBuckets } from './release-buckets.ts';
import { wordIsHeard } from './words-of-alarms.ts';

/** Minutes in which a release that was revoked may still be fetched. */
const longest = 5;

function faultOf(estate: Estate, lambda: Resource): string | undefined {
  if (!comesByTheClock(estate, lambda, longest))
    return `${lambda.logicalId}, which ends releases, comes by no clock of ${longest} minutes or less`;
  if (!failsAloud(estate, lambda)) return `${lambda.logicalId}, which ends releases, can fail unheard`;
  const checker = checkerOf(estate);
  return checker !== undefined && wordIsHeard(estate, checker, /^"airlock-alarm-mark-stuck"$/)
    ? undefined
    : 'no alarm stands on a request that waits for too long';
}

export const releasesEndWithinMinutes: Rule = {
  id: 'releases-end-within-minutes',
  safe: 'outputs',
  controls: ['3.1.05'],
  severity: 'fatal',
  why: 'What is revoked is fetched until the function that releases hears of it; where that stops coming, nobody notices but whoever still downloads.',
  fix: `start the function that releases every ${longest} minutes or more often, and raise alarms on its errors and on requests that are stuck`,
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html',
  check: (estate): readonly Outcome[] => {
    const [bucket] = releaseBuckets(estate);
    const [first] = partsOfTheAirlock(estate);
    if (first === undefined && bucket === undefined) return [];
    const lambda = releaserOf(estate);
    const about = lambda ?? bucket ?? first;
    if (about === undefined) return [];
    if (lambda === undefined) return [fail(about, 'Type', 'no one function is known that releases, and ends releases')];
    const fault = faultOf(estate, lambda);
    return [
      judged(
        fault === undefined,
        lambda,
        'Type',
        'comes every few minutes, and alarms stand on what fails or is stuck',
        fault ?? '',
      ),
    ];
  },
};
