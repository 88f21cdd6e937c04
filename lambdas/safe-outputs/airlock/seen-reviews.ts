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
