import { join } from 'node:path';
import { readOrExplain } from '../../bin/deployment-file.ts';
import { production, propertiesOf, safeData, trial } from './example-resources.ts';

const typesIn = (deployment: string) => Object.values(safeData(deployment)).map(({ Type }) => Type);

describe('in production', () => {
  const vault = propertiesOf(safeData(production), 'BackupVault');

  test('the lock is final after three days of grace, and demands 35 days to ten years', () => {
    expect(vault.LockConfiguration).toEqual({ ChangeableForDays: 3, MinRetentionDays: 35, MaxRetentionDays: 3650 });
  });

  test('nobody deletes, shortens or copies a recovery point, not even in the days of grace', () => {
    const { Statement } = vault.AccessPolicy as { Statement: unknown[] };
    expect(Statement[0]).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: expect.arrayContaining([
        'backup:DeleteRecoveryPoint',
        'backup:UpdateRecoveryPointLifecycle',
        'backup:StartCopyJob',
      ]),
    });
    expect(Statement[0]).not.toHaveProperty('Condition');
  });

  test('a recovery point is kept for as many days as the deployment file says', () => {
    const file = join(__dirname, '..', '..', 'deployments', 'thames-valley.yaml');
    const { retention } = readOrExplain(file, '2026-11-24');
    expect(propertiesOf(safeData(production), 'BackupPlan').BackupPlan).toMatchObject({
      BackupPlanRule: [{ Lifecycle: { DeleteAfterDays: retention.backupDays } }],
    });
  });
});

describe('in a trial', () => {
  test('the lock can be taken off, for a final one would hold the vault for ever', () => {
    const { LockConfiguration } = propertiesOf(safeData(trial), 'BackupVault');
    expect(LockConfiguration).toEqual({ MinRetentionDays: 1, MaxRetentionDays: 7 });
  });

  test('nothing is copied, for a vault with a recovery point in it cannot be removed', () => {
    expect(typesIn(trial)).not.toContain('AWS::Backup::BackupPlan');
    expect(typesIn(trial)).not.toContain('AWS::Backup::BackupSelection');
    expect(safeData(trial).BackupVault?.DeletionPolicy).toBe('Delete');
  });
});
