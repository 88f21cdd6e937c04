import { canonical, sha256 } from '../../workflow/canonical.ts';
import type { Change, Instant, Key } from '../../workflow/contract.ts';
import {
  type AirlockRequest,
  type AirlockState,
  type Direction,
  openRequests,
  requestsOf,
  votePartition,
} from '../contract.ts';
import type { AirlockEvent } from './airlock-events.ts';
import type { AirlockFacts } from './airlock-facts.ts';
import { over } from './airlock-limits.ts';

/** What lists of requests are made of; behind the private door alone, for a title was typed inside. */
export interface AirlockLine {
  readonly id: string;
  readonly project: string;
  readonly direction: Direction;
  readonly requester: string;
  readonly state: AirlockState;
  readonly round: number;
  readonly title: string;
  readonly files: number;
  readonly bytes: number;
  /** Who has a place, and not what they think. */
  readonly reviewers: readonly string[];
  readonly finished: number;
  readonly createdAt: Instant;
  readonly since: Instant;
  readonly submittedAt?: Instant;
  readonly reviewableAt?: Instant;
  readonly decidedAt?: Instant;
  readonly releasedAt?: Instant;
  readonly stuckAt?: Instant;
}

export function lineOf(request: AirlockRequest): AirlockLine {
  const { id, project, direction, requester, state, round, title, files, reviews, createdAt, since } = request;
  const { submittedAt, reviewableAt, decidedAt, releasedAt, stuckAt } = request;
  return {
    ...{ id, project, direction, requester, state, round, title, createdAt, since, files: files.length },
    bytes: files.reduce((sum, { draft }) => sum + draft.bytes, 0),
    reviewers: reviews.map(({ reviewer }) => reviewer),
    finished: reviews.filter(({ finishedAt }) => finishedAt !== undefined).length,
    ...(submittedAt === undefined ? {} : { submittedAt }),
    ...(reviewableAt === undefined ? {} : { reviewableAt }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
    ...(releasedAt === undefined ? {} : { releasedAt }),
    ...(stuckAt === undefined ? {} : { stuckAt }),
  };
}

type Placed = Pick<AirlockRequest, 'createdAt' | 'id' | 'project'>;
const sortOf = ({ createdAt, id }: Placed): string => `${createdAt}#${id}`;
export const lineKey = (request: Placed): Key => ({ partition: requestsOf(request.project), sort: sortOf(request) });
export const openLineKey = (request: Placed): Key => ({ partition: openRequests, sort: sortOf(request) });

/**
 * A finished review as the function of the private door alone can write it: for these very bytes under these names, out of this project, and by this
 * report. Other functions can write the request's state, and what they could make of it after the vote is not what was voted on.
 */
export interface VoteItem {
  readonly request: string;
  readonly project: string;
  readonly direction: Direction;
  readonly requester: string;
  /** SHA-256 of the engine's report that the reviewer saw. */
  readonly report: string | null;
  readonly round: number;
  readonly reviewer: string;
  readonly finishedAt: Instant;
  readonly files: readonly {
    readonly file: string;
    /** SHA-256 of its name. */
    readonly name: string;
    readonly choice: string;
    readonly sha256: string;
    readonly versionId: string;
  }[];
}
export const voteKey = (request: string, round: number, reviewer: string): Key => ({
  partition: votePartition,
  sort: `${request}#${round}#${reviewer}`,
});

function voteItem(request: AirlockRequest, reviewer: string, finishedAt: Instant): VoteItem {
  const { id, project, direction, requester, report, round, files, reviews } = request;
  const votes = reviews.find((one) => one.reviewer === reviewer)?.votes ?? [];
  const voted = votes.flatMap(({ file, choice }) => {
    const { name, frozen } = files.find((one) => one.id === file) ?? {};
    if (name === undefined || frozen === undefined) return [];
    return [{ file, name: sha256(name), choice, sha256: frozen.sha256, versionId: frozen.versionId }];
  });
  const of = { request: id, project, direction, requester, report: report?.sha256 ?? null };
  return { ...of, round, reviewer, finishedAt, files: voted };
}

/** Lines and votes, in the transaction of the events that they come of. */
export function linesOf(written: {
  readonly before: AirlockRequest | undefined;
  readonly after: AirlockRequest;
  readonly events: readonly AirlockEvent[];
  readonly facts: AirlockFacts;
  readonly now: Instant;
}): readonly Change[] {
  const { before, after, events, facts, now } = written;
  const line = lineOf(after);
  const changed = before === undefined || canonical(line) !== canonical(lineOf(before));
  const body = { ...line };
  const put = (key: Key, version: number): Change => ({
    kind: version === 0 ? 'create' : 'replace',
    item: { ...key, version: version + 1, body },
  });
  const { openLineVersion: open } = facts;
  const closes = over.includes(after.state);
  return [
    ...(changed ? [put(lineKey(after), facts.lineVersion)] : []),
    ...(changed && !closes ? [put(openLineKey(after), open)] : []),
    ...(closes && open > 0 ? [{ kind: 'remove', key: openLineKey(after), version: open } as const] : []),
    ...events.flatMap((event): readonly Change[] => {
      if (event.kind === 'review-voided') {
        return [{ kind: 'remove', key: voteKey(after.id, after.round, event.reviewer), version: 1 }];
      }
      if (event.kind !== 'review-finished') return [];
      const item = {
        ...voteKey(after.id, after.round, event.reviewer),
        version: 1,
        body: { ...voteItem(after, event.reviewer, now) },
      };
      return [{ kind: 'create', item }];
    }),
  ];
}
