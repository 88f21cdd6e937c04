import {
  DescribeKeyCommand,
  KeyState,
  type KMSClient,
  NotFoundException,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import type { Keys } from './close-ports.ts';

const dated = (key: string, date: Date | undefined): string => {
  if (date === undefined) throw new Error(`${key}: KMS must say from when it is deleted, says nothing; ask again`);
  return date.toISOString();
};

/**
 * The key of the extract and of results, and where identities are linked, the key of the linkage: its deletion ends deriving ids again. Exact
 * names, for `project-heart*` would take in the project `heart-2`; no project's id has a slash.
 */
export const projectKeyAliases = (deployment: string, project: string) => ({
  needed: [`alias/tre-${deployment}-project-${project}`],
  optional: [`alias/tre-${deployment}-project-${project}/linkage`],
});

/**
 * A key that waits for its deletion cannot be used, and is deleted up to a day after its date.
 * https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
 */
export const kmsKeys = (kms: KMSClient, deployment: string): Keys => ({
  aliasesOf: (project) => projectKeyAliases(deployment, project),

  async describe(key) {
    try {
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: key }));
      const { Arn, KeyState: state, DeletionDate } = KeyMetadata ?? {};
      if (Arn === undefined) throw new Error(`${key}: KMS must name the key, names none; ask again`);
      return state === KeyState.PendingDeletion
        ? { kind: 'pending', arn: Arn, deletionDate: dated(key, DeletionDate) }
        : { kind: 'usable', arn: Arn };
    } catch (error) {
      if (error instanceof NotFoundException) return { kind: 'gone' };
      throw error;
    }
  },

  async schedule(key, days) {
    const { DeletionDate } = await kms.send(new ScheduleKeyDeletionCommand({ KeyId: key, PendingWindowInDays: days }));
    return dated(key, DeletionDate);
  },
});
