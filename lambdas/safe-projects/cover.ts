import type { Instant, Refusal } from '../workflow/contract.ts';
import type { ProjectRecord, Recorded, Reference } from './project-record.ts';

/** The legal, funding and ethics cover of a project: what must hold before it starts and all the while it runs (SATRE 1.4.01, 1.4.02, 1.5.04). */

const never = '1970-01-01T00:00:00.000Z';
const absent = (of: string) => ({ of, from: never, expires: never });

const recordedOf = (record: ProjectRecord, of: Reference): Recorded | undefined =>
  record.recorded.find((one) => one.of === of);

const objectionTo = (record: ProjectRecord, dataset: string) =>
  record.objections.find((one) => one.dataset === dataset);

const agreementTo = (record: ProjectRecord, dataset: string, controller: string) =>
  record.agreements.find((one) => one.dataset === dataset && one.controller === controller);

/**
 * The approvals that access depends on, each with when it lapses. What is missing stands there as one that never held, so that a gap refuses
 * and never vanishes from the list; an objection ends the controller's agreement at once.
 */
export function approvalsOf(record: ProjectRecord): ProjectRecord['approvals'] {
  const { committee } = record;
  const references = (['dpia', 'ethics', 'funding'] as const).flatMap((of) => {
    const found = recordedOf(record, of);
    if (found === undefined) return [absent(of)];
    return found.applies ? [{ of, from: found.from, expires: found.expires }] : [];
  });
  const controllers = record.datasets.map(({ dataset, controller }) => {
    const of = `controller:${dataset}`;
    const agreement = agreementTo(record, dataset, controller);
    if (agreement === undefined) return absent(of);
    const objected = objectionTo(record, dataset)?.at;
    const { from, expires } = agreement;
    return { of, from, expires: objected !== undefined && objected < expires ? objected : expires };
  });
  return [
    committee === undefined
      ? absent('committee')
      : { of: 'committee', from: committee.decidedAt, expires: committee.expires },
    ...controllers,
    ...references,
  ];
}

const inDate = (one: { readonly from: Instant; readonly expires: Instant }, now: Instant) =>
  one.from <= now && now < one.expires;

/** One refusal per rule that the cover breaks, under the rule's name. */
export function coverRefusals(record: ProjectRecord, now: Instant): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const demand = (met: boolean, rule: string, says: string): void => {
    if (!met) refusals.push({ rule, says });
  };
  const { committee } = record;
  demand(
    committee !== undefined && inDate({ from: committee.decidedAt, expires: committee.expires }, now),
    'committee',
    'no approval of the committee is in date; it must be decided by vote',
  );
  const open = record.conditions.filter(({ met }) => met === undefined).map(({ id }) => id);
  demand(open.length === 0, 'conditions', `conditions without evidence: ${open.join(', ')}; an officer records it`);
  const without = record.datasets
    .filter(({ dataset, controller }) => {
      const agreement = agreementTo(record, dataset, controller);
      return agreement === undefined || !inDate(agreement, now);
    })
    .map(({ dataset }) => dataset);
  demand(
    without.length === 0 && record.datasets.length > 0,
    'controllers',
    `datasets without an agreement of their controller in date: ${without.join(', ') || 'there is no dataset'}`,
  );
  const objected = record.objections.map(({ dataset }) => dataset);
  demand(
    objected.length === 0,
    'objections',
    `controllers object to ${objected.join(', ')}; they withdraw it, or the dataset is dropped`,
  );
  for (const of of ['dpia', 'ethics', 'funding'] as const) {
    const found = recordedOf(record, of);
    const holds = found !== undefined && (found.applies ? inDate(found, now) : of !== 'dpia');
    demand(holds, of, `no ${of} reference is in date; an officer records it with its evidence`);
  }
  return refusals;
}
