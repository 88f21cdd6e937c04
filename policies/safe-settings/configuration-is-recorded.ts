import { at, isTrue, list } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Silent where no recorder is made here: the organisation may provide it, which only an attestation can say. */
export const configurationIsRecorded: Rule = {
  id: 'configuration-is-recorded',
  safe: 'settings',
  controls: ['2.2.12', '2.4.04', '2.4.03'],
  severity: 'error',
  why: 'What is not recorded cannot be seen to drift.',
  fix: 'record all supported types with the global ones, and deliver to a bucket of the estate',
  check: (estate) => {
    const delivered = estate
      .ofType('AWS::Config::DeliveryChannel')
      .some(({ properties }) => estate.find(properties.S3BucketName)?.type === 'AWS::S3::Bucket');
    const recorders = estate.ofType('AWS::Config::ConfigurationRecorder');
    const idle = recorders.length > 0 ? [] : estate.ofType('AWS::Config::DeliveryChannel');
    const judgements = recorders.map((recorder) => {
      const excluded = list(at(recorder, 'RecordingGroup.ExclusionByResourceTypes.ResourceTypes'));
      const all =
        isTrue(at(recorder, 'RecordingGroup.AllSupported')) &&
        isTrue(at(recorder, 'RecordingGroup.IncludeGlobalResourceTypes')) &&
        excluded.length === 0;
      return judged(
        all && delivered,
        recorder,
        'Properties.RecordingGroup',
        'records every supported type',
        all ? 'delivers to no bucket of the estate' : 'leaves types out',
      );
    });
    return [
      ...judgements,
      ...idle.map((channel) => fail(channel, 'Type', 'delivers what no recorder of this estate records')),
    ];
  },
};
