import type { CarryOut } from '../workflow/worker.ts';
import { asOrdered, type EffectOf } from './carry-out.ts';
import { type AirlockRequest, type AirlockStatus, statusPartition } from './contract.ts';
import type { ReleasePorts } from './release-ports.ts';

const mebibyte = 1024 * 1024;

/**
 * What the public door is told of a request: ids, words, counts and instants, and nothing that anybody typed inside. How large it is to the byte is a
 * number that whoever works inside chooses at will; until two people have looked it is told in whole mebibytes.
 */
export function statusOf(request: AirlockRequest): AirlockStatus {
  const { id, project, direction, requester, state, round, files, createdAt, since } = request;
  const { submittedAt, reviewableAt, decidedAt, releasedAt } = request;
  const bytes = files.reduce((sum, { draft }) => sum + draft.bytes, 0);
  return {
    ...{ id, project, direction, requester, state, round, files: files.length, createdAt, since },
    bytes: releasedAt === undefined ? Math.ceil(bytes / mebibyte) * mebibyte : bytes,
    ...(submittedAt === undefined ? {} : { submittedAt }),
    ...(reviewableAt === undefined ? {} : { reviewableAt }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
    ...(releasedAt === undefined ? {} : { releasedAt }),
  };
}

/** A status as it is stored, with the version of the request that it was made of. */
export interface StoredStatus {
  readonly of: number;
  readonly status: AirlockStatus;
}

/** Never an older one over a newer: whoever comes late finds a later version there and leaves it. @throws when another was at it this moment. */
export const publishing =
  ({ desk, releases: { store } }: Pick<ReleasePorts, 'desk' | 'releases'>): CarryOut<EffectOf<'airlock-publish'>> =>
  async ({ request: id }, cause) => {
    const held = await asOrdered(desk, id, cause);
    if (held === undefined) return 'done';
    const status = statusOf(held.request);
    const key = { partition: statusPartition(status.project), sort: id };
    const there = await store.get(key);
    if (there !== undefined && Number(there.body.of) >= held.version) return 'done';
    const version = (there?.version ?? 0) + 1;
    const body = { of: held.version, status };
    const written = await store.commit([
      { kind: version === 1 ? 'create' : 'replace', item: { ...key, version, body } },
    ]);
    if (written === 'changed') throw new Error('another status was written at the same moment');
    return 'done';
  };
