import { type AthenaClient, BatchGetQueryExecutionCommand, ListQueryExecutionsCommand } from '@aws-sdk/client-athena';
import { sha256 } from '../sql/fingerprint.ts';
import { type Deployment, projectName } from './project-names.ts';
import { athenaOf } from './query-athena.ts';
import type { SweepersAthena } from './swept-queries.ts';

/** Fifty to a page, newest first; a function that died left its execution minutes ago. */
const mostPages = 4;

/** Athena, asked with the sweeper's own rights, which hold for every project and start nothing. */
export const sweepersAthena = (athena: Pick<AthenaClient, 'send'>, at: Deployment): SweepersAthena => {
  const { watch, stop } = athenaOf(athena, { workgroup: '', database: '' });
  return {
    watch,
    stop,
    async find({ project, textHash, startedAt, askedAt }) {
      const since = Date.parse(startedAt ?? askedAt) - 60_000;
      const begun: string[] = [];
      let next: string | undefined;
      for (let page = 0; page < mostPages; page += 1) {
        const { QueryExecutionIds = [], NextToken } = await athena.send(
          new ListQueryExecutionsCommand({
            WorkGroup: projectName(at, project),
            MaxResults: 50,
            ...(next === undefined ? {} : { NextToken: next }),
          }),
        );
        if (QueryExecutionIds.length > 0) {
          const { QueryExecutions = [] } = await athena.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds }));
          for (const { QueryExecutionId, Query = '', Status } of QueryExecutions) {
            const late = (Status?.SubmissionDateTime?.getTime() ?? 0) >= since;
            if (QueryExecutionId !== undefined && late && sha256(Query) === textHash) begun.push(QueryExecutionId);
          }
        }
        next = NextToken;
        if (next === undefined) break;
      }
      return begun;
    },
  };
};
