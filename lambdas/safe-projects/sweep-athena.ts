import {
  type AthenaClient,
  BatchGetQueryExecutionCommand,
  ListQueryExecutionsCommand,
  ListWorkGroupsCommand,
  StopQueryExecutionCommand,
  UpdateWorkGroupCommand,
} from '@aws-sdk/client-athena';
import type { Workgroups } from './sweep-ports.ts';

const ended: ReadonlySet<string | undefined> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED']);

/**
 * Only `State` is ever sent: whatever an update leaves out stays as it is, so that no limit, key or engine of the template is touched.
 * https://docs.aws.amazon.com/athena/latest/APIReference/API_UpdateWorkGroup.html
 *
 * The list of workgroups carries their states, 50 a page, so that a sweep asks of none in particular. What it asks of executions carries the
 * text of queries as well; only their states are looked at.
 *
 * @param prefix of the names of projects' workgroups; what follows it is the project.
 */
export const athenaWorkgroups = (athena: AthenaClient, prefix: string): Workgroups => ({
  async list() {
    const found: { name: string; project: string; enabled: boolean }[] = [];
    let token: string | undefined;
    do {
      const page = await athena.send(new ListWorkGroupsCommand({ MaxResults: 50, NextToken: token }));
      for (const { Name = '', State } of page.WorkGroups ?? []) {
        if (!Name.startsWith(prefix)) continue;
        // a state that nobody knows counts as enabled, so that it is disabled where it should be
        found.push({ name: Name, project: Name.slice(prefix.length), enabled: State !== 'DISABLED' });
      }
      token = page.NextToken;
    } while (token !== undefined);
    return found;
  },

  async setEnabled(name, enabled) {
    await athena.send(new UpdateWorkGroupCommand({ WorkGroup: name, State: enabled ? 'ENABLED' : 'DISABLED' }));
  },

  async stopAll(name) {
    // newest first; Athena ends what runs longer than its limit, so that what runs is among the newest
    const { QueryExecutionIds: ids = [] } = await athena.send(
      new ListQueryExecutionsCommand({ WorkGroup: name, MaxResults: 50 }),
    );
    if (ids.length === 0) return;
    const { QueryExecutions = [], UnprocessedQueryExecutionIds = [] } = await athena.send(
      new BatchGetQueryExecutionCommand({ QueryExecutionIds: ids }),
    );
    const unknown = UnprocessedQueryExecutionIds.map(({ QueryExecutionId }) => QueryExecutionId);
    const running = QueryExecutions.filter(({ Status }) => !ended.has(Status?.State)).map(
      ({ QueryExecutionId }) => QueryExecutionId,
    );
    for (const id of [...running, ...unknown]) {
      if (id !== undefined) await athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
    }
  },
});
