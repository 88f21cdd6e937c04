import * as z from 'zod/mini';
import { purposes } from './purposes.ts';

/**
 * What an applicant writes. A draft may lack any of it; a submission lacks nothing. Texts are typed outside, at the public door, and may be
 * published as the data use register says.
 */

/** No space at either end, and no control characters but tabs and line ends: the rest would reach pages and spreadsheets raw. */
const printable = /^[^\s\p{Cc}](?:(?:\P{Cc}|[\t\r\n])*[^\s\p{Cc}])?$/u;
const text = (longest: number) => z.string().check(z.minLength(3), z.maxLength(longest), z.regex(printable));
export const sentence = text(2000);
/** Where something can be looked at: an https address or a document's reference. */
export const evidence = text(500);

export const personId = z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/));
export const projectIdPattern = '^[a-z][a-z0-9-]{1,23}$';
export const datasetId = z.string().check(z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/), z.minLength(2), z.maxLength(24));
const odsCode = z.string().check(z.regex(/^[A-Z0-9]{3,10}$/));
/** A calendar day; from its first instant in UTC. */
export const day = z.iso.date();
/** Date and time in UTC, to the millisecond. */
export const instant = z.iso.datetime({ precision: 3 });

/** At most 300 words, as the specification of the register asks. */
const laySummary = text(4000).check(z.refine((said) => said.trim().split(/\s+/).length <= 300, 'at most 300 words'));

/** Going live reads every member in one transaction, which has room for 100 items. */
export const mostMembers = 60;

/** A dataset asked for, and the organisation that controls it: without its agreement nobody gets it. */
export const RequestedDataset = z.strictObject({ dataset: datasetId, title: sentence, controller: odsCode });
export type RequestedDataset = z.infer<typeof RequestedDataset>;

export const RequestedPerson = z.strictObject({ person: personId, as: z.enum(['lead', 'researcher']) });
export type RequestedPerson = z.infer<typeof RequestedPerson>;

/** The fields of the data use register that only the applicant knows; the workflow knows the others. Lists of words are ours. */
export const AskedFields = z.strictObject({
  organisationName: sentence,
  organisationSector: z.enum(['nhs', 'academic', 'government', 'charity', 'industry', 'other']),
  /** As the applicants agree to see them published. */
  applicantNames: sentence,
  applicantId: z.optional(z.string().check(z.regex(/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/))),
  funders: z.optional(sentence),
  deaAccredited: z.enum(['accredited', 'applied', 'not-accredited', 'not-applicable']),
  subLicence: z.enum(['none', 'named-parties']),
  title: sentence,
  laySummary,
  publicBenefit: sentence,
  technicalSummary: text(8000),
  otherCommittees: z.optional(sentence),
  sensitivity: z.enum(['personally-identifiable', 'de-personalised', 'anonymous']),
  article6: z.enum(['6-1-a', '6-1-b', '6-1-c', '6-1-d', '6-1-e', '6-1-f', 'not-applicable']),
  article9: z.enum([
    ...(['9-2-a', '9-2-b', '9-2-c', '9-2-d', '9-2-e', '9-2-f', '9-2-g', '9-2-h', '9-2-i', '9-2-j'] as const),
    'not-applicable',
  ]),
  confidentialityDuty: z.enum(['section-251', 'consent', 'statutory-exemption', 'not-applicable']),
  optOut: z.enum(['applied', 'not-applied', 'not-applicable']),
  frequency: z.enum(['one-off', 'recurring']),
  linkage: z.optional(sentence),
  linkedAssets: z.optional(sentence),
  confidentialData: z.optional(sentence),
  privacyMeasures: sentence,
  outputs: z.optional(sentence),
});
export type AskedFields = z.infer<typeof AskedFields>;

export const Application = z.strictObject({
  ...AskedFields.shape,
  /** ODS code of the lead organisation. */
  lead: odsCode,
  purpose: z.enum(purposes),
  starts: day,
  /** The last day. */
  ends: day,
  datasets: z.array(RequestedDataset).check(z.minLength(1), z.maxLength(20)),
  people: z.array(RequestedPerson).check(z.minLength(2), z.maxLength(mostMembers)),
  allowance: z.strictObject({
    bytesPerMonth: z.int().check(z.positive()),
    bytesPerQuery: z.int().check(z.positive()),
    queriesAtOnce: z.int().check(z.positive(), z.maximum(10)),
  }),
  resultsShared: z.boolean(),
});
export type Application = z.infer<typeof Application>;

/** What stands so far; each part is checked already, the whole when it is submitted. */
export const Draft = z.partial(Application);
export type Draft = z.infer<typeof Draft>;

/** What a submission still lacks, as `path: message`; and what contradicts itself. */
export function faultsOf(draft: Draft): readonly string[] {
  const { success, data, error } = Application.safeParse(draft);
  if (!success) return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const twice = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...(data.ends < data.starts ? ['ends: is before starts'] : []),
    ...twice(data.datasets.map(({ dataset }) => dataset)).map((name) => `datasets: ${name} stands there twice`),
    ...twice(data.people.map(({ person }) => person)).map((name) => `people: ${name} stands there twice`),
    ...(data.people.filter((one) => one.as === 'lead').length === 1 ? [] : ['people: must name exactly one lead']),
    ...(data.allowance.bytesPerQuery > data.allowance.bytesPerMonth ? ['allowance: one query exceeds the month'] : []),
  ];
}
