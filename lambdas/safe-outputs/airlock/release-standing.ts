import { effectiveAccess, hasRole } from '../../safe-people/contract.ts';
import type { Instant } from '../../workflow/contract.ts';
import type { AirlockRequest } from '../contract.ts';
import type { AirlockFacts } from './airlock-facts.ts';
import { reviewersNeeded } from './airlock-limits.ts';
import { counts } from './airlock-reviews.ts';

/**
 * Who stands behind a release, asked of the register when it is made: weeks may lie between the approval and that, where it failed and was tried again. In this
 * order: of several, a failed request is named by the first.
 */
export const standingRules = ['project-stands', 'requester-stands', 'reviewers-stand'] as const;
export type StandingRule = (typeof standingRules)[number];

/** What is refused of a requester for their project's sake. */
const ofProject: readonly string[] = ['register', 'project', 'project-state', 'project-dates', 'approval'];

type Known = Pick<AirlockFacts, 'people' | 'project' | 'register' | 'demands'>;

/** What is missing, by rule; nothing: it may be released. Nobody's sign-in is asked for, for nobody sits there. */
export function missingAtRelease(
  request: AirlockRequest,
  facts: Known,
  now: Instant,
): Readonly<Record<StandingRule, readonly string[]>> {
  const { requester, direction, reviews } = request;
  const { project, register, demands } = facts;
  const person = facts.people[requester];
  const access = effectiveAccess({ person, project, register, demands, now });
  const refusals = access.allowed ? [] : access.refusals;
  const may = direction === 'in' || (person !== undefined && hasRole(person, 'output-requester', now));
  const standing = reviews.filter((one) => one.finishedAt !== undefined && counts(one, request, facts, now));
  const enough = standing.length >= reviewersNeeded && standing.length === reviews.length;
  return {
    'project-stands': refusals.filter(({ rule }) => ofProject.includes(rule)).map(({ says }) => says),
    'requester-stands': [
      ...refusals.filter(({ rule }) => !ofProject.includes(rule)).map(({ says }) => `of the requester: ${says}`),
      ...(may ? [] : ['of the requester: the role output-requester is not held and in date']),
    ],
    'reviewers-stand': enough ? [] : ['somebody who approved this is no reviewer of it any more'],
  };
}
