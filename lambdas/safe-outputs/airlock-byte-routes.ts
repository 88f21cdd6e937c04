import type { Route } from '../safe-people/contract.ts';
import { inside, member, outside, request, requestAndFile } from './airlock-parameters.ts';

/** Routes that answer bytes: no address that anybody could pass on leads to any, for each asks for the token. */

/** Answered by `airlock-bytes-private`. */
export const bytesUnderReviewRoutes: readonly Route[] = [
  {
    ...inside,
    operation: 'airlock-file',
    method: 'get',
    path: '/airlock/{request}/files/{file}',
    summary: 'One file as it was frozen; every look is written down',
    who: 'the person who made it, or a reviewer who holds the review; of what came in, a member',
    parameters: requestAndFile,
    streams: { origin: 'data', says: 'The bytes that are checked, reviewed and released' },
    answers: {},
  },
  {
    ...inside,
    operation: 'airlock-input',
    method: 'get',
    path: '/airlock/{request}/inputs/{file}',
    summary: 'One file that came in',
    who: member,
    parameters: requestAndFile,
    streams: { origin: 'data', says: 'The bytes that were let in' },
    answers: {},
  },
];

const downloaders = `${member}, or an output checker`;
const downloads = (
  operation: string,
  path: string,
  parameters: Route['parameters'],
  [summary, says]: readonly [string, string],
): Route => ({
  ...{ ...outside, operation, method: 'get', path, parameters, summary, who: downloaders },
  ...{ streams: { origin: 'released', says }, answers: {} },
});

/** Answered by `airlock-bytes-public`. */
export const downloadRoutes: readonly Route[] = [
  downloads('released-file', '/releases/{request}/files/{file}', requestAndFile, [
    'One released file, counted before its first byte',
    'The bytes that were checked, reviewed and released',
  ]),
  downloads('release-record', '/releases/{request}/record', request, [
    'The record of every criterion that was applied',
    'JSON',
  ]),
  downloads('release-crate', '/releases/{request}/ro-crate', request, [
    'The RO-Crate around the release',
    'JSON-LD, ro-crate-metadata.json',
  ]),
];
