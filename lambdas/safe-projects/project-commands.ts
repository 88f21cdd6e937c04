import * as z from 'zod/mini';
import {
  Draft,
  datasetId,
  day,
  evidence,
  instant,
  personId,
  RequestedDataset,
  RequestedPerson,
  sentence,
} from './application.ts';
import type { CloseReport } from './closing.ts';

/**
 * What people can ask of a project, each with the schema of its body. Whoever asks and when are never part of it. The closer's reports are
 * commands too, and have no route.
 */

const nothing = z.strictObject({});
const because = z.strictObject({ reason: sentence });
const committee = {
  members: z.array(personId).check(z.minLength(1), z.maxLength(30)),
  chair: personId,
};
const conditionId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,30}$/));
const amendmentId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,40}$/));
const inDate = { reference: sentence, evidence, from: instant, expires: instant };

export const commandBodies = {
  draft: z.strictObject({ application: Draft }),
  revise: z.strictObject({ application: Draft }),
  submit: nothing,
  withdraw: because,
  accept: nothing,
  return: because,
  refuse: because,
  'pass-triage': because,
  'record-reference': z.strictObject({ of: z.enum(['dpia', 'ethics', 'funding']), ...inDate }),
  'record-not-applicable': z.strictObject({ of: z.enum(['ethics', 'funding']), reason: sentence }),
  'open-committee': z.strictObject({ ...committee, amendment: z.optional(amendmentId) }),
  'name-chair': z.strictObject({ chair: personId }),
  'declare-conflict': z.strictObject({ person: personId, interest: sentence }),
  vote: z.strictObject({ vote: z.enum(['approve', 'refuse', 'abstain']), reason: sentence }),
  'close-vote': z.strictObject({
    reason: sentence,
    conditions: z.array(z.strictObject({ id: conditionId, says: sentence })).check(z.maxLength(20)),
  }),
  'controller-agrees': z.strictObject({ dataset: datasetId, ...inDate }),
  'controller-objects': z.strictObject({ dataset: datasetId, reason: sentence }),
  'withdraw-objection': z.strictObject({ dataset: datasetId, reason: sentence }),
  'drop-dataset': z.strictObject({ dataset: datasetId, reason: sentence }),
  'meet-condition': z.strictObject({ condition: conditionId, evidence }),
  approve: because,
  'go-live': nothing,
  suspend: because,
  'propose-resume': because,
  resume: because,
  'propose-amendment': z.strictObject({
    change: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('new-person'), person: RequestedPerson }),
      z.strictObject({ kind: z.literal('extension'), ends: day }),
      z.strictObject({ kind: z.literal('new-dataset'), dataset: RequestedDataset }),
    ]),
    id: amendmentId,
    reason: sentence,
  }),
  'pass-amendment': z.strictObject({ amendment: amendmentId, reason: sentence }),
  'refuse-amendment': z.strictObject({ amendment: amendmentId, reason: sentence }),
  'withdraw-amendment': z.strictObject({ amendment: amendmentId, reason: sentence }),
  'end-membership': z.strictObject({ person: personId, reason: sentence }),
  close: because,
} as const;

type Bodies = typeof commandBodies;
export type PersonCommandKind = keyof Bodies;
export const personCommands = Object.keys(commandBodies) as readonly PersonCommandKind[];

/** An empty body would say that no name is allowed, not even the command's. */
type Fields<Body> = string extends keyof Body ? object : Readonly<Body>;
type Said = { readonly [Kind in PersonCommandKind]: Fields<z.infer<Bodies[Kind]>> & { readonly kind: Kind } };
/** A command as a person gives it: the body of the request, and the name that the path says. */
export type PersonCommand = Said[PersonCommandKind];
export type CommandOf<Kind extends PersonCommandKind> = Said[Kind];

export type ProjectCommand = PersonCommand | CloseReport;
