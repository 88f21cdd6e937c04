import { roleRefusals } from '../../safe-people/contract.ts';
import type { Instant } from '../../workflow/contract.ts';
import type { AirlockFile, AirlockRequest, Choice, Review } from '../contract.ts';
import type { AirlockFacts } from './airlock-facts.ts';
import { reviewersNeeded } from './airlock-limits.ts';

/** What the reviews come to, and whose count. */

/** Everybody who is or was a member, however long ago and whether it ended before it began. */
export const everMember = ({ project }: Pick<AirlockFacts, 'project'>, person: string): boolean =>
  project === undefined || project.members.some((one) => one.person === person);

/** Whether a review that was finished still counts: its reviewer is one today, and was never nearer to the request than a reviewer may be. */
export function counts(
  { reviewer }: Review,
  request: AirlockRequest,
  facts: Pick<AirlockFacts, 'people' | 'project' | 'register'>,
  now: Instant,
): boolean {
  if (reviewer === request.requester || everMember(facts, reviewer)) return false;
  const question = { person: facts.people[reviewer], register: facts.register, now };
  return roleRefusals(question, ['output-checker']).length === 0;
}

/** A rejection needs no more votes: whatever the others would be, the request is rejected. */
export const votedEnough = ({ votes }: Review, files: readonly AirlockFile[]): boolean =>
  votes.some(({ choice }) => choice === 'reject') || files.every(({ id }) => votes.some(({ file }) => file === id));

export type ReviewOutcome = 'one-finished' | 'other-void' | 'one-rejects' | 'one-wants-changes' | 'both-approve';

/** What it comes to when this reviewer finishes. */
export function reviewOutcome(
  request: AirlockRequest,
  finishing: string,
  facts: AirlockFacts,
  now: Instant,
): ReviewOutcome {
  const { reviews, files } = request;
  const others = reviews.filter((one) => one.reviewer !== finishing && one.finishedAt !== undefined);
  if (others.some((one) => !counts(one, request, facts, now))) return 'other-void';
  const both = reviews.filter((one) => one.reviewer === finishing || others.includes(one));
  const people = new Set(both.map(({ reviewer }) => reviewer));
  if (people.size < reviewersNeeded) return 'one-finished';
  const said = (choice: Choice) => both.some(({ votes }) => votes.some((one) => one.choice === choice));
  if (said('reject')) return 'one-rejects';
  const approved = both.every(({ votes }) =>
    files.every(({ id }) => votes.some(({ file, choice }) => file === id && choice === 'approve')),
  );
  return approved && files.length > 0 && !said('request-changes') ? 'both-approve' : 'one-wants-changes';
}
