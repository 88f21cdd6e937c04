import { canonical, sha256 } from '../workflow/canonical.ts';
import type { Instant, Store } from '../workflow/contract.ts';
import { historyPartition } from '../workflow/contract.ts';
import { everyItem, type Recorded } from '../workflow/history.ts';
import { reviewersNeeded } from './airlock/airlock-limits.ts';
import type { VoteItem } from './airlock/airlock-lines.ts';
import { type AirlockRequest, airlockPartition, votePartition } from './contract.ts';
import { Hopeless } from './hopeless.ts';
import type { StoredReport } from './stored-report.ts';

/**
 * Two people approved exactly these bytes under these names, out of this project and by this report, by items that the function of the private door alone
 * can write: a state that says `approved` is not taken at its word, nor whom it calls its reviewers. @throws Hopeless where it is not so.
 */
export async function assertTwoVotes(store: Store, request: AirlockRequest): Promise<void> {
  const { id, project, direction, round, requester, report, files, reviews } = request;
  const prefix = `${id}#${round}#`;
  const items = await everyItem(store, votePartition, { after: prefix, until: `${prefix}~` });
  const approving = items
    .map(({ body }) => body as unknown as VoteItem)
    .filter(
      (vote) =>
        vote.request === id &&
        vote.project === project &&
        vote.direction === direction &&
        vote.requester === requester &&
        vote.report === report?.sha256 &&
        vote.round === round &&
        vote.reviewer !== requester &&
        vote.files.length === files.length &&
        files.every(({ id: file, name, frozen }) =>
          vote.files.some(
            (one) =>
              one.file === file &&
              one.name === sha256(name) &&
              one.choice === 'approve' &&
              one.sha256 === frozen?.sha256 &&
              one.versionId === frozen?.versionId,
          ),
        ),
    );
  const people = new Set(approving.map(({ reviewer }) => reviewer));
  const named =
    reviews.length === people.size &&
    reviews.every(({ reviewer, finishedAt }) => finishedAt !== undefined && people.has(reviewer));
  if (files.length === 0 || people.size < reviewersNeeded || items.length !== approving.length || !named) {
    throw new Hopeless('votes');
  }
}

/** Every file is scanned, judged and the one that the report is about. @throws Hopeless where it is not so. */
export function assertChecked({ files, report, profile }: AirlockRequest, stored: StoredReport): void {
  const fine = files.every(({ id, frozen, scan, verdict }) => {
    const said = stored.files.filter(({ file }) => file === id);
    const [one] = said;
    return (
      said.length === 1 &&
      one?.sha256 === frozen?.sha256 &&
      one?.verdict === verdict &&
      verdict !== 'blocked' &&
      scan === 'NO_THREATS_FOUND'
    );
  });
  const whole = stored.files.length === files.length && stored.report.verdict !== 'blocked';
  // The numbers that are written down are those that were applied, whatever this version of ours has for them now.
  if (sha256(canonical(stored.numbers, 'numbers')) !== profile?.hash) throw new Hopeless('profile');
  if (!fine || !whole || stored.report.verdict !== report?.verdict) throw new Hopeless('report');
}

/** When the release was begun, and by which event it was approved: the same however often it is asked. @throws Hopeless where the history has neither. */
export async function approvalOf(
  store: Store,
  { id }: AirlockRequest,
): Promise<{ readonly event: string; readonly releaseBegunAt: Instant }> {
  const history = (await everyItem(store, historyPartition(airlockPartition, id))).map(
    ({ body }) => body as unknown as Recorded,
  );
  const approved = history.filter(({ record }) => record.kind === 'approved').at(-1);
  const begun = history.find(
    ({ record }) => record.kind === 'release-begun' && record.sequence > (approved?.record.sequence ?? 0),
  );
  if (approved === undefined || begun === undefined) throw new Hopeless('history');
  return { event: approved.hash, releaseBegunAt: begun.record.at };
}
