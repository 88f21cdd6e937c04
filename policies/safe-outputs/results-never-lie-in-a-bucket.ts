import type { Estate, Resource } from '../estate/estate.ts';
import { isTrue, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { referred } from '../safe-projects/own-resources.ts';

function faultOf(estate: Estate, { properties }: Resource): string | undefined {
  const { WorkGroupConfiguration, WorkGroupConfigurationUpdates: updates } = properties;
  const settings = record(WorkGroupConfiguration);
  const managed = record(settings.ManagedQueryResultsConfiguration);
  const key = referred(estate, text(record(managed.EncryptionConfiguration).KmsKey) ?? '');
  if (settings.ResultConfiguration !== undefined || updates !== undefined)
    return 'its results are written to a place that it names';
  if (!isTrue(settings.EnforceWorkGroupConfiguration)) return 'a client may have the results written where it likes';
  if (!isTrue(managed.Enabled)) return 'Athena does not keep its results, so a bucket does';
  return key?.type === 'AWS::KMS::Key' ? undefined : 'its results are under no key of the estate';
}

export const resultsNeverLieInABucket: Rule = {
  id: 'results-never-lie-in-a-bucket',
  safe: 'outputs',
  controls: ['3.1.12', '2.1.18'],
  severity: 'fatal',
  why: 'Results in a bucket are copied, shared and signed for strangers like any object; kept by Athena they are read one page at a time.',
  fix: 'enable managed query results under a key of the estate, enforce the configuration, and name no result location',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/managed-results.html',
  check: (estate) =>
    estate.ofType('AWS::Athena::WorkGroup').map((workgroup) => {
      const fault = faultOf(estate, workgroup);
      return judged(
        fault === undefined,
        workgroup,
        'Properties.WorkGroupConfiguration',
        'Athena keeps its results, under a key of the estate, for a day',
        fault ?? '',
      );
    }),
};
