import { estateOf, type Template } from '../../policies/estate/model.ts';
import { buckets } from '../../policies/estate/stores.ts';
import { dataBuckets } from '../../policies/safe-data/data-buckets.ts';
import { examples } from '../examples.ts';

/** Records and logs of an example, each bucket by the stack it stands in. */
function told(templates: readonly Template[]) {
  const estate = estateOf(templates);
  const data = new Set(dataBuckets(estate).map(({ resource }) => resource.address));
  const stores = buckets(estate).map(({ resource }) => resource);
  const names = (ofRecords: boolean) =>
    stores
      .filter(({ address }) => data.has(address) === ofRecords)
      .map(({ stack, logicalId }) => `${stack.replace(/^tre-[a-z]+-[a-z]+-/, '')}/${logicalId}`)
      .sort();
  return { records: names(true), logs: names(false) };
}

describe.each([...examples])('%s', (_, templates) => {
  const { records, logs } = told(templates);

  test('every zone and every extract holds records, and is judged so', () => {
    const zones = ['Curated', 'Landing', 'Quarantine', 'QueryTexts', 'Vault'].map((zone) => `safe-data/${zone}Bucket`);
    expect(records.filter((name) => name.startsWith('safe-data/'))).toEqual(zones);
    const projects = templates.filter(({ name }) => /-project-/.test(name));
    expect(records.filter((name) => name.startsWith('project-'))).toHaveLength(projects.length);
  });

  test('what CloudTrail, Config and S3 write, our own locked records and code that waits are no data', () => {
    expect(logs.length).toBeGreaterThanOrEqual(3);
    for (const name of logs)
      expect(name).toMatch(
        /^(safe-settings\/(AccessLogs|Configuration|Records|Trail)|secure-browser\/BrowserSessions|CDKToolkit(-\w+)?\/(AssetAccessLogs|Staging))Bucket$/,
      );
  });
});
