import { placeOf } from '../estate/arns.ts';
import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** 1,000 by default, of which 100 must stay free; new accounts may have ten, which only the account can tell. */
export const reservedConcurrencyFits: WorksOnAwsRule = {
  id: 'reserved-concurrency-fits',
  severity: 'error',
  why: 'Reserved concurrency comes out of the 1,000 of the account and region, and Lambda refuses to leave fewer than 100 unreserved.',
  fix: 'reserve less, or nothing',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
  check: (estate) => {
    const reserving = estate
      .ofType('AWS::Lambda::Function')
      .filter(({ properties }) => properties.ReservedConcurrentExecutions !== undefined);
    return reserving.map((func) => {
      const here = placeOf(estate, func);
      const sum = reserving
        .filter((one) => placeOf(estate, one).account === here.account && placeOf(estate, one).region === here.region)
        .reduce((total, { properties }) => total + Number(properties.ReservedConcurrentExecutions), 0);
      return withinQuota(
        func,
        'Properties.ReservedConcurrentExecutions',
        sum,
        900,
        'reserved executions in the region',
      );
    });
  },
};
