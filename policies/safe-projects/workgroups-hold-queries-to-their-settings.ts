import type { Resource } from '../estate/estate.ts';
import { isTrue, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

const engine = 'Athena engine version 3';

/** AWS takes no less. More than ten tebibytes in one query is no limit. */
const [least, most] = [10_000_000, 10 * 1024 ** 4];

/** Settings of notebooks, which run programs with a role of the workgroup's own. */
const ofNotebooks = ['ExecutionRole', 'AdditionalConfiguration', 'EngineConfiguration', 'MonitoringConfiguration'];

function faultOf({ properties }: Resource): string | undefined {
  const settings = record(properties.WorkGroupConfiguration);
  const bytes = Number(settings.BytesScannedCutoffPerQuery);
  const notebooks = ofNotebooks.find((name) => settings[name] !== undefined);
  if (properties.WorkGroupConfigurationUpdates !== undefined) return 'its settings are changed in a second place';
  if (!isTrue(settings.EnforceWorkGroupConfiguration)) return 'a client may choose other settings';
  if (text(record(settings.EngineVersion).SelectedEngineVersion) !== engine) return `its engine is not ${engine}`;
  if (!(bytes >= least && bytes <= most)) return 'a query may read as much as it likes';
  if (!isTrue(settings.PublishCloudWatchMetricsEnabled)) return 'nobody counts what its queries read';
  if (settings.RequesterPaysEnabled !== undefined && !`${settings.RequesterPaysEnabled}`.startsWith('false'))
    return 'its queries may read buckets of others, at our cost';
  if (notebooks !== undefined) return `it runs notebooks: ${notebooks} is set`;
  return properties.State === undefined ? undefined : 'the next deployment sets its state, whoever disabled it and why';
}

export const workgroupsHoldQueriesToTheirSettings: Rule = {
  id: 'workgroups-hold-queries-to-their-settings',
  safe: 'projects',
  controls: ['2.1.18', '2.3.04'],
  severity: 'fatal',
  why: 'What a workgroup does not enforce each query chooses for itself: where results go, how much is read, by which engine.',
  fix: 'enforce the configuration, name engine version 3, set a cutoff in bytes, publish metrics, and leave State out',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html',
  check: (estate) =>
    estate.ofType('AWS::Athena::WorkGroup').map((workgroup) => {
      const fault = faultOf(workgroup);
      return judged(
        fault === undefined,
        workgroup,
        'Properties.WorkGroupConfiguration',
        'no query chooses its own settings, or reads more than the cutoff',
        fault ?? '',
      );
    }),
};
