import type { Parameter } from '../safe-people/contract.ts';
import { inBase64, largestPart, projectPattern, uuidPattern } from './airlock-bodies.ts';
import { airlockStates } from './airlock-words.ts';

/** What the routes of the airlock have in common. */

export const inPath = (pattern: string): Parameter => ({ in: 'path', pattern });
export const filter = (pattern: string): Parameter => ({ in: 'query', pattern, optional: true });
export const request = { request: inPath(uuidPattern) };
export const requestAndFile = { ...request, file: inPath(uuidPattern) };
export const deposit = { deposit: inPath(uuidPattern) };
export const project = { in: 'query', pattern: projectPattern } as const;

export const instant = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z';
/** A place in a list: an instant and an id. */
export const after = filter(`${instant}~${uuidPattern}`);
export const filters = {
  state: filter(airlockStates.join('|')),
  direction: filter('out|in'),
  mine: filter('true'),
  after,
};

export const inside = { doors: ['private'] } as const;
export const outside = { doors: ['public'] } as const;
/** In base64 and JSON. */
export const partSize = inBase64(largestPart) + 1000;

export const checkers = 'an output checker without a part in the project';
export const member = 'a member of the project';
export const seers = `the person who made it, ${checkers}, an officer`;
