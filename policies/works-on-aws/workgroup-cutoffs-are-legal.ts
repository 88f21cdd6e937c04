import { at } from '../estate/values.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const path = 'Properties.WorkGroupConfiguration.BytesScannedCutoffPerQuery';

export const workgroupCutoffsAreLegal: WorksOnAwsRule = {
  id: 'workgroup-cutoffs-are-legal',
  severity: 'error',
  why: 'Athena takes no cutoff below 10 MB.',
  fix: 'set BytesScannedCutoffPerQuery to at least 10,000,000',
  source: 'https://docs.aws.amazon.com/athena/latest/APIReference/API_WorkGroupConfiguration.html',
  check: (estate) =>
    estate.ofType('AWS::Athena::WorkGroup').map((workgroup) => {
      const cutoff = at(workgroup, path);
      if (cutoff === undefined) return notApplicable(workgroup, path, 'sets no cutoff');
      return judged(
        Number(cutoff) >= 10_000_000,
        workgroup,
        path,
        `cuts off at ${Number(cutoff)} bytes`,
        `${JSON.stringify(cutoff)} is no cutoff that Athena takes`,
      );
    }),
};
