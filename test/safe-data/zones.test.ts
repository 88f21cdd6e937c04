import { production, propertiesOf, safeData, statementsOf, trial } from './example-resources.ts';

interface LifecycleRule {
  readonly ExpirationInDays?: number;
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays: number };
}

const zones = ['Landing', 'Quarantine', 'Vault', 'Curated'] as const;

const rulesOf = (deployment: string, zone: string): readonly LifecycleRule[] =>
  (propertiesOf(safeData(deployment), `${zone}Bucket`).LifecycleConfiguration as { Rules: LifecycleRule[] }).Rules;

const ends = (deployment: string, zone: string) => ({
  objects: rulesOf(deployment, zone).flatMap(({ ExpirationInDays: days }) => (days === undefined ? [] : [days])),
  oldVersions: rulesOf(deployment, zone).flatMap(({ NoncurrentVersionExpiration: old }) =>
    old === undefined ? [] : [old.NoncurrentDays],
  ),
});

/** Roles that a statement lets through, by what follows `role/`. */
const exempt = (deployment: string, zone: string, sid: string): readonly string[] => {
  const { Condition } = statementsOf(safeData(deployment), `${zone}BucketPolicy`)[sid] ?? {};
  const operators = Condition as Record<string, { 'aws:PrincipalArn'?: string[] }>;
  return Object.values(operators)
    .flatMap(({ 'aws:PrincipalArn': arns = [] }) => arns)
    .map((arn) => arn.replace(/^.*role\/(tre-[a-z]+-[a-z]+-)?/, '').replace(/^cdk-.*/, 'deployer'));
};

describe.each([production, trial])('a record in %s', (deployment) => {
  test('that nobody takes on goes after 14 days from the landing zone, after 30 from the quarantine', () => {
    expect(ends(deployment, 'Landing')).toEqual({ objects: [14], oldVersions: [7] });
    expect(ends(deployment, 'Quarantine')).toEqual({ objects: [30], oldVersions: [7] });
  });

  test.each(['Vault', 'Curated'])('in the %s stays, and what it replaced stays for 90 days', (zone) => {
    expect(ends(deployment, zone)).toEqual({ objects: [], oldVersions: [90] });
  });

  test('is announced to EventBridge wherever it arrives', () => {
    for (const zone of zones) {
      expect(propertiesOf(safeData(deployment), `${zone}Bucket`).NotificationConfiguration).toEqual({
        EventBridgeConfiguration: { EventBridgeEnabled: true },
      });
    }
  });

  test('leaves its access log under the name of its zone', () => {
    const prefixes = zones.map((zone) => {
      const { LoggingConfiguration } = propertiesOf(safeData(deployment), `${zone}Bucket`);
      return (LoggingConfiguration as { LogFilePrefix: string }).LogFilePrefix;
    });
    expect(prefixes).toEqual(['landing/', 'quarantine/', 'vault/', 'curated/']);
  });
});

test('in production only the service that works on a zone comes from outside the network', () => {
  const outside = zones.map((zone) => [zone, exempt(production, zone, 'DenyOtherNetworks')]);
  expect(Object.fromEntries(outside)).toEqual({
    Landing: [],
    Quarantine: ['malware-scan'],
    Vault: ['backup'],
    Curated: ['deployer', 'backup'],
  });
});

test('a trial may also be emptied from outside, and what was delivered be listed to that end', () => {
  for (const zone of zones) expect(exempt(trial, zone, 'DenyOtherNetworks')).toContain('purge-safe-data');
  expect(exempt(trial, 'Landing', 'DenyReadingBack')).toEqual(['purge-safe-data']);
  expect(exempt(production, 'Landing', 'DenyReadingBack')).toEqual([]);
});
