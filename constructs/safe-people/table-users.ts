import { releasePartition, statusPartition, votePartition } from '../../lambdas/safe-outputs/contract.ts';
import { noticePartition } from '../../lambdas/safe-people/contract.ts';
import { commandPartition, historyPartition } from '../../lambdas/workflow/contract.ts';
import type { GateFunctionName, TableNoun } from './gate-names.ts';

export interface TableUsers {
  readonly description: string;
  /** Read, and never write. */
  readonly readers: readonly GateFunctionName[];
  /** Read and write. */
  readonly writers: readonly GateFunctionName[];
  /** Are told that something changed; the keys of what did, and nothing of what it holds. */
  readonly told: readonly GateFunctionName[];
  /** Partitions that only some of the writers write; a star stands for whatever follows. @default none */
  readonly apart?: readonly {
    readonly sid: string;
    readonly partitions: readonly string[];
    readonly writers: readonly GateFunctionName[];
  }[];
}

/** What the engine of workflows writes of one workflow, but for the outbox, which all of a table share. */
export const ofWorkflow = (name: string): readonly string[] => [
  name,
  commandPartition(name, '*'),
  historyPartition(name, '*'),
];

/**
 * Who may touch which table: the table's own policy refuses everybody else, whatever their roles say. Nobody behind the public door is among
 * the users of `queries` or `airlock`, so what is typed inside cannot be shown outside by any mistake of theirs.
 *
 * Two are told of changes and no more, for a shard of a stream takes two readers at once and slows down every further one; the worker,
 * the closer and the release function come by the clock. https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export const tableUsers: Readonly<Record<TableNoun, TableUsers>> = {
  register: {
    description: 'People, projects, decisions and what follows from them',
    readers: [
      'airlock-bytes-private',
      'airlock-bytes-public',
      'airlock-private',
      'airlock-public',
      'airlock-release',
      'authoriser-private',
      'authoriser-public',
      'broker',
      'people-private',
    ],
    writers: [
      'closer',
      'founding',
      'identity-watch',
      'people-public',
      'projects-public',
      'recorder',
      'sweeper',
      'worker',
    ],
    told: ['recorder', 'sweeper'],
  },
  queries: {
    description: 'Queries, their queue and what they read',
    readers: ['closer'],
    writers: ['broker', 'recorder', 'sweeper'],
    told: ['recorder'],
  },
  'signing-keys': {
    description: 'Public keys of the issuer of tokens',
    readers: ['authoriser-private', 'authoriser-public'],
    writers: ['signing-keys'],
    told: [],
  },
  airlock: {
    description: 'Requests of the airlock, what was said of them and who voted how',
    readers: [],
    writers: [
      'airlock-bytes-private',
      'airlock-checker',
      'airlock-private',
      'airlock-release',
      'airlock-scan',
      'recorder',
    ],
    told: ['airlock-checker', 'recorder'],
    apart: [{ sid: 'DenyPartitionToOthers', partitions: [votePartition], writers: ['airlock-private'] }],
  },
  releases: {
    description: 'What the public door may know of requests, what has left and how often it was fetched',
    readers: ['airlock-private'],
    writers: ['airlock-bytes-public', 'airlock-public', 'airlock-release', 'recorder'],
    told: ['recorder'],
    apart: [
      // Where a release points: besides the function that releases, the one that counts downloads, which reads all that was released anyway.
      {
        sid: 'DenyReleasesToOthers',
        partitions: ofWorkflow(releasePartition),
        writers: ['airlock-bytes-public', 'airlock-release'],
      },
      {
        sid: 'DenyTellingToOthers',
        partitions: [statusPartition('*'), noticePartition('*')],
        writers: ['airlock-release'],
      },
    ],
  },
};
