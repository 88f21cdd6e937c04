import type { Route } from '../safe-people/contract.ts';
import { metricsFields } from './airlock-answer.ts';
import { bytesUnderReviewRoutes, downloadRoutes } from './airlock-byte-routes.ts';
import { outputsRoutes } from './airlock-output-routes.ts';
import { reviewRoutes } from './airlock-review-routes.ts';

/** Answered at either door by the function of requests there. */
export const metricsRoutes: readonly Route[] = [
  {
    operation: 'airlock-metrics',
    method: 'get',
    path: '/airlock/metrics',
    doors: ['private', 'public'],
    summary: 'Requests by state, who waits how long, and time to decision',
    who: 'an output checker, an officer or an assessor',
    parameters: {},
    answers: metricsFields,
  },
];

/** Which function answers which routes at which door; the two that serve bytes are called by streaming invocation. */
export const airlockRoutes = [
  { routes: reviewRoutes, by: { private: 'airlock-private' } },
  { routes: metricsRoutes, by: { private: 'airlock-private', public: 'airlock-public' } },
  { routes: bytesUnderReviewRoutes, by: { private: 'airlock-bytes-private' } },
  { routes: outputsRoutes, by: { public: 'airlock-public' } },
  { routes: downloadRoutes, by: { public: 'airlock-bytes-public' } },
] as const;
