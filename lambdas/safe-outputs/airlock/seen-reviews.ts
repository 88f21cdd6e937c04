import type { Instant } from '../../workflow/contract.ts';
import type { AirlockRequest, Comment, Review } from '../contract.ts';
import { reviewersNeeded } from './airlock-limits.ts';

/**
 * What somebody may see of reviews. Before two are finished nobody sees a vote but their own, whoever they are: who reviews and how many have
 * finished is all. Every answer that holds a review or a comment goes through here.
 */
const decided = ({ reviews }: AirlockRequest): boolean =>
  reviews.filter(({ finishedAt }) => finishedAt !== undefined).length >= reviewersNeeded;

export function reviewsSeenBy(request: AirlockRequest, person: string): readonly Review[] {
  if (decided(request)) return request.reviews;
  return request.reviews.map((one) => (one.reviewer === person ? one : { ...one, votes: [] }));
}

/** What one reviewer writes is kept from whoever reviews or may come to, until both have finished: it could say how they vote. */
export function commentsSeenBy(request: AirlockRequest, person: string): readonly Comment[] {
  const { reviews, comments, round, requester } = request;
  if (decided(request) || person === requester) return comments;
  const others = reviews.flatMap(({ reviewer }) => (reviewer === person ? [] : [reviewer]));
  return comments.filter((one) => one.round !== round || !others.includes(one.by));
}

/** Whether there may be votes of this round that nobody must know of but who gave them. */
export const votesAreHidden = (request: AirlockRequest): boolean =>
  request.reviewableAt !== undefined && !decided(request);

/**
 * The first events of a whole history, up to a vote that this person must not know of: a review that is finished with fewer votes than there are files has
 * rejected, so that how many there are says what they are, and so would a gap. From there on it is shown when both have finished.
 */
export function historySeenBy<Event extends { readonly kind: string; readonly at: Instant; readonly by: string }>(
  request: AirlockRequest,
  person: string,
  events: readonly Event[],
): readonly Event[] {
  if (!votesAreHidden(request)) return events;
  const { reviewableAt = '' } = request;
  const hidden = events.findIndex(({ kind, at, by }) => kind === 'voted' && at >= reviewableAt && by !== person);
  return hidden < 0 ? events : events.slice(0, hidden);
}
