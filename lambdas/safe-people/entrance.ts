/**
 * What a function of another safe takes with it to stand at a door or to ask the register: code that runs. What the other safes may know
 * of people, which constructs read as well, is in `contract.ts`.
 */
export { demandsOf } from './demands.ts';
export { dispatcher, handling } from './dispatch.ts';
export { streamingDispatcher } from './dispatch-bytes.ts';
export type { BytesHandlers, Outgoing } from './door-bytes.ts';
export { tellNotices } from './notice-worker.ts';
export { begin, streamed } from './response-stream.ts';
export { rememberedForAMinute } from './standing.ts';
export { dynamoTableIdentity } from './standing-dynamodb.ts';
